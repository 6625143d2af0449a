"""The fourteen rules of polite and correct polling, each against a real server, over several rounds.

The figures and the threads behind them are in the reference ``feeds.md``. Details of single parts have their tests
beside those parts; here everything from what is due to what is stored plays together.
"""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest

from briefgen.fetch import Limits, address_of, after, due_now, fetch_all, is_persistent, resting
from briefgen.model.article import Article
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult, Hints, Unchanged
from briefgen.parse import ParsedFeed, parse_feed
from briefgen.parse.hints import read_hints
from briefgen.store import Store
from tests.factories import NOON, a_feed
from tests.fetch.asking import NOWHERE, QUICK, loopback_as_internet
from tests.fetch.conftest import Opening, Request, reply
from tests.parse.documents import rss

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

ITEM = "<title>Talks resume in Vienna</title><link>https://harbour-post.example/talks</link><guid>1</guid>"
FEED = rss(ITEM).encode()


@dataclass(slots=True)
class Rounds:
    """Rounds of polling as the pipeline makes them."""

    feeds: Sequence[Feed]
    limits: Limits = QUICK
    states: dict[str, FeedState] = field(default_factory=dict)
    articles: list[Article] = field(default_factory=list)  #: of the last round

    def poll(self, now: datetime, *, force: bool = False) -> dict[str, FetchResult]:
        """Ask what is due at ``now``, learn from the answers, and return them by feed."""
        due = due_now(self.feeds, self.states, now, limits=self.limits, force=force)
        asleep = resting(self.states.values(), now)
        known, results = {feed.id: state for feed, state in due}, {}
        self.articles = []
        for answer in fetch_all(
            due, documents=NOWHERE, now=now, limits=self.limits, network=loopback_as_internet(), resting=asleep
        ):
            result, hints = answer, Hints()
            if isinstance(answer, FetchedFeed):
                parsed = parse_feed(answer, now)
                if isinstance(parsed, ParsedFeed):
                    hints = read_hints(answer.body)
                    self.articles += parsed.articles
                else:
                    result = parsed
            name = result.feed.id
            assert name not in results
            results[name] = result
            self.states[name] = after(result.feed, known[name], result, now, hints=hints)
        return results

    @property
    def state(self) -> FeedState:
        """What is known of the only feed."""
        (state,) = self.states.values()
        return state


def one(url: str, **given: object) -> Rounds:
    """Return rounds over one feed."""
    return Rounds([a_feed(url=url, **given)])


def pause(state: FeedState, now: datetime) -> timedelta:
    """Return how long after ``now`` the feed is asked again."""
    assert state.next_check is not None
    return state.next_check - now


# 1–3: validators ----------------------------------------------------------------------------------------------------


def test_rule_1_validators_are_echoed_byte_for_byte(outlet: Opening) -> None:
    """However odd, and never invented where the server gives none."""
    odd = outlet(reply(body=FEED, etag='W/"ä,b" ', last_modified="yesterday, about noon"))
    bare = outlet(reply(body=FEED))
    for server in (odd, bare):
        rounds = one(server.url())
        rounds.poll(NOON)
        rounds.poll(NOON + HOUR)
    second = odd.requests[1].headers
    assert second["if-none-match"] == 'W/"ä,b"'.encode()
    assert second["if-modified-since"] == b"yesterday, about noon"
    assert not {"if-none-match", "if-modified-since"} & set(bare.requests[1].headers)


def test_rule_2_the_validators_of_every_answer_are_stored(outlet: Opening) -> None:
    """Of a document, of the same bytes again, of a 304: the next request has the latest."""
    answers = iter(
        [
            reply(body=FEED, etag='"1"'),
            reply(body=FEED, etag='"2"'),
            reply("304 Not Modified", etag='"3"'),
            reply("304 Not Modified"),
            reply("304 Not Modified"),
        ]
    )
    server = outlet(lambda _: next(answers))
    rounds = one(server.url())
    kinds = [type(rounds.poll(NOON + n * HOUR)["harbour-post"]) for n in range(5)]
    assert kinds == [FetchedFeed, Unchanged, Unchanged, Unchanged, Unchanged]
    assert [r.headers.get("if-none-match") for r in server.requests] == [None, b'"1"', b'"2"', b'"3"', b'"3"']


