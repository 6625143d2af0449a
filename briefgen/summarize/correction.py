"""Which reports a later one takes back. Pure.

An outlet that withdraws or corrects a report says so in its title. What stood before, in any outlet, must then be neither
headline nor sentence of the story: a reader would take the withdrawn fact for the news.
"""

import re
from collections.abc import Sequence

from briefgen.model.article import Article

# ruff: noqa: E501  one pattern on one line is what can be read

_TAKES_BACK = re.compile(
    r"^\W*(?:correct(?:ion|ed)|retraction|clarification)\b|\b(?:withdr(?:aws?|ew|awn)|retract(?:s|ed)?|corrects?)\b.{0,40}\b(?:report|claim|statement|story|count|toll|figure)s?\b"
    r"|^\W*(?:תיקון|הבהרה)\b|^\W*(?:تصحيح|توضيح)\b|^\W*(?:исправление|уточнение|опровержение)\b|^\W*(?:اصلاحیه|تصحیح)\b|^\W*(?:düzeltme|tekzip)\b",
    re.IGNORECASE,
)


def takes_back(report: Article) -> bool:
    """Tell whether a report says in its title that something reported before is not so."""
    return _TAKES_BACK.search(report.title) is not None


def still_standing(reports: Sequence[Article]) -> Sequence[Article]:
    """Reports in order of time → those since the first that takes something back; all, if none does."""
    for place, report in enumerate(reports):
        if takes_back(report):
            return reports[place:]
    return reports
