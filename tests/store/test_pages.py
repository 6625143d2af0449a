"""Pages of articles in the store, on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from briefgen.model.article import Article
from briefgen.model.feed import FeedState
from briefgen.model.page import Page, RobotsRules, StoredPage
from briefgen.store import Store
from tests.factories import NOON, an_article

STATE = FeedState(feed="harbour-post")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = "The ministers met in Vienna on Monday, and spoke for three hours about the inspection of two sites. " * 3


def a_stored_page(article: Article, **given: Any) -> StoredPage:
    """Return the page of an article, read at noon."""
    of_page: dict[str, Any] = {name: given.pop(name) for name in ("authors", "published", "language") if name in given}
    lines = given.pop("paragraphs", (LONG,))
    said: dict[str, Any] = {
        "url": f"{article.url}/full",
        "title": "T",
        "paragraphs": lines,
        "language": "en",
        **of_page,
    }
    page = Page(**said)
    known: dict[str, Any] = {"article": article.id, "url": article.url, "asked": NOON, "host": "harbour-post.example"}
    return StoredPage(**{**known, "content_hash": article.content_hash, "page": page, **given})


def a_failure(article: Article, **given: Any) -> StoredPage:
    """Return what is remembered of a page that gave nothing."""
    return a_stored_page(article, **{"page": None, "tries": 1, "problem": "HTTP 500", **given})


def saved(store: Store, *articles: Article) -> None:
    """Store articles at noon."""
    store.save_poll(STATE, articles, NOON)


def the_article(store: Store) -> Article:
    """Return the one article there is."""
    (article,) = store.articles(NOON - 900 * DAY, NOON + 900 * DAY)
    return article


def unread(store: Store, **given: Any) -> list[tuple[str, int]]:
    """Return the titles of the articles whose page may be asked for, with the tries."""
    asked = {"since": NOON - DAY, "now": NOON + DAY, "most": 100, **given}
    return [(article.title, tries) for article, tries in store.unread_pages(["harbour-post"], **asked)]


def test_an_article_has_the_text_of_its_page(store: Store) -> None:
    """And what the feed did not say: authors, language, canonical address; its own address stays."""
    article = an_article(language="de")
    saved(store, article)
    store.save_pages([a_stored_page(article, authors=("Mara Stern",))], (), NOON)
    found = the_article(store)
    assert found == replace(article, text=LONG, language="en", authors=("Mara Stern",), canonical=f"{article.url}/full")
    assert store.find_articles(article.url) == [found]


def test_a_page_that_says_less_than_its_feed_hides_the_article(store: Store) -> None:
    """Then the feed's text stays, and its language; what the feed says of authors counts always."""
    article = an_article(text=LONG, authors=("A. Name",))
    saved(store, article)
    store.save_pages([a_stored_page(article, paragraphs=("Subscribe!",), language="de", authors=("B",))], (), NOON)
    assert the_article(store) == replace(article, canonical=f"{article.url}/full")


def test_an_undated_article_is_dated_by_its_page(store: Store) -> None:
    """In the period of that date it is found; a later poll of the undated item does not change it back."""
    article = an_article(dated=False)
    saved(store, article)
    earlier = NOON - 30 * HOUR
    store.save_pages([a_stored_page(article, published=earlier)], (), NOON)
    assert the_article(store).published == earlier
    assert the_article(store).dated
    assert store.articles(NOON - DAY, NOON) == []
    saved(store, replace(article, title="Changed", content_hash="2", published=NOON + HOUR))
    assert the_article(store).published == earlier


def test_a_date_after_the_article_was_seen_is_not_believed(store: Store) -> None:
    """Nor does a page date an article that its feed has dated."""
    undated, dated = an_article(title="Undated", dated=False), an_article(title="Dated")
    saved(store, undated, dated)
    store.save_pages(
        [a_stored_page(undated, published=NOON + HOUR), a_stored_page(dated, published=NOON - HOUR)], (), NOON
    )
    assert {a.published for a in store.articles(NOON - DAY, NOON)} == {NOON}


