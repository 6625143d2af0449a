"""Story → the numbers of the reports that it cites, and how a report is named. Pure."""

import re

from briefgen.model.edition import EditionStory, Report

#: "Ceasefire holds | The Harbour Post": what a feed's titles end with.
_LAST_PART = re.compile(r"(?P<title>.*\S)\s+(?:[|•·]|[-–—]{1,2}|::)\s+(?P<name>\S.*)", re.DOTALL)


def cited(story: EditionStory) -> frozenset[int]:
    """Return the numbers of the reports that a sentence, change, statement or figure of the story rests on."""
    numbers = {n for sentence in story.summary for n in sentence.cites}
    numbers.update(n for change in story.changes for n in change.cites)
    numbers.update(statement.cite for statement in story.statements)
    numbers.update(value.cite for figure in story.figures for value in figure.values)
    return frozenset(numbers)


def titled(report: Report) -> str:
    """Return a report's title without its outlet's own name at the end: every format prints the outlet beside it."""
    found = _LAST_PART.fullmatch(report.title.strip())
    if found and _plain(found["name"]) == _plain(report.publisher):
        return found["title"]
    return report.title


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
