"""The picture that social networks show: a real PNG, in our own fonts, of the edition's headline."""

import dataclasses
import struct
from pathlib import Path

import pytest

from briefgen.model.edition import Edition
from briefgen.model.errors import TemplateError
from briefgen.render import Engine, packaged_templates, render
from briefgen.render.card import card, card_png
from tests.factories import an_edition
from tests.render.rich import a_hebrew_edition, a_quiet_edition, a_rich_edition
from tests.render.rich_reports import a_memo_edition, a_report_edition

ENGINE = Engine([packaged_templates()])


def titled(title: str) -> Edition:
    """Return an edition whose lead has this headline."""
    edition = a_rich_edition()
    section = edition.sections[0]
    lead = dataclasses.replace(section.stories[0], headline=title)
    return dataclasses.replace(
        edition,
        title=title,
        sections=(dataclasses.replace(section, stories=(lead, *section.stories[1:])), *edition.sections[1:]),
    )


@pytest.mark.parametrize(
    "edition", [an_edition(), a_hebrew_edition(), a_quiet_edition(), titled("ferries " * 300), titled("<&\"'>" * 40)]
)
def test_the_picture_is_a_png_of_1200_by_630_and_not_too_heavy(edition: Edition) -> None:
    """Whatever the headline; networks refuse pictures of megabytes."""
    content = card_png(edition, ENGINE)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (1200, 630)
    assert len(content) < 150_000


def test_the_headline_fills_its_lines_and_a_long_one_is_cut() -> None:
    """Large where it is short."""
    short, long = card(titled("Ferries sail"), ENGINE), card(titled("ferries and harbours " * 30), ENGINE)
    assert (short.size, short.lines) == (84, ("Ferries sail",))
    assert long.size < short.size
    assert long.lines[-1].endswith("…")
    assert card(titled("ferries " * 30), ENGINE).alt == "Israel Briefing: " + "ferries " * 30


def test_a_hebrew_headline_is_set_from_right_to_left() -> None:
    """In the Hebrew fonts, also in an English edition."""
    drawn = card(titled("שר החוץ נפגש עם Lavrov ב־12 במרץ."), ENGINE)
    assert drawn.direction == "rtl"
    assert drawn.headline.startswith("Briefing Hebrew")
    assert card(a_hebrew_edition(), ENGINE).direction == "rtl"


def test_a_quiet_day_has_a_picture_too() -> None:
    """It says so."""
    assert card(a_quiet_edition(), ENGINE).lines == ("A quiet day",)


def test_a_memo_and_a_report_show_what_they_are_about() -> None:
    """They may have no story and are no quiet day."""
    assert card(a_memo_edition(), ENGINE).lines == ("One call, two readouts",)
    assert card(a_report_edition(sections=()), ENGINE).lines == ("Cyprus",)


@pytest.mark.parametrize("page_url", ["https://news.example/israel/2022-03-09/", "https://news.example/israel/x.html"])
def test_the_picture_stands_beside_the_page(page_url: str) -> None:
    """Its address is absolute, as OpenGraph wants it; where nobody knows it, none is given."""
    page, picture = render(an_edition(), ["html"], templates=ENGINE, page_url=page_url)
    address = page_url.rpartition("/")[0] + "/card.png"
    assert f'<meta property="og:image" content="{address}">'.encode() in page.content
    assert (
        f'"image": {{"@type": "ImageObject", "height": 630, "url": "{address}", "width": 1200}}'.encode()
        in page.content
    )
    assert picture.name == "card.png"
    page, _ = render(an_edition(), ["html"], templates=ENGINE)
    assert b"og:image" not in page.content


def test_a_newsrooms_logo_stands_in_the_page_itself(tmp_path: Path) -> None:
    """As data: the page asks for no file. What is no PNG, or not there, is told."""
    (tmp_path / "theme.toml").write_text('[logo]\ntext = "The Bay"\npicture = "logo.png"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match=r"there is no picture 'logo\.png' beside it"):
        list(render(an_edition(), ["html"], templates=[tmp_path, packaged_templates()]))
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    with pytest.raises(TemplateError, match=r"logo\.png:1: no PNG"):
        list(render(an_edition(), ["html"], templates=[tmp_path, packaged_templates()]))
    (tmp_path / "logo.png").write_bytes(card_png(an_edition(), ENGINE))
    page, _ = render(an_edition(), ["html"], templates=[tmp_path, packaged_templates()])
    assert b'<p class="logo"><img src="data:image/png;base64,iVBORw0KGgo' in page.content
    assert b'alt="The Bay"' in page.content


def test_a_picture_outside_the_folders_is_out_of_reach(tmp_path: Path) -> None:
    """``..`` leads nowhere."""
    (tmp_path / "secret.png").write_bytes(card_png(an_edition(), ENGINE))
    folder = tmp_path / "templates"
    folder.mkdir()
    with pytest.raises(TemplateError, match="there is no picture"):
        Engine([folder]).picture("../secret.png")
