"""One entry as feedparser has it → its title, text, link, date and authors. Pure.

The shapes of feedparser are known here and in ``feed`` only. They hold traps (reference ``feeds.md``): a second
description, such as the caption of a picture or ``itunes:summary``, comes first, replaces the first or becomes
``content[0]``; a guid that is no address is passed off as the link; reading a date that is missing warns.
"""

import calendar
import contextlib
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from briefgen.parse.links import article_link
from briefgen.parse.markup import plain_line, plain_text, printable
from briefgen.parse.promotion import without_promotion

#: Nothing on the web is older: an earlier date is a mistake of the feed's.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

Entry = Mapping[str, Any]


def title_of(entry: Entry) -> str:
    """Return the title in one line; empty if there is none."""
    detail = entry.get("title_detail") or {}
    return plain_line(entry.get("title") or "", is_html=detail.get("type") != "text/plain")


def text_of(entry: Entry, captions: Collection[str]) -> str:
    """Return the longest of description and contents, without promotion; a caption only where there is nothing else."""
    texts = [without_promotion(text) for text in _texts(entry)]
    told = [text for text in texts if text not in captions]
    return max(told or texts, key=len, default="")


def link_of(entry: Entry, *bases: str) -> str:
    """Return the absolute http(s) link of the article; empty if the entry has none."""
    guid = entry.get("id") or ""
    for link in (entry.get("feedburner_origlink"), entry.get("link"), *_alternatives(entry)):
        is_only_a_name = link == guid and entry.get("guidislink") and "/" not in guid
        if link and not is_only_a_name and (absolute := article_link(link, *bases)):
            return absolute
    return ""


def guid_of(entry: Entry) -> str | None:
    """Return the guid as the feed has it, or None."""
    return printable(entry.get("id") or "").strip() or None


def date_of(entry: Entry) -> datetime | None:
    """Return when it was published, or else changed, in UTC; None without a readable date since the web began."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = entry[name] if name in entry else None  # noqa: SIM401  its get() warns and gives another date
        if parsed:
            with contextlib.suppress(ValueError, OverflowError, OSError):
                moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
                if moment >= EARLIEST:
                    return moment
    return None


def authors_of(entry: Entry) -> tuple[str, ...]:
    """Return the names of the authors, each once."""
    names = (plain_line(author.get("name") or "") for author in entry.get("authors") or ())
    return tuple(dict.fromkeys(filter(None, names)))


def categories_of(entry: Entry) -> tuple[str, ...]:
    """Return what the outlet files it under, each once, as written."""
    names = (plain_line(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ())
    return tuple(dict.fromkeys(filter(None, names)))


def _texts(entry: Entry) -> Iterator[str]:
    for detail in (entry.get("summary_detail") or {}, *(entry.get("content") or ())):
        kind = detail.get("type") or "text/html"
        if not kind.startswith(("image/", "audio/", "video/")):
            yield plain_text(detail.get("value") or "", is_html=kind != "text/plain")


def _alternatives(entry: Entry) -> Iterator[str]:
    for link in entry.get("links") or ():
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            yield link["href"]
