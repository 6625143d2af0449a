"""What a report counts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.summarize.counting import counts, counts_of
from tests.factories import an_article
from tests.summarize.test_candidates import PIECES


def read(sentence: str, language: str = "en") -> dict[str, str]:
    """Return what is counted, with who and the number as written."""
    return {f"{c.what}: {c.who}" if c.who else c.what: c.quantity.text for c in counts(sentence, language)}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "At least six villagers were killed in a raid in Homs on Tuesday, a ministry said.",
            {"killed: villagers": "At least six"},
        ),
        ("Train derailment near Tanta kills 2, injures 16", {"killed": "2", "wounded": "16"}),
        (
            "A lorry ran into a market in Basra and killed two people and injured 16 others.",
            {"killed": "two", "wounded": "16"},
        ),
        ("One dead, two wounded in shooting in Haifa", {"killed": "One", "wounded": "two"}),
        ("Death toll from the flood in Derna rises to 1,234", {"killed": "1,234"}),
        ("The flood left at least 20 people dead in Derna.", {"killed": "at least 20"}),
        ("Gunmen killed five soldiers, wounded 7 and fled.", {"killed: soldiers": "five", "wounded": "7"}),
        ("Three armed villagers killed two soldiers at a checkpoint.", {"killed: soldiers": "two"}),
        (
            "Police arrested 12 students and detained dozens of others.",
            {"arrested: students": "12", "arrested": "dozens"},
        ),
        ("Six people in the camp were killed and scores wounded.", {"killed": "Six", "wounded": "scores"}),
        ("At least 9 people, including two children, were killed in a strike.", {"killed": "At least 9"}),
        ("Six students (two of them boys) were arrested, police said.", {"arrested: students": "Six"}),
        ("The army intercepted 22 missiles over the port.", {"missiles intercepted": "22"}),
        ("More than 20 drones were launched at the port.", {"drones fired": "More than 20"}),
        ("Parliament passed the bill 61-55 on Monday.", {"votes": "61-55"}),
        ("The port authority posts record $161bn profit", {"profit ($)": "$161bn"}),
        ("Inflation rose to 55.2 percent in the country", {"inflation": "55.2"}),
        ("Half a million citizens join protest in the capital", {"protesters: citizens": "Half a million"}),
        ("Tens of thousands of citizens demonstrated in the capital.", {"protesters: citizens": "Tens of thousands"}),
    ],
)
def test_the_grammar_says_what_is_counted(sentence: str, found: dict[str, str]) -> None:
    """Killed or killing, in words or digits."""
    assert read(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Army raids have killed more than 60 villagers this year.",
        "The war has killed tens of thousands of people.",
        "The earthquake last month killed 45,000 people.",
        "A bomb killed 80 people there in 1983.",
        "Two soldiers and three civilians were killed in the attack.",
        "One of the two men killed was a teacher.",
        "Ahmed Ali, 22, was killed in the raid.",
        "A strike could have killed dozens of people.",
        "Six villagers killed a wolf near Homs.",
        "The minister met 12 envoys for three hours.",
    ],
)
def test_totals_lists_and_the_past_are_passed_over(sentence: str) -> None:
    """A wrong reading is worse than none."""
    assert read(sentence) == {}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("ru", "В результате наводнения погибли 6 человек, 12 ранены", {"killed": "6", "wounded": "12"}),
        ("ar", "قتل 5 وأصيب 3 في حادث قطار", {"killed": "5", "wounded": "3"}),
        ("he", "6 נוסעים נהרגו בתאונה", {"killed": "6"}),
        ("tr", "Kazada 5 kişi öldü, 3 kişi yaralandı", {"killed": "5", "wounded": "3"}),
        ("fa", "۵ نفر کشته و ۳ نفر زخمی شدند", {"killed": "۵", "wounded": "۳"}),
        ("xx", "5 killed", {}),
    ],
)
def test_the_killed_and_wounded_are_read_in_five_more_languages(
    language: str, sentence: str, found: dict[str, str]
) -> None:
    """In digits; a language we do not know counts nothing."""
    assert read(sentence, language) == found


@given(st.lists(PIECES, max_size=8).map(" ".join) | st.text(), st.sampled_from(["en", "ar", "ru", "xx"]))
@settings(max_examples=100, deadline=None)
def test_every_number_is_as_its_report_has_it(text: str, language: str) -> None:
    """To the letter, who was counted too."""
    for count in counts_of(an_article(text=text, title="Three dead as 40 people flee", language=language)):
        assert any(count.quantity.text in words for words in (text, "Three dead as 40 people flee"))
