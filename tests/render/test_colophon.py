"""The sentences of an edition's end."""

import dataclasses
from pathlib import Path
from typing import Any

from briefgen.model.edition import Balance, Section, Sentence
from briefgen.render import Engine, packaged_templates
from tests.factories import an_edition, an_edition_story


def filled(tmp_path: Path, template: str, language: str = "en", **given: Any) -> str:
    """Return what a template prints of an edition with these fields."""
    (tmp_path / "x.txt.j2").write_text(template, encoding="utf-8")
    edition = dataclasses.replace(an_edition(), **given)
    masthead = dataclasses.replace(edition.briefing, language=language)
    engine = Engine([tmp_path, packaged_templates()])
    return engine.render("x.txt.j2", dataclasses.replace(edition, briefing=masthead))


BALANCE = Balance(countries={"LB": 4, "IL": 9, "AE": 4}, state_owned=0.2, absent=("SY", "lavrov"))


def test_countries_are_named_the_most_reports_first(tmp_path: Path) -> None:
    """An absent side is a country, or an actor that the edition names."""
    assert filled(tmp_path, "{{ edition.balance|balance_line }}", balance=BALANCE) == (
        "Israel\u00a09, Lebanon\u00a04, United Arab Emirates\u00a04; 20% from state-owned outlets. "
        "No report from Syria and Sergey Lavrov."
    )
    hebrew = filled(tmp_path, "{{ edition.balance|balance_line }}", "he", balance=BALANCE)
    assert hebrew.startswith("ישראל\u00a09, ")


def test_no_countries_make_no_line(tmp_path: Path) -> None:
    """A quiet day has no reports."""
    assert filled(tmp_path, "{{ edition.balance|balance_line }}") == ""


def test_what_a_model_did_is_said(tmp_path: Path) -> None:
    """Nothing, an order, or wording of its own."""
    reworded = an_edition_story(summary=(Sentence(text="One.", cites=(1,), rewritten=True),))
    sections = (Section(title="News", stories=(reworded,)),)
    say = "{{ edition|provenance }}"
    assert filled(tmp_path, say) == "Sentences stand as their reports have them."
    assert filled(tmp_path, say, model="some-model").endswith("ordered with the help of some-model.")
    assert filled(tmp_path, say, model="some-model", sections=sections).startswith(
        "Sentences marked ° were reworded by some-model;"
    )
    assert filled(tmp_path, say, sections=sections).startswith("Sentences marked ° were reworded by a language model;")
    assert filled(tmp_path, say, sections=()) == ""
