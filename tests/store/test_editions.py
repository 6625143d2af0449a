"""Editions, written and found again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from briefgen.model.edition import Edition
from briefgen.model.errors import StoreError
from briefgen.model.moment import Period
from briefgen.store import EditionRow, Store
from tests.factories import NOON, an_edition

DAY = timedelta(days=1)


def edition_of(day: date, briefing: str = "israel") -> Edition:
    """Return an edition of that day."""
    plain = an_edition()
    return replace(plain, id=f"{briefing}/{day}", date=day, briefing=replace(plain.briefing, id=briefing))


def test_an_edition_is_read_back_equal(store: Store) -> None:
    """With all its stories."""
    edition = edition_of(date(2021, 12, 28))
    store.save_edition(edition, NOON)
    assert store.editions_before("israel", date(2021, 12, 29), days=7) == [edition]


def test_the_editions_before_are_those_of_earlier_dates_of_the_same_briefing_the_latest_first(store: Store) -> None:
    """Neither that day's own, nor another briefing's, nor one of longer ago."""
    for day in (19, 24, 27, 28):
        store.save_edition(edition_of(date(2021, 12, day)), NOON)
    store.save_edition(edition_of(date(2021, 12, 26), "gulf"), NOON)
    found = store.editions_before("israel", date(2021, 12, 28), days=7)
    assert [edition.id for edition in found] == ["israel/2021-12-27", "israel/2021-12-24"]
    assert store.editions_before("israel", date(2021, 12, 19), days=7) == []
    assert store.editions_before("turkey", date(2021, 12, 30), days=7) == []


def test_building_again_replaces_the_edition_of_that_date(store: Store) -> None:
    """One edition for each briefing and date."""
    first = edition_of(date(2021, 12, 28))
    second = replace(first, sections=first.sections[:1], title="Corrected")
    store.save_edition(first, NOON)
    store.save_edition(second, NOON + DAY)
    assert store.editions_before("israel", date(2021, 12, 29), days=7) == [second]
    assert [(row.stories, row.built) for row in store.editions()] == [(1, NOON + DAY)]


def test_editions_are_listed_by_briefing_the_latest_first(store: Store) -> None:
    """All, or those of one briefing."""
    for briefing, day in [("israel", 27), ("gulf", 28), ("israel", 28)]:
        store.save_edition(edition_of(date(2021, 12, day), briefing), NOON)
    assert [(row.briefing, row.date.day) for row in store.editions()] == [("gulf", 28), ("israel", 28), ("israel", 27)]
    end = edition_of(date(2021, 12, 28)).period.end
    assert store.editions("gulf") == [
        EditionRow(
            briefing="gulf",
            date=date(2021, 12, 28),
            period=Period(start=end - DAY, end=end),
            built=NOON,
            stories=4,
        ),
    ]
    assert store.editions("turkey") == []


def test_a_damaged_edition_is_told_by_name(tmp_path: Path) -> None:
    """One line with the edition's name, not a traceback of the JSON reader."""
    url = f"sqlite:///{tmp_path}/briefgen.db"
    with Store.open(url) as store:
        store.save_edition(edition_of(date(2021, 12, 28)), NOON)
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE edition SET document = :torn"), {"torn": b'{"schema": 1'})
        engine.dispose()
        with pytest.raises(StoreError, match=r"^the stored edition israel/2021-12-28 cannot be read: .*$"):
            store.editions_before("israel", date(2021, 12, 29), days=7)


def test_an_edition_with_a_slug_stands_beside_that_of_the_date_and_is_none_that_others_follow(store: Store) -> None:
    """A report on demand neither replaces the standing one nor becomes the edition before."""
    standing = edition_of(date(2021, 12, 27), "trend-report")
    asked = replace(standing, id="trend-report/2021-12-27-lavrov", slug="lavrov", title="Sergey Lavrov")
    store.save_edition(standing, NOON)
    store.save_edition(asked, NOON)
    assert store.editions_before("trend-report", date(2021, 12, 28), days=7) == [standing]
    assert [row.id for row in store.editions()] == ["trend-report/2021-12-27", "trend-report/2021-12-27-lavrov"]
    assert store.editions_between(date(2021, 12, 27), date(2021, 12, 27)) == [standing, asked]
    again = replace(asked, title="Corrected")
    store.save_edition(again, NOON)
    assert store.editions_between(date(2021, 12, 1), date(2021, 12, 31)) == [standing, again]
