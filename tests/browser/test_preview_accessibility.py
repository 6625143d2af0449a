"""The preview's own page: axe finds nothing in light and dark, in an error, in its dialogs and checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.preview.running import PLACE, a_preview, a_workspace, edited

pytestmark = pytest.mark.slow

#: The frame's document is an edition's and is tested as such. 7:1 is for readers of hours; here 4.5:1 holds.
RUN_AXE = """
() => axe.run(document, {iframes: false, rules: {'target-size': {enabled: true}}})
    .then(found => found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`)))
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with one saved edition."""
    return a_workspace(tmp_path_factory.mktemp("desk") / "newsroom")


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    """A preview of it."""
    with a_preview(workspace, BRIEFGEN_SMTP_URL="smtp://127.0.0.1:9") as running:
        yield running


@pytest.fixture(params=["light", "dark"])
def looked(browser: Browser, axe: str, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the preview, with axe in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=request.param)
    page = context.new_page()
    page.goto(f"{address}/look/email/{PLACE}")
    expect(page.locator("#counts")).not_to_be_empty()
    page.evaluate(axe)
    yield page
    context.close()


def test_axe_finds_nothing(looked: Page) -> None:
    """As it opens, and with the checks beside it."""
    assert looked.evaluate(RUN_AXE) == []
    looked.locator("#fold-checks").click()
    assert looked.evaluate(RUN_AXE) == []


@pytest.mark.parametrize("dialog", ["send", "keys"])
def test_axe_finds_nothing_in_a_dialog(looked: Page, dialog: str) -> None:
    """Which has a name, and what is behind it is out of reach."""
    looked.locator(f"#open-{dialog}").click()
    expect(looked.locator(f"#{dialog}")).to_be_visible()
    assert looked.evaluate(RUN_AXE) == []


def test_axe_finds_nothing_in_an_error(looked: Page, workspace: Path) -> None:
    """With its excerpt, which can be scrolled by keyboard."""
    with edited(workspace / "templates/email/email.html.j2", text="\n{{ nothing }}\n"):
        expect(looked.locator(".fault")).to_be_visible()
        assert looked.evaluate(RUN_AXE) == []
    expect(looked.locator(".fault")).to_have_count(0)


@pytest.mark.parametrize("tab", ["text", "source", "edition"])
def test_axe_finds_nothing_in_the_documents_that_we_set(browser: Browser, axe: str, address: str, tab: str) -> None:
    """Those are ours too."""
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}/nowhere")  # where axe may run: in the document itself no script may
        page.set_content(page.request.get(f"{address}/view/{tab}/{PLACE}").text())
        page.evaluate(axe)
        assert page.evaluate(RUN_AXE) == []
        context.close()
