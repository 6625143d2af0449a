"""The archive over HTTP: pages, lists, feeds, what is pro, what search engines are told."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from briefgen.deliver.letters import Letter
from briefgen.lettering import letters
from briefgen.model.delivery import Claimed, Plan
from briefgen.model.editing import Edit, Review
from briefgen.model.reader import MailFormat, Subscriber
from briefgen.web.readers.archive import Archive
from tests.web.readers.running import PRESENT, Running, a_site, the_edition

DAY = "2026-11-23"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages of a newsroom; no test changes what others see."""
    with a_site(tmp_path_factory.mktemp("desk") / "newsroom") as running:
        pdf = running.site.settings.workspace / "out"
        for briefing in ("morning", "inside"):
            (pdf / briefing / DAY).mkdir(parents=True)
            (pdf / briefing / DAY / "briefing.pdf").write_bytes(b"%PDF-1.7 " + briefing.encode())
        yield running


@pytest.fixture(scope="module")
def pro(site: Running) -> str:
    """The query of a reader who has pro."""
    reader = site.store.readers.add(Subscriber(email="pro@example.org", created=PRESENT, tier="pro"))
    assert reader is not None
    return site.site.links.edition("x", reader.id).partition("?")[2]


def test_an_edition_stands_where_its_links_say(site: Running) -> None:
    """The publication's own page, with ways to more of it; canonical, with its picture."""
    page = site.ask(f"/morning/{DAY}/")
    assert page.status == 200
    assert f'<link rel="canonical" href="{site.address}/morning/{DAY}/">' in page.text
    assert f'content="{site.address}/morning/{DAY}/card.png"' in page.text
    assert "Ministers speak by phone as talks resume (4)" in page.text
    assert 'href="/#b-morning"' in page.text
    assert 'type="application/atom+xml"' in page.text
    picture = site.ask(f"/morning/{DAY}/card.png")
    assert (picture.headers["content-type"], picture.body[:4]) == ("image/png", b"\x89PNG")
    assert site.ask(f"/morning/{DAY}/briefing.pdf").body == b"%PDF-1.7 morning"


def test_an_edition_may_wear_only_the_styles_that_stand_in_it(site: Running) -> None:
    """Each known by its hash: nothing is inline but what we wrote."""
    policy = site.ask(f"/morning/{DAY}/").headers["content-security-policy"]
    assert re.fullmatch(
        r"default-src 'none'; style-src ('sha256-[\w+/=]+' ?)+; img-src 'self' data:; base-uri 'none'; "
        r"form-action 'none'; frame-ancestors 'none'",
        policy,
    )


def test_latest_leads_to_the_latest(site: Running) -> None:
    """An address that may be bookmarked. No redirect leads anywhere else, whatever it is asked."""
    for path in ("/morning/latest", "/morning/latest?next=https://elsewhere.example/"):
        answer = site.ask(path)
        assert (answer.status, answer.headers["location"]) == (302, f"/morning/{DAY}/")
    assert site.ask("/morning").headers["location"] == "/morning/"
    assert site.ask(f"/morning/{DAY}").headers["location"] == f"/morning/{DAY}/"


def test_the_list_has_all_editions(site: Running) -> None:
    """The latest first."""
    page = site.ask("/morning/")
    assert re.findall(r'href="/morning/(2026[^"]+)/"', page.text) == [DAY, "2026-11-20"]
    assert f'href="{site.address}/morning/"' in page.text


