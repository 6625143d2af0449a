"""The configuration that briefgen ships: feeds, actors, topics and publications. What must hold of it."""

import csv
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

REPOSITORY = Path(__file__).parents[2]
FEEDS = REPOSITORY / "feeds"
SPELLINGS = REPOSITORY.parent / "shared" / "eval" / "names"

LANGUAGES = {"en", "he", "ar", "ru", "fa", "tr"}
SCRIPTS = {"he": "HEBREW", "ar": "ARABIC", "ru": "CYRILLIC", "fa": "ARABIC"}
#: Letters that Persian writes with a code point of its own: an Arabic one here would be a slip of the keyboard.
ARABIC_ONLY = set("يكىة")

with_spellings = pytest.mark.skipif(not SPELLINGS.is_dir(), reason="the measured spellings are not on this machine")


@cache
def read(name: str) -> dict[str, Any]:
    """Return a file of the shipped workspace."""
    return tomllib.loads((FEEDS / name).read_text(encoding="utf-8"))


def feeds() -> list[dict[str, Any]]:
    """Return the shipped feeds."""
    return list(read("feeds.toml")["feed"])


def actors() -> list[dict[str, Any]]:
    """Return the shipped actors."""
    return list(read("actors.toml")["actor"])


def topics() -> list[dict[str, Any]]:
    """Return the shipped topics."""
    return list(read("topics.toml")["topic"])


def briefings() -> list[dict[str, Any]]:
    """Return the shipped briefings."""
    return [read(f"briefings/{path.name}") for path in sorted((FEEDS / "briefings").glob("*.toml"))]


def ids(tables: list[dict[str, Any]]) -> list[str]:
    """Return the ids, in order."""
    return [table["id"] for table in tables]


