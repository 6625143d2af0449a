"""What editors change, applied to the edition that was made."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose import correction, edited, occurs, standing
from briefgen.model.editing import EDIT_ACTS, Edit
from briefgen.model.edition import Edition, Section
from briefgen.model.wire import decode, encode
from tests.factories import NOON, an_edition, an_edition_story

DANA = "Dana Lev <dana@example.org>"


def an_edit(number: int, act: Any, story: str = "", **fields: Any) -> Edit:
    """Return the edit of a number."""
    given_fields: dict[str, Any] = {"edition": "israel/2021-12-28", "who": DANA, "at": NOON}
    return Edit(id=number, act=act, story=story, **given_fields | fields)


def frozen() -> Edition:
    """Return an edition of five stories in three sections, the lead in the first."""
    one, two, three, four, five = (an_edition_story(rank, id=f"s-{rank}", headline=f"H{rank}") for rank in range(1, 6))
    return an_edition(
        Section(title="Diplomacy", stories=(one, four)),
        Section(title="Security", stories=(two, three)),
        Section(title="In brief", stories=(five,), brief=True),
        title="H1",
    )


def order(edition: Edition) -> list[list[str]]:
    """Return the stories of each section, as readers see them."""
    return [[story.id for story in section.stories] for section in edition.sections]


def test_without_edits_the_edition_is_the_frozen_one() -> None:
    """The same object: nothing to encode again."""
    edition = frozen()
    assert edited(edition, []) is edition
    assert edited(edition, [an_edit(1, "opened"), an_edit(2, "released")]) is edition


def test_dropping_the_lead_makes_the_next_story_the_lead_and_the_title() -> None:
    """Ranks are counted anew, and the frozen edition stays."""
    edition = frozen()
    told = edited(edition, [an_edit(1, "drop", "s-1")])
    assert (told.title, [story.rank for story in told.stories]) == ("H2", [1, 2, 3, 4])
    assert order(told) == [["s-4"], ["s-2", "s-3"], ["s-5"]]
    assert edition == frozen()
    assert told.word_count < edited(edition, [an_edit(1, "pin", "s-1")]).word_count


def test_a_section_without_stories_goes_and_an_edition_without_stories_has_the_briefings_title() -> None:
    """Editors may drop everything."""
    edition = frozen()
    told = edited(edition, [an_edit(n, "drop", f"s-{n}") for n in range(1, 6)])
    assert (told.sections, told.title, told.reading_minutes) == ((), edition.briefing.title, 1)


def test_a_pinned_story_leads_whatever_section_it_came_from() -> None:
    """A line of the quick hits is told in full then."""
    told = edited(frozen(), [an_edit(1, "pin", "s-5")])
    assert order(told) == [["s-5", "s-1", "s-4"], ["s-2", "s-3"]]
    assert (told.title, [story.id for story in told.stories]) == ("H5", ["s-5", "s-1", "s-2", "s-3", "s-4"])


def test_a_story_is_moved_within_its_section_and_ranks_follow() -> None:
    """The section's ranks are shared out anew among its stories; those of other sections stay."""
    told = edited(frozen(), [an_edit(1, "place", "s-4", place=1)])
    assert order(told)[0] == ["s-4", "s-1"]
    assert [story.id for story in told.stories] == ["s-4", "s-2", "s-3", "s-1", "s-5"]
    assert told.title == "H4"


def test_an_edited_headline_is_marked_as_the_editors_and_sentences_keep_their_cites() -> None:
    """In edition.json too, in which it survives."""
    edition = frozen()
    told = edited(edition, [an_edit(1, "headline", "s-1", text="  A better\nheadline ")])
    story = told.stories[0]
    assert (story.headline, story.headline_by, told.title) == ("A better headline", "editor", "A better headline")
    assert story.summary == edition.stories[0].summary
    assert told.stories[1].headline_by == "report"
    assert decode(encode(told)) == told


def test_a_note_stands_at_a_story_or_above_all_and_an_empty_one_takes_it_away() -> None:
    """Readers see the editor's name, never the address."""
    notes = [an_edit(1, "note", "s-1", text="**Mind** this."), an_edit(2, "note", text="Good morning.")]
    told = edited(frozen(), notes)
    assert told.note is not None
    assert told.stories[0].note is not None
    assert (told.note.markdown, told.note.author) == ("Good morning.", "Dana Lev")
    assert "example.org" not in encode(told).decode().replace("https://example.org", "")
    assert edited(frozen(), [*notes, an_edit(3, "note", text=" ")]).note is None
    assert an_edit(1, "note", text="x", who="dana@example.org").author == ""


