"""An edition's sections → as much of them as its character allows. Pure.

A reader who was promised one minute gets one. What goes first is what can be missed most easily, from the last story
upwards: what stands beside its sentences, then the quick hits, then all but its first sentence, at last the story. The
first story is always told.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from briefgen.compose.reading_time import WORDS_A_MINUTE, word_count
from briefgen.model.edition import EditionStory, Section, WeekAheadEntry

Sections = tuple[Section, ...]


def within(
    sections: Sequence[Section], week_ahead: Sequence[WeekAheadEntry], minutes: int | None
) -> tuple[Sections, tuple[WeekAheadEntry, ...]]:
    """Return sections and week ahead that take no more than so many minutes to read; all of them for None."""
    most = None if minutes is None else minutes * WORDS_A_MINUTE
    left, ahead = tuple(sections), tuple(week_ahead)
    if most is None:
        return left, ahead
    while ahead and word_count(left, ahead) > most:
        ahead = ahead[:-1]
    steps = _shorter(left)
    while word_count(left, ahead) > most:
        shorter = next(steps, None)
        if shorter is None:
            break
        left = shorter
    return left, ahead


def _shorter(sections: Sections) -> Iterator[Sections]:
    """Yield the sections with less and less in them."""
    for change in (_bare, _gone_if_brief, _one_sentence, _gone):
        ranks = sorted((story.rank for section in sections for story in section.stories), reverse=True)
        for rank in ranks:
            shorter = _changed(sections, rank, change)
            if shorter != sections and any(section.stories for section in shorter):
                sections = shorter
                yield sections


_Change = Callable[[EditionStory, Section], EditionStory | None]


def _changed(sections: Sections, rank: int, change: _Change) -> Sections:
    changed = (
        replace(section, stories=tuple(_kept(change(s, section) if s.rank == rank else s for s in section.stories)))
        for section in sections
    )
    return tuple(section for section in changed if section.stories)


def _kept(stories: Iterator[EditionStory | None]) -> Iterator[EditionStory]:
    return (story for story in stories if story is not None)


def _bare(story: EditionStory, _: Section) -> EditionStory:
    return replace(story, changes=(), statements=(), accounts=(), figures=(), timeline=())


def _gone_if_brief(story: EditionStory, section: Section) -> EditionStory | None:
    return None if section.brief else story


def _one_sentence(story: EditionStory, _: Section) -> EditionStory:
    return replace(story, summary=story.summary[:1])


def _gone(story: EditionStory, _: Section) -> None:
    del story
