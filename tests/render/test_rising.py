"""What the numbers of trends are held against."""

import dataclasses
from datetime import date
from pathlib import Path

from briefgen.model.edition import ActorTrend, Trends
from briefgen.render import Engine, packaged_templates
from tests.factories import an_edition

TEMPLATE = "{{ edition.trends|days_shown }} / {{ edition.trends|yardstick }} / {{ edition.trends.actors[0]|measure }}"


def filled(tmp_path: Path, trends: Trends, language: str = "en") -> str:
    """Return what a template says of trends."""
    (tmp_path / "x.txt.j2").write_text(TEMPLATE, encoding="utf-8")
    edition = an_edition(trends=trends)
    masthead = dataclasses.replace(edition.briefing, language=language)
    told = Engine([tmp_path, packaged_templates()]).render("x.txt.j2", dataclasses.replace(edition, briefing=masthead))
    return told.replace("\u2009", " ")


def test_stories_are_held_against_what_four_weeks_let_expect(tmp_path: Path) -> None:
    """With the days that are shown, and the number as the language writes it."""
    actor = ActorTrend(id="a", name="A", counts=(0, 1, 2), previous=4, expected=5.84)
    trends = Trends(since=date(2022, 3, 2), actors=(actor,))
    assert filled(tmp_path, trends) == "Mar 2 – 4 / Usual / 5.8"
    assert filled(tmp_path, trends, "ru").endswith("/ Обычно / 5,8")


def test_where_nothing_was_expected_the_days_before_are_told(tmp_path: Path) -> None:
    """As editions of old have it."""
    actor = ActorTrend(id="a", name="A", counts=(0, 1, 2), previous=4)
    assert filled(tmp_path, Trends(actors=(actor,))) == "Day by day / Before / 4"


def test_where_nothing_is_known_of_before_no_yardstick_is_shown(tmp_path: Path) -> None:
    """A nought before would pretend that somebody looked."""
    actor = ActorTrend(id="a", name="A", counts=(0, 1, 2), previous=0)
    assert filled(tmp_path, Trends(actors=(actor,))).startswith("Day by day /  /")