def test_the_feeds_hold_the_whole_text(site: Running) -> None:
    """Atom and JSON Feed say the same."""
    atom = site.ask("/morning/feed.atom")
    parsed = feedparser.parse(atom.body)  # noqa: TID251  bytes of our own
    assert not parsed.bozo
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert [entry.link for entry in parsed.entries] == [f"{site.address}/morning/{day}/" for day in (DAY, "2026-11-20")]
    assert "They agreed to meet &lt;soon&gt; &amp; in person." in parsed.entries[0].content[0].value
    feed = json.loads(site.ask("/morning/feed.json").body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [entry.link for entry in parsed.entries]
    assert "talks resume (4)" in feed["items"][0]["content_html"]


def test_of_what_is_pro_everybody_sees_the_first_story(site: Running) -> None:
    """On the page and in the feeds; the PDF is for readers who have it."""
    page = site.ask(f"/inside/{DAY}/")
    assert page.status == 200
    assert "The two ministers spoke by phone on Monday." in page.text
    assert "The rest is for Pro readers" in page.text
    assert "3 more stories" in page.text
    assert "talks resume (2)" not in page.text
    for kind in ("atom", "json"):
        assert "talks resume (2)" not in site.ask(f"/inside/feed.{kind}").text
    assert site.ask(f"/inside/{DAY}/briefing.pdf").status == 404


def test_a_pro_reader_s_link_shows_all_of_it(site: Running, pro: str) -> None:
    """As long as he has pro. The page is kept nowhere, and what it says to share is without his token."""
    page = site.ask(f"/inside/{DAY}/?{pro}")
    assert "talks resume (2)" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert f'rel="canonical" href="{site.address}/inside/{DAY}/"' in page.text
    assert page.text.count(pro.partition("=")[2]) == 2  # its two links to the PDF
    assert site.ask(f"/inside/{DAY}/briefing.pdf?{pro}").body == b"%PDF-1.7 inside"
    reader = site.store.readers.find("pro@example.org")
    assert reader is not None
    site.store.readers.change(replace(reader, tier="free"), "editor", PRESENT)
    assert "talks resume (2)" not in site.ask(f"/inside/{DAY}/?{pro}").text
    assert site.ask(f"/inside/{DAY}/briefing.pdf?{pro}").status == 404
    site.store.readers.change(reader, "editor", PRESENT)


@pytest.mark.parametrize("form", ["html", "text"])
def test_every_link_of_a_pro_reader_s_mail_shows_him_all_of_it(site: Running, form: MailFormat) -> None:
    """To the page, to each story on it, to editions of before; and the links of nobody else."""
    reader = site.store.readers.add(Subscriber(email=f"{form}@example.org", created=PRESENT, tier="pro"))
    assert reader is not None
    made = the_edition("inside")
    story = made.stories[1]
    before = replace(story, previous_editions=("inside/2026-11-20",))
    sections = [
        replace(one, stories=tuple(before if each is story else each for each in one.stories)) for one in made.sections
    ]
    edition = replace(made, sections=tuple(sections))
    row = Claimed(
        mailing=1, subscriber=reader.id, format=form, email=reader.email, domain="example.org", name="", timezone="",
        attempts=1,
    )  # fmt: skip
    with letters(edition, site.site.settings, PRESENT, pro=True) as (letter, _):
        made_letter = letter(row)
    assert isinstance(made_letter, Letter)
    mail = message_from_bytes(made_letter.body(), policy=default)
    links: set[str] = set()
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            links |= set(re.findall(rf'{re.escape(site.address)}/inside/[^\s"<>]+', unescape(part.get_content())))
    assert len(links) > len(edition.stories)
    assert any("/inside/2026-11-20/" in link for link in links)
    assert {link.partition("#")[0] for link in links} == {
        site.site.links.edition(name, reader.id) for name in (edition.id, "inside/2026-11-20")
    }
    for link in links:
        assert "talks resume (2)" in site.ask(link).text
    archive, query = site.site.archive, "?reader=x.y"
    row_of_it = archive.row(edition.id)
    assert row_of_it is not None
    page_url = site.site.links.edition(edition.id)
    page = archive.page(row_of_it, edition, page_url, kept=False, root="", pdf="", query=query)
    assert f'href="{site.address}/inside/2026-11-20/{query}"' in page.html.decode()


@pytest.mark.parametrize("query", ["reader=", "reader=x", "reader=a.b.c", "reader=..", "reader=%00"])
def test_a_token_of_nobody_s_shows_what_everybody_sees(site: Running, query: str) -> None:
    """And no error."""
    assert "The rest is for Pro readers" in site.ask(f"/inside/{DAY}/?{query}").text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/nothing",
        "/nothing/latest",
        "/sunday/latest",
        "/morning/2026-02-31/",
        "/morning/..%2f..%2fetc/",
        "/morning/2026-11-23/edition.json",
        "/assets/x.css",
        "/assets/..%2f..%2fpyproject.toml",
        "/nothing/feed.atom",
        "/.env",
    ],
)
def test_what_is_not_there_is_told_on_a_page_of_ours(site: Running, path: str) -> None:
    """With a way back."""
    answer = site.ask(path)
    assert (answer.status, answer.title) == (404, "There is nothing here")


