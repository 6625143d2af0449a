"""What becomes of polled articles: the pure decision, and both databases."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.model.article import Article
from briefgen.model.feed import FeedState
from briefgen.store import Headline, PollCounts, Store, tables
from briefgen.store.columns import storable
from briefgen.store.marks import MARKS
from briefgen.store.polls import Stamp, decide, revise
from tests.factories import NOON, an_article

ALWAYS = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))
NUMBERS = count(1)
STATE = FeedState(feed="harbour-post")

# The database lives through all examples of a test, each of which writes under ids of its own.
shared_store = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)

moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds are naive
zoned = st.builds(
    lambda moment, minutes: moment.astimezone(timezone(timedelta(minutes=minutes))),
    moments,
    st.integers(-720, 840),
)
any_text = st.text(st.characters(), max_size=80)
clean_text = any_text.map(storable)


def articles_of(text: st.SearchStrategy[str]) -> st.SearchStrategy[Article]:
    """Return articles with any values, what the outlet wrote from the given strategy; id, feed and hash are ours."""
    return st.builds(
        Article,
        id=st.just("a-"),
        feed=clean_text,
        url=text,
        title=text,
        text=text,
        language=text,
        published=zoned,
        dated=st.booleans(),
        authors=st.lists(text, max_size=3).map(tuple),
        categories=st.lists(text, max_size=3).map(tuple),
        guid=st.none() | text,
        content_hash=clean_text,
    )


def polled(*articles: Article, feed: str = "harbour-post") -> list[tuple[FeedState, Sequence[Article]]]:
    """Return a batch of one poll."""
    return [(FeedState(feed=feed), articles)]


def numbered(article: Article) -> Article:
    """Return the article under an id that no example had before."""
    return replace(article, id=f"a-{next(NUMBERS)}")


def stamp_of(article: Article, feed: str | None = None, content_hash: str | None = None) -> Stamp:
    """Return what the store remembers of an article, but for what is given."""
    return Stamp(
        feed=feed or article.feed,
        content_hash=content_hash or article.content_hash,
        language=article.language,
        dated=article.dated,
    )


def everything(store: Store) -> dict[str, Article]:
    """Return all articles by id."""
    return {article.id: article for article in store.articles(*ALWAYS)}


def test_an_unknown_article_is_new() -> None:
    """Nothing is stored under its id."""
    article = an_article()
    decision = decide(polled(article), {})
    assert decision.new == (article,)
    assert decision.counts == (PollCounts(new=1),)


def test_an_article_with_another_hash_is_updated() -> None:
    """The outlet changed it."""
    article = an_article(content_hash="two")
    decision = decide(polled(article), {article.id: stamp_of(article, content_hash="one")})
    assert decision.updated == (article,)
    assert decision.counts == (PollCounts(updated=1),)


def test_an_article_read_by_better_rules_is_updated() -> None:
    """The words are the same, but the language was guessed wrongly before, or the date could not be read."""
    known = an_article(language="en", dated=False)
    for better in (replace(known, language="ru"), replace(known, dated=True)):
        assert decide(polled(better), {known.id: stamp_of(known)}).updated == (better,)


def test_a_date_that_moves_is_no_change() -> None:
    """Outlets raise it with every comma: an old story must not come back as new."""
    known = an_article()
    moved = replace(known, published=known.published + timedelta(hours=5))
    assert decide(polled(moved), {known.id: stamp_of(known)}).updated == ()


def test_of_an_article_twice_in_one_batch_the_first_counts() -> None:
    """Two entries that take turns would otherwise be a change at every poll."""
    decision = decide(polled(an_article(id="a-1", title="One"), an_article(id="a-1", title="Two")), {})
    assert [a.title for a in decision.new] == ["One"]
    assert decision.counts == (PollCounts(new=1, unchanged=1),)


def test_an_article_stays_with_the_feed_that_brought_it_first() -> None:
    """The same item in the outlet's second feed, shortened there, changes nothing."""
    second = an_article(id="a-1", feed="harbour-post-world", content_hash="short")
    decision = decide(polled(second), {"a-1": stamp_of(second, feed="harbour-post", content_hash="long")})
    assert decision.new == decision.updated == ()
    assert decision.counts == (PollCounts(unchanged=1),)


