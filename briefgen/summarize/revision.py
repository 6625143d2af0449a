"""Which number takes the place of one that an edition told. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import EditionStory
from briefgen.summarize.counting import Count, counts
from briefgen.summarize.figures import GROWING, Told, alike
from briefgen.summarize.weighing import Weight, share

#: So much of the sentence that was told, by weight of its words, stands in the one with the new number.
SAME_MATTER = 0.3


def told_in(before: EditionStory, by_url: Mapping[str, Article]) -> list[Told]:
    """Return what a story counted in an edition, with the newest report that it cited for it and that is still read."""
    language = before.language
    told = [sentence for sentence in before.summary if not sentence.language or sentence.language == language]
    cited = {report.n: by_url[report.url] for report in before.articles if report.url in by_url}
    opening = frozenset(words(told[0].text, language)) if told else frozenset()
    found = []
    for sentence in told:
        reports = [cited[n] for n in sentence.cites if n in cited]
        found += [Told(count, _newest(reports)) for count in counts(sentence.text, language) if reports]
    if cited:
        newest = _newest(list(cited.values()))
        found += [
            Told(replace(count, context=count.context | opening), newest) for count in counts(before.headline, language)
        ]
    return found


def replaces(old: Told, new: Told, weight: Weight) -> bool:
    """Tell whether a number takes the place of one that was told: of the same people, in a like sentence, and another.

    A toll only grows; a lower one is another event's.
    """
    was, now = old.count, new.count
    if new.article.published < old.article.published or not alike(old, new):
        return False
    if bool(was.subject) != bool(now.subject) or share(was.context, now.context, weight) < SAME_MATTER:
        return False
    if was.what in GROWING:
        return now.quantity.value > was.quantity.value
    return not was.quantity.allows(now.quantity)


def is_known(count: Count, old: Count) -> bool:
    """Tell whether a number was given already: the same thing of the same people, and not grown."""
    return (
        count.what == old.what
        and bool(count.subject) == bool(count.subject & old.subject)
        and count.quantity.allows(old.quantity)
        and not (count.what in GROWING and count.quantity.value > old.quantity.value)
    )


def _newest(reports: list[Article]) -> Article:
    return max(reports, key=lambda a: (a.published, a.id))
