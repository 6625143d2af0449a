"""What is remembered of the feeds → how each is doing. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefgen.fetch import current, is_persistent
from briefgen.model.feed import Feed, FeedState
from briefgen.store import FeedActivity

#: Articles a day, and what is repeated, are measured over so long.
WINDOW = timedelta(days=30)

#: A feed is silent when nothing new came for so many times its usual gap, and at least so long.
_GAPS, _SHORTEST_SILENCE = 5, timedelta(days=3)

#: A feed only repeats others when they had so large a share of its articles before, of at least so many.
_REPEATED, _ENOUGH = 0.9, 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """How one feed is doing."""

    feed: Feed
    state: FeedState
    articles_a_day: float | None = None  #: None if it never brought any
    newest: datetime | None = None
    silent_since: datetime | None = None  #: its last article, where the next one is long overdue
    only_repeats: bool = False
    failing: bool = False  #: for long enough to be more than a hiccup, or for good

    @property
    def remarks(self) -> tuple[str, ...]:
        """What an editor should know, each in a few words; nothing where all is well."""
        said = []
        if self.failing and self.state.failing_since and not self.state.retired:
            times = f"{self.state.failures} times in a row since {self.state.failing_since:%Y-%m-%d}"
            said.append(f"{self.state.error or 'unknown'} ({times})")
        if self.state.retired:
            said.append(f"gone for good since {self.state.retired:%Y-%m-%d}")
        if self.state.adopted:
            said.append(f"moved for good to {self.state.adopted}")
        if self.silent_since:
            said.append(f"silent since {self.silent_since:%Y-%m-%d}")
        if self.only_repeats:
            said.append("only repeats others")
        return tuple(said)


def health_of(
    feeds: Sequence[Feed], states: Mapping[str, FeedState], activities: Mapping[str, FeedActivity], now: datetime
) -> tuple[Health, ...]:
    """Return the health of each feed, in their order. ``activities`` are those since ``now`` less ``WINDOW``."""
    known = ((feed, current(feed, states.get(feed.id, FeedState(feed=feed.id)))) for feed in feeds)
    return tuple(_health(feed, state, activities.get(feed.id), now) for feed, state in known)


def _health(feed: Feed, state: FeedState, activity: FeedActivity | None, now: datetime) -> Health:
    failing = is_persistent(state, now)
    if activity is None:
        return Health(feed=feed, state=state, failing=failing)
    return Health(
        feed=feed,
        state=state,
        articles_a_day=_rate(activity, now),
        newest=activity.newest,
        silent_since=activity.newest if _is_silent(activity, state) else None,
        only_repeats=activity.articles >= _ENOUGH and activity.repeated >= _REPEATED * activity.articles,
        failing=failing,
    )


def _rate(activity: FeedActivity, now: datetime) -> float:
    """Articles a day since the first of them, at least over one day: a new feed is no slow one."""
    if activity.oldest is None:
        return 0.0
    return round(activity.articles / max((now - activity.oldest) / timedelta(days=1), 1.0), 1)


def _is_silent(activity: FeedActivity, state: FeedState) -> bool:
    """Up to its last reading: while we do not or cannot read it, nobody knows."""
    if activity.gap is None or state.succeeded is None:
        return False
    return state.succeeded - activity.newest > max(_GAPS * activity.gap, _SHORTEST_SILENCE)
