"""What a robots.txt says of us (RFC 9309)."""

from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from briefgen.fetch import robots
from tests.factories import NOON

SITE = URL("https://harbour-post.example/news/1")


def allows(text: str, path: str) -> bool:
    """Tell whether a robots.txt lets us ask for a path."""
    rules = robots.rules(SITE, 200, text.encode(), NOON)
    return robots.reader(rules)(SITE.join(URL(path, encoded=True)))


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/1", False),
        ("User-agent: *\nDisallow: /private/", "/news/1", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),  # the longest rule, not the first
        ("User-agent: *\nDisallow: /news\nAllow: /news", "/news", True),  # of equals, the one that allows
        ("User-agent: *\nDisallow: /*.php$", "/a/b.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/a/b.php?x=1", True),
        ("User-agent: otherbot\nDisallow: /\n\nUser-agent: *\nDisallow: /x", "/news/1", True),
        ("User-agent: BriefGen\nDisallow: /news\n\nUser-agent: *\nAllow: /", "/news/1", False),  # ours, in any case
        ("User-agent: otherbot\nUser-agent: briefgen\nDisallow: /news", "/news/1", False),  # one group for two
        ("User-agent: briefgen-images\nDisallow: /", "/news/1", True),
        ("User-agent: *   # everybody\nDisallow: /news # not yet", "/news/1", False),
        ("User-agent: *\r\nDisallow:\r\n", "/news/1", True),
        ("\ufeffUser-agent: *\nDisallow: /news", "/news/1", False),
        ("<html><body>Not found</body></html>", "/news/1", True),
        ("Disallow: /", "/news/1", True),  # in no group
        ("User-agent: *\nDisallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", False),
    ],
)
def test_the_rules_are_read_as_the_standard_has_it(text: str, path: str, allowed: bool) -> None:  # noqa: FBT001  a case
    """Groups, longest match, wildcards, comments, whatever breaks lines."""
    assert allows(text, path) is allowed


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (401, True), (500, False), (503, False)])
def test_a_site_without_rules_is_open_and_one_in_trouble_closed(status: int, allowed: bool) -> None:  # noqa: FBT001  a case
    """4xx says that there are none; 5xx says nothing."""
    rules = robots.rules(SITE, status, b"User-agent: *\nDisallow: /x", NOON)
    assert robots.reader(rules)(SITE) is allowed
    assert rules.site == "https://harbour-post.example"
    assert rules.expires == NOON + (timedelta(days=1) if allowed else timedelta(hours=1))


def test_no_answer_closes_a_site_for_an_hour() -> None:
    """It may be the network's fault."""
    assert not robots.reader(robots.rules(SITE, None, b"", NOON))(SITE)


def test_only_the_beginning_of_a_huge_file_is_read() -> None:
    """500 KiB, as the standard wants at least."""
    text = "User-agent: *\n" + "# nothing\n" * 60_000 + "Disallow: /"
    assert len(text) > robots.MOST_BYTES
    assert allows(text, "/news/1")


def test_thousands_of_robots_before_thousands_of_rules_take_no_time() -> None:
    """Each rule is kept for each robot of its group by the library: 100 KB took 13 s."""
    agents = "".join(f"User-agent: bot{n}\n" for n in range(12_000))
    text = agents + "User-agent: *\n" + "".join(f"Disallow: /{n}/\n" for n in range(12_000))
    begun = perf_counter()
    assert not allows(text, "/7/1")
    assert perf_counter() - begun < 5


@given(st.text(st.sampled_from("User-agent: *briefgn\nDisalow/$#%\u00e9\0\r"), max_size=200))
def test_no_rules_break_us(text: str) -> None:
    """Whatever a site writes, there is an answer."""
    assert allows(text, "/news/1") in {True, False}
