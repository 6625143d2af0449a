"""Names that are somebody else's."""

import pytest

from briefgen.match import Finder
from briefgen.match.relevance import ABOUT, strengths
from briefgen.model.watch import Actor, Match
from tests.factories import a_watchlist, an_actor, an_article

NASRALLAH = an_actor(id="nasrallah", name="Hassan Nasrallah", aliases={"en": ("Nasrallah",)})
JIHAD = an_actor(
    id="jihad", name="Islamic Jihad", kind="organization", aliases={}, unless=("Islamic Jihad Group of Uzbekistan",)
)
LEBANON = an_actor(id="lebanon", name="Lebanon", kind="state", aliases={"en": ("Lebanese",)}, unless=("New Lebanon",))
JORDAN = an_actor(
    id="jordan", name="Jordan", kind="state", aliases={}, ambiguous=("Jordan",), context=("Amman", "king")
)
SANA = an_actor(id="sana", name="Syrian Arab News Agency", kind="organization", aliases={"en": ("SANA",)})
SYRIA = an_actor(id="syria", name="Syria", kind="state", aliases={"en": ("Syrian",)})
FORCES = an_actor(id="idf", name="Israel Defense Forces", kind="organization", aliases={"en": ("IDF", "ISA")})
ALL = (NASRALLAH, JIHAD, LEBANON, JORDAN, SANA, SYRIA, FORCES)


def find(text: str, *watched: Actor) -> Match:
    """Find the watched in an English text."""
    return Finder(a_watchlist(*(watched or ALL))).find(an_article(title="", text=text))


def named(text: str) -> set[str]:
    """Return who is named in an English text."""
    return {mention.id for mention in find(text).actors}


@pytest.mark.parametrize(
    "text",
    [
        "They live in Nasrallah Street near the river.",
        "Then Rabbi Nasrallah spoke of the river.",
        "Rabbi Nasrallah spoke of the river.",
        "Michael Jordan, the king of the game, left.",
        "They met Virgilio Nasrallah in the city.",
        "They met Mahmoud Nasrallah's son in the city.",
        "Officials met Islamic Jihad Union in the city.",
        "An Islamic Jihad-linked group was there.",
        "The Islamic Jihad offshoot was there.",
        "The Islamic Jihad Group of Uzbekistan was there.",
        "A fire broke out in Lebanon, Pennsylvania, at noon.",
        "A fire broke out in Lebanon, OH, at noon.",
        "A fire broke out in New Lebanon at noon.",
        "He met Michael Jordan, the king of the game.",
        "He met Jordan Smith's friends with the king.",
        "He met Jordan again.",
        "Read it in Plos One.",
        "Then Isa Smith left.",
    ],
)
def test_a_name_that_is_part_of_another_is_refused(text: str) -> None:
    """By what stands before and behind it."""
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("They met Hasan Nasrallah in the city.", "nasrallah"),
        ("They met Sayyed Nasrallah in the city.", "nasrallah"),
        ("They met H. Nasrallah in the city.", "nasrallah"),
        ("Defiant Nasrallah speaks of the river.", "nasrallah"),
        ("Yesterday Jordan told the king so.", "jordan"),
        ("Nasrallah's speech was long.", "nasrallah"),
        ("Islamic Jihad fighters were there.", "jihad"),
        ("A fire broke out in Lebanon, Israel said.", "lebanon"),
        ("A fire broke out in Lebanon, US officials said.", "lebanon"),
        ("He flew to Jordan to see the king.", "jordan"),
        ("Then Idf soldiers left.", "idf"),
    ],
)
def test_what_only_looks_so_is_counted(text: str, who: str) -> None:
    """Other spellings of the given name, titles, possessives, a country behind a comma."""
    assert named(text) == {who}


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("ru", "В Израиле певец Том Беннет дал концерт.", False),
        ("ru", "В Израиле премьер Нафтали Беннет дал слово.", True),
        ("ru", "В Израиле премьер Беннет дал слово.", True),
        ("ru", "Вчера в Женеве Беннет говорил об Израиле.", True),
        ("ru", "Об Израиле говорил Президент Беннет.", True),
        ("tr", "Konserde Tony Bennet İsrail için söyledi.", False),
    ],
)
def test_another_given_name_is_seen_in_other_languages_with_capitals(language: str, text: str, *, counts: bool) -> None:
    """For surnames that are ambiguous."""
    bennett = an_actor(
        id="bennett", name="Naftali Bennett", context=("Израиль", "İsrail"),
        aliases={"ru": ("Нафтали Беннет", "Беннет"), "tr": ("Bennet",)},
    )  # fmt: skip
    match = Finder(a_watchlist(bennett)).find(an_article(title="", text=text, language=language))
    assert bool(match.actors) is counts


def test_a_doubt_is_told_in_words() -> None:
    """For ``explain``."""
    assert find("They live in Nasrallah Street near the river.").refused == (
        "actor nasrallah: 'Nasrallah' stands in another name, 'Nasrallah Street'",
    )
    assert find("The Islamic Jihad Group of Uzbekistan was there.").refused == (
        "actor jihad: 'Islamic Jihad Group of Uzbekistan' is another name",
    )


def test_a_longer_alias_may_be_ambiguous_too() -> None:
    """Where the catalogue says so."""
    party = an_actor(
        id="party", name="Blue Party", kind="organization", aliases={"en": ("the Front",)}, ambiguous=("the Front",),
        context=("Beirut",),
    )  # fmt: skip
    assert find("He joined the Front there.", party).actors == ()
    assert find("He joined the Front in Beirut.", party).actors


@pytest.mark.parametrize(
    "text",
    [
        "SANA reported that the road was cut. SANA said so twice. A source told SANA it was. SANA reported it again.",
        "Missiles fell, Syrian state media reported. Syrian state television said so. Syrian news agency X said more.",
    ],
)
def test_who_only_reported_the_news_is_not_what_it_is_about(text: str) -> None:
    """However often it is cited."""
    match = find(text)
    assert match.actors
    assert all(mention.source for mention in match.actors)
    assert max(strengths(match).values()) < ABOUT


def test_a_medium_that_something_happens_to_is_what_the_news_is_about() -> None:
    """And a state that speaks for itself too."""
    match = find("SANA was closed on Monday. Syria said it would reopen.")
    assert [mention.source for mention in match.actors] == [False, False]
    assert min(strengths(match).values()) >= ABOUT
