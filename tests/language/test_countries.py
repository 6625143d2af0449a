"""Countries in texts of six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.countries import countries


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Iranian ships passed Oman while Saudi Arabia waited", {"IR", "OM", "SA"}),
        ("ru", "Иранские власти и посол Саудовской Аравии в Сирии; переговоры с Китаем", {"IR", "SA", "SY", "CN"}),
        ("he", "המשלחת האיראנית בסוריה, ערב הסעודית וטורקיה", {"IR", "SY", "SA", "TR"}),
        ("ar", "الوفد الإيراني في سوريا والصين ومصر، المملكة العربية السعودية", {"IR", "SY", "CN", "EG", "SA"}),
        ("tr", "İran'ın Suriye'deki üsleri, Türkiye ve Mısır", {"IR", "SY", "TR", "EG"}),
        ("fa", "ایران و سوریه و ترکیه، عربستان سعودی", {"IR", "SY", "TR", "SA"}),
    ],
)
def test_countries_are_found_in_the_words_of_the_language(language: str, text: str, codes: set[str]) -> None:
    """Declined, as adjectives, and with what the script writes in one with them."""
    assert countries(text, language) == codes


def test_of_two_names_the_longer_one_is_meant() -> None:
    """Nigeria begins like Niger."""
    assert countries("Nigeria and Niger", "en") == {"NG", "NE"}
    assert countries("Nigerians vote", "en") == {"NG"}


def test_a_word_without_a_capital_is_no_country() -> None:
    """Where the script has capitals."""
    assert countries("a malicious turkey in china cups", "en") == frozenset()


def test_an_unknown_language_has_no_countries() -> None:
    """And is no error."""
    assert countries("Iran", "xx-unknown") == frozenset()


@given(st.text(max_size=80), st.sampled_from(["en", "he", "ar", "ru", "fa", "tr"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    """Codes are two capital letters."""
    assert all(len(code) == 2 and code.isupper() for code in countries(text, language))
