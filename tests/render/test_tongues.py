"""The language and direction that a text is set in."""

import pytest

from briefgen.model.edition import Sentence
from briefgen.render.scripts import direction
from briefgen.render.tongues import quoted, quoted_language, runs, sentence_language, voice
from tests.factories import a_report, an_edition_story


def test_a_sentence_in_another_language_has_its_own_paragraph() -> None:
    """Its direction is that of its report's language."""
    story = an_edition_story(
        articles=(a_report(1), a_report(2, language="he")),
        summary=(
            Sentence(text="One.", cites=(1,)),
            Sentence(text="אחת.", cites=(2, 1)),
            Sentence(text="שתיים.", cites=(2,)),
        ),
    )
    assert [(run.language, len(run.sentences)) for run in runs(story)] == [("en", 1), ("he", 2)]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Ministers meet", "en", ("en", "ltr")),
        ("שרים נפגשים", "he", ("he", "rtl")),
        ("שרים נפגשים", "en", ("und-Hebr", "rtl")),
        ("الوزراء يجتمعون", "en", ("und-Arab", "rtl")),
        ("Ministers meet", "ar", ("und", "ltr")),
        ("2021–2022", "ar", ("ar", "rtl")),
    ],
)
def test_letters_overrule_a_wrong_language(text: str, language: str, shown: tuple[str, str]) -> None:
    """Feeds that say ``en`` and write Hebrew are common."""
    assert voice(text, language) == shown
