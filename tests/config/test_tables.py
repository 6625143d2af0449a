"""Every value that can be wrong, and what is said of it."""

from pathlib import Path

import pytest

from briefgen.compose.ranking import SHARES
from briefgen.config.tables import RankingTable
from tests.config.files import reports

FEED = {"id": '"x"', "title": '"X"', "url": '"https://x.example/"'}
ACTOR = {"id": '"x"', "name": '"X"', "kind": '"state"'}
TOPIC = {"id": '"x"', "title": '"X"', "terms": '{ en = ["x"] }'}
BRIEFING = {"id": '"b"', "title": '"B"', "cadence": '"daily"', "timezone": '"UTC"'}


def table(right: dict[str, str], header: str, **given: str) -> str:
    """Return a table with some values replaced, the replaced ones first; ``omit`` leaves a key out."""
    omitted = given.pop("omit", None)
    keys = {**given, **{key: value for key, value in right.items() if key not in given and key != omitted}}
    return header + "".join(f"{key} = {value}\n" for key, value in keys.items())


@pytest.mark.parametrize(
    ("key", "value", "report"),
    [
        ("id", '"Al Jazeera"', "must be lower-case letters, digits and hyphens, such as 'al-jazeera', not"),
        ("id", '""', "must be lower-case letters, digits and hyphens, such as 'al-jazeera', not ''"),
        ("id", '"../x"', "must be lower-case letters, digits and hyphens, such as 'x', not '../x'"),
        ("id", f'"{"x" * 61}"', "must be lower-case letters, digits and hyphens, at most 60, such as"),
        ("title", "3", "must be a text in quotes, not 3"),
        ("title", '" "', "is empty; write at least one word"),
        ("title", '"X\\nBcc: y"', "must be one line of text without control characters"),
        ("titel", '"X"', "is not a key of a feed; did you mean 'title'?"),
        ("logo", '"X"', "is not a key of a feed; its keys are id, title, url, path, homepage"),
        ("url", '"ftp://x.example/"', "must begin with http:// or https:// and a host, not 'ftp://x.example/'"),
        ("url", '"x.example/rss"', "must begin with http:// or https:// and a host, not 'x.example/rss'"),
        ("url", '"https:///rss"', "must begin with http:// or https:// and a host, not 'https:///rss'"),
        ("url", '"https://[x/"', "is not an address: Invalid IPv6 URL"),
        ("url", '"https://x:99999/"', "is not an address: Port out of range 0-65535"),
        ("url", '"https://x.example/a b"', "holds a space or another character that no address has"),
        ("homepage", '"javascript:alert(1)"', "must begin with http:// or https:// and a host"),
        ("language", '"english"', "must be a language code such as en, ar or pt-BR, not 'english'"),
        ("language", '"en_US"', "must be a language code such as 'en-US', not 'en_US'"),
        ("country", '"ru"', "must be the two capitals of ISO 3166-1, such as 'RU', not 'ru'"),
        ("country", '"Russia"', "must be the two capitals of ISO 3166-1, such as 'RU' or 'IL', not 'Russia'"),
        ("ownership", '"State"', "must be one of independent, state, party, wire, not 'State'"),
        ("weight", "2.5", "must lie between 0 and 2, not 2.5"),
        ("weight", "-1", "must lie between 0 and 2, not -1"),
        ("weight", "1e308", "must lie between 0 and 2, not 1e+308"),
        ("weight", "1" + "0" * 400, "must "),
        ("poll_minutes", "1" + "0" * 400, "must lie between 1 and 43200, not 10000000000000000000"),
        ("weight", "nan", "must lie between 0 and 2, not nan"),
        ("weight", '"1"', "must be a number, not '1'"),
        ("weight", "true", "must be a number, not true"),
        ("full_text", '"yes"', "must be true or false, not 'yes'"),
        ("full_text", "1", "must be true or false, not 1"),
        ("poll_minutes", "0", "must lie between 1 and 43200, not 0"),
        ("poll_minutes", "1.5", "must be a whole number, not 1.5"),
        ("poll_minutes", "[30]", "must be a whole number, not a list"),
        ("path", '"sample/x.xml"', "has a url and a path; keep one of them"),
    ],
)
def test_a_wrong_value_in_a_feed_is_told_with_what_would_be_right(
    tmp_path: Path, key: str, value: str, report: str
) -> None:
    """On the line of its key."""
    found = reports(tmp_path, feeds=table(FEED, "[[feed]]\n", **{key: value}))
    assert len(found) == 1
    assert found[0].startswith(f"feeds/feeds.toml:2: feed[1].{key}: {report}")


