"""Cascade → how each element looks in a scene: colours, size, whether it is seen at all. Pure.

As much as contrast needs: inheritance, custom properties, backgrounds over backgrounds. Colours that only a browser can
tell (gradients, pictures, ``color-mix``) are None, and nothing is said of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tinycss2.ast import Node

from briefgen.lint.cascade import Cascade, Declared
from briefgen.lint.colours import BLACK, WHITE, Colour, colour_of, named
from briefgen.lint.markup import Element, Markup
from briefgen.lint.scenes import Scene
from briefgen.lint.styles import written
from briefgen.lint.values import bold_of, filled, is_painted, is_zero, last_colour, pixels, shorthand, word_of

_WANTED = frozenset(
    [
        "color",
        "background",
        "background-color",
        "background-image",
        "font",
        "font-size",
        "font-weight",
        "display",
        "visibility",
        "opacity",
        "max-height",
    ]
)

#: What a browser does by itself.
_UNSEEN = frozenset({"head", "script", "style", "template", "title", "noscript"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "sup": 0.83, "sub": 0.83}
_LINK, _DARK_LINK = Colour(0, 0, 238 / 255), Colour(158 / 255, 158 / 255, 1)
_DARK_CANVAS = Colour(18 / 255, 18 / 255, 18 / 255)

_AS_ABOVE = frozenset({"inherit", "unset"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How an element is seen."""

    colour: Colour | None = BLACK  #: of its text; None where it cannot be told
    background: Colour | None = WHITE  #: behind its text, opaque; None where it cannot be told
    size: float = 16.0  #: CSS pixels
    bold: bool = False
    seen: bool = True
    text_for_outlook: bool = False  #: ``colour`` is given for Outlook's dark mode
    ground_for_outlook: bool = False  #: ``background`` likewise
    variables: Mapping[str, Sequence[Node]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Scenery:
    """A document, ready to be looked at in any scene."""

    markup: Markup

    @cached_property
    def cascade(self) -> Cascade:
        """Its styles."""
        return Cascade(markup=self.markup, wanted=_WANTED)

    @cached_property
    def is_dark_by_itself(self) -> bool:
        """Tell whether the document says that it takes part in dark mode (``color-scheme``)."""
        said = [self.markup.meta("color-scheme") or ""]
        for rule in self.cascade.sheet.rules:
            if not rule.media and rule.selector in {":root", "html"}:
                said.extend(written(one.value) for one in rule.declarations if one.lower_name == "color-scheme")
        return any("dark" in words for words in said)

    @cached_property
    def _cache(self) -> dict[Scene, dict[int, Look]]:
        return {}

    def looks(self, scene: Scene) -> Mapping[int, Look]:
        """Return how each element looks, by its identity."""
        if scene not in self._cache:
            self._cache[scene] = self._painted(scene)
        return self._cache[scene]

    def _painted(self, scene: Scene) -> dict[int, Look]:
        dark = scene == "dark" and self.is_dark_by_itself
        known = {id(self.markup.root): Look(colour=WHITE, background=_DARK_CANVAS) if dark else Look()}
        for element in self.markup.elements:
            look = _by_default(element, known[id(element.parent)], link=_DARK_LINK if dark else _LINK)
            known[id(element)] = _declared(look, known[id(element.parent)], self.cascade.declarations(element, scene))
        return known


def _by_default(element: Element, above: Look, *, link: Colour) -> Look:
    """Return the look that an element has from its parent, its name and its attributes."""
    tag, attributes = element.tag, element.attrib
    if not (
        tag in _UNSEEN or tag in _BOLD or tag in _SIZES or attributes.keys() & {"hidden", "href", "bgcolor", "color"}
    ):
        return above
    ground = named(attributes["bgcolor"]) if "bgcolor" in attributes else None
    colour = link if tag == "a" and attributes.get("href") else above.colour
    if tag == "font" and "color" in attributes:
        colour = named(attributes["color"])
    return replace(
        above,
        seen=above.seen and tag not in _UNSEEN and "hidden" not in attributes,
        bold=above.bold or tag in _BOLD,
        size=above.size * _SIZES.get(tag, 1.0),
        colour=colour,
        background=ground or above.background,
        text_for_outlook=above.text_for_outlook and colour == above.colour,
        ground_for_outlook=above.ground_for_outlook and ground is None,
    )


def _declared(look: Look, above: Look, declarations: Iterator[Declared]) -> Look:
    """Return the look after all that is declared, the strongest last."""
    given = list(declarations)
    if own := {one.name: one.value for one in given if one.name.startswith("--")}:
        look = replace(look, variables={**above.variables, **own})
    for one in given:
        if not one.name.startswith("--"):
            look = _with(look, above, one, filled(one.value, look.variables))
    return look


def _with(look: Look, above: Look, one: Declared, value: list[Node]) -> Look:  # noqa: PLR0911  one for each property
    word = word_of(value)
    match one.name:
        case "color":
            colour = above.colour if word in _AS_ABOVE or word == "currentcolor" else colour_of(value)
            unseen = colour is not None and colour.alpha == 0
            return replace(look, colour=colour, text_for_outlook=one.marked, seen=look.seen and not unseen)
        case "background" | "background-color":
            return _behind(look, above, one, value)
        case "background-image":
            return look if word in {"none", "initial", "unset"} else replace(look, background=None)
        case "font-size":
            size = above.size if word in _AS_ABOVE or not value else pixels(value[0], above.size)
            return look if size is None else replace(look, size=size)
        case "font-weight":
            bold = above.bold if word in _AS_ABOVE or not value else bold_of(value[0])
            return look if bold is None else replace(look, bold=bold)
        case "font":
            if word in _AS_ABOVE:
                return replace(look, size=above.size, bold=above.bold)
            size, heavy = shorthand(value, above.size)
            return look if size is None else replace(look, size=size, bold=heavy)
        case "display":
            return replace(look, seen=above.seen and word != "none")
        case "visibility":
            return replace(look, seen=look.seen and word not in {"hidden", "collapse"})
        case _:  # opacity, max-height
            return replace(look, seen=False) if is_zero(value) else look


def _behind(look: Look, above: Look, one: Declared, value: list[Node]) -> Look:
    if not value or word_of(value) in {"none", "initial", "transparent", *_AS_ABOVE}:
        return replace(look, background=above.background, ground_for_outlook=above.ground_for_outlook)
    paint = None if is_painted(value) else last_colour(value)
    if paint is not None and paint.alpha < 1:
        paint = None if above.background is None else paint.over(above.background)
    return replace(look, background=paint, ground_for_outlook=one.marked)
