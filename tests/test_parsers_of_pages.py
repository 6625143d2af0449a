"""Pages are read by the same limited processes as documents of feeds."""

from briefgen.model.page import FetchedPage, Page, PageError, RobotsRules, WantedPage
from briefgen.parse.page import read_page
from briefgen.parsers import PageOutcome, parse_pages
from briefgen.parsing_pool import Bounds, Pool
from tests.factories import NOON, a_feed
from tests.parse.pages import REPORT, a_page


def a_fetched(name: str, body: bytes | None = None, content_type: str = "text/html") -> FetchedPage:
    """Return a page as served."""
    url = f"https://harbour-post.example/{name}"
    wanted = WantedPage(article=f"a-{name}", url=url, feed=a_feed())
    return FetchedPage(wanted=wanted, body=a_page() if body is None else body, content_type=content_type, url=url)


def outcomes(*results: FetchedPage | PageError | RobotsRules, **bounds: float) -> list[PageOutcome]:
    """Read pages within bounds."""
    with Pool(Bounds(**bounds)) as pool:  # type: ignore[arg-type]  # int or float, as each has it
        return list(parse_pages(results, NOON, pool=pool))


def test_a_page_gives_the_same_wherever_it_is_read() -> None:
    """Every field comes back over the border; what is no page passes through."""
    head = '<link rel="canonical" href="https://levant-wire.example/1"><meta name="author" content="Mara Stern">'
    fetched = a_fetched("1", a_page(head=head, data={"@type": "NewsArticle", "datePublished": "2021-12-27T10:00:00Z"}))
    rules = RobotsRules(site="https://harbour-post.example", text="", expires=NOON)
    error = PageError(wanted=fetched.wanted, reason="HTTP 500")
    found = outcomes(rules, fetched, error)
    here = read_page(fetched.body, fetched.url, fetched.content_type)
    assert isinstance(here, Page)
    assert here.paragraphs == REPORT
    assert sorted(found, key=repr) == sorted([(rules, None), (fetched, here), (error, None)], key=repr)


def test_a_page_without_a_text_is_an_error_of_its_own() -> None:
    """Neither text nor a reason would tell nothing; the others are read."""
    empty, other, whole = a_fetched("0", b"<html></html>"), a_fetched("1", b"%PDF-1.7"), a_fetched("2")
    told = {
        result.wanted.article: result.reason if isinstance(result, PageError) else ""
        for result, _ in outcomes(empty, other, whole)
        if not isinstance(result, RobotsRules)
    }
    nothing = "no text of an article is on it"
    assert told == {"a-0": nothing, "a-1": nothing, "a-2": ""}


def test_a_page_that_takes_too_long_costs_itself_only() -> None:
    """The worker is replaced; no time at all is too short for any page."""
    ((result, page),) = outcomes(a_fetched("1"), seconds=0.0001)
    assert page is None
    assert isinstance(result, PageError)
    assert "took longer" in result.reason
