"""HTML as written → its elements, texts and comments, each with the place where it stands. Pure.

By the standard library's ``html.parser``: it tells line and column, which neither lxml (no column) nor tinyhtml5
(neither) does. Elements are nested as they are closed in the source; what a browser would mend is kept as a Fault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

#: Elements without content, HTML standard §13.1.2.
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

#: Whose end tag may be left out: the open element → the start tags that end it. §13.1.2.4, as far as writers use it.
_ENDED_BY: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "tbody": frozenset({"tbody", "tfoot"}),
    "p": frozenset(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "details",
            "div",
            "dl",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "ul",
        ]
    ),
}
_MAY_STAY_OPEN = frozenset({*_ENDED_BY, "html", "head", "body", "colgroup", "tfoot"})

#: Elements are nested so deep at most; what is deeper stands beside its parent, as in browsers.
_DEEPEST = 400

#: What these hold is no text that a reader sees.
_UNREAD = frozenset({"script", "style", "template", "noscript", "title", "head", "option"})


@dataclass(slots=True, eq=False)
class Text:
    """A run of text between two tags, its character references resolved."""

    line: int
    column: int
    text: str
    parent: "Element"


@dataclass(slots=True, eq=False)
class Element:
    """An element. As far as cssselect2 asks, it behaves like one of ElementTree."""

    tag: str
    attrib: dict[str, str]
    line: int
    column: int
    parent: "Element | None"
    nodes: "list[Element | Text]" = field(default_factory=list)

    def __iter__(self) -> "Iterator[Element]":
        return (node for node in self.nodes if isinstance(node, Element))

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the value of an attribute, empty for one without value."""
        return self.attrib.get(name, default)

    def iter(self, tag: str | None = None) -> "Iterator[Element]":
        """Yield this element and those in it, in the order of the document; only those named ``tag``, if given."""
        stack = [self]
        while stack:
            element = stack.pop()
            if tag is None or element.tag == tag:
                yield element
            stack.extend(reversed(list(element)))

    @property
    def text(self) -> str:
        """What stands before the first element inside."""
        first = self.nodes[0] if self.nodes else None
        return first.text if isinstance(first, Text) else ""

    def words(self) -> str:
        """Return all text inside, its white space folded."""
        stack: list[Element | Text] = [self]
        found = []
        while stack:
            node = stack.pop()
            if isinstance(node, Text):
                found.append(node.text)
            else:
                found.extend([" "] if node.tag == "br" else [])
                stack.extend(reversed(node.nodes))
        return " ".join("".join(found).split())

    def above(self) -> "Iterator[Element]":
        """Yield the elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something that a browser would have to mend."""

    line: int
    column: int
    what: str


@dataclass(frozen=True, kw_only=True)
class Markup:
    """A document, read."""

    source: str
    root: Element
    doctype: str
    comments: tuple[tuple[int, int, str], ...]  #: line, column, text
    faults: tuple[Fault, ...]

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element, in order."""
        return tuple(element for element in self.root.iter() if element is not self.root)

    @cached_property
    def by_tag(self) -> Mapping[str, list[Element]]:
        """The elements of each name, in order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these names, in the order of the document."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        return [element for element in self.elements if element.tag in tags]

    def first(self, tag: str) -> Element | None:
        """Return the first element of a name."""
        return next(iter(self.by_tag.get(tag, ())), None)

    def meta(self, name: str) -> str | None:
        """Return the content of a ``<meta>`` by its name or property."""
        for element in self.all("meta"):
            if name in {(element.get("name") or "").lower(), (element.get("property") or "").lower()}:
                return element.get("content") or ""
        return None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that a reader may see, in order; none is blank."""
        hidden = {id(inner) for outer in self.all(*_UNREAD) for inner in outer.iter()}
        found = []
        stack: list[Element | Text] = [self.root]
        while stack:
            node = stack.pop()
            if isinstance(node, Text):
                if node.text.strip() and id(node.parent) not in hidden:
                    found.append(node)
            else:
                stack.extend(reversed(node.nodes))
        return tuple(found)


def read(source: str) -> Markup:
    """HTML → Markup. Never raises."""
    reader = _Reader()
    try:
        reader.feed(source.replace("\x00", "\ufffd"))
        reader.close()
    except AssertionError as error:  # how html.parser gives up on a declaration
        reader.fault(f"cannot be read further: {error}")
    reader.end()
    return Markup(
        source=source,
        root=reader.root,
        doctype=reader.doctype,
        comments=tuple(reader.comments),
        faults=tuple(reader.faults),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, 1, 1, None)
        self.doctype = ""
        self.comments: list[tuple[int, int, str]] = []
        self.faults: list[Fault] = []
        self._open = [self.root]

    def fault(self, what: str, element: Element | None = None) -> None:
        line, offset = self.getpos() if element is None else (element.line, element.column - 1)
        self.faults.append(Fault(line=line, column=offset + 1, what=what))

    def handle_decl(self, decl: str) -> None:
        self.doctype = self.doctype or decl

    def handle_comment(self, data: str) -> None:
        line, offset = self.getpos()
        self.comments.append((line, offset + 1, data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open[-1].tag in _ENDED_BY and tag in _ENDED_BY[self._open[-1].tag]:
            self._open.pop()
        line, offset = self.getpos()
        named: dict[str, str] = {}
        for name, value in attrs:
            if name in named:
                self.fault(f"<{tag}> has the attribute {name} twice")
            named.setdefault(name, value or "")
        parent = self._open[-1]
        element = Element(tag, named, line, offset + 1, parent)
        parent.nodes.append(element)
        if tag not in VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self._open[-1].tag == tag:
            foreign = any(element.tag in {"svg", "math"} for element in self._open)
            if foreign or ":" in tag:  # <path/> ends itself, <div/> does not
                self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        place = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n].tag == tag), None)
        if place is None:
            if len(self._open) < _DEEPEST:
                self.fault(f"</{tag}> ends nothing")
            return
        for element in self._open[place + 1 :]:
            if element.tag not in _MAY_STAY_OPEN:
                self.fault(f"<{element.tag}> is not closed", element)
        del self._open[place:]

    def handle_data(self, data: str) -> None:
        line, offset = self.getpos()
        parent = self._open[-1]
        parent.nodes.append(Text(line, offset + 1, data, parent))

    def end(self) -> None:
        """Close what is still open at the end."""
        for element in self._open[1:]:
            if element.tag not in _MAY_STAY_OPEN:
                self.fault(f"<{element.tag}> is not closed", element)


def place_in(text: Text, offset: int) -> tuple[int, int]:
    """Return line and column of the character at ``offset`` of a text."""
    before = text.text[:offset]
    lines = before.count("\n")
    return (text.line, text.column + offset) if not lines else (text.line + lines, offset - before.rfind("\n"))
