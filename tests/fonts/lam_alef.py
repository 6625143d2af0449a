"""Ligatures of lam and alef → two glyphs that look the same, so that PDF readers find both letters.

A PDF tells of each glyph which characters it stands for. Readers turn the order of Arabic glyphs around, not that of
the characters inside one, so a ligature لا comes out as ال. Here the lam carries the whole drawing and the alef
nothing; each has half of the width. (Amiri is drawn like this already. Lost: the places of vowel signs on the pair.)
"""

from typing import Any

from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables import otTables  # type: ignore[import-untyped]

LAM = 0x644

_LIGATURE, _SINGLE, _CHAIN, _EXTENSION = 4, 1, 6, 7
_BASE = 1


def split_lam_alef(font: TTFont) -> None:
    """Replace, in place, every lookup that makes ligatures of two glyphs of which the first is a lam or like it."""
    if LAM not in font.getBestCmap():
        return
    lookups = font["GSUB"].table.LookupList.Lookup
    lams = _forms(font, font.getBestCmap()[LAM])
    for lookup in list(lookups):
        subtables = [_real(table) for table in lookup.SubTable]
        if not subtables or any(table.LookupType != _LIGATURE for table in subtables):
            continue
        pairs = [
            (first, ligature.Component[0], ligature.LigGlyph)
            for table in subtables
            for first, ligatures in table.ligatures.items()
            for ligature in ligatures
            if len(ligature.Component) == 1
        ]
        if any(first in lams for first, _, _ in pairs):
            _replace(font, lookup, pairs)
    font["GSUB"].table.LookupList.LookupCount = len(lookups)


def _forms(font: TTFont, letter: str) -> set[str]:
    """Return the glyphs that single substitutions make of a letter: its initial, medial and final form."""
    found = {letter}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in map(_real, lookup.SubTable):
            if table.LookupType == _SINGLE and letter in table.mapping:
                found.add(table.mapping[letter])
    return found


def _real(table: Any) -> Any:
    return table.ExtSubTable if table.LookupType == _EXTENSION else table


def _replace(font: TTFont, lookup: Any, pairs: list[tuple[str, str, str]]) -> None:
    """Turn a ligature lookup into one that looks for the pair and draws it over both places."""
    lookup.LookupType = _CHAIN
    lookup.SubTable = []
    for lam, alef, ligature in pairs:
        drawn, void = f"{ligature}.lam", f"{ligature}.alef"
        _draw(font, ligature, drawn, void)
        chain = otTables.ChainContextSubst()
        chain.Format = 3
        chain.BacktrackCoverage, chain.LookAheadCoverage = [], []
        chain.InputCoverage = [_coverage(lam), _coverage(alef)]
        chain.SubstLookupRecord = [
            _record(0, _single(font, lam, drawn)),
            _record(1, _single(font, alef, void)),
        ]
        lookup.SubTable.append(chain)
    lookup.SubTableCount = len(lookup.SubTable)


def _draw(font: TTFont, ligature: str, drawn: str, void: str) -> None:
    """Add the two glyphs: the ligature moved left by half of its width, and nothing."""
    width, _ = font["hmtx"][ligature]
    half = width // 2
    glyphs = font.getGlyphSet()
    outline = TTGlyphPen(glyphs)
    glyphs[ligature].draw(TransformPen(outline, (1, 0, 0, 1, -half, 0)))
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    for name, glyph, advance in ((drawn, outline.glyph(), width - half), (void, TTGlyphPen(None).glyph(), half)):
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
        classes[name] = _BASE
    font.setGlyphOrder(font["glyf"].glyphOrder)


def _single(font: TTFont, old: str, new: str) -> int:
    """Append a lookup that makes one glyph another, and return its index."""
    table = otTables.SingleSubst()
    table.mapping = {old: new}
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = _SINGLE, 0
    lookup.SubTable, lookup.SubTableCount = [table], 1
    lookups = font["GSUB"].table.LookupList.Lookup
    lookups.append(lookup)
    return len(lookups) - 1


def _coverage(glyph: str) -> Any:
    coverage = otTables.Coverage()
    coverage.glyphs = [glyph]
    return coverage


def _record(place: int, lookup: int) -> Any:
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = place, lookup
    return record
