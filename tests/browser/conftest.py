"""A real Chromium, for tests of what readers and editors see. Without it, or without axe, these are skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import a_browser, program

#: Where `.ci/setup browser` puts it.
AXE = Path(__file__).parents[2] / ".cache" / "axe"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for the tests of one module: while it runs, no other event loop can."""
    if program() is None:
        pytest.skip("no Chromium; `sh .ci/setup browser` installs it")
    with a_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own, as wide as a laptop's, in which nothing may be complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    found = sorted(AXE.glob("*/axe.min.js"))
    if not found:
        pytest.skip("no axe-core; `sh .ci/setup browser` fetches it")
    return found[-1].read_text(encoding="utf-8")
