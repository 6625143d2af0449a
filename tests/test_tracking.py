"""No mail tells us who reads what: what a letter holds, without counting and with it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from pathlib import Path
from typing import Literal

import pytest

from briefgen.config.settings import Settings, read_settings
from briefgen.deliver.letters import Letter
from briefgen.lettering import letters
from briefgen.model.delivery import Claimed
from briefgen.model.edition import Edition
from briefgen.render.addresses import safe_url
from briefgen.render.counting import PIXEL, counted, link_id, links_of
from tests.render.rich import a_rich_edition

PUBLIC = "https://briefing.example.org"
NOW = datetime(2022, 3, 9, 4, tzinfo=UTC)
_OWN = re.compile(rf"{re.escape(PUBLIC)}/(?:unsubscribe|preferences)/")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with which mail can be made."""
    environ = {
        "BRIEFGEN_PUBLIC_URL": PUBLIC,
        "BRIEFGEN_SECRET": "a secret of more than thirty-two characters",
        "BRIEFGEN_SENDER": "The Desk <desk@example.org>",
        "BRIEFGEN_SMTP_URL": "smtp://127.0.0.1:9",
    }
    return read_settings(tmp_path, environ)


def letters_of(edition: Edition, settings: Settings, form: Literal["html", "text"] = "html") -> list[EmailMessage]:
    """Return the messages that two readers get."""
    made = []
    with letters(edition, settings, NOW) as (letter, _):
        for number in (7, 8):
            claimed = Claimed(
                mailing=3,
                subscriber=number,
                format=form,
                email=f"r{number}@example.com",
                domain="example.com",
                name="",
                timezone="",
                attempts=1,
            )
            sent = letter(claimed)
            assert isinstance(sent, Letter)
            made.append(message_from_bytes(b"".join(sent.pieces), policy=default))
    return made


def html_of(message: EmailMessage) -> str:
    """Return the HTML part."""
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def test_no_letter_holds_a_picture_from_elsewhere_or_a_link_that_goes_through_us(settings: Settings) -> None:
    """Pictures are inside the message; links lead to the reports themselves."""
    for message in letters_of(a_rich_edition(), settings):
        html = html_of(message)
        assert all(source.startswith(("cid:", "data:")) for source in re.findall(r'\bsrc="([^"]*)"', html))
        assert not re.search(r"url\(\s*['\"]?https?:|@import|<link[^>]+stylesheet", html)
        found = {unescape(url) for url in re.findall(r'href="([^"]*)"', html)}
        through_us = {url for url in found if url.startswith(PUBLIC) and not _OWN.match(url)}
        page = re.compile(rf"{re.escape(PUBLIC)}/israel/[0-9-]+/(#[\w-]+)?")
        assert [url for url in through_us if not page.fullmatch(url)] == []
        reports = {safe_url(report.url) for story in a_rich_edition().stories for report in story.articles}
        assert found & reports


def test_nothing_but_the_address_and_the_two_links_tells_readers_apart(settings: Settings) -> None:
    """The bodies of two readers are the same without them."""
    own = re.compile(rf"{_OWN.pattern}[\w.=-]+|r[78]@example\.com")
    for form in ("html", "text"):
        one, other = letters_of(a_rich_edition(), settings, form)
        for part, same in zip(one.walk(), other.walk(), strict=True):
            if part.get_content_maintype() == "text":
                assert own.sub("", part.get_content()) == own.sub("", same.get_content())


def test_a_briefing_that_counts_says_so_and_counts_in_all(settings: Settings) -> None:
    """The same links for all readers, through our page; the text part has the plain ones."""
    edition = a_rich_edition()
    edition = replace(edition, briefing=replace(edition.briefing, counts=True))
    url = safe_url(edition.stories[0].articles[0].url)
    seen = set()
    for message in letters_of(edition, settings):
        html = html_of(message)
        assert f'href="{PUBLIC}/{edition.id}/to/{link_id(url)}"' in html
        assert f"{PUBLIC}/{edition.id}/opened.gif" in html
        assert "in all and not by reader" in html
        plain = message.get_body(("plain",))
        assert plain is not None
        assert url in plain.get_content()
        seen.add(frozenset(re.findall(rf"{PUBLIC}/{edition.id}/[^\"]+", html)))
    assert len(seen) == 1


def test_every_counted_link_leads_to_a_report_of_the_edition() -> None:
    """And to nothing else."""
    edition = a_rich_edition()
    page = "".join(f'<a href="{url}">x</a>' for url in ("https://elsewhere.example/", *links_of(edition).values()))
    changed = counted(f"{page}</body>", edition, f"{PUBLIC}/e/")
    assert 'href="https://elsewhere.example/"' in changed
    assert set(re.findall(r"/to/([0-9a-f]+)", changed)) <= set(links_of(edition))
    assert PIXEL.startswith(b"GIF89a")
