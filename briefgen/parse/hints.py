"""A feed's document → what it says about polling it. Pure.

RSS has ``ttl``, ``skipHours`` and ``skipDays`` in its channel, any feed may have the syndication module's
``updatePeriod`` and ``updateFrequency``. They are looked up outside of items, comments and long character data, in time
proportional to the document and without a parser of XML: nothing is expanded, and no document is too broken to be read.
"""

import codecs
import re

from briefgen.model.feed import Hints

#: So much is read before the first item, and as much after the last.
LONGEST_HEAD = 100_000

_HOUR, _DAY = 3_600, 86_400

#: The syndication module's periods, in seconds (RDF Site Summary 1.0 modules: Syndication).
_PERIODS = {"hourly": _HOUR, "daily": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": 365 * _DAY}

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_FIRST_ITEM = re.compile(rb"<(?:[\w.-]{1,30}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TTL = re.compile(r"<ttl\s{0,9}>\s{0,99}(\d{1,6})\s{0,99}</", re.ASCII)
_PERIOD = re.compile(r"<[\w.-]{1,30}:updateperiod(?:\s[^<>]{0,200})?>\s{0,99}([a-z]{1,9})\s{0,99}</", re.ASCII)
_FREQUENCY = re.compile(r"<[\w.-]{1,30}:updatefrequency(?:\s[^<>]{0,200})?>\s{0,99}(\d{1,6})\s{0,99}</", re.ASCII)
_SKIPPED_HOUR = re.compile(r"<hour\s{0,9}>\s{0,99}(\d{1,2})\s{0,99}</", re.ASCII)
_SKIPPED_DAY = re.compile(r"<day\s{0,9}>\s{0,99}([a-z]{6,9})\s{0,99}</", re.ASCII)
_SHORT = re.compile(r"\s{0,9}\w{1,9}\s{0,9}", re.ASCII)


def read_hints(body: bytes) -> Hints:
    """Return what the document asks for; nothing where it says nothing, or nothing that makes sense.

    Hours may be counted from 0 to 23 or from 1 to 24 (RSS 0.91); both name the same hours of GMT.
    """
    head = _outside_of_items(body)
    hours = {int(n) % 24 for n in _SKIPPED_HOUR.findall(_inside(head, "skiphours")) if int(n) <= 24}  # noqa: PLR2004  a day
    days = {_WEEK.index(name) for name in _SKIPPED_DAY.findall(_inside(head, "skipdays")) if name in _WEEK}
    return Hints(ttl=_ttl(head), skip_hours=tuple(sorted(hours)), skip_days=tuple(sorted(days)))


def _ttl(head: str) -> int | None:
    """Return the longer of ``ttl``, in minutes, and the period divided by its frequency; in seconds."""
    found = _TTL.search(head)
    wishes = [int(found[1]) * 60] if found else []
    period, frequency = _PERIOD.search(head), _FREQUENCY.search(head)
    if period or frequency:
        seconds = _PERIODS.get(period[1]) if period else _DAY
        times = int(frequency[1]) if frequency else 1
        if seconds and times:
            wishes.append(seconds // times)
    return max(wishes, default=None)


def _outside_of_items(body: bytes) -> str:
    """Return what stands before the first item and after the last, in lower case; ASCII is right in it, no more."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        body = body.decode("utf-16", "ignore").encode("utf-8", "ignore")
    first = _FIRST_ITEM.search(body)
    end = min(first.start() if first else len(body), LONGEST_HEAD)
    last = max(body.rfind(b"</item>"), body.rfind(b"</entry>"), end)
    outside = body[:end] + b"\n" + body[max(last, len(body) - LONGEST_HEAD) :]
    text = _without(outside.decode("latin-1").lower(), "<!--", "-->")
    return _without(text, "<![cdata[", "]]>", short=True)


def _without(text: str, opening: str, closing: str, *, short: bool = False) -> str:
    """Return the text without what stands between the marks; with ``short``, a word between them stays."""
    kept, place = [], 0
    while (begin := text.find(opening, place)) >= 0:
        inner = begin + len(opening)
        end = text.find(closing, inner)
        kept.append(text[place:begin])
        if end < 0:
            return "".join(kept)
        if short and _SHORT.fullmatch(text, inner, end):
            kept.append(text[inner:end])
        place = end + len(closing)
    kept.append(text[place:])
    return "".join(kept)


def _inside(head: str, element: str) -> str:
    begin = head.find(f"<{element}")
    if begin < 0:
        return ""
    end = head.find(f"</{element}", begin)
    return head[begin : end if end >= 0 else begin]
