"""A real Chromium, for tests of what readers see. Where there is none, and no axe, these tests are skipped."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

#: Where `.ci/setup browser` puts it.
AXE = Path(__file__).parents[2] / ".cache" / "axe"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for the tests of one module: while it runs, no other event loop can.

    Without its sandbox, which asks for more than a container grants; it opens our own files only.
    """
    chromium = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if chromium is None:
        pytest.skip("no Chromium; `sh .ci/setup browser` installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    found = sorted(AXE.glob("*/axe.min.js"))
    if not found:
        pytest.skip("no axe-core; `sh .ci/setup browser` fetches it")
    return found[-1].read_text(encoding="utf-8")
