"""Counted links over HTTP: where they lead, what is counted, and that nothing else is possible."""

import http.client
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen.render.counting import PIXEL, links_of
from tests.web.desk.running import RunningDesk, a_desk


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RunningDesk]:
    """Run the pages of a briefing that counts."""
    with a_desk(tmp_path / "newsroom") as running:
        yield running


def ask(site: RunningDesk, path: str, method: str = "GET") -> http.client.HTTPResponse:
    """Ask an address below the edition's."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    connection.request(method, f"/{site.edition.id}/{path}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_a_link_is_counted_and_leads_to_its_report(site: RunningDesk) -> None:
    """One number, no cookie, nothing of who asked; HEAD counts nothing."""
    link, url = next(iter(links_of(site.edition).items()))
    for method in ("GET", "GET", "HEAD"):
        answer = ask(site, f"to/{link}", method)
        assert (answer.status, answer.headers["location"]) == (302, url)
        assert answer.headers["set-cookie"] is None
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert site.store.link_counts.of(site.edition.id) == {link: 2}


def test_an_opened_message_is_counted_with_all_others(site: RunningDesk) -> None:
    """By one picture, which is the same for everybody."""
    answer = ask(site, "opened.gif")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/gif")
    assert int(answer.headers["content-length"]) == len(PIXEL)
    assert site.store.link_counts.of(site.edition.id) == {"opened": 1}


@pytest.mark.parametrize("link", ["0" * 15, "https:%2F%2Fevil.example", "%5C%5Cevil.example", "..%2F..", "opened"])
def test_no_link_leads_where_the_edition_does_not(site: RunningDesk, link: str) -> None:
    """An open redirect would lend our name to whoever asks."""
    assert ask(site, f"to/{link}").status == 404
    assert site.store.link_counts.of(site.edition.id) == {}


def test_a_briefing_that_does_not_count_has_no_such_links(site: RunningDesk) -> None:
    """Not even for who guesses them."""
    quiet = replace(site.edition, id="israel/2022-03-08", date=site.edition.period.start.date())
    quiet = replace(quiet, briefing=replace(quiet.briefing, counts=False))
    site.store.save_edition(quiet, site.clock[0])
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    connection.request("GET", f"/{quiet.id}/to/{next(iter(links_of(quiet)))}")
    assert connection.getresponse().status == 404
    connection.close()
