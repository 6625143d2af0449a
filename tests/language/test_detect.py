"""The language of a text, short or long, declared rightly or wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.detect import detect

LONG = {
    "en": "The foreign ministers spoke by phone on Monday and agreed to meet again as soon as the rules allow it.",
    "he": "שרי החוץ שוחחו בטלפון ביום שני והסכימו להיפגש בהקדם האפשרי.",
    "ar": "تحدث وزيرا الخارجية هاتفيا يوم الاثنين واتفقا على اللقاء في أقرب وقت ممكن.",
    "fa": "وزیران خارجه روز دوشنبه تلفنی گفتگو کردند و توافق کردند که به زودی دیدار کنند.",
    "ru": "Министры иностранных дел поговорили в понедельник по телефону и договорились о встрече.",
    "tr": "Dışişleri bakanları pazartesi günü telefonda görüştü ve en kısa zamanda buluşmak üzere anlaştı.",
}


@pytest.mark.parametrize("declared", ["en", "he", "ar", "fa", "ru", "tr", "", "English"])
@pytest.mark.parametrize("language", LONG)
def test_a_long_text_is_in_its_language_whatever_was_declared(language: str, declared: str) -> None:
    """Feeds in English declare all kinds of things."""
    assert detect(LONG[language], declared) == language


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Ankara", "tr", "tr"),
        ("Ankara", "en-GB", "en"),
        ("لقاء", "ar", "ar"),
        ("وین", "ar", "fa"),
        ("7:3", "tr", "tr"),
        ("", "de-AT", "de"),
        ("Привіт усім", "uk", "uk"),
        ("وزیر خارجہ نے کہا", "ur", "ur"),
        ("O ministro falou por telefone na segunda-feira e concordou com uma reunião.", "pt-BR", "pt"),
        ("Lapid: שר החוץ שוחח בטלפון עם לברוב", "en", "he"),
        ("In Moscow, the МИД said that the two ministers had spoken by phone.", "ru", "en"),
    ],
)
def test_a_short_or_foreign_text_is_what_it_was_declared_unless_its_script_says_no(
    text: str, declared: str, expected: str
) -> None:
    """Too little to go by, or a language that we do not know."""
    assert detect(text, declared) == expected


@given(st.text(max_size=100), st.sampled_from(["en", "ru", "fa", "pt"]))
def test_any_text_has_some_language(text: str, declared: str) -> None:
    """Two or three lower-case letters."""
    assert detect(text, declared).isalpha()
