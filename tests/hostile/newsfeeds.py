"""Payloads → feed documents in which every field is one, of items that an edition cannot pass over."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.hostile.payloads import ADDRESSES

#: What no XML document may hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Published all on one day, 27 December 2021.
MORNING = datetime(2021, 12, 27, 6, tzinfo=UTC)

FORMS = ("literal", "escaped", "twice")


def a_hostile_feed(name: str, payloads: Sequence[str], form: str) -> bytes:
    """Return an RSS document: each payload is title, text, author, category, link and guid of an item.

    ``form``: ``literal`` in CDATA, ``escaped`` as character data, ``twice`` escaped as markup within markup.
    """
    items = "".join(_item(f"{name}-{form}-{n}", n, payload, form) for n, payload in enumerate(payloads))
    head = _written(next(filter(str.strip, payloads), ""), form)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{head}</title><link>{head}</link><description>{head}</description>{items}</channel></rss>"
    ).encode("utf-8", "replace")


def _item(mark: str, n: int, payload: str, form: str) -> str:
    told = _written(payload, form)
    word = "".join(chr(97 + int(digit)) for digit in str(n))
    links = (told, f"https://{mark}.example/?q={told}", ADDRESSES[n % len(ADDRESSES)], f"https://{mark}.example/{n}")
    date = format_datetime(MORNING + timedelta(seconds=n))
    sentence = f"Russian foreign minister Sergey Lavrov met the {word} envoy in Cairo on Monday. Lavrov heard that "
    close = " was written on every wall of the ministry before the talks on grain shipments to Egypt began."
    return (
        f"<item><title>{_written(f'Lavrov and the {word} envoy: ', form)}{told}</title><link>{links[n % 4]}</link>"
        f"<guid isPermaLink='false'>{mark} {told}</guid><pubDate>{date}</pubDate><author>{told}</author>"
        f"<dc:creator>{told}</dc:creator><category>{told}</category><category domain='x'>{told}</category>"
        f"<enclosure url='{escape(ADDRESSES[n % len(ADDRESSES)])}' length='1' type='audio/mpeg'/>"
        f"<description>{_written(sentence, form)}{told}{_written(close, form)}</description></item>"
    )


def _written(text: str, form: str) -> str:
    legal = _ILLEGAL.sub("", text)
    if form == "literal":
        return f"<![CDATA[{legal.replace(']]>', ']]]]><![CDATA[>')}]]>"
    return escape(legal) if form == "escaped" else escape(escape(legal))


def a_raw_feed(payloads: Sequence[str]) -> bytes:
    """Return a document that is not XML at all: every payload as it is, wherever text may stand."""
    items = "".join(
        f"<item><title>Lavrov said {text}</title><link>https://raw.example/{n}</link><description>{text}</description>"
        "</item>"
        for n, text in enumerate(payloads)
    )
    return f"<rss version='2.0'><channel><title>Raw</title>{items}</channel></rss>".encode("utf-8", "replace")
