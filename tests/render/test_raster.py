"""SVG as PNG: our fonts only, letters in their order."""

import io

import pytest
from PIL import Image

from briefgen.render import packaged_templates
from briefgen.render.raster import png

FONTS = sorted((packaged_templates() / "fonts").glob("*.ttf"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'


def written(words: str, family: str = "Briefing Hebrew") -> str:
    """Return an SVG of some words."""
    return f'{HEAD}<text x="100" y="28" text-anchor="middle" font-family="{family}" font-size="24">{words}</text></svg>'


def inked(picture: bytes) -> tuple[int, int, int, int] | None:
    """Return the box of what is not transparent."""
    box: tuple[int, int, int, int] | None = Image.open(io.BytesIO(picture)).getchannel("A").getbbox()
    return box


def test_a_picture_has_as_many_pixels_as_asked_and_nothing_behind_what_is_drawn() -> None:
    """Sharp on a phone; light and dark grounds show through."""
    drawn = png(f'{HEAD}<rect x="10" y="5" width="30" height="20"/></svg>', (), zoom=2)
    assert Image.open(io.BytesIO(drawn)).size == (400, 80)
    assert inked(drawn) == (20, 10, 80, 50)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    """With letters and without."""
    assert png(written("שלום"), FONTS) == png(written("שלום"), FONTS)


def test_letters_come_from_the_given_files_only() -> None:
    """Without a file nothing is written, whatever fonts the machine has."""
    assert inked(png(written("Harbour", "sans-serif"), ())) is None
    assert inked(png(written("שלום"), FONTS)) is not None


def test_right_to_left_words_are_laid_out_right_to_left() -> None:
    """In memory alef comes first; to the eye it stands on the right of the final mem, not on its left."""
    turned, forced = (png(written(words), FONTS) for words in ("אם", "\u202dאם\u202c"))
    assert turned != forced


def test_what_is_no_svg_is_refused() -> None:
    """A chart's mistake does not become an empty picture."""
    with pytest.raises(ValueError, match=r"\S"):
        png("<p>no chart</p>", ())
