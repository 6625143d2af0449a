"""The numbers that several outlets give of one thing, and whether they agree. Pure.

Two numbers are of one thing if they have the same role, count the same people or things, and stand in sentences that
share words and name no different days; and if the reports lie within ``APART``. A toll that grows is no disagreement:
an outlet's newest value counts, and an older, lower one of another outlet is dropped as overtaken.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import Figure, FigureValue
from briefgen.model.story import Story
from briefgen.summarize.counting import Count, counts_of

#: Numbers of reports further apart are of different days' events.
APART = timedelta(hours=36)
#: So much earlier than the first higher value, a lower one is overtaken; closer together they disagree.
OVERTAKEN = timedelta(hours=3)
#: So many words of the sentences are shared, beside the role and who was counted.
SHARED = 2
#: Values that differ by more than this factor are rather of two things than in dispute.
FARTHEST = 4
#: What only grows while an event lasts: a lower number of a report more than ``SHRINKING`` later is another event's.
GROWING = frozenset({"killed", "arrested", "displaced", "evacuated", "rescued"})
SHRINKING = timedelta(hours=12)
#: What also falls: the wounded die, the missing are found.
CHANGING = frozenset({"wounded", "missing"})

#: Numbers in a sentence are compared as numbers, not as words in common.
_TWO = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A count with the report that gives it."""

    count: Count
    article: Article


@dataclass(slots=True)
class _Thing:
    """Counts of one thing, the earliest first."""

    told: list[Told] = field(default_factory=list)

    def admits(self, other: Told) -> bool:
        return not any(_differ(one, other) for one in self.told) and any(alike(one, other) for one in self.told)


def figures(story: Story, language: str, copies: Collection[str] = ()) -> tuple[Figure, ...]:
    """Story → the numbers that two outlets or more give, in reports in ``language``.

    ``cite`` is the place of the report among ``story.articles``, from 1. ``what`` is a key in English, such as
    ``killed``; behind a colon it says who, in words of a report: ``killed: villagers``. ``copies`` count as no outlets.
    """
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    reports = [a for a in story.articles if a.language == language and a.id not in copies]
    found = []
    for thing in things(reports):
        kept = _standing(_newest(thing))
        if len(kept) < _TWO:
            continue
        agree = all(a.count.quantity.allows(b.count.quantity) for a, b in combinations(kept, 2))
        if not agree and _too_far(kept):
            continue
        values = tuple(FigureValue(value=t.count.quantity.text, cite=numbers[t.article.id]) for t in kept)
        found.append(Figure(what=named(thing), values=values, agree=agree))
    return tuple(found)


def told_by(reports: Sequence[Article]) -> list[Told]:
    """Return all that the reports count, the earliest report first."""
    return [Told(count, a) for a in sorted(reports, key=lambda a: (a.published, a.id)) for count in counts_of(a)]


def things(reports: Sequence[Article]) -> Iterator[Sequence[Told]]:
    """Yield what the reports count, each thing with all its counts, the earliest first."""
    told = told_by(reports)
    named: dict[str, list[frozenset[str]]] = {}
    for one in told:
        if one.count.subject:
            named.setdefault(one.count.what, []).append(one.count.subject)
    found: dict[str, list[_Thing]] = {}
    for one in told:
        groups = found.setdefault(one.count.what, [])
        anybody = not one.count.subject and not _same_people(named.get(one.count.what, []))
        if anybody:  # "six killed" beside Palestinians and Israelis: whose six is not known
            continue
        fitting = next((group for group in groups if group.admits(one)), None)
        if fitting is None:
            groups.append(fitting := _Thing())
        fitting.told.append(one)
    for groups in found.values():
        for group in groups:
            yield group.told


def alike(one: Told, other: Told) -> bool:
    """Tell whether two counts of one role may be of one thing."""
    if one.count.what != other.count.what or _differ(one, other):
        return False
    mine, yours = one.count.context, other.count.context
    shared = [word for word in mine & yours if not word[0].isdigit()]
    return len(shared) >= min(SHARED, len(mine), len(yours))


def _differ(one: Told, other: Told) -> bool:
    """Tell whether two counts cannot be of one thing: other people, other days, other years."""
    a, b = one.count, other.count
    if a.subject and b.subject and not a.subject & b.subject:
        return True
    later, earlier = sorted((one, other), key=lambda told: told.article.published, reverse=True)
    gap = later.article.published - earlier.article.published
    if gap > APART or (
        gap > SHRINKING and a.what in GROWING and later.count.quantity.value < earlier.count.quantity.value
    ):
        return True
    days, other_days = _days(a), _days(b)
    if days and other_days and not days & other_days:
        return True
    years, other_years = _years(a), _years(b)
    return bool(years and other_years and not years & other_years)


def _days(count: Count) -> frozenset[int]:
    return frozenset(n for n, day in enumerate(_days_of_the_week()) if day <= count.context)


@cache
def _days_of_the_week() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(words(day)) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )


def _years(count: Count) -> frozenset[str]:
    return frozenset(w for w in count.context if len(w) == 4 and w[:2] in {"19", "20"})  # noqa: PLR2004  digits of a year


def _same_people(subjects: Sequence[frozenset[str]]) -> bool:
    """Tell whether all who are named may be the same."""
    return all(a & b for a, b in combinations(set(subjects), 2))


def _newest(thing: Sequence[Told]) -> list[Told]:
    """Each outlet's newest report with its one value; a report that gives two that differ settles nothing."""
    newest: dict[str, str] = {}
    for told in thing:
        newest[told.article.feed] = told.article.id
    found = []
    for feed, article in newest.items():
        values = [t for t in thing if t.article.feed == feed and t.article.id == article]
        if all(a.count.quantity.allows(b.count.quantity) for a, b in combinations(values, 2)):
            found.append(values[0])
    return found


def _standing(newest: Sequence[Told]) -> list[Told]:
    return [told for told in newest if not is_overtaken(told.count, told.article.published, newest, OVERTAKEN)]


def is_overtaken(count: Count, published: datetime, among: Sequence[Told], after: timedelta = timedelta(0)) -> bool:
    """Tell whether a report that is newer by more than ``after`` gives a number that takes this one's place."""
    return any(
        other.count.what == count.what
        and other.article.published - published > after
        and (
            (count.what in GROWING | CHANGING and other.count.quantity.low > count.quantity.value)
            or (count.what in CHANGING and other.count.quantity.high < count.quantity.value)
        )
        for other in among
    )


def _too_far(kept: Sequence[Told]) -> bool:
    values = [told.count.quantity.value for told in kept]
    return max(values) > FARTHEST * max(1.0, min(values))


def named(thing: Sequence[Told]) -> str:
    """Return what is counted, and who, in words of a report."""
    what = thing[0].count.what
    people = sorted(
        {told.count.who for told in thing if told.count.who}, key=lambda who: (not who.islower(), len(who), who)
    )
    return f"{what}: {people[0]}" if people else what
