"""A memo's text → Markdown that every reader shows alike. Pure.

Made anew of what was understood: no HTML, and no address that may not be followed, can be left in it.
"""

import re
from collections.abc import Iterator, Sequence

from briefgen.render.literal import md, md_url
from briefgen.render.prose import Node, parts, plain, prose, rows

#: What a block begins with that belongs to a list's member or to a footnote; and code by itself.
_INDENT = "    "

_RUN = re.compile(r"`+")


def prose_md(text: str) -> str:
    """Return the text as Markdown again, made of what was understood: no HTML, no address that may not be followed."""
    read = prose(text)
    blocks = ["\n".join(_marked(block)) for block in read.blocks]
    notes = [
        f"[^{number}]: " + f"\n\n{_INDENT}".join(_inline(block.children).strip() for block in note)
        for number, note in enumerate(read.notes, 1)
    ]
    return "\n\n".join([*blocks, *notes])


def _marked(node: Node) -> Iterator[str]:  # noqa: C901, PLR0912  a branch for each kind of block
    """Yield a block as lines of Markdown."""
    if node.tag in {"h2", "h3", "h4"}:
        yield "#" * int(node.tag[1]) + " " + _inline(node.children).strip()
    elif node.tag == "pre":
        yield from (_INDENT + line for line in plain(node.children).strip("\n").split("\n"))
    elif node.tag == "hr":
        yield "* * *"
    elif node.tag in {"ul", "ol"}:
        for place, member in enumerate(child for child in node.children if isinstance(child, Node)):
            mark = "-   " if node.tag == "ul" else f"{node.start + place}.".ljust(4)
            for number, block in enumerate(parts(member)):
                if number:
                    yield ""
                for line_number, line in enumerate(_marked(block)):
                    yield ((_INDENT if number or line_number else mark) + line).rstrip()
    elif node.tag == "blockquote":
        for place, block in enumerate(parts(node)):
            if place:
                yield ">"
            yield from (f"> {line}".rstrip() for line in _marked(block))
    elif node.tag == "table":
        for number, row in enumerate(rows(node)):
            yield "| " + " | ".join(_inline(cell.children).strip() for cell in row) + " |"
            if not number:
                yield "|" + "|".join({"right": " --: ", "center": " :-: "}.get(c.align, " --- ") for c in row) + "|"
    else:
        yield _inline(node.children).strip()


def _inline(nodes: Sequence[Node | str]) -> str:
    """Return words with their marks, in Markdown; a line break in the text is a space."""
    written = []
    for node in nodes:
        if isinstance(node, str):
            before, after = (" " if node[:1].isspace() else ""), (" " if node[-1:].isspace() and node.strip() else "")
            written.append(before + md(node) + after)
        elif node.tag == "note":
            written.append(f"[^{node.note}]")
        elif node.tag == "br":
            written.append("  \n")
        elif node.tag == "code":
            written.append(_code(plain(node.children)))
        elif node.tag in {"em", "strong"}:
            mark = "*" if node.tag == "em" else "**"
            written.append(f"{mark}{_inline(node.children).strip()}{mark}")
        elif node.tag == "a":
            written.append(f"[{_inline(node.children).strip()}]({md_url(node.url)})")
        else:
            written.append(_inline(node.children))
    return "".join(written)


def _code(text: str) -> str:
    """Return text between as many backticks as it does not hold itself."""
    line = " ".join(text.split())
    fence = "`" * (1 + max((len(run) for run in _RUN.findall(line)), default=0))
    space = " " if line[:1] == "`" or line[-1:] == "`" else ""
    return f"{fence}{space}{line}{space}{fence}"
