"""Text can be read: contrast in light, in dark, and in Outlook's dark mode, as the styles have it. Pure.

WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for large letters: from 24 px, or from 18.66 px bold.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefgen.lint.colours import contrast
from briefgen.lint.looks import Look
from briefgen.lint.rules import Document, Rule, Spot, shown
from briefgen.lint.scenes import Scene

#: What is asked of letters, and of large ones; from which size they are large (CSS pixels).
LEAST, LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 24.0, 18.66

#: Letters below this size are for nobody, in CSS pixels.
_SMALLEST = 9.0

_NAMES: dict[Scene, str] = {
    "light": "light",
    "dark": "dark (prefers-color-scheme)",
    "outlook": "Outlook's dark mode (data-ogsc)",
}


@dataclass(slots=True)
class _Pair:
    first: Spot
    places: int = 0


def _least(look: Look) -> float:
    return LEAST_LARGE if look.size >= (_LARGE_BOLD if look.bold else _LARGE) else LEAST


def _too_faint(document: Document, scene: Scene) -> Iterator[Spot]:
    """Yield one Spot for each pair of colours that is too faint, at its first place."""
    looks = document.scenery.looks(scene)
    found: dict[tuple[object, ...], _Pair] = {}
    for text in document.markup.texts:
        look = looks[id(text.parent)]
        if not look.seen or look.colour is None or look.background is None:
            continue
        if scene == "outlook" and not (look.text_for_outlook and look.ground_for_outlook):
            continue  # Outlook sets the other one itself, and sees to the contrast
        colour = look.colour.over(look.background)
        ratio, least = contrast(colour, look.background), _least(look)
        if ratio >= least:
            continue
        said = f"{colour} on {look.background} is {_cut(ratio)}:1 in {_NAMES[scene]}, at least {least:g}:1 is needed"
        spot = Spot(line=text.parent.line, column=text.parent.column, message=f"{said}: {shown(text.text, 30)}")
        found.setdefault((colour, look.background, least), _Pair(spot)).places += 1
    yield from _counted(found.values())


def _counted(pairs: Iterable[_Pair]) -> Iterator[Spot]:
    for pair in pairs:
        more = f" and {pair.places - 1} more" if pair.places > 1 else ""
        yield Spot(line=pair.first.line, column=pair.first.column, message=pair.first.message + more)


def _cut(ratio: float) -> str:
    """Return a ratio, rounded down: 4.499 does not read as 4.5."""
    return f"{int(ratio * 100) / 100:.2f}"


def in_scene(scene: Scene) -> Callable[[Document], Iterator[Spot]]:
    """Return the look of the rule for one scene."""
    return lambda document: _too_faint(document, scene)


def text_small(document: Document) -> Iterator[Spot]:
    """No text below 9 px."""
    looks = document.scenery.looks("light")
    found: dict[tuple[object, ...], _Pair] = {}
    for text in document.markup.texts:
        look = looks[id(text.parent)]
        if look.seen and look.size < _SMALLEST and any(letter.isalnum() for letter in text.text):
            said = f"text of {look.size:.3g} px: {shown(text.text, 30)}"
            spot = Spot(line=text.parent.line, column=text.parent.column, message=said)
            found.setdefault((look.size,), _Pair(spot)).places += 1
    yield from _counted(found.values())


_HELP = "choose colours with a contrast of 4.5:1, or 3:1 for letters from 24 px (18.66 px bold)"

RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="contrast-light",
        level="error",
        what="text is too faint in light colours (WCAG 2.2, 1.4.3)",
        help=_HELP,
        look=in_scene("light"),
    ),
    Rule(
        id="contrast-dark",
        level="error",
        what="text is too faint in dark colours, as prefers-color-scheme has them",
        help=f"{_HELP}; also in @media (prefers-color-scheme: dark)",
        look=in_scene("dark"),
    ),
    Rule(
        id="contrast-outlook",
        level="error",
        what="text is too faint in the dark mode of Outlook's apps, as data-ogsc and data-ogsb have it",
        help=f"{_HELP}; also under [data-ogsc] and [data-ogsb]",
        look=in_scene("outlook"),
    ),
    Rule(
        id="text-small",
        level="warning",
        what="text is smaller than 9 px",
        help="set text from 12 px on, marks from 9 px on",
        look=text_small,
    ),
)
