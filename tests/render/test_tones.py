"""Colours of pictures: they lie on light and on dark paper."""

import tomllib
from pathlib import Path

import pytest

from briefgen.render import packaged_templates
from briefgen.render.tones import between

TEMPLATES = packaged_templates()
THEMES = [TEMPLATES / "theme.toml", *sorted(TEMPLATES.glob("briefings/*/theme.toml"))]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_tone_between_is_the_middle() -> None:
    """Of each part of the colour."""
    assert between("#000000", "#fe8010") == "#7f4008"


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.parent.name)
def test_bars_are_seen_on_light_and_on_dark_paper(theme: Path) -> None:
    """At least 3:1, as WCAG 1.4.11 wants it of graphics, in every publication's colours."""
    common = tomllib.loads(THEMES[0].read_text(encoding="utf-8"))["colours"]
    own = tomllib.loads(theme.read_text(encoding="utf-8")).get("colours", {})
    light, dark = ({**common[mode], **own.get(mode, {})} for mode in ("light", "dark"))
    for name in ("brand", "muted"):
        tone = between(light[name], dark[name])
        assert min(contrast(tone, light["paper"]), contrast(tone, dark["paper"])) >= 3, name
