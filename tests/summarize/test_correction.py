"""What a later report takes back."""

from datetime import timedelta

import pytest

from briefgen.language.rarity import rarity
from briefgen.summarize import summarize
from briefgen.summarize.correction import still_standing
from tests.factories import NOON, a_story, an_article


def reports(*titles: str) -> list[str]:
    """Return the titles of those that still stand, of reports an hour apart."""
    articles = [an_article(title=title, published=NOON + timedelta(hours=n)) for n, title in enumerate(titles)]
    return [article.title for article in still_standing(articles)]


@pytest.mark.parametrize(
    "title",
    [
        "Correction: patient had the older variant",
        "Ministry withdraws report of first death",
        "Army corrects toll of Friday's raid",
        "תיקון: החולה נדבק בזן אחר",
        "Исправление: пациент был заражён другим вариантом",
        "تصحيح: المريض أصيب بمتحور آخر",
        "Düzeltme: hasta başka varyanta yakalanmıştı",
    ],
)
def test_what_stood_before_a_correction_stands_no_longer(title: str) -> None:
    """In the languages of the outlets we read."""
    assert reports("First death from new variant", title, "Hospital names variant") == [title, "Hospital names variant"]


@pytest.mark.parametrize(
    "title",
    [
        "Army withdraws from Jenin",
        "Russia withdraws forces",
        "Minister corrects course on budget",
        "Israel denies report",
    ],
)
def test_to_withdraw_troops_takes_nothing_back(title: str) -> None:
    """Nor does a denial: it is the other side's word."""
    assert reports("First report", title) == ["First report", title]


def test_a_withdrawn_fact_is_neither_headline_nor_sentence() -> None:
    """However many outlets had reported it."""
    first = [
        an_article(
            id=f"a-{n}",
            feed=f"outlet-{n}",
            title="Israel reports first death from new variant",
            text="Israel reported on Tuesday the first death of a patient from the new variant.",
            published=NOON + timedelta(minutes=n),
        )
        for n in range(3)
    ]
    taken_back = an_article(
        id="a-9",
        feed="outlet-9",
        title="Israel withdraws report of first death from new variant",
        text="Health authorities withdrew the report on Wednesday: the patient had the older variant.",
        published=NOON + timedelta(days=1),
    )
    told = summarize(a_story(*first, taken_back), "en", rarity([]))
    assert told.headline == taken_back.title
    assert [sentence.text for sentence in told.sentences] == [taken_back.text]
