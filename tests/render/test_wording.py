"""What the edition's language calls things: section titles, and the texts of a theme."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.compose.selection import BRIEF, REST, TOP
from briefgen.render import Engine, packaged_templates, render
from tests.factories import an_edition
from tests.render.rich import a_hebrew_edition


def filled(tmp_path: Path, template: str, language: str, **more: Any) -> str:
    """Return what a template prints of an edition in a language."""
    (tmp_path / "x.txt.j2").write_text(template, encoding="utf-8")
    edition = an_edition()
    masthead = dataclasses.replace(edition.briefing, language=language)
    engine = Engine([tmp_path, packaged_templates()])
    return engine.render("x.txt.j2", dataclasses.replace(edition, briefing=masthead), **more)


@pytest.mark.parametrize("language", ["he", "ar", "fa", "ru", "tr", "he-IL"])
def test_the_sections_that_we_title_are_in_the_editions_language(tmp_path: Path, language: str) -> None:
    """Not one of the three stays English."""
    titles = [TOP, REST, BRIEF]
    told = filled(tmp_path, "{{ titles|map('section_title')|join('/') }}", language, titles=titles).split("/")
    assert len(told) == 3
    assert not {*titles} & {*told}


def test_other_titles_stay_as_the_briefing_has_them(tmp_path: Path) -> None:
    """Unless the workspace's own words say what they are called."""
    assert filled(tmp_path, "{{ 'Diplomacy'|section_title }}", "he") == "Diplomacy"
    assert filled(tmp_path, "{{ 'In brief'|section_title }}", "en") == "In brief"
    (tmp_path / "words.toml").write_text('[he.section]\nDiplomacy = "דיפלומטיה"\n', encoding="utf-8")
    assert filled(tmp_path, "{{ 'Diplomacy'|section_title }}", "he") == "דיפלומטיה"


def test_a_text_of_the_theme_is_one_or_one_a_language(tmp_path: Path) -> None:
    """What has no text in the edition's language is English, and nothing where there is none either."""
    kicker = {"en": "From the editors", "he": "מאת המערכת"}
    for language, told in {"he": "מאת המערכת", "en-GB": "From the editors", "de": "From the editors"}.items():
        assert filled(tmp_path, "{{ kicker|worded }}", language, kicker=kicker) == told
    assert filled(tmp_path, "{{ 'From us'|worded }}", "he") == "From us"
    assert filled(tmp_path, "{{ {'he': 'x'}|worded }}", "tr") == ""


@pytest.mark.parametrize("language", ["he", "ar", "ru", "fa", "tr"])
def test_no_number_falls_back_on_the_english_form(language: str) -> None:
    """Turkish and Persian say nothing for one thing alone, which is no gap for English to fill."""
    engine = Engine([packaged_templates()])
    english, own = engine.words("en"), engine.words(language)
    plurals = [key for key, forms in english.items() if isinstance(forms, dict) and "other" in forms]
    assert "reading" in plurals
    assert [key for key in plurals if set(own[key].values()) & set(english[key].values())] == []


@pytest.mark.parametrize(("mine", "told"), [("", "נערך מן הדיווחים"), ("By us.", "By us."), ({"he": "מאת"}, "מאת")])
def test_the_imprint_is_the_newsrooms_or_the_languages(tmp_path: Path, mine: object, told: str) -> None:
    """Left empty, it stands in the language of the edition, in every format."""
    value = json.dumps(mine) if isinstance(mine, str) else f'{{ he = "{told}" }}'
    (tmp_path / "theme.toml").write_text(f"[publisher]\nimprint = {value}\n", encoding="utf-8")
    engine = Engine([tmp_path, packaged_templates()])
    for rendition in render(a_hebrew_edition(), ["html", "email", "text", "markdown"], templates=engine):
        if rendition.name.endswith((".html", ".txt", ".md")):
            assert told in rendition.content.decode().replace("\n", " ")


def test_a_large_number_stands_by_itself_and_its_noun_beside_it(tmp_path: Path) -> None:
    """The tiles of a report: the number is not said twice, however it is grouped."""
    template = "{{ 1234|grouped }} {{ 1234|noun_for(words.reports) }}, {{ 1|noun_for(words.reports) }}"
    assert filled(tmp_path, template, "en") == "1,234 reports, report"
