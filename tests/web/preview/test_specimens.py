"""What can be looked at in a workspace."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

from briefgen.model.edition import Edition
from briefgen.web.preview.specimens import LISTED, find_editions, masthead_of, publications, read_saved
from tests.factories import a_briefing, an_edition
from tests.web.preview.running import save

BRIEFINGS = {"israel": a_briefing(tagline="Every weekday")}


def test_a_publication_has_what_is_saved_of_it_and_every_edge_case() -> None:
    """The saved ones first."""
    [one] = publications(BRIEFINGS, [("israel/2021-12-28", an_edition())], [])
    assert [specimen.place for specimen in one.on("saved")] == ["israel/saved/israel/2021-12-28"]
    assert one.specimens[0].title == "28 Dec 2021"
    assert one.specimens[0].shows == "4 stories"
    assert {"empty", "hebrew", "forty"} < {specimen.name for specimen in one.on("edge")}


def test_an_edition_of_a_briefing_that_is_no_longer_configured_can_be_looked_at() -> None:
    """Its masthead is its own."""
    first, second = publications({"gulf": a_briefing(id="gulf")}, [("israel/2021-12-28", an_edition())], [])
    assert (first.id, first.configured) == ("gulf", True)
    assert (second.id, second.configured) == ("israel", False)


def test_the_masthead_is_the_briefings() -> None:
    """All fields that both have."""
    masthead = masthead_of(BRIEFINGS["israel"])
    assert (masthead.title, masthead.tagline, masthead.timezone) == (
        "Israel Briefing",
        "Every weekday",
        "Asia/Jerusalem",
    )
    assert masthead.tier == "free"


def test_a_file_that_is_no_edition_is_listed_with_its_fault() -> None:
    """It would be missed otherwise."""
    [one] = publications(BRIEFINGS, [("israel/2021-12-28", "edition.json is not an edition.json")], [])
    assert one.specimens[0].edition is None
    assert one.specimens[0].problem == "edition.json is not an edition.json"


def test_editions_are_found_wherever_they_lie_in_out_the_latest_first(tmp_path: Path) -> None:
    """Also those of the demo."""
    for place in ("israel/2021-12-27", "israel/2021-12-28", "demo/israel/2021-12-26"):
        save(tmp_path, dataclasses.replace(an_edition(), id=place))
    found = [name for name, _ in find_editions(tmp_path / "out")]
    assert found == ["israel/2021-12-28", "israel/2021-12-27", "demo/israel/2021-12-26"]


def test_only_the_latest_of_a_publication_are_listed(tmp_path: Path) -> None:
    """A year of editions is not read at each change."""
    for days in range(LISTED + 3):
        save(tmp_path, an_edition(id=f"israel/{date(2021, 12, 1) + timedelta(days=days)}"))
    found = [name for name, _ in find_editions(tmp_path / "out")]
    assert len(found) == LISTED
    assert found[0] == "israel/2021-12-15"


def test_a_saved_edition_is_read_and_anything_else_told(tmp_path: Path) -> None:
    """In a line."""
    file = save(tmp_path, an_edition())
    assert isinstance(read_saved(file), Edition)
    file.write_text("{", encoding="utf-8")
    assert str(read_saved(file)).startswith(f"{file} is not an edition.json")
