"""What a theme may say, what is told of a wrong one, and what a copy of one says."""

import tomllib
from pathlib import Path

import pytest

from briefgen.model.errors import TemplateError
from briefgen.render import Engine, packaged_templates
from briefgen.render.theming import KNOWN, changed, flaws
from tests.factories import an_edition

PACKAGED = packaged_templates()

WRONG: dict[str, tuple[str | bytes, int, str]] = {
    "a colour by name": ('\n[colours.light]\nbrand = "blue"\n', 3, 'colours.light.brand is a colour such as "#0b3d5c"'),
    "a number for a colour": ("[colours.dark]\nbrand = 3\n", 2, "colours.dark.brand is a colour"),
    "a paper there is not": ('[pdf]\npaper = "A3"\n', 2, 'pdf.paper is "A4" or "Letter"'),
    "three columns": ("[pdf]\n\ncolumns = 3\n", 3, "pdf.columns is 1 or 2"),
    "columns by yes": ("[pdf]\ncolumns = true\n", 2, "pdf.columns is 1 or 2"),
    "a misspelt key": ('[fonts]\nheadlin = "Georgia"\n', 2, "fonts.headlin is not read by any template; fonts has"),
    "a misspelt table": ('[logo]\ntext = "x"\n[colors.light]\nink = "#000000"\n', 3, "colors is not read"),
    "styles for a font": ('[fonts]\ntext = "x; } body { color: red"\n', 2, "fonts.text is font families"),
    "markup for a figure": ('[emblem]\nshape = "M0 0\\"><script>"\n', 2, "emblem.shape is the data of an SVG path"),
    "a script for a home": ('[publisher]\nhomepage = "javascript:alert(1)"\n', 2, "publisher.homepage is an address"),
    "no address": ('[publisher]\nemail = "nobody"\n', 2, "publisher.email is an address"),
    "no height": ("[logo]\nheight = -1\n", 2, "logo.height is a whole number of pixels from 8 to 120"),
    "a text for a table": ('pdf = "A4"\n', 1, "pdf is a table, [pdf]"),
    "not in UTF-8": (b"[logo]\ntext = '\xff'\n", 1, "must be saved as UTF-8"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_value_names_file_line_key_and_what_is_right(tmp_path: Path, case: str) -> None:
    """One line, for whoever edits the file."""
    text, line, problem = WRONG[case]
    folder = tmp_path / "my desk" / "templates"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TemplateError) as caught:
        Engine([folder, PACKAGED])
    assert (caught.value.file, caught.value.line) == ("templates/theme.toml", line)
    assert problem in caught.value.problem
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", sorted(PACKAGED.rglob("theme.toml")), ids=lambda path: path.parent.name)
def test_packaged_themes_have_no_flaw(path: Path) -> None:
    """What is known is what they say."""
    assert not list(flaws(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_the_common_theme_names_every_key() -> None:
    """Whoever opens it sees all there is to change; [lint] stands there as a comment."""
    theme = tomllib.loads((PACKAGED / "theme.toml").read_text(encoding="utf-8"))
    tables = {**theme, **{f"colours.{shade}": table for shade, table in theme["colours"].items()}}
    assert {name: set(tables[name]) for name in KNOWN if name != "lint"} == {
        name: set(keys) for name, keys in KNOWN.items() if name != "lint"
    }


def test_a_newsrooms_own_table_is_its_own() -> None:
    """Its templates may read what they like from there."""
    assert not list(flaws({"own": {"hotline": 7}}))


def test_one_changed_line_in_a_copy_rebrands_every_publication(tmp_path: Path) -> None:
    """``init`` copies all themes; what nobody changed in them is no wish of the newsroom."""
    for path in PACKAGED.rglob("theme.toml"):
        copy = tmp_path / path.relative_to(PACKAGED)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    plain, edition = Engine([PACKAGED]), an_edition()
    assert Engine([tmp_path, PACKAGED]).theme_of(edition) == plain.theme_of(edition)
    theme = tmp_path / "theme.toml"
    theme.write_text(
        theme.read_text(encoding="utf-8").replace('brand = "#0b3d5c"', 'brand = "#114411"'), encoding="utf-8"
    )
    mine = Engine([tmp_path, PACKAGED]).theme_of(edition)["colours"]["light"]
    assert mine == {**plain.theme_of(edition)["colours"]["light"], "brand": "#114411"}


def test_a_file_written_by_hand_means_all_that_it_says() -> None:
    """Even what agrees with the packaged file: it is meant to win over the publications' own."""
    packaged = {"pdf": {"paper": "A4", "headline": "serif"}}
    assert changed({"pdf": {"headline": "serif"}}, packaged) == {"pdf": {"headline": "serif"}}
    assert changed({"pdf": {"paper": "Letter", "headline": "serif"}}, packaged) == {"pdf": {"paper": "Letter"}}