def test_rule_3_the_second_fetch_is_conditional_and_each_feed_is_asked_once(outlet: Opening) -> None:
    """One request for each feed and round, and none before it is due."""
    server = outlet(lambda r: reply("304 No") if "if-none-match" in r.headers else reply(body=FEED, etag='"1"'))
    rounds = Rounds([a_feed(id=name, url=server.url(f"/{name}", host=f"{name}.example")) for name in ("a", "b", "c")])
    for now in (NOON, NOON + MINUTE, NOON + HOUR):
        rounds.poll(now)
    assert sorted(server.paths) == ["/a", "/a", "/b", "/b", "/c", "/c"]
    assert sum("if-none-match" in request.headers for request in server.requests) == 3


# 4: when ------------------------------------------------------------------------------------------------------------

WISHES: dict[str, tuple[str, dict[str, str], timedelta]] = {
    "our interval": ("<ttl>5</ttl>", {"cache_control": "max-age=60"}, 30 * MINUTE),
    "ttl": ("<ttl>90</ttl>", {"cache_control": "max-age=3600"}, 90 * MINUTE),
    "updatePeriod": ("<sy:updatePeriod>hourly</sy:updatePeriod>", {}, HOUR),
    "max-age": ("<ttl>60</ttl>", {"cache_control": "max-age=7200"}, 2 * HOUR),
    "Expires": ("<ttl>60</ttl>", {"expires": "Mon, 27 Dec 2021 15:00:00 GMT"}, 3 * HOUR),
    "capped": ("<sy:updatePeriod>yearly</sy:updatePeriod>", {}, DAY),
}


@pytest.mark.parametrize(("head", "headers", "expected"), WISHES.values(), ids=WISHES)
def test_rule_4_the_longest_wish_decides(
    outlet: Opening, head: str, headers: dict[str, str], expected: timedelta
) -> None:
    """Of interval, ttl, max-age and Expires; a day at most."""
    rounds = one(outlet(reply(body=rss(ITEM, head=head, attributes='xmlns:sy="s"').encode(), **headers)).url())
    rounds.poll(NOON)
    assert pause(rounds.state, NOON) == expected


def test_rule_4_quiet_hours_and_days_are_kept(outlet: Opening) -> None:
    """In GMT: the next check lies behind them, a tick that comes late asks nothing, a 304 changes nothing."""
    head = "<skipHours><hour>13</hour><hour>14</hour></skipHours><skipDays><day>Tuesday</day></skipDays>"
    body = rss(ITEM, head=head).encode()
    server = outlet(lambda r: reply("304 No") if "if-none-match" in r.headers else reply(body=body, etag='"1"'))
    rounds = one(server.url(), poll_minutes=45)
    rounds.poll(NOON)  # on a Monday
    rounds.poll(NOON + 50 * MINUTE)
    assert rounds.state.next_check == NOON + 3 * HOUR
    midnight = NOON + 12 * HOUR
    rounds.poll(NOON + 3 * HOUR)
    rounds.poll(midnight)
    rounds.poll(midnight + 23 * HOUR)
    assert len(server.requests) == 3
    assert rounds.poll(midnight + DAY)
    assert (rounds.state.skip_hours, rounds.state.skip_days) == ((13, 14), (1,))


def test_rule_4_a_document_without_any_loud_hour_is_asked_all_the_same(outlet: Opening) -> None:
    """It is misprinted; and quiet hours that meet all of ours silence nothing for more than a week."""
    every = "<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(24)) + "</skipHours>"
    rounds = one(outlet(reply(body=rss(ITEM, head=every).encode())).url())
    rounds.poll(NOON)
    assert pause(rounds.state, NOON) == 30 * MINUTE
    noon = one(outlet(reply(body=rss(ITEM, head="<skipHours><hour>12</hour></skipHours>").encode())).url())
    assert [bool(noon.poll(NOON + n * DAY)) for n in range(9)] == [n in {0, 8} for n in range(9)]


