"""The fonts in templates/fonts: ours by name, open by licence, whole by script."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from briefgen.render.engine import packaged_templates
from tests.fonts.build_fonts import FAMILIES, MODIFIED, Family

FOLDER = packaged_templates() / "fonts"
FILES = sorted(FOLDER.glob("*.ttf"))

#: What a newsroom of the region writes, by font family (file name).
WRITES = {
    "BriefingSans": "Az09ğışİÇéñ Жщё שלום אבג العربية پچژگک ₪€–—“”«»…",
    "BriefingSerif": "Az09ğışİÇéñ Жщё Αθήνα €–—“”«»…",
    "BriefingDisplay": "Az09ğışİÇéñ Жщё Αθήνα €–—“”«»…",
    "BriefingHebrew": "Az09 שלום אבגץ ־ ״ ׳ ₪ “”",
    "BriefingArabic": "Az09 العربية لا ؤئء ٠١٢ ، ؛ ؟ پچژگک ()«»",
    "BriefingPersian": "Az09 فارسی پچژگک ۰۱۲ ، ؛ ؟ \u200c ()«»",
}


def test_every_file_that_the_build_makes_is_there_and_no_other() -> None:
    """Thirteen fonts, each with its licence."""
    made = {f"{family.name.replace(' ', '')}-{cut.label}.ttf" for family in FAMILIES for cut in family.cuts}
    assert {path.name for path in FILES} == made
    assert {path.name for path in FOLDER.glob("*.txt")} == {family.licence for family in FAMILIES}
    assert sum(path.stat().st_size for path in FILES) < 2_000_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_bears_our_name_and_its_makers_copyright(path: Path) -> None:
    """The licence reserves some names, and asks for the notices to stay."""
    names = TTFont(path)["name"]
    assert names.getDebugName(16).startswith("Briefing ")
    for reserved in ("Rubik", "Source", "Amiri", "Vazirmatn", "Frank Ruhl"):
        assert all(reserved not in (names.getDebugName(n) or "") for n in (1, 3, 4, 6, 16))
    assert names.getDebugName(0)
    assert "OFL" in names.getDebugName(14) or "openfontlicense" in names.getDebugName(14)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_is_static_dated_alike_and_whole(path: Path) -> None:
    """No axes, no date of building, every character that its script needs."""
    font = TTFont(path)
    assert "fvar" not in font
    assert font["head"].modified == font["head"].created == MODIFIED
    written = set(WRITES[path.stem.partition("-")[0]]) | {"\u2010", "\u2011", "-", " ", "\u00a0"}
    missing = {character for character in written if ord(character) not in font.getBestCmap()}
    assert missing - {"\u200c"} == set()


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_each_licence_is_the_open_font_license(family: Family) -> None:
    """In full, with the makers' copyright above it."""
    text = (FOLDER / family.licence).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Changed for briefgen" in text
