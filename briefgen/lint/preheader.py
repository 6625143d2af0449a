"""The preheader: the hidden line that inboxes show beside the subject. Pure."""

import re
from collections.abc import Iterator

from briefgen.lint.markup import Element, Text
from briefgen.lint.rules import Document, Rule, Spot, at, shown

#: What an inbox shows beside the subject, in characters: less, and it goes on with the first words of the message.
_PREVIEW = (40, 250)

_NO_LETTERS = re.compile(r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2007\u2060-\u2064\ufeff]+")


def _preheaders(document: Document) -> tuple[list[Element], Text | None]:
    """Return the hidden texts that stand before the first one that is seen, and that one."""
    looks = document.scenery.looks("light")
    body = document.markup.first("body")
    hidden: list[Element] = []
    for text in document.markup.texts:
        if body is None or (text.parent is not body and body not in text.parent.above()):
            continue
        if not _NO_LETTERS.sub("", text.text):
            continue
        if looks[id(text.parent)].seen:
            return hidden, text
        outermost = text.parent
        for above in text.parent.above():
            if looks[id(above)].seen:
                break
            outermost = above
        if outermost not in hidden:
            hidden.append(outermost)
    return hidden, None


def preheader_missing(document: Document) -> Iterator[Spot]:
    """A hidden text comes first."""
    hidden, first = _preheaders(document)
    if not hidden:
        where = first.parent if first else document.markup.root
        said = f", so inboxes show {shown(first.text, 40)}" if first else ""
        yield Spot(
            line=where.line, column=where.column, message=f"the message does not begin with a hidden preheader{said}"
        )


def preheader_twice(document: Document) -> Iterator[Spot]:
    """One, and not what title, subject or headline say already."""
    hidden, _ = _preheaders(document)
    for element in hidden[1:]:
        yield at(element, f"a second preheader, {shown(element.words())}")
    titles = [title.words() for title in document.markup.all("title", "h1")]
    for element in hidden[:1]:
        words = element.words().casefold()
        if words and words in {one.casefold() for one in (*titles, document.subject) if one}:
            yield at(element, "the preheader only repeats subject or title")


def preheader_colour(document: Document) -> Iterator[Spot]:
    """Text in the colour of its ground is a mark of spam."""
    hidden, _ = _preheaders(document)
    looks = document.scenery.looks("light")
    for element in hidden[:1]:
        look = looks[id(element)]
        if look.colour is not None and (look.colour == look.background or look.colour.alpha == 0):
            yield at(element, f"the preheader has the colour of its background, {look.background}")


def preheader_length(document: Document) -> Iterator[Spot]:
    """As long as inboxes show."""
    hidden, _ = _preheaders(document)
    for element in hidden[:1]:
        length = len(_NO_LETTERS.sub(" ", element.words()).strip())
        if not _PREVIEW[0] <= length <= _PREVIEW[1]:
            yield at(element, f"the preheader has {length} characters")


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="preheader-missing",
        level="error",
        what="the message does not begin with a hidden preheader",
        help="put a hidden line first: inboxes show it beside the subject",
        look=preheader_missing,
    ),
    Rule(
        id="preheader-twice",
        level="warning",
        what="there are several preheaders, or it only repeats the subject",
        help="give one preheader that says what the subject does not",
        look=preheader_twice,
    ),
    Rule(
        id="preheader-colour",
        level="error",
        what="the preheader has the colour of its background",
        help="hide it by display:none and leave it readable: hidden colours count as spam",
        look=preheader_colour,
    ),
    Rule(
        id="preheader-length",
        level="note",
        what=f"the preheader has less than {_PREVIEW[0]} or more than {_PREVIEW[1]} characters",
        help="a short one is filled up with the first words of the message; a long one is cut",
        look=preheader_length,
    ),
)
