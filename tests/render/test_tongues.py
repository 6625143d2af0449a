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


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Министры встретились", "en", ("und-Cyrl", "ltr")),
        ("Министры встретились", "ru", ("ru", "ltr")),
        ("Ministers meet", "ru", ("und", "ltr")),
        ("Sergey (Сергей) meets ministers", "en", ("en", "ltr")),
    ],
)
def test_latin_and_cyrillic_are_told_apart(text: str, language: str, shown: tuple[str, str]) -> None:
    """One name in the other script changes nothing."""
    assert voice(text, language) == shown


def test_a_sentence_that_names_its_language_keeps_it() -> None:
    """French in an English story cannot be told from the letters; without a name it passes for the story's."""
    story = an_edition_story(articles=(a_report(1), a_report(2, language="fr")))
    text = "Les ministres se sont parlé."
    assert sentence_language(story, Sentence(text=text, cites=(2,), language="fr")) == "fr"
    assert sentence_language(story, Sentence(text=text, cites=(2,))) == "en"


def test_letters_that_fit_no_named_language_are_undetermined() -> None:
    """The script alone is then told."""
    assert sentence_language(an_edition_story(), Sentence(text="אחת.", cites=(1,))) == "und-Hebr"


def test_words_of_a_report_are_in_its_language() -> None:
    """A quotation is that of the report it stands in, unless its letters say otherwise."""
    story = an_edition_story(articles=(a_report(1), a_report(2, language="ar")))
    assert quoted_language(story, "لن نوقّع", 2) == "ar"
    assert quoted_language(story, "We shall not sign", 2) == "en"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "“x”"), ("tr", "“x”"), ("he", '"x"'), ("ar", "«x»"), ("ru-RU", "«x»"), ("und-Hebr", "“x”")],
)
def test_speech_stands_between_the_marks_of_its_language(language: str, told: str) -> None:
    """Not of the edition's."""
    assert quoted("x", language) == told


@pytest.mark.parametrize(
    ("language", "shown"),
    [("he", "rtl"), ("en", "ltr"), ("und-Hebr", "rtl"), ("az-Arab-IR", "rtl"), ("ar-Latn", "ltr"), ("und-Cyrl", "ltr")],
)
def test_a_script_decides_the_direction(language: str, shown: str) -> None:
    """Where the tag names one."""
    assert direction(language) == shown