@pytest.mark.parametrize(
    ("stored", "found", "expected"),
    [(True, True, 5), (True, False, 0), (False, False, 0), (False, True, 5)],
)
def test_only_a_date_of_the_feed_moves_an_article(*, stored: bool, found: bool, expected: int) -> None:
    """An undated report of it keeps the time at which it was first seen or dated."""
    before = an_article(dated=stored)
    after = an_article(dated=found, published=NOON + timedelta(hours=5), title="Another")
    revised = revise(before, after)
    assert revised.title == "Another"
    assert revised.published == NOON + timedelta(hours=expected)
    assert revised.dated is (stored or found)


def test_a_second_poll_writes_what_changed_and_counts_the_rest(store: Store) -> None:
    """New, updated and unchanged, told apart by id and hash."""
    kept, changed = an_article(id="a-1", content_hash="1"), an_article(id="a-2", content_hash="1")
    assert store.save_poll(STATE, [kept, changed], NOON) == PollCounts(new=2)
    rewritten = replace(
        changed, text="They left.", content_hash="2", url="https://harbour-post.example/b", authors=("B",)
    )
    added = an_article(id="a-3")
    assert store.save_poll(STATE, [kept, rewritten, added], NOON) == PollCounts(new=1, updated=1, unchanged=1)
    assert everything(store) == {"a-1": kept, "a-2": rewritten, "a-3": added}


def test_a_rewritten_headline_is_kept_with_the_time(store: Store) -> None:
    """Each title that was replaced, the oldest first; a change of the text alone is none."""
    hour = timedelta(hours=1)
    for n, title in enumerate(["Talks open", "Talks open", "Talks stall", "Talks fail"]):
        store.save_poll(STATE, [an_article(id="a-1", title=title, content_hash=str(n))], NOON + n * hour)
    assert store.earlier_headlines("a-1") == [
        Headline(title="Talks open", replaced=NOON + 2 * hour),
        Headline(title="Talks stall", replaced=NOON + 3 * hour),
    ]
    assert store.earlier_headlines("a-2") == []


def test_an_undated_article_keeps_its_place_when_it_is_rewritten(store: Store) -> None:
    """Its time is when it was first seen, not when it was last changed."""
    first = an_article(id="a-1", dated=False)
    store.save_poll(STATE, [first], NOON)
    later = replace(first, title="Rewritten", content_hash="2", published=NOON + timedelta(hours=3))
    assert store.save_poll(STATE, [later], NOON + timedelta(hours=3)) == PollCounts(updated=1)
    assert everything(store) == {"a-1": replace(later, published=NOON)}


def test_a_batch_answers_for_each_feed_in_its_order(store: Store) -> None:
    """Also for a feed that brought nothing."""
    polls = [
        (FeedState(feed="z"), [an_article(id="a-1", feed="z"), an_article(id="a-2", feed="z")]),
        (FeedState(feed="a", failures=1, error="connection refused"), []),
        (FeedState(feed="m"), [an_article(id="a-3", feed="m")]),
    ]
    assert store.save_polls(polls, NOON) == (PollCounts(new=2), PollCounts(), PollCounts(new=1))
    assert store.feed_states() == {state.feed: state for state, _ in polls}
    assert store.save_polls([], NOON) == ()


def test_a_batch_of_which_one_value_cannot_be_written_is_not_written(store: Store) -> None:
    """All or nothing; a naive datetime stays the ValueError of whoever passed it."""
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="has no time zone"):
        store.save_poll(FeedState(feed="harbour-post", checked=naive), [an_article()], NOON)
    with pytest.raises(ValueError, match="has no time zone"):
        store.save_poll(STATE, [an_article()], naive)
    assert everything(store) == {}
    assert store.feed_states() == {}


