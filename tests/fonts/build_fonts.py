"""Build templates/fonts/: npm packages of @fontsource → thirteen static TrueType files and their licences.

Run ``python -m tests.fonts.build_fonts`` with npm on the path; the same package versions give the same bytes.

Why at all: a family that @fontsource splits into one file a script collides inside Pango and garbles Cyrillic,
Hebrew and Persian silently, so the parts are merged into one file a weight. Why renamed: the Open Font License forbids
a changed font to bear a reserved name. Copyright and licence records stay; each licence is shipped beside the fonts as
``OFL-<family>.txt``.
"""

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.merge import Merger, Options  # type: ignore[import-untyped]
from fontTools.subset import Options as SubsetOptions  # type: ignore[import-untyped]
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

from tests.fonts.lam_alef import split_lam_alef

FONTS = Path(__file__).parents[2] / "templates" / "fonts"

#: Seconds since 1904, the font epoch: 1 January 2026. No file tells when it was built.
MODIFIED = 3_850_070_400

#: Characters that several of the families lack, and the one whose drawing serves for them.
STAND_INS = {0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x2013, 0x2015: 0x2014, 0x202F: 0xA0, 0x2009: 0xA0}

#: Arabic is kept to the letters in use: the block itself and its supplement, without presentation forms.
ARABIC = frozenset([*range(0x20, 0x180), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x2000, 0x2070)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """One family as drawn elsewhere, and what we call it."""

    name: str  #: ours
    package: str  #: npm package with its version
    file: str  #: of one script, with {script} and {style}
    scripts: tuple[str, ...]  #: the first one to have a character wins
    cuts: tuple["Cut", ...]
    licence: str  #: its licence file
    keep: frozenset[int] | None = None  #: code points; all, if None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """One file of a family."""

    weight: int  #: as CSS asks for it
    style: str = "normal"
    axes: dict[str, float] = field(default_factory=dict)  #: where the variable font is frozen

    @property
    def label(self) -> str:
        """For instance ``Bold`` or ``Italic``, the style name inside the font."""
        weight = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}[self.weight]
        return weight if self.style == "normal" else "Italic"


LATIN = ("latin", "latin-ext")
SERIF = "source-serif-4-{script}-standard-{style}.woff2"

FAMILIES = (
    Family(
        name="Briefing Sans",
        licence="OFL-Rubik.txt",
        package="@fontsource-variable/rubik@5.3.0",
        file="rubik-{script}-wght-{style}.woff2",
        scripts=(*LATIN, "cyrillic", "cyrillic-ext", "hebrew", "arabic"),
        cuts=tuple(Cut(weight=w, axes={"wght": w}) for w in (400, 500, 700)),
    ),
    Family(
        name="Briefing Serif",
        licence="OFL-Source-Serif-4.txt",
        package="@fontsource-variable/source-serif-4@5.3.1",
        file=SERIF,
        scripts=(*LATIN, "cyrillic", "cyrillic-ext", "greek"),
        cuts=(
            Cut(weight=400, axes={"wght": 400, "opsz": 10}),
            Cut(weight=400, style="italic", axes={"wght": 400, "opsz": 10}),
            Cut(weight=700, axes={"wght": 650, "opsz": 12}),
        ),
    ),
    Family(
        name="Briefing Display",
        licence="OFL-Source-Serif-4.txt",
        package="@fontsource-variable/source-serif-4@5.3.1",
        file=SERIF,
        scripts=(*LATIN, "cyrillic", "greek"),
        cuts=(Cut(weight=600, axes={"wght": 600, "opsz": 28}),),
    ),
    Family(
        name="Briefing Hebrew",
        licence="OFL-Frank-Ruhl-Libre.txt",
        package="@fontsource-variable/frank-ruhl-libre@5.3.0",
        file="frank-ruhl-libre-{script}-wght-{style}.woff2",
        scripts=("latin", "hebrew"),
        cuts=tuple(Cut(weight=w, axes={"wght": w}) for w in (400, 700)),
    ),
    Family(
        name="Briefing Arabic",
        licence="OFL-Amiri.txt",
        package="@fontsource/amiri@5.3.0",
        file="amiri-{script}-{weight}-{style}.woff2",
        scripts=("latin", "arabic"),
        cuts=(Cut(weight=400), Cut(weight=700)),
        keep=ARABIC,
    ),
    Family(
        name="Briefing Persian",
        licence="OFL-Vazirmatn.txt",
        package="@fontsource-variable/vazirmatn@5.3.0",
        file="vazirmatn-{script}-wght-{style}.woff2",
        scripts=("latin", "arabic"),
        cuts=tuple(Cut(weight=w, axes={"wght": w}) for w in (400, 700)),
        keep=ARABIC,
    ),
)


