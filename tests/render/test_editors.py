"""What editors say is in every format, in every language, and nothing where they say nothing."""

import dataclasses
from collections.abc import Mapping
from email import message_from_bytes
from email.policy import default
from html import unescape

import pytest

from briefgen.compose import correction, edited
from briefgen.model.editing import Edit
from briefgen.model.edition import Edition
from briefgen.model.rendition import Format
from briefgen.render import packaged_templates, render
from tests.factories import NOON
from tests.render.rich import a_rich_edition

FORMATS: tuple[Format, ...] = ("html", "email", "text", "markdown")
DANA = "Dana Lev <dana@example.org>"


def with_notes() -> Edition:
    """Return an edition with a note on the whole and one at its lead."""
    frozen = a_rich_edition()
    lead = frozen.stories[0].id
    edits = [
        Edit(
            id=1, edition=frozen.id, act="note", who=DANA, at=NOON, text="Good morning: **two** things <b>matter</b>."
        ),
        Edit(
            id=2,
            edition=frozen.id,
            act="note",
            story=lead,
            who=DANA,
            at=NOON,
            text="- Mind the [source](https://example.org/s).",
        ),
    ]
    return edited(frozen, edits)


def corrected(new: str = "The two coast guards will share two radio channels.", word: str = "Correction") -> Edition:
    """Return the edition that corrects a sentence of the second story."""
    frozen = a_rich_edition()
    story = frozen.stories[1]
    old = story.summary[0].text if new else story.headline
    edit = Edit(
        id=1, edition=frozen.id, act="correct", story=story.id, who=DANA, at=NOON, old=old, text=new, note="Sorry."
    )
    told = edited(frozen, [edit])
    return correction(told, 1, told.corrections, word)


def files(edition: Edition) -> Mapping[str, str]:
    """Render the formats that are text, each in one line."""
    made = render(edition, FORMATS, templates=[packaged_templates()])
    texts = {one.name: one.content for one in made if not one.name.endswith(".png")}
    return {name: " ".join(unescape(content.decode()).split()) for name, content in texts.items()}


def test_notes_stand_in_every_format_with_the_editors_name() -> None:
    """Their HTML is text, their links lead where they should."""
    for name, text in files(with_notes()).items():
        if name == "email.eml":
            continue
        assert "Editor's note" in text, name
        assert "Dana Lev" in text, name
        assert "https://example.org/s" in text, name
        assert "dana@example.org" not in text, name
        assert "<b>matter</b>" in text or "\\<b\\>matter" in text or "\\<b>matter" in text, name


def test_without_editors_there_is_nothing_of_theirs() -> None:
    """Not even an empty box."""
    for name, text in files(a_rich_edition()).items():
        assert "Editor's note" not in text, name
        assert 'class="corrections"' not in text, name


def test_a_correction_shows_both_wordings_and_the_story_as_it_stands() -> None:
    """And its mail says in the subject what it is."""
    edition = corrected()
    (one,) = edition.corrections
    for name, text in files(edition).items():
        if name == "email.eml":
            continue
        for words in ("Correction", "We wrote", one.old, "It should have read", one.new, "Sorry.", "As it stands now"):
            assert words in text, (name, words)
        assert "A quiet day" not in text
    mail = next(r for r in render(edition, ["email"], templates=[packaged_templates()]) if r.name == "email.eml")
    subject = str(message_from_bytes(mail.content, policy=default)["Subject"])
    assert subject == edition.title
    assert subject.startswith("Correction: ")


def test_a_story_that_is_withdrawn_leaves_its_correction_and_no_quiet_day() -> None:
    """There is no story left to show."""
    for name, text in files(corrected(new="")).items():
        if name != "email.eml":
            assert "We withdraw this report." in text, name
            assert "A quiet day" not in text, name


@pytest.mark.parametrize("language", ["he", "ar", "fa", "ru", "tr"])
def test_every_language_has_words_for_it(language: str) -> None:
    """None of them English."""
    edition = corrected(word="…")
    edition = dataclasses.replace(edition, briefing=dataclasses.replace(edition.briefing, language=language))
    for name, text in files(edition).items():
        if name != "email.eml":
            for english in ("Correction", "We wrote", "It should have read", "As it stands now", "Corrected "):
                assert english not in text, (name, english)
