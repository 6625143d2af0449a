"""Dates, numbers and names in the edition's language and time zone."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.render import Engine
from tests.factories import an_edition

MOMENT = datetime(2021, 12, 27, 23, 30, tzinfo=UTC)


def filled(
    tmp_path: Path, template: str, language: str = "en", timezone: str = "Asia/Jerusalem", **more: object
) -> str:
    """Return what a template prints in an edition of a language and zone."""
    (tmp_path / "x.txt.j2").write_text(template, encoding="utf-8")
    edition = an_edition()
    masthead = dataclasses.replace(edition.briefing, language=language, timezone=timezone)
    return Engine([tmp_path]).render("x.txt.j2", dataclasses.replace(edition, briefing=masthead), **more)


LONG = {
    "en": "Tuesday, December 28, 2021",
    "en-GB": "Tuesday, 28 December 2021",
    "he": "יום שלישי, 28 בדצמבר 2021",
    "ar": "الثلاثاء، 28 ديسمبر 2021",
    "ru": "вторник, 28 декабря 2021 г.",
    "tr": "28 Aralık 2021 Salı",
    "xx-unknown": "Tuesday, December 28, 2021",
}


@pytest.mark.parametrize("language", LONG)
def test_a_date_is_written_as_its_readers_write_it(tmp_path: Path, language: str) -> None:
    """In Jerusalem it is already the next day."""
    told = filled(tmp_path, "{{ moment|long_date }}", language, moment=MOMENT)
    assert " ".join(told.split()) == LONG[language]


def test_a_time_is_that_of_the_editions_clock(tmp_path: Path) -> None:
    """The same instant in two cities, and where the zone is unknown in UTC."""
    template = "{{ moment|short_date }} {{ moment|clock }} {{ moment|zone }}"
    assert filled(tmp_path, template, moment=MOMENT) == "Dec 28 01:30 Israel Standard Time"
    assert (
        filled(tmp_path, template, timezone="America/New_York", moment=MOMENT) == "Dec 27 18:30 Eastern Standard Time"
    )
    assert filled(tmp_path, template, timezone="Nowhere/City", moment=MOMENT).startswith("Dec 27 23:30 ")


def test_a_date_of_another_year_says_so(tmp_path: Path) -> None:
    """The year goes without saying only in its own year."""
    assert filled(tmp_path, "{{ day|short_date }}", day=date(2020, 3, 1)) == "Mar 1, 2020"


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("day", "Tue, Mar 1"), ("week", "Feb 28 – Mar 6"), ("month", "March 2022"), ("year", "2022")],
)
def test_an_announced_date_is_as_exact_as_it_is_known(tmp_path: Path, precision: str, expected: str) -> None:
    """A month is not printed as its first day."""
    told = filled(tmp_path, "{{ day|loosely(precision) }}", day=date(2022, 3, 1), precision=precision)
    assert told.replace("\u2009", " ") == expected


def test_a_weekly_edition_is_dated_by_the_days_it_covers(tmp_path: Path) -> None:
    """A daily one by its day."""
    (tmp_path / "x.txt.j2").write_text("{{ edition|dated }}", encoding="utf-8")
    edition = an_edition()
    weekly = dataclasses.replace(
        edition,
        briefing=dataclasses.replace(edition.briefing, cadence="weekly"),
        period=dataclasses.replace(edition.period, start=edition.period.end - timedelta(days=7)),
    )
    engine = Engine([tmp_path])
    assert engine.render("x.txt.j2", edition) == "Tuesday, December 28, 2021"
    assert engine.render("x.txt.j2", weekly).replace("\u2009", " ") == "Dec 21 – 28, 2021"


def test_a_machine_reads_iso(tmp_path: Path) -> None:
    """For ``<time datetime>``."""
    assert filled(tmp_path, "{{ moment|iso }} {{ day|iso }}", moment=MOMENT, day=date(2022, 3, 1)) == (
        "2021-12-27T23:30:00Z 2022-03-01"
    )


RUSSIAN = {1: "1 сюжет", 2: "2 сюжета", 5: "5 сюжетов", 21: "21 сюжет"}


@pytest.mark.parametrize("count", RUSSIAN)
def test_a_number_bends_its_noun(tmp_path: Path, count: int) -> None:
    """Russian has three forms."""
    forms = {"one": "{n} сюжет", "few": "{n} сюжета", "many": "{n} сюжетов", "other": "{n} сюжета"}
    assert filled(tmp_path, "{{ n|plural(forms) }}", "ru", n=count, forms=forms) == RUSSIAN[count]


def test_names_of_countries_and_languages_are_in_the_editions_language(tmp_path: Path) -> None:
    """Unknown codes stay as they are."""
    template = (
        "{{ 'IL'|country }} {{ 'he'|language_name }} {{ 'XQ'|country }} {{ 0.2|percent }} {{ ['a', 'b']|listed }}"
    )
    assert filled(tmp_path, template) == "Israel Hebrew XQ 20% a and b"
    assert filled(tmp_path, template, "ru").startswith("Израиль иврит XQ")


@pytest.mark.parametrize(
    ("language", "expected"), [("he", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("ru", "ltr")]
)
def test_a_script_has_a_direction(tmp_path: Path, language: str, expected: str) -> None:
    """By the primary subtag."""
    assert filled(tmp_path, "{{ edition.briefing.language|dir }}", language) == expected
