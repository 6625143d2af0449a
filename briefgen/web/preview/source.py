"""Source text → its lines, each in parts of a kind. A few are told apart, nothing is parsed: faults show. Pure."""

import re
from collections.abc import Iterable, Iterator

#: What a part is (``tag``, ``attribute``, ``value``, ``comment``, ``entity``, ``style``; empty: text), and its letters.
Part = tuple[str, str]

_MARKUP = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z)|<![^>]*>)|(?P<tag></?[A-Za-z][\w:-]*)|(?P<entity>&#?\w{1,10};)", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([\w:@.-]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)""")
_HEADER = re.compile(r"([A-Za-z-]+:)(.*)")


def html_lines(source: str) -> list[list[Part]]:
    """Return the lines of an HTML document. Joined, the parts are the source."""
    return _split(_html_parts(source))


def message_lines(source: str) -> list[list[Part]]:
    """Return the lines of a mail message: headers of all parts told from bodies."""
    lines: list[list[Part]] = []
    in_head = True
    for line in source.splitlines():
        found = _HEADER.fullmatch(line) if in_head else None
        boundary = line.startswith("--")
        if boundary:
            lines.append([("comment", line)])
        else:
            lines.append([("tag", found[1]), ("", found[2])] if found else [("", line)])
        in_head = boundary or (in_head and bool(line))
    return lines


def plain_lines(source: str) -> list[list[Part]]:
    """Return the lines of a text, each as one part."""
    return [[("", line)] for line in source.splitlines()]


def _html_parts(source: str) -> Iterator[Part]:
    place = 0
    while found := _MARKUP.search(source, place):
        yield "", source[place : found.start()]
        yield str(found.lastgroup), found[0]
        place = found.end()
        if found.lastgroup == "tag":
            end = _or_end(source.find(">", place), source)
            yield from _attributes(source[place:end])
            yield "tag", source[end : end + 1]
            place = end + 1
            if found[0].lower() == "<style":
                end = _or_end(source.find("</style", place), source)
                yield "style", source[place:end]
                place = end
    yield "", source[place:]


def _or_end(place: int, source: str) -> int:
    return len(source) if place < 0 else place


def _attributes(text: str) -> Iterator[Part]:
    place = 0
    for found in _ATTRIBUTE.finditer(text):
        yield "", text[place : found.start()]
        yield "attribute", found[1]
        yield "", found[2]
        yield "value", found[3]
        place = found.end()
    yield "", text[place:]


def _split(parts: Iterable[Part]) -> list[list[Part]]:
    """Return the parts by line; one over several lines is a part of each."""
    lines: list[list[Part]] = [[]]
    for kind, text in parts:
        first, *others = text.split("\n")
        for line in [first] if first else []:
            lines[-1].append((kind, line))
        lines += [[(kind, line)] if line else [] for line in others]
    if not lines[-1]:
        lines.pop()
    return lines
