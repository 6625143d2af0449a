"""The page of an article → its text and what its head declares. Pure.

trafilatura finds the text: its fast mode has F1 .971 on 60 pages of the article-extraction benchmark, as has its
default in twice the time; precision mode loses paragraphs (.960). What it leaves of promotion goes by ``promotion``,
because structure does not show it (then .976). Nothing is fetched and no file is read: links to further pages are
left alone.

The time an HTML parser takes is bounded by the length and the number of tags; who reads the pages of strangers
does so in a limited process all the same.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

from briefgen.language.detect import detect
from briefgen.model.page import Page
from briefgen.parse.decoding import document_text
from briefgen.parse.markup import plain_line
from briefgen.parse.page_head import Element, read_head
from briefgen.parse.promotion import without_promotion

#: What comes after is not read: bytes. News pages with all their scripts have less than a third of it.
MOST_BYTES = 4_000_000
#: The same in tags; a long page has three thousand.
MOST_TAGS = 40_000

#: The time of the parser grows with the square of a tag's attributes (50,000 of them: 23 s). A longer tag loses them.
_LONGEST_TAG = 4000
#: A tag up to its end; a quoted value may hold one. Each look ends before the next tag, so that the time is linear.
_TAG = re.compile(r"""<([a-z][a-z0-9]{0,15})(?=\s)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+""", re.IGNORECASE)

_HTML = {"", "text/html", "application/xhtml+xml"}
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

#: So much of a text tells its language. Characters.
_SAMPLE = 4000


def read_page(html: bytes, url: str, content_type: str = "") -> Page | None:
    """The body of an answer, the address it came from and its Content-Type → the page; None where there is no text.

    What is no HTML (PDF, video, pictures) has none.
    """
    if content_type.partition(";")[0].strip().lower() not in _HTML or html.startswith(b"%PDF"):
        return None
    root = _tree(_markup(html[:MOST_BYTES], content_type))
    if root is None:
        return None
    head = read_head(root, url)
    paragraphs = tuple(_paragraphs(_text(root), head.title))
    if not paragraphs:
        return None
    return Page(
        url=head.url,
        title=head.title,
        paragraphs=paragraphs,
        language=detect("\n".join(paragraphs)[:_SAMPLE], head.language),
        site=head.site,
        authors=head.authors,
        published=head.published,
    )


def _markup(html: bytes, content_type: str) -> str:
    if "charset" not in content_type.lower() and (named := _META_CHARSET.search(html[:4096])):
        content_type = f"text/html; charset={named[1].decode('ascii', 'replace')}"
    markup = document_text(html, content_type, "").replace("\0", "")
    if markup.count("<") > MOST_TAGS:
        markup = "<".join(markup.split("<", MOST_TAGS)[:-1])
    return _TAG.sub(lambda tag: tag[0] if len(tag[0]) <= _LONGEST_TAG else f"<{tag[1]} ", markup)


def _tree(markup: str) -> Element | None:
    return _library().load_html(markup) if "<" in markup else None


def _text(root: Element) -> str:
    document = _library().bare_extraction(root, fast=True, include_comments=False, with_metadata=False)
    return (document.text or "") if document else ""


@functools.cache
def _library() -> Any:
    """Return trafilatura, silenced: it warns of every page without text, which is an answer here, not an event."""
    import trafilatura  # noqa: PLC0415  half a second, only where pages are read
    from trafilatura import core, utils  # noqa: PLC0415  as above

    for module in (core, utils):
        module.LOGGER.disabled = True
    return trafilatura


def _paragraphs(text: str, title: str) -> Iterator[str]:
    """Yield the lines that tell something, without the title where it is said once more."""
    lines = (plain_line(line, is_html=False) for line in text.split("\n"))
    told = without_promotion("\n\n".join(filter(None, lines))).split("\n\n")
    if told[0].casefold() == title.casefold():
        told = told[1:]
    yield from filter(None, told)
