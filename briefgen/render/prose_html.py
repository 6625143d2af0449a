"""A memo's text → HTML for the page, the email and the PDF. Pure. Everything printed is escaped here."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from briefgen.render.prose import Node, Prose, parts, plain, prose

#: The place of a footnote: its number, which leads to it.
#: It stands on the line of the word before it (U+2060).
_NOTE = Markup('\u2060<sup><a{0} id="note-from-{1}" href="#note-{1}">{1}</a></sup>')
_NOTE_IN_PRINT = Markup('\u2060<a class="cite" href="#note-{1}">{1}</a>')

#: Elements that stand alone.
_EMPTY = frozenset({"br", "hr"})


def prose_html(text: str, classes: Mapping[str, str] | None = None, *, bare_links: bool = False) -> Markup:
    """Return the text's blocks as HTML; its footnotes are not among them (``prose_notes``).

    ``classes`` are given to elements by their tag; ``bare_links`` keeps links free of elements, as the PDF needs it.
    """
    writer = _Writer(classes or {}, bare_links=bare_links)
    return Markup("\n").join(writer.block(block) for block in prose(text).blocks)


def prose_notes(text: str, classes: Mapping[str, str] | None = None, *, bare_links: bool = False) -> list[Markup]:
    """Return the footnotes in order, each as HTML within a line."""
    writer = _Writer(classes or {}, bare_links=bare_links)
    return [Markup(" ").join(writer.inline(block.children) for block in note) for note in _notes(prose(text))]


def _notes(read: Prose) -> Iterable[tuple[Node, ...]]:
    return read.notes


class _Writer:
    """Writes nodes as HTML."""

    def __init__(self, classes: Mapping[str, str], *, bare_links: bool) -> None:
        self._classes, self._bare_links = classes, bare_links

    def block(self, node: Node) -> Markup:
        """Return one element."""
        return self._element(node)

    def inline(self, nodes: Iterable[Node | str]) -> Markup:
        """Return the nodes after each other."""
        return Markup("").join(escape(node) if isinstance(node, str) else self._element(node) for node in nodes)

    def _element(self, node: Node) -> Markup:
        given = Markup("")
        if name := self._classes.get(node.tag):
            given += Markup(' class="{}"').format(name)
        if node.tag == "note":
            pattern = _NOTE_IN_PRINT if self._bare_links else _NOTE
            return pattern.format(given, node.note)
        if node.tag in _EMPTY:
            return Markup("<{}{}>").format(node.tag, given)
        if node.tag == "a":
            given += Markup(' href="{}"').format(node.url)
        if node.tag == "ol" and node.start != 1:
            given += Markup(' start="{}"').format(node.start)
        if node.align:
            given += Markup(' style="text-align: {}"').format(node.align)
        if node.tag == "li" and self._bare_links:
            return Markup("<li{}>{}</li>").format(given, self._member(node))
        bare = node.tag == "a" and self._bare_links
        inside = escape(plain(node.children)) if bare else self.inline(node.children)
        return Markup("<{0}{1}>{2}</{0}>").format(node.tag, given, inside)

    def _member(self, node: Node) -> Markup:
        """Return what a list's member holds, without blocks but lists in it: PDF/UA (7.2-20) wants no others there."""
        written = Markup("")
        for part in self._lines(node):
            is_list = part.startswith(("<ul", "<ol"))
            written += part if is_list or not written else Markup("<br>") + part
        return written

    def _lines(self, node: Node) -> Iterator[Markup]:
        for part in parts(node):
            if part.tag in {"ul", "ol"}:
                yield self._element(part)
            elif part.tag == "p":
                yield self.inline(part.children)
            elif part.tag == "pre":
                yield from (escape(line) for line in plain(part.children).strip("\n").split("\n"))
            else:
                yield from self._lines(part)
