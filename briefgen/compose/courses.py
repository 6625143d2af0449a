"""A period's ranked stories → its affairs, the weightiest first, and which of their stories a report tells. Pure.

An affair weighs as many reports as its stories have, copies apart: what newsrooms stayed with is what the month was
about. One of a single story of a single day, or of one outlet, is no affair; it is told, if it ranks, under ``REST``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from briefgen.compose.ranking import Ranked
from briefgen.compose.selection import BRIEF, REST, Placed, floors, quick_hits
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.moment import Period
from briefgen.model.watch import Watchlist

#: Affairs that are shown, and stories of each that are told in full.
MOST_COURSES, MOST_TOLD = 5, 2

#: What more than so large a share of an affair's stories is about names it.
NAMING = 0.5

#: So many outlets must have reported it.
LEAST_OUTLETS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """An affair of the period."""

    id: str
    label: str  #: the topic or the actors that its stories share; heads its section
    stories: tuple[Ranked, ...]  #: the best first
    reports: tuple[Article, ...]  #: of the period, copies apart, the earliest first

    @property
    def outlets(self) -> int:
        """How many feeds have reports in it."""
        return len({article.feed for article in self.reports})


def courses(
    ranked: Sequence[Ranked], storylines: Mapping[str, str], *, subject: str, period: Period, watchlist: Watchlist
) -> tuple[Course, ...]:
    """Return the weightiest affairs. ``storylines`` are ids by story."""
    affairs: dict[str, list[Ranked]] = {}
    for one in ranked:
        if affair := storylines.get(one.story.id, ""):
            affairs.setdefault(affair, []).append(one)
    found = [
        Course(
            id=affair,
            label=_label(stories, subject, watchlist),
            stories=tuple(stories),
            reports=_reports(stories, period),
        )
        for affair, stories in affairs.items()
    ]
    lasting = [c for c in found if c.outlets >= LEAST_OUTLETS and (len(c.stories) > 1 or len(_days(c)) > 1)]
    return tuple(sorted(lasting, key=lambda c: (-len(c.reports), c.id))[:MOST_COURSES])


def place(ranked: Sequence[Ranked], told: Sequence[Course], briefing: Briefing) -> tuple[Placed, ...]:
    """Choose what a report tells: of each affair its best stories, then the best of the others, then quick hits."""
    hits = quick_hits(briefing)
    room, least = briefing.max_stories - hits, floors(ranked)
    chosen: dict[str, str] = {}
    for course in told:
        for one in course.stories[:MOST_TOLD]:
            if len(chosen) < room and one.score >= least[1]:
                chosen[one.story.id] = course.label
    of_affairs = {one.story.id for course in told for one in course.stories}
    others = [one for one in ranked if one.story.id not in of_affairs]
    for one in others:
        if len(chosen) < room and one.score >= least[0]:
            chosen[one.story.id] = REST
    below = [one for one in others if one.story.id not in chosen and one.score >= least[1]][:hits]
    by_id = {one.story.id: one for one in ranked}
    full = [(by_id[name], label, False) for name, label in chosen.items()]
    return tuple(
        Placed(ranked=one, rank=rank, section=section, brief=brief)
        for rank, (one, section, brief) in enumerate([*full, *((one, BRIEF, True) for one in below)], 1)
    )


def _reports(stories: Sequence[Ranked], period: Period) -> tuple[Article, ...]:
    reports = (a for one in stories for a in one.story.articles if a.published in period and a.id not in one.copies)
    return tuple(sorted(reports, key=lambda article: (article.published, article.id)))


def _days(course: Course) -> set[date]:
    return {article.published.astimezone(UTC).date() for article in course.reports}


def _label(stories: Sequence[Ranked], subject: str, watchlist: Watchlist) -> str:
    """Name an affair by the topic that most of its stories share, else by one or two actors, else by the subject."""
    least = NAMING * len(stories)
    topics = Counter(t for one in stories for t in one.topics if t != subject and t in one.foremost)
    actors = Counter(a for one in stories for a in one.actors if a != subject and a in one.foremost)
    if topics and (topic := min(topics, key=lambda t: (-topics[t], t))) and topics[topic] > least:
        return watchlist.topics[topic].title
    most = [a for a in sorted(actors, key=lambda a: (-actors[a], a)) if actors[a] > least][:2]
    return " · ".join(watchlist.actors[a].name for a in most) or _name(subject, watchlist)


def _name(subject: str, watchlist: Watchlist) -> str:
    return watchlist.actors[subject].name if subject in watchlist.actors else watchlist.topics[subject].title
