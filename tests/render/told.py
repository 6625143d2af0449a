"""What a file of an edition tells a reader: its words and its links, one extractor for each file name.

The proof that all formats say the same (``test_formats``) holds for every file that has an extractor here; a new
format adds one line to ``EXTRACTORS``.
"""

import email
import email.policy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

import markdown
from lxml import html as lxml_html

from briefgen.model.edition import Edition
from briefgen.render.addresses import NOWHERE, safe_url
from briefgen.render.coming import by_date
from briefgen.render.disputes import disputes
from briefgen.render.printable import printable
from briefgen.render.quick_hits import hit_reports, hit_sentence
from briefgen.render.sides import others, sides


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a reader gets of a file."""

    words: str  #: all text in reading order, without white space
    links: frozenset[str]  #: web addresses


def from_html(content: bytes) -> Told:
    """Read a page as a browser shows it."""
    return _of_document(lxml_html.document_fromstring(content.decode()))


def from_text(content: bytes) -> Told:
    """Read a plain text: a link stands on a line of its own."""
    text = content.decode()
    links = re.findall(r"^ *(https?://\S+)$", text, re.MULTILINE)
    return Told(words=squeezed(text), links=frozenset(links))


def from_markdown(content: bytes) -> Told:
    """Read Markdown as the ``markdown`` library renders it."""
    return _of_document(lxml_html.document_fromstring(markdown.markdown(content.decode())))


def from_message_html(content: bytes) -> Told:
    """Read the HTML part of a message."""
    return from_html(part(content, "html").encode())


def from_message_text(content: bytes) -> Told:
    """Read the text part of a message."""
    return from_text(part(content, "plain").encode())


def part(content: bytes, kind: str) -> str:
    """Return the ``html`` or ``plain`` part of a message, decoded."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body((kind,))
    assert body is not None
    text = body.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


#: By file name: what a reader gets of it. A message is read twice, once by each kind of mail program.
EXTRACTORS: Mapping[str, tuple[Callable[[bytes], Told], ...]] = {
    "index.html": (from_html,),
    "card.png": (),  # its words are those of the page
    "email.html": (from_html,),
    "email.eml": (from_message_html, from_message_text),
    "briefing.txt": (from_text,),
    "briefing.md": (from_markdown,),
}


def squeezed(text: str) -> str:
    """Return the text without white space: where lines break is a format's own affair."""
    return "".join(text.split())


def expected(edition: Edition) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words that must follow each other (headline, sentences, titles …), and the links."""
    tidy = printable(edition)
    told: list[str] = []
    links = [event.url for event in tidy.week_ahead]
    for section in tidy.sections:
        for story in section.stories:
            if section.brief:
                sentence = hit_sentence(story)
                told += [story.headline, *([sentence.text] if sentence else [])]
                links += [report.url for report in hit_reports(story)]
                continue
            told += [story.headline, *(sentence.text for sentence in story.summary)]
            told += [change.text for change in story.changes]
            for dispute in disputes(story):
                told += [dispute.what, *(value.value for value in dispute.values)]
            for side in sides(story):
                told += [side.name, *(said.text for said in side.statements)]
                told += [sentence.text for sentence in side.only]
            told += [said.text for said in others(story)]
            told += [earlier.text.removesuffix(" | Harbour Post") for earlier in story.timeline]
            links += [earlier.url for earlier in story.timeline]
            links += [report.url for report in story.articles]
    told += [event.text for coming in by_date(tidy.week_ahead) for event in coming.events]
    told += [feed.title for feed in tidy.sources.down]
    return tuple(map(squeezed, told)), frozenset(safe_url(link) for link in links) - {NOWHERE}


def _of_document(document: lxml_html.HtmlElement) -> Told:
    for unread in document.xpath("//style|//script|//title|//head"):
        unread.drop_tree()
    links = {link for link in document.xpath("//a/@href") if link.startswith("http")}
    return Told(words=squeezed(document.text_content()), links=frozenset(links))
