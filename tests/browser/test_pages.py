"""Every publication's page in a real browser: accessible, self-contained, whole on a phone, and without JavaScript."""

import dataclasses
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefgen.model.edition import Edition
from briefgen.render import Engine, packaged_templates, render
from tests.render.publications import PUBLICATIONS, SHAPES, issued_as
from tests.render.rich import a_hebrew_edition, a_quiet_edition, a_rich_edition
from tests.render.rich_reports import a_memo_edition, a_report_edition

pytestmark = pytest.mark.slow

ENGINE = Engine([packaged_templates()])

#: All of axe's rules, and two that it leaves off: places to tap, and the contrast of seven.
RUN_AXE = """
(only) => axe.run(document, {
    rules: {'target-size': {enabled: !only}, 'color-contrast-enhanced': {enabled: true}},
    ...(only && {runOnly: {type: 'rule', values: only}}),
})
    .then(found => found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`)))
"""

#: The rules to which the colours of the dark matter.
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

#: Of windows, in pixels: a small phone, a phone, a tablet, a desk.
WIDTHS = (320, 390, 820, 1280)

Make = Callable[[], Edition]


def with_long_titles() -> Edition:
    """Return an edition whose headlines and sections are too long, one of them without a place to break."""
    edition = a_rich_edition()
    sections = tuple(
        dataclasses.replace(
            section,
            title=section.title + " and everything that belongs to it in any way" * 3,
            stories=tuple(
                dataclasses.replace(story, headline="Unbreakable" * 20 if story.rank == 2 else story.headline * 5)
                for story in section.stories
            ),
        )
        for section in edition.sections
    )
    return dataclasses.replace(edition, title=sections[0].stories[0].headline, sections=sections)


def page_of(folder: Path, edition: Edition) -> str:
    """Write the page and its picture, as ``build`` does, and return its address."""
    for file in render(edition, ["html"], templates=ENGINE, page_url="https://news.example/israel/2022-03-09/"):
        (folder / file.name).write_bytes(file.content)
    return (folder / "index.html").as_uri()


LOOKS: list[tuple[str, Make]] = [
    *itertools.product(PUBLICATIONS, [a_rich_edition]),
    *itertools.product(SHAPES, [a_hebrew_edition]),  # from right to left only the layout matters, not the colours
    *itertools.product(SHAPES[:3], [a_quiet_edition]),
    *[(edition().briefing.id, edition) for edition in (a_report_edition, a_memo_edition)],
]


@pytest.mark.parametrize(("publication", "make"), LOOKS)
def test_axe_finds_nothing(browser: Browser, axe: str, tmp_path: Path, publication: str, make: Make) -> None:
    """In light and dark, with contrast 7:1 and room for a finger; in English and Hebrew, and on a quiet day."""
    address = page_of(tmp_path, issued_as(publication, make()))
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    page.evaluate(axe)
    light = page.evaluate(RUN_AXE)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(RUN_AXE, COLOURS)
    page.close()
    assert (light, dark) == ([], [])


@pytest.mark.parametrize("publication", SHAPES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, tmp_path: Path, publication: str) -> None:
    """One file, also in print; nothing that its own policy refuses."""
    asked: list[str] = []
    told: list[str] = []
    address = page_of(tmp_path, issued_as(publication, a_rich_edition()))
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(address, wait_until="networkidle")
    page.emulate_media(media="print")
    page.pdf()
    page.close()
    assert asked == [address]
    assert told == []


@pytest.mark.parametrize("make", [with_long_titles, a_hebrew_edition])
@pytest.mark.parametrize("publication", SHAPES)
def test_a_page_is_as_wide_as_its_window(browser: Browser, tmp_path: Path, publication: str, make: Make) -> None:
    """From a small phone to a desk: nobody scrolls sideways, whatever the titles."""
    address = page_of(tmp_path, issued_as(publication, make()))
    page = browser.new_page()
    page.goto(address)
    over = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over[width] = page.evaluate(OVERFLOW)
    page.close()
    assert over == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize("publication", SHAPES)
def test_a_page_works_without_javascript(browser: Browser, tmp_path: Path, publication: str) -> None:
    """Every story is there; a number leads to its source; folded reports open."""
    edition = issued_as(publication, a_rich_edition())
    without = browser.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 700})
    page = without.new_page()
    page.goto(page_of(tmp_path, edition))
    text = page.locator("body").inner_text()
    assert [story.headline for story in edition.stories if story.headline not in text] == []
    cite = page.locator("sup.cites a").first
    cite.click()
    target = page.locator(cite.get_attribute("href") or "")
    assert page.url.endswith(cite.get_attribute("href") or "-")
    assert target.is_visible()
    folded = page.locator("details").first
    assert not folded.locator("li").first.is_visible()
    folded.locator("summary").click()
    assert folded.locator("li").first.is_visible()
    without.close()
