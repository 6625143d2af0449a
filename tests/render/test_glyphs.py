"""Which characters the fonts have, and what stands for those that they lack."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render import packaged_templates
from briefgen.render.glyphs import characters, spelt

FONTS = tuple(sorted((packaged_templates() / "fonts").glob("*.ttf")))
KNOWN = characters(FONTS)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_has_what_fonttools_finds_in_it(path: Path) -> None:
    """Our few lines read the table as the library does that made it."""
    assert characters((path,)) == {chr(code) for code in TTFont(path).getBestCmap()}


def test_a_file_that_is_no_font_has_no_characters(tmp_path: Path) -> None:
    """A workspace may hold anything."""
    (tmp_path / "x.ttf").write_bytes(b"\0\1\0\0\0\1")
    (tmp_path / "y.ttf").write_bytes(b"")
    assert characters((tmp_path / "x.ttf", tmp_path / "y.ttf")) == frozenset()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("9 → 14", "9 › 14"),
        ("Fire 🔥 in the harbour", "Fire  in the harbour"),
        ("Ministers meet in 東京 today", "Ministers meet in […] today"),
        ("Ｆｕｌｌ width", "Full width"),
        ("שרי החוץ, لافروف, Лавров, İstanbul", "שרי החוץ, لافروف, Лавров, İstanbul"),
        ("می‌شود", "می‌شود"),
        ("\ufe64script\uff1e \uff06amp; \uff02", "script amp; "),
        ("plain", "plain"),
    ],
)
def test_a_sign_is_printed_by_its_likeness_and_unreadable_letters_are_owned_up_to(text: str, printed: str) -> None:
    """Joiners, which draw nothing, stay."""
    assert spelt(text, KNOWN) == printed


@given(st.text(st.characters(exclude_categories=["Z", "C"])))
def test_no_character_is_left_that_no_font_has(text: str) -> None:
    """But for those of plain ASCII, which every font has."""
    assert all(character.isascii() or character in KNOWN for character in spelt(text, KNOWN))