def main() -> None:
    """Write every font and licence of ``FAMILIES``, and print their sizes."""
    with tempfile.TemporaryDirectory() as scratch:
        for family in FAMILIES:
            source = _unpacked(family.package, Path(scratch))
            for cut in family.cuts:
                target = FONTS / f"{family.name.replace(' ', '')}-{cut.label}.ttf"
                font = _built(family, cut, source / "files", Path(scratch))
                _write(font, target)
                licence = (source / "LICENSE").read_text(encoding="utf-8")
                (FONTS / family.licence).write_text(_licence(font, family, licence), encoding="utf-8")
                sys.stdout.write(f"{target.stat().st_size:8,} {target.name}\n")


def _licence(font: TTFont, family: Family, text: str) -> str:
    """Put the font's own copyright, and that we changed it, over the text of the licence."""
    copyright_line = font["name"].getDebugName(0)
    changed = f"Changed for briefgen: merged, reduced and renamed (among others {family.name!r})."
    _, _, terms = text.partition("\n")
    return f"{copyright_line}\n{changed}\n{terms}"


def _unpacked(package: str, scratch: Path) -> Path:
    """Fetch an npm package by its name and return the folder of its files."""
    folder = scratch / package.replace("/", "+")
    if not folder.exists():
        folder.mkdir()
        npm = ("npm", "pack", package, "--silent", "--pack-destination", str(folder))
        subprocess.run(npm, check=True, capture_output=True)  # noqa: S603  fixed words and our own names
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"


def _built(family: Family, cut: Cut, files: Path, scratch: Path) -> TTFont:
    """Freeze each script's file at the cut's axes, take from each what no earlier one has, and merge them."""
    parts = []
    for number, font in enumerate(_disjoint(family, cut, files)):
        part = scratch / f"part-{number}.ttf"
        font.save(part)
        parts.append(str(part))
    font = Merger(options=Options(drop_tables=["MVAR", "STAT", "gasp", "prep", "BASE"])).merge(parts)
    _stand_in(font)
    split_lam_alef(font)
    _rename(font, family, cut, TTFont(parts[0]))
    return font


def _disjoint(family: Family, cut: Cut, files: Path) -> Iterator[TTFont]:
    seen: set[int] = set()
    for script in family.scripts:
        name = family.file.format(script=script, style=cut.style, weight=cut.weight)
        font = TTFont(files / name, recalcTimestamp=False)
        if cut.axes:
            font = instancer.instantiateVariableFont(font, cut.axes, inplace=True)
        wanted = set(font.getBestCmap()) - seen
        if family.keep is not None:
            wanted &= family.keep
        seen |= wanted
        yield _subset(font, wanted)


def _subset(font: TTFont, code_points: set[int]) -> TTFont:
    options = SubsetOptions()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["STAT", "MVAR"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    return font


def _stand_in(font: TTFont) -> None:
    for table in font["cmap"].tables:
        for missing, stand_in in STAND_INS.items():
            if stand_in in table.cmap:
                table.cmap.setdefault(missing, table.cmap[stand_in])


def _rename(font: TTFont, family: Family, cut: Cut, origin: TTFont) -> None:
    """Give the font our names and a fixed date, and keep the records of copyright and licence."""
    names = font["name"]
    kept = {n: origin["name"].getDebugName(n) for n in (0, 5, 8, 9, 11, 12, 13, 14)}
    postscript = f"{family.name.replace(' ', '')}-{cut.label}"
    bold, italic = cut.weight == 700, cut.style == "italic"
    legacy = cut.label if cut.label in {"Regular", "Bold", "Italic"} else "Regular"
    ours = {
        1: family.name if legacy == cut.label else f"{family.name} {cut.label}",
        2: legacy,
        3: postscript,
        4: f"{family.name} {cut.label}",
        6: postscript,
        16: family.name,
        17: cut.label,
    }
    names.names = []
    for number, text in sorted({**kept, **ours}.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].fsSelection = (1 if italic else 0) | (32 if bold else 0) | (64 if not (bold or italic) else 0) | 128
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)
    font["head"].created = font["head"].modified = MODIFIED
    font["post"].formatType = 3.0


def _write(font: TTFont, target: Path) -> None:
    font.recalcTimestamp = False
    font.save(target, reorderTables=True)


if __name__ == "__main__":
    main()