@pytest.mark.parametrize(
    ("key", "value", "place", "report"),
    [
        ("kind", '"man"', "kind", "must be one of person, organization, state, not 'man'"),
        ("side", '"rusia"', "side", "there is no actor 'rusia' in feeds/actors.toml"),
        ("roles", '{ title = "T" }', "roles", "must be written [[actor.roles]], in double brackets, once for each"),
        ("roles", '["T"]', "roles[1]", "must be a table, not 'T'"),
        ("roles", "[{ from = 2004-03-09 }]", "roles[1].title", "is missing; a role needs it, for instance title"),
        ("roles", '[{ title = "T", since = 2004-03-09 }]', "roles[1].since", "is not a key of a role; its keys are"),
        ("roles", '[{ title = "T", from = "2004" }]', "roles[1].from", "must be a date without quotes, such as"),
        ("roles", '[{ title = "T", from = 2004-03-09T00:00:00 }]', "roles[1].from", "must be a date without quotes"),
        (
            "roles",
            '[{ title = "T", from = 2004-03-09, to = 2003-01-01 }]',
            "roles[1].to",
            "the role ends on 2003-01-01, before it begins on 2004-03-09",
        ),
        ("context", '"word"', "context", "must be a list in square brackets, not 'word'"),
        ("aliases", '{ en = ["a", " "] }', "aliases.en[2]", "is empty; write at least one word"),
        ("aliases", "{ en = [] }", "aliases.en", "is an empty list; name at least one, or leave the key out"),
        ("aliases", '{ english = ["a"] }', "aliases.english", "must be a language code such as en, ar or pt-BR"),
        ("aliases", '{ en = "a" }', "aliases.en", "must be a list in square brackets, not 'a'"),
        ("aliases", '["a"]', "aliases", "must be a table, not a list"),
    ],
)
def test_a_wrong_value_in_an_actor_is_told_with_what_would_be_right(
    tmp_path: Path, key: str, value: str, place: str, report: str
) -> None:
    """Also inside lists and inline tables."""
    found = reports(tmp_path, actors=table(ACTOR, "[[actor]]\n", **{key: value}))
    assert len(found) == 1
    assert found[0].startswith(f"feeds/actors.toml:2: actor[1].{place}: {report}")


@pytest.mark.parametrize(
    ("key", "value", "place", "report"),
    [
        ("terms", "{}", "terms", "is empty; give the terms of at least one language"),
        ("terms", "{ en = [] }", "terms.en", "is an empty list; name at least one"),
        ("unless", "{ en = [1] }", "unless.en[1]", "must be a text in quotes, not 1"),
    ],
)
def test_a_wrong_value_in_a_topic_is_told_with_what_would_be_right(
    tmp_path: Path, key: str, value: str, place: str, report: str
) -> None:
    """A topic without a term would never match."""
    found = reports(tmp_path, topics=table(TOPIC, "[[topic]]\n", **{key: value}))
    assert len(found) == 1
    assert found[0].startswith(f"feeds/topics.toml:2: topic[1].{place}: {report}")


NOTHING_COUNTS = ", ".join(
    f"{part} = 0" for part in ("outlets", "gravity", "actors", "topics", "focus", "novelty", "trust", "recency", "days")
)


