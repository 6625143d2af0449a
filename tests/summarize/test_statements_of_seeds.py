"""The two real reports that the project began with: both sides' accounts must come out of them."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.config import load
from briefgen.match import Finder
from briefgen.model.article import Article
from briefgen.model.edition import Account
from briefgen.summarize.accounts import accounts
from briefgen.summarize.statements import statements
from tests.factories import a_story, an_article

_HERE = Path(__file__).parents[2]
_SEEDS = _HERE.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not _SEEDS.is_dir(), reason="the real reports are not on this machine")


def _article(name: str, day: datetime, paragraphs: slice = slice(None)) -> Article:
    whole = (_SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", whole) if part.strip()]
    return an_article(
        id=f"a-{name}-{paragraphs.start}",
        feed=name,
        title=parts[0],
        text="\n\n".join(parts[1:][paragraphs]),
        published=day,
    )


def _told(*articles: Article) -> dict[str, tuple[Account, str]]:
    watchlist = load(_HERE).watchlist
    finder = Finder(watchlist)
    story, matches = a_story(*articles), {a.id: finder.find(a) for a in articles}
    said = statements(story, matches, watchlist)
    for one in said:
        assert story.articles[one.cite - 1].text[slice(*one.span)] == one.text
    return {
        one.side: (one, " ".join(said[place].text for place in one.statements))
        for one in accounts(story, said, matches, watchlist)
    }


def test_both_readouts_of_the_call_of_december_2021_come_out() -> None:
    """One side tells of the talks and a meeting to come, the other of settlements and real estate."""
    told = _told(_article("al-monitor-2021-12-28", datetime(2021, 12, 28, 12, tzinfo=UTC)))
    assert {"israel", "russia"} <= told.keys()
    assert "We arranged to meet" in told["israel"][1]
    assert "settlements in the West Bank" in told["russia"][1]
    assert any("real estate" in sentence.text for sentence in told["russia"][0].only)
    assert any("arranged to meet" in sentence.text for sentence in told["israel"][0].only)


def test_both_readouts_come_out_of_two_outlets() -> None:
    """Cut in two between the sides, as if two outlets had reported."""
    day = datetime(2021, 12, 28, 12, tzinfo=UTC)
    told = _told(
        _article("al-monitor-2021-12-28", day, slice(0, 6)), _article("al-monitor-2021-12-28", day, slice(6, None))
    )
    assert {"israel", "russia"} <= told.keys()


@pytest.mark.parametrize("name", ["al-monitor-2019-01-29", "haaretz-2019-01-29"])
def test_both_sides_of_the_visit_of_january_2019_come_out(name: str) -> None:
    """Coordination and a commitment on one side, strikes to be ruled out on the other."""
    told = _told(_article(name, datetime(2019, 1, 29, 12, tzinfo=UTC)))
    assert {"israel", "russia"} <= told.keys()


def test_both_sides_of_the_visit_come_out_of_both_outlets() -> None:
    """The two real reports of the visit as one story."""
    day = datetime(2019, 1, 29, 12, tzinfo=UTC)
    told = _told(_article("haaretz-2019-01-29", day), _article("al-monitor-2019-01-29", day))
    assert {"israel", "russia"} <= told.keys()