def test_rule_4_the_next_check_survives_a_restart(outlet: Opening, tmp_path: Path) -> None:
    """Everything that was learned is read back from the store."""
    head = "<ttl>120</ttl><skipDays><day>Sunday</day></skipDays>"
    server = outlet(
        lambda r: (
            reply("308 Gone on", location="/new") if r.path == "/old" else reply(body=rss(ITEM, head=head).encode())
        )
    )
    rounds = one(server.url("/old"))
    url = f"sqlite:///{tmp_path}/briefgen.db"
    rounds.poll(NOON)
    with Store.open(url) as store:
        store.save_poll(rounds.state, [], NOON)
    with Store.open(url) as store:
        again = Rounds(rounds.feeds, states=store.feed_states())
    assert again.state == rounds.state
    assert again.poll(NOON + 119 * MINUTE) == {}
    assert again.poll(NOON + 2 * HOUR)
    assert again.state.moved_seen == 2


# 5–6: hosts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("value", ["7200", "Mon, 27 Dec 2021 14:00:00 GMT"], ids=["seconds", "date"])
def test_rule_5_a_host_that_sends_us_away_is_left_alone_by_all_its_feeds(
    outlet: Opening, status: str, value: str
) -> None:
    """Also in later rounds and by feeds that became due since; other hosts are asked as ever."""
    server = outlet(
        lambda r: reply(status, retry_after=value) if r.headers["host"].startswith(b"busy") else reply(body=FEED)
    )

    def asked(now: datetime) -> list[str]:
        before = len(server.requests)
        rounds.poll(now)
        return server.paths[before:]

    names = {"b1": "busy", "b2": "busy", "free": "free"}
    rounds = Rounds([a_feed(id=n, url=server.url(f"/{n}", host=f"{host}.example")) for n, host in names.items()])
    rounds.states["b2"] = FeedState(feed="b2", next_check=NOON + 5 * MINUTE)
    assert sorted(asked(NOON)) == ["/b1", "/free"]
    assert [asked(NOON + n * MINUTE) for n in (5, 45, 119)] == [[], ["/free"], ["/free"]]
    assert asked(NOON + 2 * HOUR) == ["/b1"]
    assert rounds.states["b2"].failures == 0


def test_rule_5_without_retry_after_the_host_rests_ever_longer(outlet: Opening) -> None:
    """The feed that was sent away knocks first, and its host's rest doubles each time; a success ends it."""
    refusing = [reply("429 Too Many Requests")] * 4
    server = outlet(lambda _: refusing.pop() if refusing else reply(body=FEED))
    rounds = Rounds([a_feed(id=name, url=server.url(f"/{name}")) for name in ("a", "b")])
    rounds.states["a"] = FeedState(feed="a", next_check=NOON + MINUTE)
    rounds.feeds = [replace(feed, url=server.url(f"/{feed.id}", host="busy.example")) for feed in rounds.feeds]
    knocks = []
    for n in range(60):
        before = len(server.requests)
        rounds.poll(NOON + n * 15 * MINUTE)
        knocks += [(n, path) for path in server.paths[before:]]
    assert knocks[:6] == [(0, "/b"), (2, "/b"), (6, "/b"), (14, "/b"), (30, "/b"), (30, "/a")]
    assert resting(rounds.states.values(), NOON + 8 * HOUR) == {}