def words_of(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield language and spelling of all by which an actor or topic is found or a topic is vetoed."""
    for part in ("aliases", "terms", *(["unless"] if "terms" in table else [])):
        for language, spellings in table.get(part, {}).items():
            for spelling in spellings:
                yield language, spelling


def rows(name: str) -> list[dict[str, str]]:
    """Return a table of the measured spellings."""
    with (SPELLINGS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_it_is_large_enough_to_be_used_as_it_is() -> None:
    """Sixty feeds, ninety actors and fourteen topics were asked for at the least."""
    assert len(feeds()) >= 65
    assert len(actors()) >= 130
    assert len(topics()) >= 14


@pytest.mark.parametrize(
    "tables", [feeds(), actors(), topics(), briefings()], ids=["feeds", "actors", "topics", "briefings"]
)
def test_ids_are_given_once(tables: list[dict[str, Any]]) -> None:
    """An id that is given twice would hide a feed, an actor or a topic."""
    assert [name for name, times in Counter(ids(tables)).items() if times > 1] == []


def test_no_id_is_both_an_actor_and_a_topic() -> None:
    """Stories list both by id, and one table names both."""
    assert set(ids(actors())) & set(ids(topics())) == set()


def test_addresses_of_feeds_are_public_and_given_once() -> None:
    """A feed that is there twice would count as two outlets."""
    addresses = [feed["url"] for feed in feeds()]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}
        assert "." in str(parts.hostname)


def test_every_feed_says_where_it_sits_and_who_owns_it() -> None:
    """The balance line counts countries and state ownership."""
    for feed in feeds():
        assert feed["country"].isalpha(), feed
        assert len(feed["country"]) == 2, feed
        assert feed["country"].isupper(), feed
        assert feed["ownership"] in {"independent", "state", "party", "wire"}, feed
        assert feed["language"] in LANGUAGES, feed
        assert 0.5 <= feed["weight"] <= 1.3, feed
        assert feed["homepage"].startswith(("http://", "https://")), feed
        assert 15 <= feed["poll_minutes"] <= 180, feed
        assert isinstance(feed["full_text"], bool), feed


def test_all_six_languages_are_read() -> None:
    """Each language has more than one feed, so that no outlet speaks for it alone."""
    assert set(Counter(feed["language"] for feed in feeds())) == LANGUAGES
    assert min(Counter(feed["language"] for feed in feeds()).values()) >= 3


def test_every_side_is_an_actor() -> None:
    """Whoever speaks for a side needs that side to exist."""
    known = set(ids(actors()))
    assert [(actor["id"], actor["side"]) for actor in actors() if actor["side"] not in known] == []


def test_states_speak_for_themselves() -> None:
    """A state's side is the state."""
    assert all(actor["side"] == actor["id"] for actor in actors() if actor["kind"] == "state")


@pytest.mark.parametrize("briefing", briefings(), ids=lambda briefing: briefing["id"])
def test_what_a_briefing_names_exists(briefing: dict[str, Any]) -> None:
    """Actors, topics and feeds, of the briefing and of its sections."""
    tables = [briefing, *briefing.get("section", [])]
    for key, known in (("actors", set(ids(actors()))), ("topics", set(ids(topics())))):
        for table in tables:
            assert set(table.get(key, [])) - known == set(), table.get("title")
            assert len(set(table.get(key, []))) == len(table.get(key, [])), table.get("title")
    assert set(briefing.get("require", [])) <= set(ids(topics()))
    assert set(briefing.get("exclude", [])) <= set(ids(topics())) - set(briefing.get("topics", []))
    assert briefing.get("feeds", ["*"]) == ["*"]


def test_the_standing_publications_are_there() -> None:
    """Under the ids that the contract fixes; the report and the memo are made on demand."""
    standing = {"israel", "palestine", "turkey", "iraq", "gulf", "security", "business-tech", "minute", "daily"}
    assert set(ids(briefings())) >= standing | {"takeaway", "week-in-review"}


@pytest.mark.parametrize("briefing", briefings(), ids=lambda briefing: briefing["id"])
def test_a_general_topic_stands_only_where_it_narrows_or_sorts(briefing: dict[str, Any]) -> None:
    """Among a briefing's topics it would claim whatever names an actor and a rocket."""
    general = {topic["id"] for topic in topics() if topic.get("general")}
    assert general
    assert not general & set(briefing.get("topics", []))


def test_no_days_are_lost_between_two_editions() -> None:
    """Only a daily that pauses for the weekend loses some: a weekly of several days begins where the last one ended."""
    pausing = {b["id"] for b in briefings() if b["cadence"] == "daily" and b.get("days")}
    assert pausing <= {"israel", "minute", "takeaway"}


@pytest.mark.parametrize("briefing", briefings(), ids=lambda briefing: briefing["id"])
def test_the_last_section_takes_what_no_other_claims(briefing: dict[str, Any]) -> None:
    """Only the last, for a section without topics and actors claims every story. A report makes its sections itself."""
    *sections, last = briefing.get("section", [{}])
    assert not last.get("topics")
    assert not last.get("actors")
    assert all(section.get("topics") or section.get("actors") for section in sections)


def test_the_week_is_about_the_region_and_not_about_the_powers_outside_it() -> None:
    """A story about Washington or Moscow alone is not yet one about the Middle East."""
    outside = {"us", "russia", "un", "eu", "china", "uk", "france", "germany"}
    week = next(briefing for briefing in briefings() if briefing["id"] == "week-in-review")
    sides = {actor["id"]: actor["side"] for actor in actors()}
    spokesmen = {name for name in week["actors"] if sides[name] in outside}
    assert spokesmen == {"unifil", "unrwa", "centcom", "grundberg"}  # whose field is the region alone
    assert {actor["id"] for actor in actors() if actor["kind"] == "state"} - set(week["actors"]) >= outside - {
        "un",
        "eu",
    }
    assert len(week["actors"]) >= 100


@pytest.mark.parametrize("table", [*actors(), *topics()], ids=lambda table: table["id"])
def test_spellings_are_in_the_script_of_their_language(table: dict[str, Any]) -> None:
    """Each has letters of that script, no letter of a script that only looks alike, and no space too many."""
    for language, spelling in words_of(table):
        assert language in LANGUAGES
        assert spelling.strip(), (language, spelling)
        assert " ".join(spelling.split()) == spelling, (language, spelling)
        assert _is_in_script(language, spelling), (language, spelling)


def _is_in_script(language: str, spelling: str) -> bool:
    scripts = [{_script(letter) for letter in word if letter.isalpha()} for word in spelling.replace("-", " ").split()]
    if any(len(found) > 1 for found in scripts):
        return False
    if language == "fa" and ARABIC_ONLY & set(spelling):
        return False
    return SCRIPTS.get(language, "LATIN") in set().union(*scripts)


def _script(letter: str) -> str:
    return unicodedata.name(letter).split()[0]


@pytest.mark.parametrize("table", [*actors(), *topics()], ids=lambda table: table["id"])
def test_no_spelling_is_listed_twice(table: dict[str, Any]) -> None:
    """Within one language."""
    repeated = [found for found, times in Counter(words_of(table)).items() if times > 1]
    assert repeated == []


def test_two_actors_share_a_spelling_only_if_context_tells_them_apart() -> None:
    """Both presidents Aoun, for instance."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors():
        for spelling in (actor["name"], *(spelling for _, spelling in words_of(actor))):
            owners[spelling.casefold()].add(actor["id"])
    with_context = {actor["id"] for actor in actors() if actor.get("context")}
    assert {spelling: who for spelling, who in owners.items() if len(who) > 1 and not who <= with_context} == {}


@pytest.mark.parametrize("actor", [a for a in actors() if a.get("roles")], ids=lambda actor: actor["id"])
def test_roles_begin_before_they_end_and_stand_in_order(actor: dict[str, Any]) -> None:
    """Dates are dates, not texts."""
    starts = [role["from"] for role in actor["roles"]]
    assert starts == sorted(starts)
    for role in actor["roles"]:
        assert type(role["from"]) is date
        assert role["from"] < role.get("to", date.max)


def test_every_topic_has_terms_in_all_six_languages() -> None:
    """A topic that is not found in Hebrew would be missing from half of the Israel Briefing's sources."""
    assert {topic["id"] for topic in topics() if set(topic["terms"]) != LANGUAGES} == set()


@with_spellings
def test_no_alias_is_a_measured_confusion() -> None:
    """Nasrallah is not Hezbollah; what real streams also show as a true spelling ("ISIS") is not meant."""
    true = {(row["actor_id"], row["variant"].casefold()) for row in rows("variants.tsv")}
    confused = {(row["actor_id"], row["synonym_in_phoenix_block"].casefold()) for row in rows("dropped.tsv")} - true
    aliases = {(actor["id"], spelling.casefold()) for actor in actors() for _, spelling in words_of(actor)}
    assert aliases & confused == set()


@with_spellings
def test_nearly_all_measured_spellings_are_known() -> None:
    """94 of 100 literally; the rest are titles before a known name, and words that are no name ("the country")."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors():
        known[actor["id"]] = {actor["name"].casefold(), *(spelling.casefold() for _, spelling in words_of(actor))}
    measured = [(row["actor_id"], row["variant"].casefold()) for row in rows("variants.tsv")]
    assert sum(spelling in known[actor] for actor, spelling in measured) / len(measured) >= 0.94
