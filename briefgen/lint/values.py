"""CSS values → what they come to: ``var()`` filled in, colours found, font sizes in pixels. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from tinycss2.ast import Node

from briefgen.lint.colours import Colour, colour_of

#: A custom property may name another, so often at most; and a value has so many tokens at most.
_DEEPEST, _LONGEST = 8, 500

_NO_TOKENS: Sequence[Node] = ()
_BLANK = frozenset({"whitespace", "comment"})

#: Pixels of a unit.
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_ROOT = 16.0

#: CSS Fonts 4, §2.5: sizes by name.
_NAMED = {
    "xx-small": 9.6,
    "x-small": 12.0,
    "small": 14.2,
    "medium": 16.0,
    "large": 19.2,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_RELATIVE = {"smaller": 5 / 6, "larger": 1.2}

#: From this weight on a letter is bold.
_BOLD = 700


def filled(tokens: Sequence[Node], variables: Mapping[str, Sequence[Node]], depth: int = 0) -> list[Node]:
    """Return a value without white space, each ``var()`` replaced by what the custom property holds."""
    found: list[Node] = []
    for token in tokens:
        if len(found) > _LONGEST:
            break
        if token.type in _BLANK:
            continue
        if token.type == "function" and token.lower_name == "var":
            if depth < _DEEPEST:
                found.extend(filled(_held(token.arguments, variables), variables, depth + 1))
        else:
            found.append(token)
    return found


def _held(arguments: Sequence[Node], variables: Mapping[str, Sequence[Node]]) -> Sequence[Node]:
    """Return what ``var(--name, fallback)`` stands for."""
    name = next((one.value for one in arguments if one.type == "ident"), "")
    if name in variables:
        return variables[name]
    comma = next((place for place, one in enumerate(arguments) if one == ","), None)
    return _NO_TOKENS if comma is None else arguments[comma + 1 :]


def word_of(value: Sequence[Node]) -> str:
    """Return a value that is one word, else nothing."""
    return str(value[0].lower_value) if len(value) == 1 and value[0].type == "ident" else ""


def last_colour(value: Sequence[Node]) -> Colour | None:
    """Return the colour that a ``background`` ends with."""
    return next((found for token in reversed(value) if (found := colour_of([token]))), None)


def is_painted(value: Sequence[Node]) -> bool:
    """Tell whether a ``background`` has a picture, a gradient, or another thing that only a browser can see."""
    return any(token.type in {"url", "function"} and colour_of([token]) is None for token in value)


def is_zero(value: Sequence[Node]) -> bool:
    """Tell whether a value is 0, in whatever unit."""
    return len(value) == 1 and getattr(value[0], "value", None) == 0


def pixels(token: Node, around: float) -> float | None:
    """Return a font size in pixels, where ``around`` is that of the parent. Of ``clamp()`` the least."""
    match token.type:
        case "dimension":
            unit = token.lower_unit
            factor = {"em": around, "rem": _ROOT, "%": around}.get(unit) or _UNITS.get(unit)
            return None if factor is None else float(token.value) * factor
        case "percentage":
            return float(token.value) * around / 100
        case "number":
            return 0.0 if token.value == 0 else None
        case "ident":
            word = token.lower_value
            return around * _RELATIVE[word] if word in _RELATIVE else _NAMED.get(word)
        case "function" if token.lower_name == "clamp":
            return next((found for one in token.arguments if (found := pixels(one, around)) is not None), None)
        case _:
            return None


def bold_of(token: Node) -> bool | None:
    """Return whether a token makes letters bold, or not; None if it says nothing of it."""
    if token.type == "number" and 1 <= token.value <= 1000:  # noqa: PLR2004  the weights of CSS Fonts 4
        return bool(token.value >= _BOLD)
    if token.type == "ident":
        return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(token.lower_value)
    return None


def shorthand(value: Sequence[Node], around: float) -> tuple[float | None, bool]:
    """Return size in pixels and boldness of a ``font`` shorthand: what stands before the size is no size."""
    bold = False
    for token in value:
        if token.type == "number" or (token.type == "ident" and token.lower_value not in _NAMED):
            bold = bold_of(token) or bold
        elif (size := pixels(token, around)) is not None:
            return size, bold
        else:
            break
    return None, bold


def lengths(value: Sequence[Node]) -> Iterator[Node]:
    """Yield every number with a unit, inside functions too."""
    stack = list(value)
    while stack:
        token = stack.pop()
        if token.type in {"dimension", "percentage"}:
            yield token
        stack.extend(getattr(token, "arguments", None) or getattr(token, "content", None) or ())