def test_a_period_is_open_at_its_start_and_closed_at_its_end(store: Store) -> None:
    """What an edition had at its end does not return in the next one."""
    hour = timedelta(hours=1)
    found = [an_article(id=f"a-{n}", published=NOON + n * hour) for n in range(4)]
    store.save_poll(STATE, found, NOON)
    assert store.articles(NOON, NOON + 2 * hour) == found[1:3]
    assert store.articles(NOON, NOON + 2 * hour - timedelta(microseconds=1)) == found[1:2]


def test_articles_come_by_time_and_then_by_id_everywhere_alike(store: Store) -> None:
    """By code point: a database of some language's sorting rules would mix capitals and letters."""
    found = [an_article(id=x) for x in ("a-B", "a-a", "a-Z", "a-_", "a-é", "a-z")]
    store.save_poll(STATE, [*found, an_article(id="a-zz", published=NOON - timedelta(seconds=1))], NOON)
    ids = [a.id for a in store.articles(*ALWAYS)]
    assert ids == ["a-zz", *sorted(a.id for a in found)]


def test_articles_can_be_asked_for_some_feeds(store: Store) -> None:
    """None means all, an empty collection none."""
    store.save_polls([*polled(an_article(id="a-1")), *polled(an_article(id="a-2", feed="b"), feed="b")], NOON)
    assert [a.id for a in store.articles(*ALWAYS, feeds={"b", "c"})] == ["a-2"]
    assert store.articles(*ALWAYS, feeds=()) == []


def test_an_article_is_found_by_its_exact_address(store: Store) -> None:
    """However long, for feeds hold such too."""
    long = "https://harbour-post.example/?" + "".join(f"{n}" for n in range(5_000))
    store.save_poll(STATE, [an_article(id="a-1", url=long), an_article(id="a-2")], NOON)
    assert [a.id for a in store.find_articles(long)] == ["a-1"]
    assert store.find_articles(long + "/") == []


def test_thousands_of_articles_go_in_and_come_out_in_one_call(store: Store) -> None:
    """More than one statement takes."""
    found = [an_article(id=f"a-{n:05d}") for n in range(2_500)]
    assert store.save_poll(STATE, found, NOON) == PollCounts(new=2_500)
    assert store.save_poll(STATE, found, NOON) == PollCounts(unchanged=2_500)
    changed = [replace(a, content_hash="2") for a in found]
    assert store.save_poll(STATE, changed, NOON) == PollCounts(updated=2_500)
    assert store.articles(*ALWAYS) == changed


@shared_store
@given(found=st.lists(articles_of(clean_text).map(numbered), max_size=4))
def test_what_is_saved_is_read_back_equal(store: Store, found: list[Article]) -> None:
    """Every field of every article, to the microsecond, also after an update."""
    assert sum(c.new for c in store.save_polls([(STATE, [a]) for a in found], NOON)) == len(found)
    changed = [replace(a, content_hash=a.content_hash + "+", title=a.title[::-1]) for a in found]
    store.save_poll(STATE, found, NOON)
    stored = everything(store)
    assert [stored[a.id] for a in found] == found
    assert store.save_poll(STATE, changed, NOON) == PollCounts(updated=len(found))
    stored = everything(store)
    assert [stored[a.id] for a in changed] == [revise(a, b) for a, b in zip(found, changed, strict=True)]


@shared_store
@given(article=articles_of(any_text).map(numbered))
def test_no_text_whatever_stops_a_poll(store: Store, article: Article) -> None:
    """NUL and lone surrogates are replaced; the article is found by the address it came with, and is then known."""
    assert store.save_poll(STATE, [article], NOON) == PollCounts(new=1)
    assert article.id in {a.id for a in store.find_articles(article.url)}
    stored = everything(store)[article.id]
    assert stored.title == storable(article.title)
    assert stored.authors == tuple(map(storable, article.authors))
    assert stored.categories == tuple(map(storable, article.categories))
    assert store.save_poll(STATE, [article], NOON) == PollCounts(unchanged=1)


