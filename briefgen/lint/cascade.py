"""Document and its styles → what is declared of an element in a scene, the strongest last. Pure.

Style blocks by specificity and order, ``style`` attributes, ``!important``; selectors are matched by cssselect2.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import cssselect2
from tinycss2.ast import Declaration, Node

from briefgen.lint.markup import Element, Markup
from briefgen.lint.scenes import Scene, holds
from briefgen.lint.styles import Sheet, StyleRule, declared, sheet_of, written

#: What Outlook's apps put on the elements whose colours they change; here it stands on the root, as around all.
MARKS = ("data-ogsc", "data-ogsb")


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """One declaration that holds for an element."""

    name: str  #: in lower case, custom properties as written
    value: Sequence[Node]
    marked: bool  #: the rule is one of those for Outlook's dark mode


@dataclass(frozen=True, kw_only=True)
class Cascade:
    """A document with its styles."""

    markup: Markup
    wanted: Collection[str]  #: the properties that are asked for; custom ones are always given

    @cached_property
    def sheet(self) -> Sheet:
        """The style blocks, read."""
        return sheet_of(self.markup)

    def declarations(self, element: Element, scene: Scene) -> Iterator[Declared]:
        """Yield what holds for an element, the strongest last."""
        rules = [
            (rule, marked)
            for rule, marked in self._matched.get(id(element), ())
            if (scene == "outlook" or not marked) and all(holds(media, scene) for media in rule.media)
        ]
        inline = declared(element.attrib.get("style", ""))
        for important in (False, True):
            for rule, marked in rules:
                yield from self._chosen(rule.declarations, important=important, marked=marked)
            yield from self._chosen(inline, important=important, marked=False)

    def _chosen(self, declarations: Sequence[Declaration], *, important: bool, marked: bool) -> Iterator[Declared]:
        for one in declarations:
            if one.important == important and self._is_wanted(one):
                yield Declared(
                    name=one.name if one.name.startswith("--") else one.lower_name, value=one.value, marked=marked
                )

    def _is_wanted(self, declaration: Declaration) -> bool:
        return declaration.lower_name in self.wanted or bool(declaration.name.startswith("--"))

    @cached_property
    def _matched(self) -> Mapping[int, list[tuple[StyleRule, bool]]]:
        """By identity of an element the rules that apply to it, weakest first, and whether they are for Outlook."""
        matcher = cssselect2.Matcher()
        for rule in self.sheet.rules:
            if any(self._is_wanted(one) for one in rule.declarations):
                try:
                    for selector in cssselect2.compile_selector_list(rule.selectors):
                        matcher.add_selector(selector, (rule, is_for_outlook(rule)))
                except (cssselect2.SelectorError, RecursionError):
                    continue  # as in a browser: a selector that is not understood takes its rule with it
        found: dict[int, list[tuple[StyleRule, bool]]] = {}
        for element, wrapper in self._wrapped():
            try:
                matches = matcher.match(wrapper)
            except RecursionError:
                continue  # siblings by the thousand, under a selector that looks at each of them
            found[id(element)] = [payload for _, _, pseudo, payload in matches if pseudo is None]
        return found

    def _wrapped(self) -> Iterator[tuple[Element, cssselect2.ElementWrapper]]:
        """Yield each element as cssselect2 wants it, without recursion: the root is the document's ``<html>``."""
        root = self.markup.first("html")
        if root is None:
            return
        marked = Element(root.tag, {**root.attrib, **dict.fromkeys(MARKS, "")}, 0, 0, None, root.nodes)
        top = cssselect2.ElementWrapper.from_html_root(marked)
        yield root, top
        stack = [top]
        while stack:
            above, before = stack.pop(), None
            for place, element in enumerate(above.etree_children):
                wrapper = cssselect2.ElementWrapper(element, above, place, before, in_html_document=True)
                yield element, wrapper
                stack.append(wrapper)
                before = wrapper


def is_for_outlook(rule: StyleRule) -> bool:
    """Tell whether a rule is for the dark mode of Outlook's apps."""
    return "[data-ogs" in written(rule.selectors)
