"""Offices beside their states: who held them on the day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from briefgen.match import Finder
from briefgen.model.watch import Match, Role
from tests.factories import a_watchlist, an_actor, an_article

RUSSIA = an_actor(
    id="russia",
    name="Russia",
    kind="state",
    side="russia",
    aliases={
        "en": ("Russian", "Moscow"),
        "ru": ("Россия", "российский"),
        "ar": ("روسيا", "روسي"),
        "he": ("רוסיה", "רוסי"),
        "fa": ("روسیه",),
        "tr": ("Rusya",),
    },
)
AGENCY = an_actor(id="agency", name="Atom Agency", kind="organization", side="agency", aliases={})
FIRST = an_actor(
    id="first",
    name="Ivan Pervov",
    aliases={"en": ("Pervov",)},
    context=("Duma",),
    roles=(Role(title="Foreign Minister of Russia", start=date(2004, 3, 9), end=date(2020, 1, 1)),),
)
SECOND = an_actor(
    id="second", name="Oleg Vtorov", aliases={}, roles=(Role(title="Foreign Minister", start=date(2021, 1, 1)),)
)
HEAD = an_actor(id="head", name="Rafael Head", aliases={}, roles=(Role(title="Director General of the Atom Agency"),))


def find(text: str, language: str = "en", on: date = date(2022, 5, 1)) -> Match:
    """Find whom a text names that was published on a day."""
    finder = Finder(a_watchlist(RUSSIA, AGENCY, FIRST, SECOND, HEAD))
    published = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return finder.find(an_article(title="", text=text, language=language, published=published))


def people(match: Match) -> list[str]:
    """Return the persons found."""
    return [mention.id for mention in match.actors if mention.id not in {"russia", "agency"}]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Talks with the Russian foreign minister failed.", "Russian foreign minister"),
        ("en", "Talks with Russia's foreign minister failed.", "Russia's foreign minister"),
        ("en", "Talks with Russia’s top diplomat failed.", "Russia’s top diplomat"),
        ("en", "The foreign minister of Russia left.", "foreign minister of Russia"),
        ("en", "Russian Foreign Minister Says Talks Have Failed", "Russian Foreign Minister"),
        ("ru", "Слова российского министра иностранных дел.", "российского министра иностранных дел"),
        ("ru", "Встреча с министром иностранных дел России.", "министром иностранных дел России"),
        ("ar", "قال وزير الخارجية الروسي أمس.", "وزير الخارجية الروسي"),
        ("ar", "اجتمع مع وزير خارجية روسيا.", "وزير خارجية روسيا"),
        ("he", "הפגישה עם שר החוץ הרוסי נדחתה.", "שר החוץ הרוסי"),
        ("he", "שר החוץ של רוסיה הגיע.", "שר החוץ של רוסיה"),
        ("fa", "وزیر امور خارجه روسیه وارد شد.", "وزیر امور خارجه روسیه"),
        ("tr", "Rusya Dışişleri Bakanı geldi.", "Rusya Dışişleri Bakanı"),
    ],
)
def test_an_office_beside_its_state_is_its_holder(language: str, text: str, words: str) -> None:
    """In the order of the language, and the state is named as well."""
    match = find(text, language)
    mention = next(mention for mention in match.actors if mention.id == "second")
    assert mention.words == text[mention.start : mention.end] == words
    assert "russia" in {mention.id for mention in match.actors}


def test_the_date_of_the_article_decides() -> None:
    """The same words, another person."""
    text = "The Russian foreign minister spoke."
    assert people(find(text, on=date(2019, 12, 31))) == ["first"]
    assert people(find(text, on=date(2021, 1, 1))) == ["second"]


def test_in_a_gap_an_office_is_nobody_and_it_says_so() -> None:
    """The end of a role is the first day without it."""
    match = find("The Russian foreign minister spoke.", on=date(2020, 1, 1))
    assert people(match) == []
    assert match.refused == (
        "role 'Russian foreign minister': nobody, or more than one, is known to hold it on that day",
    )


def test_an_office_with_two_holders_is_nobody() -> None:
    """Two may claim it."""
    rival = an_actor(id="rival", name="Pyotr Rival", aliases={}, roles=(Role(title="Foreign Minister"),))
    finder = Finder(a_watchlist(RUSSIA, SECOND, rival))
    match = finder.find(
        an_article(title="", text="The Russian foreign minister spoke.", published=datetime(2022, 1, 1, tzinfo=UTC))
    )
    assert people(match) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The former Russian foreign minister spoke."),
        ("en", "The Russian deputy foreign minister spoke."),
        ("en", "A deputy Russian foreign minister spoke."),
        ("en", "The Russian foreign minister's office burnt."),
        ("en", "Russian Foreign Minister Andrei Gromyko was born here in a village."),
        ("en", "The foreign ministers met near Russia."),
        ("en", "The foreign minister spoke. Russia did not."),
        ("ru", "Бывший российский министр иностранных дел уехал."),
        ("ru", "Заместитель министра иностранных дел России уехал."),
        ("ar", "قال نائب وزير الخارجية الروسي أمس."),
        ("ar", "قال وزير الخارجية الروسي السابق أمس."),
        ("he", "סגן שר החוץ הרוסי הגיע."),
        ("he", "שר החוץ הרוסי לשעבר הגיע."),
    ],
)
def test_former_offices_deputies_and_others_are_not_the_holder(language: str, text: str) -> None:
    """What stands beside it says so."""
    assert people(find(text, language)) == []


def test_the_head_of_a_region_is_not_the_states() -> None:
    """Though the region is a spelling of the state's name."""
    russia = replace(RUSSIA, aliases={"en": ("Russian", "Ural Region")})
    head = an_actor(id="head", name="Boris Head", roles=(Role(title="President of the Ural Region"),))
    finder = Finder(a_watchlist(russia, head))
    assert people(finder.find(an_article(title="", text="The Russian president spoke."))) == []


def test_an_office_that_is_in_no_table_is_found_by_its_title() -> None:
    """In English."""
    minister = an_actor(id="minister", name="Boris Forest", roles=(Role(title="Forestry Minister"),))
    finder = Finder(a_watchlist(RUSSIA, minister))
    assert people(finder.find(an_article(title="", text="The Russian forestry minister spoke."))) == ["minister"]


def test_bodies_have_offices_too() -> None:
    """By any of the words for it."""
    assert (
        people(find("The Atom Agency chief spoke. Then the director general of the Atom Agency left.")) == ["head"] * 2
    )


def test_an_ambiguous_surname_counts_behind_an_office_that_it_held() -> None:
    """Without any word of its context."""
    assert people(find("He met Foreign Minister Pervov on the way.")) == ["first"]
    assert people(find("He met Transport Minister Pervov on the way.")) == []