@pytest.mark.parametrize(
    ("key", "value", "place", "report"),
    [
        ("id", '"c"', "id", "must be 'b', like its file's name, not 'c'"),
        ("cadence", '"dayly"', "cadence", "must be one of daily, weekly, monthly, not 'dayly'"),
        ("timezone", '"Asia/Jerusalm"', "timezone", "must be a time zone of the tz database, not 'Asia/Jerusalm'; did"),
        ("timezone", '"Asia"', "timezone", "must be a time zone of the tz database, not 'Asia'"),
        ("timezone", '"../etc/passwd"', "timezone", "must be a time zone of the tz database, not '../etc/passwd'"),
        ("timezone", '"\\u0000"', "timezone", "must be a time zone of the tz database, not"),
        ("timezone", '""', "timezone", "must be a time zone of the tz database, not ''"),
        ("send_at", '"6:00"', "send_at", 'must be a time from "00:00" to "23:59", such as "06:00", not \'6:00\''),
        ("send_at", '"24:00"', "send_at", 'must be a time from "00:00" to "23:59"'),
        ("send_at", "06:00:00", "send_at", "must be a text in quotes, not 06:00:00"),
        ("days", '["mon", "tues"]', "days[2]", "must be one of mon, tue, wed, thu, fri, sat, sun, not 'tues'"),
        ("days", "[]", "days", 'is an empty list; name at least one day such as "mon"'),
        ("tier", '"gold"', "tier", "must be one of free, pro, not 'gold'"),
        ("actors", '"*"', "actors", "must be a list in square brackets, not '*'"),
        (
            "actors",
            '["lavrow"]',
            "actors[1]",
            "there is no actor 'lavrow' in feeds/actors.toml; did you mean 'lavrov'?",
        ),
        ("topics", '["oil"]', "topics[1]", "there is no topic 'oil' in feeds/topics.toml"),
        ("feeds", '["orontse"]', "feeds[1]", "there is no feed 'orontse' in feeds/feeds.toml; did you mean 'orontes'?"),
        ("feeds", "[]", "feeds", "is an empty list; name at least one, or leave the key out"),
        ("feeds", '["orontes", "orontes"]', "feeds[2]", "'orontes' is named twice"),
        ("actors", '["*", "lavrov"]', "actors[1]", "'*' means every one, so nothing else can stand beside it"),
        ("max_stories", "0", "max_stories", "must lie between 1 and 100, not 0"),
        ("max_stories", "101", "max_stories", "must lie between 1 and 100, not 101"),
        ("review_minutes", "-1", "review_minutes", "must lie between 0 and 10080, not -1"),
        ("quick_hits", "-1", "quick_hits", "must lie between 0 and 99, not -1"),
        ("quick_hits", "12", "quick_hits", "must be less than max_stories (12), of which the quick hits are a part"),
        ("model", '"choose"', "model", "must be one of off, select, rewrite, not 'choose'"),
        ("model", "true", "model", "must be one of off, select, rewrite, not true"),
        ("ranking", "{ gravity = 2 }", "ranking.gravity", "must lie between 0 and 1, not 2"),
        ("ranking", "{ novelty = true }", "ranking.novelty", "must be a number, not true"),
        ("ranking", "{ outlet = 0.5 }", "ranking.outlet", "is not a key of the ranking; did you mean 'outlets'?"),
        ("ranking", f"{{ {NOTHING_COUNTS} }}", "ranking", "leaves nothing to rank by; give at least one part a share"),
        ("section", '[{ title = "S", topics = ["oil"] }]', "section[1].topics[1]", "there is no topic 'oil' in"),
        ("section", '[{ title = "S", topics = ["*"] }]', "section[1].topics", "'*' is for the briefing; a section"),
        ("section", '[{ title = "S", max_stories = 0 }]', "section[1].max_stories", "must lie between 1 and 100"),
        ("section", "[{}]", "section[1].title", 'is missing; a section needs it, for instance title = "Diplomacy"'),
    ],
)
def test_a_wrong_value_in_a_briefing_is_told_with_what_would_be_right(
    tmp_path: Path, key: str, value: str, place: str, report: str
) -> None:
    """With the nearest right name, where there is one."""
    found = reports(tmp_path, b=table(BRIEFING, "", **{key: value}))
    assert len(found) == 1
    assert found[0].startswith(f"feeds/briefings/b.toml:1: {place}: {report}")


def test_a_briefing_of_nothing_is_a_mistake_but_one_of_topics_alone_is_none(tmp_path: Path) -> None:
    """Empty lists make sense one at a time."""
    found = reports(tmp_path, b=table(BRIEFING, "", actors="[]", topics="[]"), c=table(BRIEFING, "", actors="[]"))
    assert found == [
        "feeds/briefings/b.toml:2: topics: with neither actors nor topics, nothing concerns this briefing",
        "feeds/briefings/c.toml:2: id: must be 'c', like its file's name, not 'b'",
    ]


@pytest.mark.parametrize(
    ("right", "header", "file"),
    [(FEED, "[[feed]]\n", "feeds"), (ACTOR, "[[actor]]\n", "actors"), (TOPIC, "[[topic]]\n", "topics")],
)
def test_what_must_be_there_is_missed_on_the_line_of_its_table(
    tmp_path: Path, right: dict[str, str], header: str, file: str
) -> None:
    """With an example of it."""
    for key in right:
        found = reports(tmp_path, **{file: "# a comment\n" + table(right, header, omit=key)})
        assert len(found) == 1
        assert found[0].startswith(f"feeds/{file}.toml:2: {file.removesuffix('s')}[1]")
        assert f"{key} = " in found[0]


def test_the_ranking_of_a_briefing_has_the_parts_of_a_score() -> None:
    """Every part of a score can be tuned, and nothing else."""
    assert RankingTable.model_fields.keys() == {*SHARES["daily"], "background"} == {*SHARES["weekly"], "background"}
