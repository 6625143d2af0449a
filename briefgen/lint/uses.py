"""Document → the features of CSS and HTML that it uses, by the keys of caniemail.json, with their first place. Pure.

``property:margin``, ``value:display:flex``, ``function:calc``, ``unit:vw``, ``word:initial``, ``important``,
``at:media``, ``media:hover``, ``pseudo:hover``, ``selector:>``, ``element:video``, ``attribute:dir``, ``input:text``,
``meta:color-scheme``, ``image:webp``, ``link:mailto``. What stands in a conditional comment is Outlook's, and no use.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tinycss2.ast import Declaration, Node

from briefgen.lint.markup import Element
from briefgen.lint.rules import Document
from briefgen.lint.styles import declared

_FEATURE = re.compile(r"\(\s*(-?[a-z-]+)")
_PSEUDO = re.compile(r"::?([a-z-]+)")
_IMAGE = re.compile(r"\.(apng|avif|bmp|gif|heic|heif|ico|jpe?g|mp4|png|svg|tiff?|webp)(?:$|[?#])", re.IGNORECASE)

#: Sides and corners count for their shorthand, of which caniemail tells.
_SIDES = re.compile(
    r"^(margin|padding|border)-(?:top|right|bottom|left)(?:-(?:width|style|color))?$|^(border)-(?:width|style|color)$"
)


@dataclass(slots=True)
class Use:
    """Where a feature is used first, and how often."""

    line: int
    column: int
    times: int = 0


def uses_of(document: Document) -> dict[str, Use]:
    """Return key -> use."""
    found: dict[str, Use] = {}

    def add(keys: Iterable[str], line: int, column: int) -> None:
        for key in keys:
            found.setdefault(key, Use(line, column)).times += 1

    for element in document.markup.elements:
        add(_of_element(element), element.line, element.column)
        if style := element.attrib.get("style"):
            add(_of_style(style), element.line, element.column)
    sheet = document.scenery.cascade.sheet
    for rule in sheet.rules:
        add(_of_declarations(rule.declarations), rule.line, rule.column)
        add(_of_selector(rule.selector), rule.line, rule.column)
    for directive in sheet.directives:
        keys = [f"at:{directive.keyword}"]
        if directive.keyword == "media":
            keys += [f"media:{name}" for name in _FEATURE.findall(directive.prelude)]
        add(keys, directive.line, directive.column)
    return found


@lru_cache(maxsize=8192)
def _of_style(style: str) -> frozenset[str]:
    return frozenset(_of_declarations(declared(style)))


def _of_declarations(declarations: Iterable[Declaration]) -> set[str]:
    found: set[str] = set()
    for one in declarations:
        name = one.lower_name
        side = _SIDES.match(name)
        found.add(f"property:{(side[1] or side[2]) if side else name}")
        if one.important:
            found.add("important")
        for token in _tokens(one.value):
            match token.type:
                case "ident":
                    found |= {f"word:{token.lower_value}", f"value:{name}:{token.lower_value}"}
                case "function":
                    found.add(f"function:{token.lower_name}")
                case "dimension":
                    found.add(f"unit:{token.lower_unit}")
                case "percentage":
                    found.add("unit:%")
    return found


def _tokens(value: Iterable[Node]) -> Iterator[Node]:
    stack = list(value)
    while stack:
        token = stack.pop()
        yield token
        stack.extend(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


def _of_selector(selector: str) -> set[str]:
    bare = re.sub(r"\[[^\]]*\]|\([^)]*\)", "", selector)
    found = {f"pseudo:{name}" for name in _PSEUDO.findall(selector)}
    found |= {f"selector:{sign}" for sign in ">+~*.#" if sign in bare}
    if "[" in selector:
        found.add("selector:[]")
    if re.search(r"[^\s,>+~] +[^\s,>+~]", bare):
        found.add("selector:descendant")
    return found


def _of_element(element: Element) -> Iterator[str]:
    tag = element.tag
    yield f"element:{tag}"
    for name in element.attrib:
        yield f"attribute:{name}"
    if tag in {"input", "button"}:
        kind = (element.get("type") or ("text" if tag == "input" else "submit")).lower()
        yield f"input:{kind}" if tag == "input" else f"input:button-{kind}"
    if tag == "meta":
        yield f"meta:{(element.get('name') or '').lower()}"
    for name in ("src", "background", "poster"):
        yield from _of_image(element.get(name) or "")
    if tag == "a":
        address = (element.get("href") or "").strip().lower()
        if address.startswith("#") and len(address) > 1:
            yield "link:#"
        elif address.startswith("mailto:"):
            yield "link:mailto"


def _of_image(address: str) -> Iterator[str]:
    if address.lower().startswith("data:"):
        yield "image:data"
        if address.lower().startswith("data:image/svg"):
            yield "image:svg"
    elif found := _IMAGE.search(address):
        yield f"image:{found[1].lower()}"
