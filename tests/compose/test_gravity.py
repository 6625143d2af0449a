"""How grave what a story tells is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.events import HEDGES, NUMBERS, UNLESS, WORDS
from briefgen.compose.gravity import UNKNOWN, WEIGHTS, gravity, report_shows
from tests.factories import an_article

LANGUAGES = {"en", "he", "ar", "ru", "fa", "tr"}


def shown(title: str, language: str = "en", text: str = "") -> tuple[str | None, int]:
    """Return the kind and toll of a report with this headline."""
    found = report_shows(an_article(title=title, text=text, language=language))
    return found.kind, found.toll


@pytest.mark.parametrize(
    ("title", "kind", "toll"),
    [
        ("At least 12 people killed in raid on border town", "deaths", 12),
        ("Two dead, five wounded in market shooting", "deaths", 2),
        ("Gunman wounds three at bus stop", "attack", 3),
        ("Army strikes depot near the airport", "attack", 0),
        ("Rivals agree to restore ties after seven years", "war and peace", 0),
        ("Court upholds death sentence of dissident", "state decision", 0),
        ("Opposition nominates its candidate", "state decision", 0),
        ("Ferry capsizes off the coast, 14 drown", "disaster", 14),
        ("Thousands protest for the tenth week", "unrest", 0),
        ("Navy fires missiles at end of exercise", "show of force", 0),
        ("Ministers meet in the capital", "talks", 0),
        ("Minister warns of rising prices", "statement", 0),
        ("Oil company reports record profit", "business", 0),
        ("Archaeologists unearth statue of a king", "soft", 0),
        ("Actor of a beloved film dies at 87", "soft", 0),
        ("Why the deal with the rival failed", "background", 0),
        ("Is a war coming?", "background", 0),
        ("Opinion: the raid that killed six was a mistake", "background", 0),
        ("The war, 20 years on", "background", 0),
        ("A quiet morning in the hills", None, 0),
    ],
)
def test_a_headline_shows_the_kind_of_event(title: str, kind: str | None, toll: int) -> None:
    """The gravest one; what is marked as background is that whatever it is about."""
    assert shown(title) == (kind, toll)


@pytest.mark.parametrize(
    ("language", "killed", "signed"),
    [
        ("en", "Raid kills 7", "Ministers sign agreement"),
        ("he", "7 הרוגים בתקיפה", "שרי החוץ חתמו על הסכם"),
        ("ar", "مقتل 7 في غارة", "توقيع اتفاق بين الوزيرين"),
        ("ru", "При ударе погибли 7 человек", "Министры подписали соглашение"),
        ("fa", "7 کشته در حمله", "وزیران توافق را امضا کردند"),
        ("tr", "Saldırıda 7 kişi öldürüldü", "Bakanlar anlaşma imzaladı"),
    ],
)
def test_headlines_of_six_languages_are_understood(language: str, killed: str, signed: str) -> None:
    """With their prefixes and endings."""
    assert shown(killed, language) == ("deaths", 7)
    assert shown(signed, language) == ("state decision", 0)


def test_every_kind_has_words_in_every_language() -> None:
    """So that no language's news are lighter."""
    assert all(set(words) == LANGUAGES for words in WORDS.values())
    assert set(HEDGES) == set(NUMBERS) == LANGUAGES
    assert set(UNLESS) <= LANGUAGES
    assert set(WEIGHTS) == set(WORDS)


@pytest.mark.parametrize(
    "title", ["Leaders strike a deal on water", "Doctors go on strike over pay", "Minister recovers from heart attack"]
)
def test_a_word_in_another_sense_is_no_attack(title: str) -> None:
    """What the phrase means decides."""
    assert shown(title)[0] != "attack"


def test_more_dead_weigh_more_but_each_less() -> None:
    """On a log scale, up to 1."""
    weights = [report_shows(an_article(title=f"Raid kills {n} in town")).weight for n in (1, 10, 100, 100_000)]
    assert weights == pytest.approx([0.7, 0.8, 0.9, 1.0])


def test_an_accident_weighs_less_than_an_attack_with_as_many_dead() -> None:
    """It concerns a political reader by its size."""
    attack, accident = (an_article(title=t) for t in ("Attack on train kills 20", "Train crash kills 20"))
    assert report_shows(attack).weight > report_shows(accident).weight


def test_what_may_come_weighs_less_than_what_was_decided() -> None:
    """An announcement is not an event."""
    decided, sought = (an_article(title=t) for t in ("Council imposes sanctions", "Council may impose sanctions"))
    assert report_shows(decided).weight > report_shows(sought).weight > UNKNOWN


def test_the_opening_counts_where_the_headline_shows_nothing() -> None:
    """But less."""
    found = report_shows(an_article(title="A dark day in the hills", text="Gunmen killed nine people on Monday."))
    assert found.kind == "deaths"
    assert UNKNOWN < found.weight < WEIGHTS["deaths"]


def test_background_does_not_make_an_affair_lighter() -> None:
    """It is told beside the gravity, which is that of the news."""
    news = an_article(title="Raid kills nine in town")
    essay = an_article(title="How the raid was planned")
    alone, both = gravity([news]), gravity([news, essay])
    assert alone.value == both.value
    assert (alone.background, both.background) == (0, 0.5)


def test_years_are_no_toll() -> None:
    """2021 people did not die."""
    assert shown("In 2021 raid killed farmer") == ("deaths", 1)


@given(title=st.text(max_size=120), text=st.text(max_size=300), language=st.sampled_from([*sorted(LANGUAGES), "fr"]))
def test_any_text_has_a_gravity_between_0_and_1(title: str, text: str, language: str) -> None:
    """Whatever outlets write."""
    found = gravity([an_article(title=title, text=text, language=language)])
    assert 0 <= found.value <= 1
    assert 0 <= found.background <= 1
    assert found.toll >= 0