@shared_store
@given(
    state=st.builds(
        FeedState,
        feed=clean_text,
        etag=st.none() | clean_text,
        last_modified=st.none() | clean_text,
        body_hash=st.none() | clean_text,
        checked=st.none() | zoned,
        succeeded=st.none() | zoned,
        failing_since=st.none() | zoned,
        failures=st.integers(0, 2**31 - 1),
        error=st.none() | clean_text,
        next_check=st.none() | zoned,
        ttl=st.none() | st.integers(-(2**63), 2**63 - 1),
        skip_hours=st.lists(st.integers(0, 23), unique=True).map(tuple),
        skip_days=st.lists(st.integers(0, 6), unique=True).map(tuple),
        configured=st.none() | clean_text,
        moved_to=st.none() | clean_text,
        moved_seen=st.integers(0, 3),
        adopted=st.none() | clean_text,
        retired=st.none() | zoned,
        sent_away_by=st.none() | clean_text,
        sent_away_until=st.none() | zoned,
    ),
)
def test_a_feed_state_is_read_back_equal(store: Store, state: FeedState) -> None:
    """And replaces the one before, also where a value became None."""
    store.save_poll(FeedState(feed=state.feed, etag="before", failures=7, error="refused", ttl=60), [], NOON)
    store.save_poll(state, [], NOON)
    assert store.feed_states()[state.feed] == state


def test_a_ttl_beyond_any_number_is_cut(store: Store) -> None:
    """Feeds state anything."""
    store.save_poll(FeedState(feed="harbour-post", ttl=10**30), [], NOON)
    assert store.feed_states()["harbour-post"].ttl == 2**63 - 1


def test_moments_come_back_in_utc(store: Store) -> None:
    """Whatever zone they were given in."""
    eastern = NOON.astimezone(timezone(timedelta(hours=-5)))
    store.save_poll(FeedState(feed="harbour-post", checked=eastern), [an_article(published=eastern)], NOON)
    assert store.feed_states()["harbour-post"].checked.tzinfo is UTC  # type: ignore[union-attr]  # it is not None
    assert [a.published.tzinfo for a in store.articles(*ALWAYS)] == [UTC]


def test_every_field_of_the_nouns_has_its_column() -> None:
    """A field that the model gains must come into the store; what an article has from its page, into the page's."""
    assert {f.name for f in fields(FeedState)} == set(tables.feed_state.c.keys())
    of_page = {"canonical", "is_copy"}
    assert {f.name for f in fields(Article)} - of_page | {"first_seen", *MARKS} == set(tables.article.c.keys())
    assert of_page <= set(tables.page.c.keys())


def test_what_is_known_of_items_is_kept_by_feed(store: Store) -> None:
    """In one transaction with the articles; of a feed that is not named it stays."""
    assert store.known_items(["a", "b"]) == {}
    store.save_polls(polled(feed="a"), NOON, {"a": "1 2 3", "b": "4"})
    store.save_polls(polled(feed="a"), NOON, {"a": ""})
    assert store.known_items(["a", "b", "c"]) == {"a": "", "b": "4"}
    with pytest.raises(ValueError, match="has no time zone"):
        store.save_polls([(FeedState(feed="b", checked=NOON.replace(tzinfo=None)), [])], NOON, {"b": "5"})
    assert store.known_items(["b"]) == {"b": "4"}
    many = {f"feed-{n}": "x" for n in range(2_500)}
    store.save_polls([], NOON, {"a": "7 8", "b": "4 5"}, {"a": "6", "b": "4"})
    assert store.known_items(["a", "b"]) == {"a": "", "b": "4 5"}, "another poll wrote a, nobody b"
    store.save_polls([], NOON, many)
    assert store.known_items(many) == many
