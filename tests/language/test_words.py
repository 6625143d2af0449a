"""Words by which texts are compared."""

import pytest

from briefgen.language.rarity import rarity
from briefgen.language.words import stem, words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The strikes struck a port, he said.", "en", ["strike", "struck", "port"]),
        ("A cease-fire, 5,200 cranes and 3.5 percent", "en", ["ceas", "fire", "5,200", "crane", "3.5", "percent"]),
        ("переговоров в Вене", "ru", ["переговор", "вен"]),
        ("Naïve İstanbul", "xx", ["naive", "istanbul"]),
        ("", "en", []),
    ],
)
def test_a_text_becomes_the_stems_of_its_telling_words(text: str, language: str, expected: list[str]) -> None:
    """Numbers stay whole; a language without a stemmer keeps its words."""
    assert list(words(text, language)) == expected


def test_a_stem_is_the_word_itself_where_no_stemmer_is_known() -> None:
    """Hebrew, for instance."""
    assert stem("שלום", "he") == "שלום"


def test_the_rarer_a_word_the_more_it_tells() -> None:
    """At least 1; a word in every text tells least."""
    rare = rarity([["port", "port", "fire"], ["port"], ["port", "talks"]])
    assert rare("unheard") > rare("fire") > rare("port") == 1