def test_rule_5_the_rest_is_the_hosts_whichever_of_its_feeds_knocks(outlet: Opening) -> None:
    """Each is a daily feed, so that each time another one is due; once one is let in, the rests begin anew."""
    answers = [reply("429 Too Many Requests")] * 4 + [reply(body=FEED), reply("503 Busy")]
    server = outlet(lambda _: answers.pop(0) if answers else reply(body=FEED))
    names = [f"f{n}" for n in range(8)]
    rounds = Rounds([a_feed(id=n, url=server.url(f"/{n}", host="busy.example"), poll_minutes=1440) for n in names])
    rounds.states = {n: FeedState(feed=n, next_check=NOON + k * MINUTE) for k, n in enumerate(names)}
    knocks = []
    for n in range(36):
        before = len(server.requests)
        rounds.poll(NOON + n * 15 * MINUTE)
        knocks += [(n, path) for path in server.paths[before:]]
    assert knocks[:4] == [(0, "/f0"), (2, "/f1"), (6, "/f2"), (14, "/f3")]
    assert knocks[4:] == [(30, "/f4"), (30, "/f5"), (32, "/f6"), (32, "/f7")]


def test_rule_5_a_redirect_to_a_resting_host_is_not_followed(outlet: Opening) -> None:
    """Whoever leads there: the host that said so rests, not the one that was asked."""

    def answer(request: Request) -> bytes:
        if request.headers["host"].startswith(b"busy"):
            return reply("503 Busy", retry_after="7200")
        return reply("302 Found", location=f"//busy.example:{server.port}/rss")

    server = outlet(answer)
    rounds = Rounds([a_feed(id=name, url=server.url(host=f"{name}.example")) for name in ("a", "b")])
    rounds.states["b"] = FeedState(feed="b", next_check=NOON + MINUTE)
    rounds.poll(NOON)
    result = rounds.poll(NOON + MINUTE)["b"]
    assert isinstance(result, FetchError)
    assert (result.asked, result.retry_after) == (False, 7200 - 60)
    assert result.reason == "not asked: busy.example has sent us away; it is left alone until 2021-12-27 14:00 UTC"
    assert server.paths.count("/rss") == 1


def test_rule_5_force_does_not_break_a_hosts_rest(outlet: Opening) -> None:
    """It asks what is not due, not whom it must not ask."""
    server = outlet(reply("429 Too Many Requests", retry_after="7200"))
    rounds = one(server.url(host="busy.example"))
    rounds.poll(NOON)
    result = rounds.poll(NOON + MINUTE, force=True)["harbour-post"]
    assert isinstance(result, FetchError)
    assert not result.asked
    assert len(server.requests) == 1


def test_rule_6_one_request_at_a_time_spaced_and_not_in_step(outlet: Opening) -> None:
    """At least the spacing between two requests to a host, jitter on top."""
    server = outlet(reply(body=FEED))
    limits = replace(QUICK, spacing=0.02, jitter=1)
    rounds = Rounds([a_feed(id=f"f{n}", url=server.url(f"/{n}", host="one.example")) for n in range(6)], limits)
    rounds.poll(NOON)
    distances = [b.at - a.at for a, b in pairwise(server.requests)]
    assert min(distances) >= 0.02
    assert max(distances) - min(distances) > 0.001
    assert {request.present for request in server.requests} == {1}
    assert (Limits().spacing, Limits().in_flight) == (1, 128)


def test_rule_6_a_host_with_many_feeds_does_not_hold_the_round(outlet: Opening) -> None:
    """So many of its feeds in a round, the others in the next ones, whoever waits longest first."""
    server = outlet(reply(body=FEED))
    many = [a_feed(id=f"m{n}", url=server.url(f"/m{n}", host="many.example")) for n in range(7)]
    few = [a_feed(id=f"f{n}", url=server.url(f"/f{n}", host="few.example")) for n in range(2)]
    rounds = Rounds([*many, *few], replace(QUICK, per_host=3))
    rounds.states = {"m0": FeedState(feed="m0", checked=NOON - HOUR, next_check=NOON - MINUTE)}
    asked = [sorted(rounds.poll(NOON + n * MINUTE)) for n in range(4)]
    assert asked == [["f0", "f1", "m1", "m2", "m3"], ["m4", "m5", "m6"], ["m0"], []]


