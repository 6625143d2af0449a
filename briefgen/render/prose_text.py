"""A memo's text → plain text of at most 76 columns. Pure.

In plain text a link's address stands in a line of its own below its paragraph, where nothing breaks it.
"""

from collections.abc import Iterator, Sequence

from briefgen.render.columns import WIDTH, columns, wrap
from briefgen.render.prose import BLOCKS, Node, parts, plain, prose, rows

#: Before what an indented code block holds.
_CODE = "    "


def prose_text(text: str) -> str:
    """Return the text's blocks, an empty line between them, then its footnotes."""
    read = prose(text)
    blocks = ["\n".join(_lines(block, "")) for block in read.blocks]
    notes = [
        "\n".join(_lines(Node("p", block.children), f"[{number}] " if not place else _CODE))
        for number, note in enumerate(read.notes, 1)
        for place, block in enumerate(note)
    ]
    return "\n\n".join([*blocks, *(["\n".join(notes)] if notes else [])])


def _lines(node: Node, first: str, rest: str | None = None) -> Iterator[str]:
    """Yield a block as lines of plain text; ``first`` stands before the first, ``rest`` before the others."""
    indent = " " * columns(first) if rest is None else rest
    if node.tag in {"h2", "h3", "h4"}:
        title = wrap(_words(node.children), first, indent)
        yield from title.split("\n")
        yield indent + ("=" if node.tag == "h2" else "-") * min(
            WIDTH - columns(indent), max(map(columns, title.split("\n")))
        )
    elif node.tag == "pre":
        for line in plain(node.children).strip("\n").split("\n"):
            yield indent + _CODE + line.rstrip()
    elif node.tag == "hr":
        yield first + "* * *"
    elif node.tag in {"ul", "ol"}:
        yield from _list(node, first, indent)
    elif node.tag == "blockquote":
        yield from _several(node, first + "> ", indent + "> ")
    elif node.tag == "table":
        yield from _table(node, indent)
    else:
        yield from wrap(_words(node.children), first, indent).split("\n")
        yield from _addresses(node, indent)


def _several(node: Node, first: str, indent: str) -> Iterator[str]:
    """Yield the lines of a block that holds blocks, or words."""
    for place, block in enumerate(parts(node)):
        if place:
            yield indent.rstrip()
        yield from _lines(block, indent if place else first, indent)


def _list(node: Node, first: str, indent: str) -> Iterator[str]:
    for place, member in enumerate(child for child in node.children if isinstance(child, Node)):
        mark = "- " if node.tag == "ul" else f"{node.start + place}. "
        below = indent + " " * len(mark)
        for number, block in enumerate(parts(member)):
            yield from _lines(block, below if number else (indent if place else first) + mark, below)


def _table(node: Node, indent: str) -> Iterator[str]:
    """Yield a table in columns where it fits, else each row as a list of ``column: value``."""
    told = [[_words(cell.children).strip() for cell in row] for row in rows(node)]
    if not told:
        return
    widths = [max(columns(row[place]) for row in told if place < len(row)) for place in range(len(told[0]))]
    if sum(widths) + 2 * (len(widths) - 1) + columns(indent) <= WIDTH:
        for number, row in enumerate(told):
            cells = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=False))
            yield (indent + "  ".join(cells)).rstrip()
            if not number:
                yield indent + "  ".join("-" * width for width in widths)
    else:
        for row in told[1:]:
            for place, (title, cell) in enumerate(zip(told[0], row, strict=False)):
                words = f"{title}: {cell}" if title else cell
                yield from wrap(words, indent + ("  " if place else "- "), indent + "    ").split("\n")
    for one in (one for row in rows(node) for one in row):
        yield from _addresses(one, indent)


def _words(nodes: Sequence[Node | str]) -> str:
    """Return words with their marks, as people write them in plain text."""
    written = []
    for node in nodes:
        if isinstance(node, str):
            written.append(node)
        elif node.tag == "note":
            written.append(f" [{node.note}]")
        elif node.tag == "br":
            written.append(" ")
        elif node.tag in {"em", "strong"}:
            written.append(f"*{_words(node.children)}*")
        else:
            written.append(_words(node.children))
    return "".join(written)


def _addresses(node: Node, indent: str) -> Iterator[str]:
    """Yield the addresses of the links in a block's words, each in a line."""
    for child in node.children:
        if isinstance(child, Node) and child.tag not in BLOCKS:
            if child.tag == "a" and child.url.removeprefix("mailto:") != plain(child.children):
                yield f"{indent}  {child.url}"
            yield from _addresses(child, indent)