def test_only_articles_without_a_page_are_unread_the_newest_first(store: Store) -> None:
    """Of these feeds, in this time."""
    many = [an_article(title=f"N{n}", published=NOON - n * HOUR) for n in range(4)]
    saved(store, *many, an_article(title="Old", published=NOON - 2 * DAY), an_article(title="Else", feed="orontes"))
    store.save_pages([a_stored_page(many[1])], (), NOON)
    assert unread(store) == [("N0", 0), ("N2", 0), ("N3", 0)]
    assert unread(store, most=1) == [("N0", 0)]


def test_a_page_that_gave_nothing_waits_and_one_given_up_is_never_unread(store: Store) -> None:
    """How often it was tried is remembered."""
    waiting, lost = an_article(title="Waiting"), an_article(title="Lost")
    saved(store, waiting, lost)
    store.save_pages([a_failure(waiting, tries=2, again=NOON + HOUR), a_failure(lost, tries=4)], (), NOON)
    assert unread(store, now=NOON + HOUR / 2) == []
    assert unread(store, now=NOON + HOUR) == [("Waiting", 2)]
    assert unread(store, now=NOON + DAY) == [("Waiting", 2)]


def test_a_changed_article_is_unread_again_after_some_hours(store: Store) -> None:
    """And keeps its earlier text if the page gives nothing then."""
    article = an_article(content_hash="1")
    saved(store, article)
    store.save_pages([a_stored_page(article)], (), NOON)
    saved(store, replace(article, title="Rewritten", content_hash="2"))
    assert unread(store, now=NOON + HOUR) == []
    assert unread(store, now=NOON + 7 * HOUR) == [("Rewritten", 0)]
    store.save_pages([a_failure(replace(article, content_hash="2"))], (), NOON)
    assert the_article(store).text == LONG
    assert unread(store, now=NOON + 7 * HOUR) == []


def test_the_last_texts_of_a_host_come_oldest_first_and_whole(store: Store) -> None:
    """With the lines that were dropped from them."""
    many = [an_article(title=f"N{n}") for n in range(3)]
    saved(store, *many)
    pages = [
        a_stored_page(article, asked=NOON + n * HOUR, paragraphs=(f"Text {n}",), recurring=("Our slogan",))
        for n, article in enumerate(many)
    ]
    store.save_pages([*pages[:2], replace(pages[2], host="levant.example")], (), NOON)
    assert store.page_texts("harbour-post.example", 10) == ["Text 0\nOur slogan", "Text 1\nOur slogan"]
    assert store.page_texts("harbour-post.example", 1) == ["Text 1\nOur slogan"]


def test_rules_of_sites_are_kept_until_they_expire(store: Store) -> None:
    """The latest in place of earlier ones."""
    rules = RobotsRules(site="https://a.example", text="User-agent: *\nDisallow: /", expires=NOON + DAY)
    store.save_pages((), [rules], NOON)
    store.save_pages((), [replace(rules, text="")], NOON)
    assert store.robots_rules(NOON) == [replace(rules, text="")]
    assert store.robots_rules(NOON + DAY) == []


def test_a_host_that_sent_us_away_is_known_until_its_rest_is_over(store: Store) -> None:
    """The longest rest of its pages."""
    one, two = an_article(title="One"), an_article(title="Two")
    saved(store, one, two)
    away = [a_failure(a, again=NOON + n * HOUR, sent_away_by="a.example") for n, a in enumerate((one, two), 1)]
    store.save_pages(away, (), NOON)
    assert store.page_rests(NOON) == {"a.example": NOON + 2 * HOUR}
    assert store.page_rests(NOON + 2 * HOUR) == {}


def test_a_page_goes_with_its_article(store: Store) -> None:
    """And one whose article went while it was fetched is not stored."""
    article = an_article(published=NOON - 90 * DAY)
    store.save_poll(STATE, [article], NOON - 90 * DAY)
    store.save_pages([a_stored_page(article)], (), NOON)
    assert store.prune(NOON - 30 * DAY) == 1
    assert store.page_texts("harbour-post.example", 10) == []
    store.save_pages([a_stored_page(article)], (), NOON)
    assert store.page_texts("harbour-post.example", 10) == []
