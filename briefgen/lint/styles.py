"""The styles of a document → rules with their conditions and places. Pure; CSS is read by tinycss2."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

from briefgen.lint.markup import Markup, Text

#: At-rules that hold rules, and whose conditions are taken as fulfilled, ``@media`` apart.
_HOLDING = frozenset({"media", "supports", "layer", "container", "scope", "starting-style"})

#: So deep do at-rules stand in each other, at most.
_DEEPEST = 8


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class StyleRule:
    """Selectors with what they declare."""

    selectors: Sequence[Node]
    declarations: tuple[Declaration, ...]
    media: tuple[str, ...]  #: the conditions of ``@media`` around it, all of which must hold
    line: int
    column: int

    @property
    def selector(self) -> str:
        """The selectors as text."""
        return written(self.selectors)


@dataclass(frozen=True, kw_only=True, slots=True)
class Directive:
    """An at-rule: ``@media (max-width: 599px)``."""

    keyword: str
    prelude: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """All style blocks of a document, in order."""

    rules: tuple[StyleRule, ...]
    directives: tuple[Directive, ...]
    faults: tuple[tuple[int, int, str], ...]  #: line, column, what cannot be read


def sheet_of(markup: Markup) -> Sheet:
    """Document → the styles that stand in it, screen or not. What cannot be read is kept as a fault."""
    reader = _Reader()
    for element in markup.all("style"):
        for node in element.nodes:
            if isinstance(node, Text):
                reader.read(node)
    return Sheet(rules=tuple(reader.rules), directives=tuple(reader.directives), faults=tuple(reader.faults))


@lru_cache(maxsize=8192)
def declared(style: str) -> tuple[Declaration, ...]:
    """Return the declarations of a ``style`` attribute."""
    return tuple(_declarations(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)))


def written(tokens: Iterable[Node]) -> str:
    """Return CSS tokens as text, in lower case and without needless white space; empty if they nest too deep."""
    try:
        return " ".join(tinycss2.serialize(tokens).lower().split())
    except RecursionError:
        return ""


def _declarations(nodes: Iterable[Node]) -> Iterator[Declaration]:
    return (node for node in nodes if isinstance(node, Declaration))


class _Reader:
    def __init__(self) -> None:
        self.rules: list[StyleRule] = []
        self.directives: list[Directive] = []
        self.faults: list[tuple[int, int, str]] = []

    def read(self, block: Text) -> None:
        nodes = tinycss2.parse_stylesheet(block.text, skip_comments=True, skip_whitespace=True)
        self._take(nodes, block, (), 0)

    def _take(self, nodes: Iterable[Node], block: Text, media: tuple[str, ...], depth: int) -> None:
        for node in nodes:
            line, column = _place(node, block)
            if isinstance(node, ParseError):
                self.faults.append((line, column, node.message))
            elif isinstance(node, QualifiedRule):
                inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                self.faults.extend((*_place(one, block), one.message) for one in inside if isinstance(one, ParseError))
                self.rules.append(
                    StyleRule(
                        selectors=node.prelude,
                        declarations=tuple(_declarations(inside)),
                        media=media,
                        line=line,
                        column=column,
                    )
                )
            elif isinstance(node, AtRule):
                self._take_directive(node, block, media, depth)

    def _take_directive(self, node: AtRule, block: Text, media: tuple[str, ...], depth: int) -> None:
        line, column = _place(node, block)
        keyword, prelude = node.lower_at_keyword, written(node.prelude)
        self.directives.append(Directive(keyword=keyword, prelude=prelude, line=line, column=column))
        if node.content is None or keyword not in _HOLDING or depth >= _DEEPEST:
            return
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        self._take(inside, block, (*media, prelude) if keyword == "media" else media, depth + 1)


def _place(node: Node, block: Text) -> tuple[int, int]:
    line: int = block.line + node.source_line - 1
    column: int = node.source_column + (block.column - 1 if node.source_line == 1 else 0)
    return line, column