def test_rule_6_a_slow_host_does_not_hold_the_round(outlet: Opening) -> None:
    """Its requests have so many seconds in all; who was not asked has not failed and comes first next time."""

    async def slow(_: Request) -> AsyncIterator[bytes]:
        await asyncio.sleep(0.06)
        yield reply(body=FEED)

    server = outlet(slow)
    feeds = [a_feed(id=f"f{n}", url=server.url(f"/f{n}", host="slow.example")) for n in range(4)]
    rounds = Rounds(feeds, replace(QUICK, host_seconds=0.1))
    results = rounds.poll(NOON)
    told = "not asked: slow.example is slow, and this feed's turn comes in the next round"
    assert [r.reason for r in results.values() if isinstance(r, FetchError)] == [told, told]
    assert not any(state.failures for state in rounds.states.values())
    rounds.poll(NOON + HOUR)
    assert set(server.paths) == {"/f0", "/f1", "/f2", "/f3"}


# 7–8: moved and gone ------------------------------------------------------------------------------------------------


def moving(status: str, target: str = "/new") -> Callable[[Request], bytes]:
    """Return an answer that leads from ``/old`` to a feed."""
    return lambda r: reply(status, location=target) if r.path == "/old" else reply(body=FEED, etag='"1"')


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_rule_7_a_permanent_redirect_is_adopted_at_the_third_sighting(outlet: Opening, status: str) -> None:
    """From then on the old address is asked no more; the configuration stays as it is."""
    server = outlet(moving(status))
    rounds = one(server.url("/old"))
    seen = []
    for n in range(5):
        rounds.poll(NOON + n * HOUR)
        seen.append(rounds.state.moved_seen)
    assert seen == [1, 2, 0, 0, 0]
    assert server.paths == ["/old", "/new", "/old", "/new", "/old", "/new", "/new", "/new"]
    assert address_of(rounds.feeds[0], rounds.state) == rounds.state.adopted == server.url("/new", host="127.0.0.1")


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
def test_rule_7_a_temporary_redirect_is_never_adopted(outlet: Opening, status: str) -> None:
    """It is followed each time."""
    server = outlet(moving(status))
    rounds = one(server.url("/old"))
    for n in range(5):
        rounds.poll(NOON + n * HOUR)
    assert server.paths.count("/old") == 5
    assert (rounds.state.adopted, rounds.state.moved_to) == (None, None)


def test_rule_7_what_is_behind_a_temporary_redirect_is_not_adopted(outlet: Opening) -> None:
    """The way is permanent only as far as its first temporary part."""
    ways = {"/old": "301 Moved", "/middle": "302 Found", "/third": "301 Moved"}
    targets = {"/old": "/middle", "/middle": "/third", "/third": "/new"}
    server = outlet(lambda r: reply(ways[r.path], location=targets[r.path]) if r.path in ways else reply(body=FEED))
    rounds = one(server.url("/old"))
    for n in range(3):
        rounds.poll(NOON + n * HOUR)
    assert rounds.state.adopted == server.url("/middle")


def test_rule_7_only_a_feed_is_adopted(outlet: Opening) -> None:
    """A page of the publisher's new site, which may even answer 304, is none."""
    page = reply(body=b"<!doctype html><html><body>We have moved</body></html>", etag='"1"')

    def answer(request: Request) -> bytes:
        if request.path == "/old":
            return reply("301 Moved", location="/") if server_moved else reply(body=FEED, etag='"1"')
        return reply("304 Not Modified") if "if-none-match" in request.headers else page

    server_moved: list[bool] = []
    server = outlet(answer)
    rounds = one(server.url("/old"))
    rounds.poll(NOON)
    server_moved.append(True)
    results = [rounds.poll(NOON + n * DAY)["harbour-post"] for n in range(1, 6)]
    assert {r.reason for r in results if isinstance(r, FetchError)} == {"not a feed but an HTML page"}
    assert (rounds.state.failures, rounds.state.moved_to, rounds.state.adopted) == (5, None, None)
    assert is_persistent(rounds.state, NOON + 5 * DAY)


