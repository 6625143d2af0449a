"""JSON Feed → the same feed as Atom, so that one parser reads all. Pure. Format: https://www.jsonfeed.org/version/1.1/."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.\d+)?/?")

#: What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_of(document: str) -> str | None:
    """Return a JSON Feed as an Atom document; None for what is no JSON Feed.

    What is of the wrong type is passed over, an item that is no object likewise. Attachments and images are left out.
    """
    if not document.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        feed = json.loads(document.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not _VERSION.fullmatch(_text(feed, "version")):
        return None
    items = feed.get("items")
    entries = "".join(_entry(one) for one in items if isinstance(one, dict)) if isinstance(items, list) else ""
    language = _text(feed, "language")
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{_attribute("xml:lang", language)}>'
        f"{_element('title', _text(feed, 'title'))}{_link(_text(feed, 'home_page_url'))}{entries}</feed>"
    )


def _entry(item: Mapping[str, Any]) -> str:
    markup, plain = _text(item, "content_html"), _text(item, "content_text")
    address = _text(item, "url") or _text(item, "external_url")
    parts = (
        _element("id", _text(item, "id")),
        _element("title", _text(item, "title")),
        _link(address),
        _element("published", _text(item, "date_published")),
        _element("updated", _text(item, "date_modified")),
        _element("summary", _text(item, "summary")),
        _element("content", markup or plain, ' type="html"' if markup else ' type="text"'),
        *(f"<author>{_element('name', name)}</author>" for name in _authors(item)),
        *(f"<category{_attribute('term', tag)}/>" for tag in _texts(item.get("tags"))),
    )
    return f"<entry{_attribute('xml:lang', _text(item, 'language'))}>{''.join(parts)}</entry>"


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    """Version 1 has ``author``, version 1.1 ``authors``."""
    several = item.get("authors")
    for author in several if isinstance(several, list) else [item.get("author")]:
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield name


def _texts(found: object) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _text(table: Mapping[str, Any], key: str) -> str:
    """Return a text; an id may be a number."""
    found = table.get(key)
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    return found if isinstance(found, str) else ""


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{_written(text)}</{name}>" if text.strip() else ""


def _link(address: str) -> str:
    return f'<link rel="alternate"{_attribute("href", address)}/>' if address.strip() else ""


def _attribute(name: str, value: str) -> str:
    return f' {name}="{_written(value)}"' if value.strip() else ""


def _written(text: str) -> str:
    return escape(_NOT_XML.sub(" ", text))
