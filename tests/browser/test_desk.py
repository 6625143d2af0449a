"""The desk as editors see it, with and without script, wide and narrow, light and dark."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.web.desk.running import a_desk

Scheme = Literal["light", "dark"]


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_the_desk(browser: Browser, axe: str, tmp_path: Path, scheme: Scheme, width: int) -> None:
    """Under review and after it, everything unfolded."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    with a_desk(tmp_path / "newsroom") as desk:
        page = context.new_page()
        for act in ("", "release"):
            if act:
                assert desk.do(act) == 303
            page.goto(desk.link)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.evaluate(axe)
            found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found["violations"]]
            assert told == []
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            assert not wide
    context.close()


@pytest.mark.slow
def test_an_editor_works_without_script(browser: Browser, tmp_path: Path) -> None:
    """Drops a story, words a headline, and lets the edition go."""
    context = browser.new_context(java_script_enabled=False)
    with a_desk(tmp_path / "newsroom") as desk:
        page = context.new_page()
        page.goto(desk.link)
        lead, second = desk.edition.stories[0], desk.edition.stories[1]
        page.get_by_role("button", name=f"Drop: {lead.headline[:60]}").click()
        article = page.locator(f"#{second.id}")
        article.locator("summary").click()
        article.get_by_label("Headline").fill("A headline of ours")
        article.get_by_role("button", name="Save headline").click()
        assert page.locator(f"#{second.id} h3").inner_text() == "A headline of ours"
        page.get_by_role("button", name="Release now").click()
        assert "Released" in page.locator(".moment").inner_text()
        desk.published()
        changed = desk.store.edition(desk.edition.id)
        assert changed is not None
        assert changed.title == "A headline of ours"
    context.close()


def test_the_countdown_runs(page: Page, tmp_path: Path) -> None:
    """By the server's clock, whatever the editor's says."""
    with a_desk(tmp_path / "newsroom") as desk:
        page.goto(desk.link)
        page.wait_for_function("/^in 2[34]:[0-5][0-9]$/.test(document.querySelector('.count').textContent)")
        page.goto("about:blank")
