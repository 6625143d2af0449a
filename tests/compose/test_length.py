"""An edition is never longer than its character allows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.length import within
from briefgen.compose.reading_time import WORDS_A_MINUTE, word_count
from briefgen.model.edition import Change, Section, Sentence
from tests.factories import an_edition_story


def a_section(*ranks: int, words: int = 40, brief: bool = False) -> Section:
    """Return a section of stories of three sentences, each of so many words, and one change."""
    sentence = Sentence(text=" ".join(["word"] * words), cites=(1,))
    change = Change(kind="new", text=" ".join(["fresh"] * words), cites=(1,))
    stories = tuple(an_edition_story(rank, summary=(sentence,) * 3, changes=(change,)) for rank in ranks)
    return Section(title="In brief" if brief else "Diplomacy", stories=stories, brief=brief)


def test_without_a_limit_everything_stays() -> None:
    """A publication that promises no time is cut nowhere."""
    sections = (a_section(1, 2, 3),)
    assert within(sections, (), None) == (sections, ())


def test_what_stands_beside_the_sentences_goes_first_from_the_last_story_up() -> None:
    """The lead keeps its changes longest."""
    sections = (a_section(1, 2, 3),)
    minutes = -(-word_count(sections) // WORDS_A_MINUTE) - 1
    left, _ = within(sections, (), minutes)
    assert [bool(story.changes) for story in left[0].stories] == [True, True, False]
    assert all(len(story.summary) == 3 for story in left[0].stories)


def test_quick_hits_go_before_sentences_of_full_stories() -> None:
    """Somebody who has a minute reads what matters most."""
    bare = a_section(1, words=60)
    sections = (replace(bare, stories=(replace(bare.stories[0], changes=()),)), a_section(2, 3, brief=True))
    left, _ = within(sections, (), 1)
    assert [section.brief for section in left] == [False]
    assert len(left[0].stories[0].summary) == 3


def test_the_first_story_is_told_whatever_its_length() -> None:
    """An edition without a story would say that nothing happened."""
    left, _ = within((a_section(1, 2, words=400),), (), 1)
    assert [story.rank for story in left[0].stories] == [1]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=9), st.integers(1, 4))
def test_whatever_is_left_fits_or_is_one_sentence(lengths: list[int], minutes: int) -> None:
    """The promise holds for any edition whose first sentence alone does not break it."""
    sections = tuple(a_section(rank, words=words) for rank, words in enumerate(lengths, 1))
    left, _ = within(sections, (), minutes)
    assert word_count(left) <= minutes * WORDS_A_MINUTE
