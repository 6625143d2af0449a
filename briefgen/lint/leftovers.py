"""What a template left behind: its own signs, values that were none, text escaped twice. Pure."""

import re
from collections.abc import Iterable, Iterator

from briefgen.lint.markup import place_in
from briefgen.lint.rules import Document, Rule, Spot, shown

#: Signs of templates: Jinja, Handlebars, ERB, merge tags.
_SIGNS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|\*\|[A-Z_:]+\|\*|\$\{\w+\}")

#: Values that nobody meant to print. ``None`` and ``null`` are words too: they count alone, or where no word can be.
_VALUES = re.compile(
    r"\[object \w+\]|\bundefined\b|\bUndefined\b|\bNaN\b|<[\w.]+ object at 0x[0-9a-f]+>|<bound method|<function |"
    r"\bTraceback \(most recent|\bdatetime\.(?:datetime|date)\(|\bMarkup\('|\bPosixPath\('"
)
_EMPTY = frozenset({"None", "null", "nan", "none", "True", "False", "()", "[]", "{}"})
_IN_ADDRESS = re.compile(r"(?:^|[/=&?:])(?:None|null|undefined)(?:$|[/&?#.])")

_TWICE = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,6});")

#: Attributes that hold words, or an address.
_WORDS = ("alt", "title", "content", "aria-label", "placeholder", "value")
_ADDRESSES = ("href", "src", "action")


def _texts(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield every text that may be read, with its place: titles and attributes too."""
    for text in document.markup.texts:
        yield text.line, text.column, text.text
    for title in document.markup.all("title"):
        yield title.line, title.column, title.words()
    for element in document.markup.elements:
        for name in (*_WORDS, *_ADDRESSES):
            if value := element.get(name):
                yield element.line, element.column, value


def signs_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and message of each sign of a template in a text."""
    for found in _SIGNS.finditer(text):
        around = text[max(0, found.start() - 10) : found.end() + 25]
        yield found.start(), f"a template's sign {found[0]} in {shown(around, 45)}"


def values_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and message of each value that nobody meant to print."""
    if text.strip() in _EMPTY:
        yield 0, f"a value that is none: {text.strip()}"
    for found in _VALUES.finditer(text):
        yield found.start(), f"a value that is none: {shown(text[found.start() : found.start() + 30], 30)}"


def template_leftover(document: Document) -> Iterator[Spot]:
    """No ``{{`` and its like."""
    for text in document.markup.texts:
        for offset, message in signs_in(text.text):
            line, column = place_in(text, offset)
            yield Spot(line=line, column=column, message=message)
    seen = {(text.line, text.column) for text in document.markup.texts}
    for line, column, value in _texts(document):
        if (line, column) not in seen:
            for _, message in signs_in(value):
                yield Spot(line=line, column=column, message=message)


def value_leftover(document: Document) -> Iterator[Spot]:
    """No ``None``, ``undefined``, ``[object Object]``."""
    for line, column, value in _texts(document):
        for _, message in values_in(value):
            yield Spot(line=line, column=column, message=message)
    for element in document.markup.elements:
        for name in _ADDRESSES:
            if (address := element.get(name)) and _IN_ADDRESS.search(
                address.partition("?")[0] if ":" in address else address
            ):
                yield Spot(
                    line=element.line,
                    column=element.column,
                    message=f"an address with a value that is none: {shown(address)}",
                )


def escaped_twice(document: Document) -> Iterator[Spot]:
    """No ``&amp;`` that is seen."""
    for line, column, value in _texts(document):
        if found := _TWICE.search(value):
            around = value[max(0, found.start() - 15) : found.end() + 15]
            yield Spot(line=line, column=column, message=f"{found[0]} is seen in {shown(around, 40)}")


def plain_signs(lines: Iterable[str]) -> Iterator[Spot]:
    """Yield what is left over in plain text."""
    for number, line in enumerate(lines, 1):
        for offset, message in (*signs_in(line), *(values_in(line) if line.strip() in _EMPTY else ())):
            yield Spot(line=number, column=offset + 1, message=message)


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="template-leftover",
        level="error",
        what="a template's own signs are left: {{ }}, {% %}, merge tags",
        help="fill or remove it; look for a value that was escaped, or a template that was not rendered",
        look=template_leftover,
    ),
    Rule(
        id="value-leftover",
        level="error",
        what="a value that is none was printed: None, undefined, NaN, [object Object]",
        help="ask in the template whether there is a value before printing it",
        look=value_leftover,
    ),
    Rule(
        id="escaped-twice",
        level="warning",
        what="text was escaped twice, so that &amp; is seen",
        help="escape once: mark what is HTML already as safe, or unescape what feeds escaped",
        look=escaped_twice,
    ),
)
