"""An editor's Markdown → a tree of a few plain elements, from which each format writes what it can show. Pure.

HTML in the text is text. Of what Markdown makes only ``KNOWN`` elements are taken, without attributes but those of
``Node``; addresses are filtered like all others; a picture is its description, for no format asks other hosts for
anything. Headings begin at the second level and skip none. Footnotes are taken out of the text and numbered.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import markdown

from briefgen.render.addresses import NOWHERE, safe_url

BLOCKS = frozenset(
    ("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td")
)
KNOWN = BLOCKS | {"code", "em", "strong", "a", "br", "note"}


_EXTENSIONS = ("tables", "footnotes", "sane_lists", "fenced_code")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_LAST_HEADING = 4
_NOTE = re.compile(r"#?fn:(.+)")
#: Python-Markdown looks from every bracket to the end of its block: of thousands it takes minutes.
_MOST_BRACKETS = 200
#: Lists in lists and quotations in quotations go so deep.
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Node:
    """An element. A ``note`` is the place of a footnote, its number in ``note``; a text is a plain string."""

    tag: str
    children: tuple["Node | str", ...] = ()
    url: str = ""  #: of a link
    note: int = 0
    start: int = 1  #: of an ordered list
    align: str = ""  #: of a table's cell: left, center or right


@dataclass(frozen=True, slots=True)
class Prose:
    """A text: its blocks, and its footnotes in order of their numbers."""

    blocks: tuple[Node, ...]
    notes: tuple[tuple[Node, ...], ...] = ()


@functools.lru_cache(maxsize=8)
def prose(text: str) -> Prose:
    """Read Markdown."""
    reader = markdown.Markdown(extensions=list(_EXTENSIONS), output_format="xhtml")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    builder = _Builder()
    builder.feed(reader.convert(_tamed(text)))
    builder.close()
    return _numbered(builder.tree(), builder.notes)


def plain(nodes: Sequence[Node | str]) -> str:
    """Return the words of nodes, without marks."""
    return "".join(
        node if isinstance(node, str) else " " if node.tag == "br" else plain(node.children) for node in nodes
    )


def parts(node: Node) -> Iterator[Node]:
    """Yield the blocks of a node; words between them as paragraphs."""
    loose: list[Node | str] = []
    for child in (*node.children, Node("hr", note=-1)):
        if isinstance(child, Node) and child.tag in BLOCKS:
            if plain(loose).strip():
                yield Node("p", tuple(loose))
            loose = []
            if child.note != -1:
                yield child
        else:
            loose.append(child)


def rows(node: Node) -> Iterator[list[Node]]:
    """Yield the rows of a table, each as its cells."""
    for child in node.children:
        if isinstance(child, Node) and child.tag == "tr":
            yield [cell for cell in child.children if isinstance(cell, Node)]
        elif isinstance(child, Node):
            yield from rows(child)


def _tamed(text: str) -> str:
    """Return the Markdown with the brackets escaped of which a block has too many."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        re.sub(r"(?<!\\)\[", r"\\[", block) if block.count("[") > _MOST_BRACKETS else block for block in blocks
    )


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    tag: str
    node: Node
    children: list[Node | str] = field(default_factory=list)
    note: str = ""  #: of a footnote's own ``li``: its name


class _Builder(HTMLParser):
    """Python-Markdown's HTML → nodes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.notes: dict[str, tuple[Node | str, ...]] = {}
        self._open = [_Open("", Node(""))]
        self._in_notes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._open[-1].children.append(given.get("alt", ""))
        elif tag in {"br", "hr"}:
            self._open[-1].children += [Node(tag)] if not self._in_notes or tag == "br" else []
        else:
            if given.get("class") == "footnote":
                self._in_notes = True
            note = _NOTE.fullmatch(given.get("id", "")) if tag == "li" and self._in_notes else None
            self._open.append(_Open(tag, _node(tag, given), note=note[1] if note else ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"img", "br", "hr"} or len(self._open) == 1:
            return
        done = self._open.pop()
        parent = self._open[-1]
        if self._in_notes and done.tag in {"div", "ol"}:
            return  # what footnotes stood in
        if done.note:
            self.notes[done.note] = tuple(done.children)
        elif done.node.tag == "note":
            parent.children.append(done.node)
        elif (done.node.tag in KNOWN or done.tag in _HEADINGS) and len(self._open) <= _DEEPEST:
            parent.children.append(replace(done.node, children=tuple(done.children)))
        else:
            parent.children += done.children

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def tree(self) -> tuple[Node, ...]:
        """Return the blocks; what stands between them is white space."""
        while len(self._open) > 1:
            self.handle_endtag(self._open[-1].tag)
        return tuple(_levelled(_blocks(self._open[0].children)))


def _node(tag: str, given: dict[str, str]) -> Node:
    """Return an empty element for a tag; one that is not ``KNOWN`` leaves its children to its parent."""
    if tag == "a":
        kind, name = given.get("class", ""), _NOTE.fullmatch(given.get("href", ""))
        if kind == "footnote-ref" and name:
            return Node("note", (name[1],))
        if kind == "footnote-backref":
            return Node("note", ())
        url = safe_url(given.get("href", ""))
        return Node("", ()) if url == NOWHERE else Node("a", url=url)
    if tag == "ol":
        start = given.get("start", "1")
        return Node(tag, start=int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1)  # noqa: PLR2004
    if tag in {"td", "th"}:
        align = re.search(r"text-align:\s*(left|center|right)", given.get("style", ""))
        return Node(tag, align=align[1] if align else "")
    return Node(tag)


def _blocks(children: Sequence[Node | str]) -> list[Node]:
    """Return the blocks among nodes; loose words become a paragraph."""
    found: list[Node] = []
    loose: list[Node | str] = []
    for child in (*children, Node("hr")):
        if isinstance(child, Node) and (child.tag in BLOCKS or child.tag in _HEADINGS):
            if plain(loose).strip():
                found.append(Node("p", tuple(loose)))
            loose = []
            found.append(child)
        else:
            loose.append(child)
    return found[:-1]


def _levelled(blocks: Sequence[Node]) -> Iterator[Node]:
    """Yield the blocks, their headings at levels from 2 that skip none."""
    stack: list[int] = []
    for block in blocks:
        if block.tag not in _HEADINGS:
            yield block
            continue
        level = int(block.tag[1])
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        yield replace(block, tag=f"h{min(_LAST_HEADING, 1 + len(stack))}")


def _numbered(blocks: tuple[Node, ...], notes: dict[str, tuple[Node | str, ...]]) -> Prose:
    """Give footnotes their numbers, in the order in which the text has them."""
    order: dict[str, int] = {}

    def number(node: Node | str) -> Node | str | None:
        if isinstance(node, str):
            return node
        if node.tag == "note":
            name = node.children[0] if node.children else ""
            if not isinstance(name, str) or name not in notes:
                return None
            return Node("note", note=order.setdefault(name, len(order) + 1))
        children = (number(child) for child in node.children)
        return replace(node, children=tuple(child for child in children if child is not None))

    text = tuple(block for one in blocks if isinstance(block := number(one), Node))
    told: list[tuple[Node, ...]] = []
    while len(told) < len(order):  # a footnote may have footnotes
        name = list(order)[len(told)]
        children = [child for one in notes[name] if (child := number(one)) is not None]
        told.append(tuple(_blocks(_without_end(children))))
    return Prose(blocks=text, notes=tuple(told))


def _without_end(children: Sequence[Node | str]) -> list[Node | str]:
    """Return a footnote's nodes without the space that stood before the way back."""
    return [
        replace(child, children=(*child.children[:-1], child.children[-1].rstrip()))
        if isinstance(child, Node) and child.children and isinstance(child.children[-1], str)
        else child
        for child in children
    ]
