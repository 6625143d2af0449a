"""Story → the numbers of the reports that it cites, and how a report is named. Pure."""

import re
from collections.abc import Iterable

from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.model.edition import Edition, EditionStory, Report

#: "Ceasefire holds | The Harbour Post": what a feed's titles end with.
_LAST_PART = re.compile(r"(?P<title>.*\S)\s+(?:[|•·]|[-–—]{1,2}|::)\s+(?P<name>\S.*)", re.DOTALL)


def cited(story: EditionStory) -> frozenset[int]:
    """Return the numbers of the reports that a sentence, change, statement or disputed figure of the story rests on."""
    known = {report.n for report in story.articles}
    numbers = {n for sentence in story.summary for n in sentence.cites}
    numbers.update(n for change in story.changes for n in change.cites)
    numbers.update(statement.cite for statement in story.statements)
    numbers.update(n for account in story.accounts for sentence in account.only for n in sentence.cites)
    numbers.update(value.cite for figure in story.figures if not figure.agree for value in figure.values)
    return frozenset(numbers & known)


def titled(report: Report) -> str:
    """Return a report's title without its outlet's own name at the end: every format prints the outlet beside it."""
    return _without_outlet(report.title, [report.publisher])


@pass_context
def untagged(context: Context, title: str) -> str:
    """Return the title of an earlier event without the name of an outlet of the edition at its end."""
    edition: Edition = context["edition"]
    return _without_outlet(title, [report.publisher for story in edition.stories for report in story.articles])


def _without_outlet(title: str, publishers: Iterable[str]) -> str:
    found = _LAST_PART.fullmatch(title.strip())
    if found and _plain(found["name"]) in map(_plain, publishers):
        return found["title"]
    return title


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
