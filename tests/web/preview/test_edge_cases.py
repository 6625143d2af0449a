"""Every edge case is an edition that every format can be made of."""

import dataclasses

import pytest

from briefgen.model import wire
from briefgen.model.edition import Masthead
from briefgen.model.rendition import FORMATS, Format
from briefgen.render import Engine, packaged_templates, render
from briefgen.web.preview.edge_cases import EDGE_CASES, EdgeCase

MASTHEAD = Masthead(id="israel", title="Israel Briefing", cadence="daily", language="en", timezone="Asia/Jerusalem")
ENGINE = Engine([packaged_templates()])
QUICK: tuple[Format, ...] = tuple(name for name in FORMATS if name != "pdf")

cases = pytest.mark.parametrize("case", EDGE_CASES, ids=lambda case: case.id)


@cases
def test_every_format_can_be_made_of_it(case: EdgeCase) -> None:
    """No template stumbles."""
    files = {made.name: made.content for made in render(case.make(MASTHEAD), QUICK, templates=ENGINE)}
    assert all(files.values())


@pytest.mark.parametrize(
    ("name", "shown"), [("report", b"What Selin Dor says"), ("memo", b"A figure without its unit")]
)
def test_a_report_and_a_memo_are_shown_as_such_by_their_own_templates(name: str, shown: bytes) -> None:
    """Templates of reports and memos can be tried before there is one; no link of theirs runs anything."""
    case = next(case for case in EDGE_CASES if case.id == name)
    publication = {"report": "trend-report", "memo": "memo"}[name]
    edition = case.make(dataclasses.replace(MASTHEAD, id=publication))
    files = {made.name: made.content for made in render(edition, QUICK, templates=ENGINE)}
    assert all(files.values())
    assert shown in files["index.html"]
    assert b"javascript" not in files["index.html"]


@cases
def test_it_is_an_edition_like_any_other(case: EdgeCase) -> None:
    """It can be saved and read again, and is the same each time."""
    edition = case.make(MASTHEAD)
    assert wire.decode(wire.encode(edition)) == edition
    assert case.make(MASTHEAD) == edition


@cases
def test_it_has_the_publications_masthead(case: EdgeCase) -> None:
    """Only those in another language have words of their own in it."""
    masthead = case.make(MASTHEAD).briefing
    assert masthead.id == "israel"
    assert (masthead.title == "Israel Briefing") == (masthead.language == "en")


def test_all_that_the_issue_names_is_there() -> None:
    """Empty, one story, very long, right to left, mixed, forty, and a day without any source."""
    made = {case.id: case.make(MASTHEAD) for case in EDGE_CASES}
    assert len(made["empty"].stories) == 0
    assert made["blind"].sources.blind
    assert len(made["one-story"].stories) == 1
    assert max(len(word) for word in made["long"].stories[1].headline.split()) > 60
    assert {made[name].briefing.language for name in ("hebrew", "arabic", "persian")} == {"he", "ar", "fa"}
    assert len({story.language for story in made["mixed"].stories}) == 6
    assert len(made["forty"].stories) == 40


def test_everything_has_every_part_of_an_edition() -> None:
    """So no part of a template is left unseen."""
    edition = next(case for case in EDGE_CASES if case.id == "everything").make(MASTHEAD)
    lead = edition.stories[0]
    assert all((lead.changes, lead.figures, lead.statements, lead.accounts, lead.timeline, lead.actors, lead.topics))
    assert all((edition.week_ahead, edition.trends.actors, edition.trends.pairs, edition.balance.countries))
    assert edition.sources.down
    assert any(section.brief for section in edition.sections)