def test_rule_7_sightings_are_of_one_place_and_in_a_row(outlet: Opening) -> None:
    """A redirect that changes its mind, or stops, is counted anew."""
    targets = iter(["/a", "/a", "/b", "/b", "", "/b", "/b", "/b"])

    def answer(request: Request) -> bytes:
        target = next(targets) if request.path == "/old" else ""
        return reply("301 Moved", location=target) if target else reply(body=FEED)

    rounds = one(outlet(answer).url("/old"))
    seen = []
    for n in range(8):
        rounds.poll(NOON + n * HOUR)
        seen.append(rounds.state.moved_seen)
    assert seen == [1, 2, 1, 2, 0, 1, 2, 0]
    assert (rounds.state.adopted or "").endswith("/b")


def test_rule_7_a_password_is_not_left_behind(outlet: Opening) -> None:
    """A feed that needs one is asked at its configured address for ever."""
    server = outlet(moving("301 Moved"))
    rounds = one(server.url("/old", host="reader:secret@harbour-post.example"))
    for n in range(4):
        rounds.poll(NOON + n * HOUR)
    assert rounds.state.adopted is None
    assert "secret" not in repr(rounds.state.moved_to)


def test_rule_7_an_adopted_address_that_dies_gives_way_to_the_configured_one(outlet: Opening) -> None:
    """Whoever moved a feed by mistake gets it back without us editing anything."""
    mistaken = [True]

    def answer(request: Request) -> bytes:
        if request.path == "/old":
            return reply("301 Moved", location="/new") if mistaken else reply(body=FEED)
        return reply(body=FEED) if mistaken else reply("404 Not Found")

    server = outlet(answer)
    rounds = one(server.url("/old"))
    for n in range(3):
        rounds.poll(NOON + n * HOUR)
    mistaken.clear()
    for n in range(4):
        rounds.poll(NOON + n * DAY + DAY)
    assert server.paths[-4:] == ["/new", "/new", "/new", "/old"]
    assert (rounds.state.failures, rounds.state.adopted) == (0, None)


def test_rule_8_a_feed_that_is_gone_is_retired_and_reported(outlet: Opening) -> None:
    """It is not asked again, unless somebody insists or writes another address."""
    server = outlet(lambda r: reply("410 Gone") if r.path == "/old" else reply(body=FEED))
    rounds = one(server.url("/old"))
    rounds.poll(NOON)
    assert (rounds.state.retired, rounds.state.error) == (NOON, "gone for good (HTTP 410)")
    assert is_persistent(rounds.state, NOON)
    assert [rounds.poll(NOON + n * 30 * DAY) for n in range(1, 4)] == [{}, {}, {}]
    rounds.poll(NOON + 100 * DAY, force=True)
    rounds.feeds = [a_feed(url=server.url("/new"))]
    rounds.poll(NOON + 101 * DAY)
    assert server.paths == ["/old", "/old", "/new"]
    assert (rounds.state.retired, rounds.state.error) == (None, None)


def test_rule_8_a_feed_that_comes_back_when_forced_is_polled_again(outlet: Opening) -> None:
    """A success ends the retirement."""
    answers = iter([reply("410 Gone"), reply(body=FEED), reply(body=FEED)])
    rounds = one(outlet(lambda _: next(answers)).url())
    rounds.poll(NOON)
    rounds.poll(NOON + DAY, force=True)
    assert rounds.poll(NOON + 2 * DAY)


@pytest.mark.parametrize(("status", "retired"), [("301 Moved", True), ("302 Found", False)])
def test_rule_8_only_a_permanent_way_leads_to_retirement(outlet: Opening, status: str, *, retired: bool) -> None:
    """What a temporary redirect finds gone may be elsewhere tomorrow."""
    server = outlet(lambda r: reply(status, location="/new") if r.path == "/old" else reply("410 Gone"))
    rounds = one(server.url("/old"))
    rounds.poll(NOON)
    assert (rounds.state.retired is not None) == retired


# 9–12: what is in it ------------------------------------------------------------------------------------------------


