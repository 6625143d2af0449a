"""Edition → the picture that social networks show of its page: its headline, in the look of the publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from briefgen.model.edition import Edition
from briefgen.render.engine import Engine
from briefgen.render.fitting import fitted
from briefgen.render.linked_data import HEIGHT, WIDTH
from briefgen.render.raster import png
from briefgen.render.tongues import voice

#: Where the picture stands: beside the page.
NAME = "card.png"

#: Sizes of the headline, and how many lines of each there is room for.
_ROOM = ((84, 3), (70, 4), (58, 5), (48, 6))
_LINE = 1072

#: No headline fills more; one that is longer is nobody's.
_LONGEST = 600

#: The families of headlines, by what the theme says of them in print, and of all else.
_FACES = {"serif": "Briefing Display", "sans": "Briefing Sans"}
_LABELS = "Briefing Sans"

#: The family that sets a language or script whose letters the theme's own lacks.
_FAMILIES = {"he": "Briefing Hebrew", "ar": "Briefing Arabic", "fa": "Briefing Persian"}
_SCRIPTS = {"und-Hebr": "he", "und-Arab": "ar"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """What the page says of its picture, and what the drawing is made with."""

    url: str  #: absolute; empty where nobody knows where the page will stand
    alt: str
    headline: str  #: font families
    labels: str
    size: int
    lines: tuple[str, ...]
    direction: str
    width: int = WIDTH
    height: int = HEIGHT


def card(edition: Edition, engine: Engine, page_url: str = "") -> Card:
    """Set the headline of an edition's picture."""
    text, said = _headline(edition, engine.words(edition.briefing.language))
    language, direction = voice(text, said)
    face = engine.theme_of(edition).get("pdf", {}).get("headline", "serif")
    headline = _families(_SCRIPTS.get(language, language), _FACES.get(face, _FACES["serif"]))
    set_in = fitted(text[:_LONGEST], _files(headline, engine.fonts), width=_LINE, room=_ROOM)
    return Card(
        url=urljoin(page_url, NAME) if page_url else "",
        alt=f"{edition.briefing.title}: {text}",
        headline=", ".join(headline),
        labels=", ".join(_families("", _LABELS)),
        size=set_in.size,
        lines=set_in.lines,
        direction=direction,
    )


def card_png(edition: Edition, engine: Engine) -> bytes:
    """Return the picture. The same edition, templates and fonts give the same bytes. Raises TemplateError."""
    return png(engine.render("page/card.svg.j2", edition, card=card(edition, engine)), engine.fonts)


def _headline(edition: Edition, words: Mapping[str, Any]) -> tuple[str, str]:
    """Return what the picture says, and in which language."""
    if not edition.stories and edition.title == edition.briefing.title:
        return words["blind" if edition.sources.blind else "nothing"], edition.briefing.language
    languages = [story.language for story in edition.stories[:1] if story.headline == edition.title]
    return edition.title, next(iter(languages), edition.briefing.language)


def _families(language: str, own: str) -> tuple[str, ...]:
    """Return the family of a language before the theme's, then those of the other scripts."""
    first = _FAMILIES.get(language.partition("-")[0].lower(), own)
    return tuple(dict.fromkeys([first, own, *_FAMILIES.values()]))


def _files(families: tuple[str, ...], fonts: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the bold files of families, in their order; a family that has none has its first."""
    found = []
    for family in families:
        files = [path for path in fonts if path.name.startswith(family.replace(" ", "") + "-")]
        found += sorted(files, key=lambda path: "Bold" not in path.stem)[:1]
    return tuple(found)
