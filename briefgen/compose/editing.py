"""Frozen edition + edits → the edition as readers get it. Pure; an edit of a story that is not there does nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.compose.reading_time import reading_minutes, word_count
from briefgen.compose.rewording import reworded
from briefgen.model.editing import Edit
from briefgen.model.edition import (
    Balance,
    Correction,
    Edition,
    EditionStory,
    EditorsNote,
    Section,
    Sources,
    Trends,
)

#: The title of the section in which a correction shows the story as it stands now (``words.toml`` has it by language).
AS_IT_STANDS = "As it stands now"


@dataclass(slots=True)
class _Draft:
    """An edition in the making: the stories of each section in order, and of all by weight."""

    edition: Edition
    stories: dict[str, EditionStory]
    sections: list[list[str]]
    order: list[str]
    corrections: list[Correction] = field(default_factory=list)

    def section_of(self, story: str) -> list[str]:
        return next(ids for ids in self.sections if story in ids)


def edited(edition: Edition, edits: Sequence[Edit]) -> Edition:
    """Return the edition with the edits applied in order; the same object if there is none that counts.

    A sentence keeps its cites whatever an editor does. Ranks are counted anew; the title follows the lead, where it was
    the lead's headline; the words are counted anew.
    """
    applied = standing(edits)
    if not applied:
        return edition
    draft = _Draft(
        edition=edition,
        stories={story.id: story for story in edition.stories},
        sections=[[story.id for story in section.stories] for section in edition.sections],
        order=[story.id for story in edition.stories],
    )
    for edit in applied:
        if edit.act == "note" and not edit.story:
            draft.edition = replace(draft.edition, note=_note(edit, edit.text))
        elif edit.story in draft.stories:
            _ACTS[edit.act](draft, edit)
    return _finished(edition, draft)


def standing(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits of the text that were not taken back, in order."""
    undone = {edit.place for edit in edits if edit.act == "undo"}
    return tuple(edit for edit in sorted(edits, key=lambda e: e.id) if edit.act in _ACTS and edit.id not in undone)


def correction(corrected: Edition, number: int, corrections: Sequence[Correction], word: str) -> Edition:
    """Return the edition that tells readers of ``corrected`` what was wrong: the wordings, and the stories as they are.

    ``number`` counts the corrections of that edition, from 1; ``word`` is what its language calls one: it begins the
    title, and with it the subject of the mail.
    """
    concerned = [story for story in corrected.stories if story.id in {one.story for one in corrections}]
    stories = tuple(replace(story, rank=rank) for rank, story in enumerate(concerned, start=1))
    sections = (Section(title=AS_IT_STANDS, stories=stories),) if stories else ()
    words = word_count(sections)
    return replace(
        corrected,
        id=correction_id(corrected, number),
        slug=_correction_slug(corrected, number),
        title=f"{word}: {corrections[0].headline}",
        sections=sections,
        week_ahead=(),
        trends=Trends(),
        balance=Balance(),
        sources=Sources(),
        note=None,
        corrections=tuple(corrections),
        correction_of=corrected.id,
        word_count=words,
        reading_minutes=reading_minutes(words),
    )


def correction_id(corrected: Edition, number: int) -> str:
    """Return the id of an edition's correction, which are counted from 1."""
    return f"{corrected.briefing.id}/{corrected.date}-{_correction_slug(corrected, number)}"


def _correction_slug(corrected: Edition, number: int) -> str:
    return f"{corrected.slug}-correction-{number}".removeprefix("-")


def _finished(frozen: Edition, draft: _Draft) -> Edition:
    ranked = {story: replace(draft.stories[story], rank=rank) for rank, story in enumerate(draft.order, start=1)}
    sections = tuple(
        replace(section, stories=tuple(ranked[story] for story in ids))
        for section, ids in zip(frozen.sections, draft.sections, strict=True)
        if ids
    )
    title = frozen.title
    if frozen.stories and title == frozen.stories[0].headline:
        title = ranked[draft.order[0]].headline if draft.order else frozen.briefing.title
    words = word_count(sections, frozen.week_ahead)
    return replace(
        draft.edition,
        title=title,
        sections=sections,
        corrections=(*reversed(draft.corrections), *frozen.corrections),
        word_count=words,
        reading_minutes=reading_minutes(words),
    )


def _drop(draft: _Draft, edit: Edit) -> None:
    draft.section_of(edit.story).remove(edit.story)
    draft.order.remove(edit.story)
    del draft.stories[edit.story]


def _place(draft: _Draft, edit: Edit) -> None:
    """Move a story within its section, whose stories share their ranks out anew, the first the best."""
    ids = draft.section_of(edit.story)
    places = sorted(draft.order.index(story) for story in ids)
    ids.remove(edit.story)
    ids.insert(max(0, edit.place - 1), edit.story)
    for place, story in zip(places, ids, strict=True):
        draft.order[place] = story


def _pin(draft: _Draft, edit: Edit) -> None:
    """Make a story the lead: first of the first section that tells stories in full, and first of all."""
    full = [ids for ids, section in zip(draft.sections, draft.edition.sections, strict=True) if not section.brief]
    target = (full or draft.sections)[0]
    draft.section_of(edit.story).remove(edit.story)
    target.insert(0, edit.story)
    draft.order.remove(edit.story)
    draft.order.insert(0, edit.story)


def _headline(draft: _Draft, edit: Edit) -> None:
    story = draft.stories[edit.story]
    draft.stories[edit.story] = replace(story, headline=" ".join(edit.text.split()), headline_by="editor")


def _story_note(draft: _Draft, edit: Edit) -> None:
    draft.stories[edit.story] = replace(draft.stories[edit.story], note=_note(edit, edit.text))


def _correct(draft: _Draft, edit: Edit) -> None:
    story = draft.stories[edit.story]
    made = Correction(
        story=story.id,
        headline=story.headline,
        old=edit.old,
        new=edit.text,
        note=_note(edit, edit.note),
        at=edit.at,
    )
    draft.corrections.append(made)
    if edit.old and edit.old == story.headline and not edit.text:
        _drop(draft, edit)
    elif edit.old:
        draft.stories[edit.story] = reworded(story, edit.old, edit.text)


def _note(edit: Edit, markdown: str) -> EditorsNote | None:
    return EditorsNote(markdown=markdown, author=edit.author, written=edit.at) if markdown.strip() else None


_ACTS: Mapping[str, Callable[[_Draft, Edit], None]] = {
    "drop": _drop,
    "place": _place,
    "pin": _pin,
    "headline": _headline,
    "note": _story_note,
    "correct": _correct,
}