def test_rule_9_a_rotated_guid_is_no_new_article(outlet: Opening, tmp_path: Path) -> None:
    """Nor are repeated guids one article, nor is an item without guid and link a new one each time."""
    link = "<link>https://harbour-post.example/talks</link>"

    def answer(_: Request) -> bytes:
        rotated = f"<title>Talks resume</title>{link}<guid isPermaLink='false'>{len(server.requests)}</guid>"
        same = [
            f"<title>{title}</title><guid isPermaLink='false'>x</guid>" for title in ("Envoy lands", "Envoy leaves")
        ]
        return reply(body=rss(rotated, *same, "<title>Bare</title>").encode())

    server = outlet(answer)
    rounds = one(server.url())
    counts = []
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as store:
        for n in range(3):
            rounds.poll(NOON + n * HOUR)
            counts.append(store.save_poll(rounds.state, rounds.articles, NOON + n * HOUR).new)
    assert counts == [4, 0, 0]


def test_rule_10_a_malformed_field_drops_neither_item_nor_feed(outlet: Opening) -> None:
    """Missing dates, links that are none, tags that never close: what can be read is read."""
    items = [
        "<title>A</title><pubDate>someday</pubDate>",
        "<title>B</title><link>::</link>",
        "<description>C &</description>",
    ]
    body = b"\n\n" + rss(*items).encode().replace(b"</channel></rss>", b"<title>")
    rounds = one(outlet(reply(body=body, content_length=str(len(body)))).url())
    assert isinstance(rounds.poll(NOON)["harbour-post"], FetchedFeed)
    assert len(rounds.articles) == 3


def test_rule_11_the_content_type_reaches_the_parser(outlet: Opening) -> None:
    """Without it the letters of a code page would be garbled."""
    body = rss("<title>Переговоры в Вене</title>").encode("koi8-r")
    rounds = one(outlet(reply(body=body, content_type="text/xml; charset=koi8-r")).url())
    rounds.poll(NOON)
    assert [article.title for article in rounds.articles] == ["Переговоры в Вене"]


def test_rule_12_a_caption_is_not_the_text(outlet: Opening) -> None:
    """Of two descriptions, the photograph's is skipped."""
    caption = "<media:description>A photograph.</media:description>"
    media = f"<media:content url='https://a.example/1.jpg'>{caption}</media:content>"
    item = f"{ITEM}{media}<description>Negotiators met again in Vienna.</description>"
    body = rss(item, attributes='xmlns:media="http://search.yahoo.com/mrss/"').encode()
    rounds = one(outlet(reply(body=body)).url())
    rounds.poll(NOON)
    assert [article.text for article in rounds.articles] == ["Negotiators met again in Vienna."]


# 13–14: how ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_rule_13_packed_bodies_have_a_ceiling_and_we_a_name_but_no_memory(
    outlet: Opening, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    """What comes out of a coding is counted; User-Agent has an address; no cookie comes back."""
    bodies = {"/feed": pack(FEED), "/bomb": pack(bytes(6_000_000))}
    server = outlet(lambda r: reply(body=bodies[r.path], content_encoding=encoding, set_cookie="id=1"))
    rounds = Rounds([a_feed(id=path[1:], url=server.url(path)) for path in bodies])
    results = rounds.poll(NOON)
    assert isinstance(results["feed"], FetchedFeed)
    assert rounds.states["bomb"].error == "body larger than 5 MB"
    rounds.poll(NOON + DAY)
    assert all(b"(+https://" in request.headers["user-agent"] for request in server.requests)
    assert len(server.requests) == 4
    assert not any("cookie" in request.headers for request in server.requests)


def test_rule_14_a_hub_changes_nothing_about_the_poll(outlet: Opening) -> None:
    """A feed with WebSub is asked as often as any other, and its hub not at all."""
    hub = outlet(reply("202 Accepted"))
    head = f'<atom:link rel="hub" href="{hub.url()}"/>'
    body = rss(ITEM, head=head, attributes='xmlns:atom="http://www.w3.org/2005/Atom"').encode()
    server = outlet(reply(body=body, link=f'<{hub.url()}>; rel="hub"'))
    rounds = one(server.url())
    for n in range(3):
        rounds.poll(NOON + n * 30 * MINUTE)
    assert (len(server.requests), hub.requests) == (3, [])