def test_programs_are_told_what_there_is(site: Running) -> None:
    """And what they should leave alone."""
    places = {each.text for each in ET.fromstring(site.ask("/sitemap.xml").body).iter() if each.text}  # noqa: S314
    assert {f"{site.address}/", f"{site.address}/morning/", f"{site.address}/inside/{DAY}/"} <= places
    robots = site.ask("/robots.txt").text
    assert "Disallow: /unsubscribe/\n" in robots
    assert f"Sitemap: {site.address}/sitemap.xml" in robots


def test_what_a_browser_has_is_not_sent_again(site: Running) -> None:
    """By its tag."""
    for path in (f"/morning/{DAY}/", "/morning/", "/morning/feed.atom", f"/morning/{DAY}/card.png"):
        tag = site.ask(path).headers["etag"]
        again = site.ask(path, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")


def test_a_draft_is_out_once_it_is_released(site: Running) -> None:
    """Until then nobody sees it, under any address; nor reports that somebody asked for."""
    store, now = site.store, PRESENT
    draft = the_edition("evening", date(2026, 11, 22))
    store.save_edition(draft, now)
    store.save_edition(replace(draft, id="evening/2026-11-22-lavrov", slug="lavrov"), now)
    corrected = replace(draft, id="evening/2026-11-22-correction-1", slug="correction-1")
    store.save_edition(corrected, now)
    evening = replace(site.site.briefings["morning"], id="evening", review_minutes=30)
    archive = Archive(store, {"evening": evening}, site.site.engine, Path())
    assert archive.rows("evening", 9) == []
    store.reviews.open(Review(edition=draft.id, briefing="evening", state="open", opened=now, releases=now), draft)
    assert archive.row(draft.id) is None
    store.reviews.step(draft.id, "released", "editor", now)
    assert [row.id for row in archive.rows("evening", 9)] == [draft.id]
    store.ledger.plan(Plan(edition=corrected.id, briefing="evening", date=draft.date), now)
    assert [row.id for row in archive.rows("evening", 9)] == [draft.id, corrected.id]
    store.reviews.step(draft.id, "withdrawn", "editor", now)
    assert archive.row(draft.id) is None


def test_what_editors_change_is_seen_at_once(site: Running) -> None:
    """On the page, in the list, in the feeds."""
    path = "/morning/2026-11-20/"
    assert "Ministers speak by phone as talks resume (1)" in site.ask(path).text
    row = site.site.archive.row("morning/2026-11-20")
    assert row is not None
    edition = site.site.archive.edition(row)
    assert edition is not None
    story, sentence = edition.stories[0].id, edition.stories[0].summary[0].text
    frozen = site.store.edition(row.id)
    assert frozen is not None
    review = Review(edition=row.id, briefing="morning", state="released", opened=PRESENT, releases=PRESENT)
    site.store.reviews.open(review, frozen)
    edit = Edit(
        edition=row.id,
        act="correct",
        who="Ed <ed@example.org>",
        at=PRESENT,
        story=story,
        text="By letter.",
        old=sentence,
    )
    assert site.store.reviews.edit(edit) is not None
    for where in (path, "/morning/feed.atom", "/morning/feed.json"):
        assert "By letter." in site.ask(where).text, where
