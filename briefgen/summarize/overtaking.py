"""Which numbers newer reports have replaced: "two dead", once four are known. Pure."""

from collections.abc import Callable, Sequence

from briefgen.model.article import Article
from briefgen.summarize.counting import counts
from briefgen.summarize.figures import Told, is_overtaken, things

Overtaken = Callable[[Article, str], bool]


def overtaken_in(reports: Sequence[Article]) -> Overtaken:
    """Reports → a test: does this title or sentence of one of them give a number that a newer one has replaced."""
    groups = [thing for thing in things(reports) if len({told.article.id for told in thing}) > 1]

    def is_old(report: Article, text: str) -> bool:
        if not groups:
            return False
        return any(_replaced(Told(count, report), groups) for count in counts(text, report.language))

    return is_old


def _replaced(told: Told, groups: Sequence[Sequence[Told]]) -> bool:
    count, published = told.count, told.article.published
    return any(
        is_overtaken(count, published, thing)
        for thing in groups
        if any(
            one.article.id == told.article.id and one.count.what == count.what and one.count.quantity == count.quantity
            for one in thing
        )
    )
