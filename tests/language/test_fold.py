"""One form for the spellings of a word, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.fold import fold

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("שָׁלםإأآةىیكک\u0640\u200cёЙйİıẞéḤ’״–"))
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "ERDOGAN"),
        ("İstanbul", "istanbul"),
        ("Ḥamās", "hamas"),
        ("Ben-Gvir", "ben gvir"),
        ("Sana’a", "sana'a"),
        ("إيران", "ايران"),
        ("ایران", "ايران"),
        ("مُحَمَّد", "محمد"),
        ("محمـــد", "محمد"),
        ("غزة", "غزه"),
        ("שָׁלוֹם", "שלום"),
        ("צה״ל", 'צה"ל'),
        ("Королёв", "королев"),
        ("می‌رود", "ميرود"),
        ("۱۲٣", "123"),
        ("a\u2003b\tc", "a b c"),
        ("ﺳﻼم", "سﻼم"),
    ],
)
def test_spellings_of_one_word_become_one(one: str, other: str) -> None:
    """In six scripts."""
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ب", "پ"), ("ד", "ר"), ("Katz", "Kats"), ("ü", "y")])
def test_what_differs_stays_different(one: str, other: str) -> None:
    """Й is a letter of its own."""
    assert fold(one).text != fold(other).text


def test_a_span_leads_back_with_the_marks_on_its_last_letter() -> None:
    """The pointed word is quoted whole."""
    text = "אמר לָבְרוֹבּ, כן"
    folded = fold(text)
    start = folded.text.index("לברוב")
    first, last = folded.original(start, start + 5)
    assert text[first:last] == "לָבְרוֹבּ"


@given(TEXTS)
def test_folding_only_drops_and_does_so_once(text: str) -> None:
    """Never longer, and folding again changes nothing."""
    folded = fold(text)
    assert len(folded.text) <= len(text)
    assert fold(folded.text).text == folded.text


@given(TEXTS, st.data())
def test_every_span_folds_to_itself_on_the_way_back(text: str, data: st.DataObject) -> None:
    """``fold(text[original(span)])`` is the span."""
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.original(start, end)
    assert 0 <= first <= last <= len(text)
    assert fold(text[first:last]).text == folded.text[start:end]


@given(st.text(st.sampled_from("Ab’‘“”–—\u00a0-_`é\n\t 'x"), max_size=40))
def test_the_quick_way_of_english_folds_as_the_slow_one(text: str) -> None:
    """A letter that forces the slow way changes nothing about the others."""
    forced = fold(text + "Ω").text
    assert fold(text).text == forced[:-1]