def test_an_undone_edit_never_was() -> None:
    """The history keeps both."""
    edits = [an_edit(1, "drop", "s-1"), an_edit(2, "headline", "s-2", text="New"), an_edit(3, "undo", place=1)]
    assert [edit.id for edit in standing(edits)] == [2]
    told = edited(frozen(), edits)
    assert (told.title, told.stories[1].headline) == ("H1", "New")


def test_edits_of_a_story_that_was_dropped_do_nothing() -> None:
    """Two editors at once."""
    edits = [an_edit(1, "drop", "s-1"), *(an_edit(n, act, "s-1", text="x") for n, act in enumerate(EDIT_ACTS[:-1], 2))]
    assert edited(frozen(), edits) == edited(frozen(), edits[:1])


def test_a_correction_puts_the_right_wording_in_place_and_says_so() -> None:
    """In the headline, the sentences and the changes; the sentence is marked, its cites stay."""
    wrong = frozen()
    old = wrong.stories[0].summary[0].text
    told = edited(wrong, [an_edit(1, "correct", "s-1", old=old, text="What is right.", note="A slip of *ours*.")])
    sentence = told.stories[0].summary[0]
    assert (sentence.text, sentence.corrected, sentence.cites) == (
        "What is right.",
        True,
        wrong.stories[0].summary[0].cites,
    )
    (made,) = told.corrections
    assert (made.story, made.headline, made.old, made.new, made.at) == ("s-1", "H1", old, "What is right.", NOON)
    assert made.note is not None
    assert occurs(wrong.stories[0], old)
    assert not occurs(told.stories[0], old)


def test_a_story_is_withdrawn_by_correcting_its_headline_away() -> None:
    """What it said is kept in the correction."""
    told = edited(frozen(), [an_edit(1, "correct", "s-1", old="H1")])
    assert "s-1" not in [story.id for story in told.stories]
    assert [(one.headline, one.new) for one in told.corrections] == [("H1", "")]


def test_the_correcting_edition_holds_the_wordings_and_the_story_as_it_stands() -> None:
    """And nothing else of the edition; its id is one of its own on the same date."""
    told = edited(frozen(), [an_edit(1, "correct", "s-2", old="H2", text="H two", at=NOON + timedelta(hours=1))])
    made = correction(told, 1, told.corrections, "Correction")
    assert (made.id, made.slug, made.correction_of) == ("israel/2021-12-28-correction-1", "correction-1", told.id)
    assert [story.headline for story in made.stories] == ["H two"]
    assert (made.week_ahead, made.trends.actors, made.sources.polled) == ((), (), 0)
    assert decode(encode(made)) == made
    gone = edited(frozen(), [an_edit(1, "correct", "s-2", old="H2")])
    assert correction(gone, 2, gone.corrections, "Correction").stories == ()


def test_a_headline_needs_words_and_a_note_an_end() -> None:
    """Checked when it is made."""
    with pytest.raises(ValueError, match="needs words"):
        an_edit(1, "headline", "s-1", text="  ")
    with pytest.raises(ValueError, match="10000 characters"):
        an_edit(1, "note", "s-1", text="x" * 10_001)


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(EDIT_ACTS), st.sampled_from(["", "s-1", "s-2", "s-3", "s-5", "s-9"]), st.integers(-2, 12)
    ),
    max_size=12,
)


@given(_EDITS)
def test_whatever_editors_do_ranks_are_whole_and_it_can_be_saved(drawn: list[tuple[Any, str, int]]) -> None:
    """Any edits in any order."""
    edits = [
        an_edit(n, act, story, place=place, text=f"T{n}", old="H") for n, (act, story, place) in enumerate(drawn, 1)
    ]
    told = edited(frozen(), edits)
    assert sorted(story.rank for story in told.stories) == list(range(1, len(told.stories) + 1))
    assert all(section.stories for section in told.sections)
    assert decode(encode(told)) == told
