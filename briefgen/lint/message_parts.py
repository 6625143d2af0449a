"""The parts of a message: text before HTML, every link in both, every picture attached. Pure.

RFC 2045 and 2046 (parts), 2387 (cid), 2369 and 8058 (a way to unsubscribe).
"""

import re
from collections.abc import Iterator

from briefgen.lint.addresses import links_of
from briefgen.lint.message import Mail, is_attached, unfolded
from briefgen.lint.plain import LEFTOVER_RULE, Plain, text_columns
from briefgen.lint.rules import Rule, Spot, shown

_CID = re.compile(r"""cid:([^"'\s)]+)""", re.IGNORECASE)
_WEB_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def parts_order(mail: Mail) -> Iterator[Spot]:
    """Text and HTML, in this order."""
    kinds = [one.get_content_type() for one in mail.parts if not is_attached(one)]
    if "text/plain" not in kinds:
        yield Spot(message="there is no text part")
    elif "text/html" in kinds and kinds.index("text/html") < kinds.index("text/plain"):
        yield Spot(message="the HTML stands before the text")
    for part in mail.parts:
        if part.get_content_maintype() == "text" and (part.get_content_charset() or "us-ascii") not in {
            "utf-8",
            "us-ascii",
        }:
            yield Spot(message=f"a part in {part.get_content_charset()}")
        for defect in part.defects:
            yield Spot(message=f"a part that is broken: {type(defect).__name__}")


def cid_missing(mail: Mail) -> Iterator[Spot]:
    """Each picture that the HTML names comes along, and none without need."""
    held = {str(part.get("Content-ID", "")).strip(" <>\r\n\t") for part in mail.parts} - {""}
    html = mail.html.markup.source if mail.html else ""
    named = set(_CID.findall(html))
    for name in sorted(named - held):
        yield Spot(message=f"the HTML shows cid:{name[:60]}, which is not attached")
    for name in sorted(held - named) if mail.html else ():
        yield Spot(message=f"{name[:60]} is attached and not shown")


def part_columns(mail: Mail) -> Iterator[Spot]:
    """The text part is at most 76 columns wide."""
    wide = list(text_columns(Plain(lines=tuple((mail.text or "").splitlines()), first=0)))
    if wide:
        more = f", and {len(wide) - 1} more" if len(wide) > 1 else ""
        yield Spot(message=f"the text part has {wide[0].message}{more}")


def part_leftover(mail: Mail) -> Iterator[Spot]:
    """No ``{{`` in the text part."""
    for spot in LEFTOVER_RULE.look(Plain(lines=tuple((mail.text or "").splitlines()), first=0)):
        yield Spot(message=f"in the text part, {spot.message}")


def part_links(mail: Mail) -> Iterator[Spot]:
    """Every link of the HTML is in the text."""
    if mail.html is None or mail.text is None:
        return
    there = {link.rstrip(".,;:!?)]}") for link in _WEB_LINK.findall(mail.text)}
    joined = "".join(mail.text.split())
    lacking = [
        url
        for url in dict.fromkeys(link.url for link in links_of(mail.html))
        if url not in there and "".join(url.split()) not in joined
    ]
    for url in lacking[:1]:
        more = f", and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        yield Spot(message=f"the text part lacks {shown(url, 80)}{more}")


_UNSUBSCRIBE = re.compile(r"unsubscribe|opt[-_]?out|abmelden|desabonn|\bliste?/?aus", re.IGNORECASE)


def part_unsubscribe(mail: Mail) -> Iterator[Spot]:
    """A way out stands in the text where there is one in the HTML or a header."""
    if mail.text is None:
        return
    links = [link.url for link in links_of(mail.html)] if mail.html else []
    offered = [url for url in links if _UNSUBSCRIBE.search(url)]
    header = next((unfolded(raw) for _, name, raw in mail.headers if name.lower() == "list-unsubscribe"), "")
    if offered and not any(url in mail.text for url in offered):
        yield Spot(message="the HTML has a link to unsubscribe, the text part has none")
    elif header and not offered and not _UNSUBSCRIBE.search(mail.text):
        yield Spot(message="List-Unsubscribe is given, but neither HTML nor text shows a way out")


RULES: tuple[Rule[Mail], ...] = (
    Rule(
        id="parts-order",
        level="error",
        what="the message has no text part, or it stands behind the HTML, or a part is broken",
        help="send multipart/alternative: text first, HTML second, both UTF-8",
        look=parts_order,
    ),
    Rule(
        id="cid-missing",
        level="error",
        what="the HTML shows an image that is not attached, or one is attached and not shown",
        help="attach each image with the Content-ID that the HTML names, and no other",
        look=cid_missing,
    ),
    Rule(
        id="part-columns",
        level="warning",
        what="the text part is wider than 76 columns",
        help="break lines at 76 columns",
        look=part_columns,
    ),
    Rule(
        id="part-leftover",
        level="error",
        what="a template's own signs are left in the text part",
        help="fill or remove it; look for a template that was not rendered",
        look=part_leftover,
    ),
    Rule(
        id="part-links",
        level="error",
        what="the text part lacks a link that the HTML has",
        help="give every link in the text part too: some read nothing else",
        look=part_links,
    ),
    Rule(
        id="part-unsubscribe",
        level="error",
        what="the text part has no way to unsubscribe, though HTML or headers have one",
        help="end the text part with the address that unsubscribes",
        look=part_unsubscribe,
    ),
)
