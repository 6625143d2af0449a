"""The store and the configuration → how things stand: what comes, what was, what is wrong. Reads only.

It asks no process, so it is as true while a scheduler runs as when none does.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from briefgen.clock import next_after
from briefgen.config import Config
from briefgen.fetch import current, is_persistent
from briefgen.model.briefing import Briefing
from briefgen.model.delivery import Passage, Round, Run
from briefgen.model.editing import Review
from briefgen.model.feed import FeedState
from briefgen.operation.duties import HORIZON, briefing_of
from briefgen.store import Store

#: What is said of an edition that goes to nobody for now.
_WITH_EDITORS = {"open": "under review", "held": "held by its editors", "withdrawn": "withdrawn by its editors"}

#: What went wrong longer ago is no news.
_RECENT = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """The next edition of a briefing."""

    briefing: Briefing
    day: date | None = None  #: None: it has no times, like a memo
    due: datetime | None = None
    made_at: datetime | None = None  #: with a review, earlier


@dataclass(frozen=True, kw_only=True, slots=True)
class Went:
    """An edition that was due, and how it went."""

    round: Round
    title: str
    passage: Passage | None = None  #: None: it was never planned for anybody
    review: Review | None = None  #: None: no editor is asked

    @property
    def made_after(self) -> timedelta | None:
        """How long after its hour it was made; negative with a review."""
        made = self.round.finished if self.round.state == "done" else None
        return made - self.round.due if made else None

    @property
    def first_after(self) -> timedelta | None:
        """How long after its hour the first reader had it."""
        return self.passage.first_sent - self.round.due if self.passage and self.passage.first_sent else None

    @property
    def last_after(self) -> timedelta | None:
        """How long after its hour the last reader had it; None while some are waiting."""
        if self.passage is None or self.passage.left or self.passage.last_sent is None:
            return None
        return self.passage.last_sent - self.round.due


@dataclass(frozen=True, kw_only=True, slots=True)
class Failing:
    """A feed that cannot be read for longer than a hiccup."""

    feed: str
    since: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How things stand at a moment."""

    now: datetime
    store: str
    schedulers: tuple[Run, ...]  #: those that live; the first leads
    last_seen: datetime | None  #: when a scheduler gave its last sign, of those that are no more
    coming: tuple[Coming, ...]  #: the earliest first
    doing: tuple[Round, ...]  #: in the making
    went: tuple[Went, ...]  #: the last of each briefing, the latest first
    wrong: tuple[Round, ...]  #: failed, skipped, or made but for a part, of late; the latest first
    failing: tuple[Failing, ...]
    polled: datetime | None  #: when a feed was asked last
    in_doubt: Mapping[str, int]  #: by edition: deliveries of which nobody knows whether they were sent
    deferred: int  #: deliveries that servers put off

    @property
    def state(self) -> Literal["well", "troubled", "down"]:
        """One word for all of it: ``down`` without a scheduler, ``troubled`` if somebody should look.

        That is, if the last edition of a briefing failed or lacks something, or if deliveries are in doubt. What failed
        before an edition that went well is listed and troubles nobody any more.
        """
        if not self.schedulers:
            return "down"
        failed = any(one.round.state == "failed" or one.round.words for one in self.went)
        return "troubled" if failed or self.in_doubt else "well"

    @property
    def doubtful(self) -> int:
        """How many deliveries are in doubt."""
        return sum(self.in_doubt.values())


def standing(config: Config, store: Store, now: datetime) -> Standing:
    """Return how things stand."""
    rounds = store.due.since((now - HORIZON).date())
    alive = store.runs.alive(now, "scheduler")
    others = [run.seen for run in store.runs.latest(1, "scheduler")]
    went = _went(rounds, config, store)
    states = store.feed_states()
    amiss = [one for one in rounds if one.state in {"failed", "skipped"} or (one.state == "done" and one.words)]
    recent = [one for one in amiss if now - one.due < _RECENT]
    return Standing(
        now=now,
        store=store.name,
        schedulers=tuple(alive),
        last_seen=max(others, default=None),
        coming=_coming(config, now),
        doing=tuple(one for one in rounds if one.state == "claimed"),
        went=went,
        wrong=tuple(sorted(recent, key=lambda one: one.due, reverse=True)),
        failing=_failing(config, states, now),
        polled=max((state.checked for state in states.values() if state.checked), default=None),
        in_doubt=Counter(row.edition for row in store.ledger.doubtful(most=10_000)),
        deferred=sum(one.passage.counts["deferred"] for one in went if one.passage),
    )


def _coming(config: Config, now: datetime) -> tuple[Coming, ...]:
    found = []
    for briefing in config.briefings.values():
        lead = timedelta(minutes=briefing.review_minutes)
        after = None if briefing.kind == "memo" else next_after(briefing, now)
        if after is None:
            found.append(Coming(briefing=briefing))
        else:
            day, due = after
            found.append(Coming(briefing=briefing, day=day, due=due, made_at=due - lead))
    never = now + timedelta(days=10_000)
    return tuple(sorted(found, key=lambda one: (one.due or never, one.briefing.id)))


def _went(rounds: list[Round], config: Config, store: Store) -> tuple[Went, ...]:
    """Return the last round of each briefing that is neither skipped nor in the making."""
    last: dict[str, Round] = {}
    for one in rounds:
        if one.state in {"done", "failed"}:
            name = briefing_of(one)
            last[name] = max(last.get(name, one), one, key=lambda each: each.due)
    found = []
    for name, one in last.items():
        known = config.briefings.get(name)
        mailed = one.edition and store.ledger.mailing(one.edition) is not None
        passage = store.ledger.passage(one.edition) if mailed else None
        review = store.reviews.find(one.edition) if one.edition else None
        found.append(Went(round=one, title=known.title if known else name, passage=passage, review=review))
    return tuple(sorted(found, key=lambda each: each.round.due, reverse=True))


def _failing(config: Config, states: Mapping[str, FeedState], now: datetime) -> tuple[Failing, ...]:
    found = []
    for feed in config.feeds:
        state = current(feed, states.get(feed.id, FeedState(feed=feed.id)))
        if is_persistent(state, now):
            reason = "gone for good" if state.retired else state.error or "unknown"
            found.append(Failing(feed=feed.title, since=state.retired or state.failing_since, reason=reason))
    return tuple(found)


def zulu(moment: datetime | None) -> str | None:
    """Return a moment as JSON has it, in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def as_document(found: Standing) -> dict[str, Any]:
    """Return what ``status --json`` and the page's ``status.json`` say. Lags are seconds after the hour."""
    return {
        "state": found.state,
        "now": zulu(found.now),
        "store": found.store,
        "schedulers": [
            {"host": run.host, "process": run.process, "started": zulu(run.started), "seen": zulu(run.seen)}
            for run in found.schedulers
        ],
        "last_seen": zulu(found.last_seen),
        "next": [_next(one, found.now) for one in found.coming],
        "doing": [_round(one) for one in found.doing],
        "last": [_last(one) for one in found.went],
        "errors": [_round(one) for one in found.wrong],
        "feeds": {
            "polled": zulu(found.polled),
            "failing": [{"feed": one.feed, "since": zulu(one.since), "reason": one.reason} for one in found.failing],
        },
        "deliveries": {"doubtful": found.doubtful, "in_doubt": dict(found.in_doubt), "deferred": found.deferred},
    }


def _next(one: Coming, now: datetime) -> dict[str, Any]:
    local = one.due.astimezone(one.briefing.timezone).isoformat(timespec="minutes") if one.due else None
    return {
        "briefing": one.briefing.id,
        "date": one.day.isoformat() if one.day else None,
        "due": zulu(one.due),
        "local": local,
        "made_at": zulu(one.made_at),
        "seconds": round((one.due - now).total_seconds()) if one.due else None,
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "briefing": one.briefing,
        "date": one.date.isoformat(),
        "due": zulu(one.due),
        "state": one.state,
        "attempts": one.attempts,
        "next_try": zulu(one.next_try),
        "since": zulu(one.claimed_at if one.state == "claimed" else one.finished),
        "words": one.words,
    }


def _last(one: Went) -> dict[str, Any]:
    lags = {"made": one.made_after, "first_sent": one.first_after, "all_sent": one.last_after}
    return {
        **_round(one.round),
        "edition": one.round.edition,
        "review": one.review.state if one.review else None,
        "lag": {name: None if lag is None else round(lag.total_seconds()) for name, lag in lags.items()},
        "deliveries": dict(one.passage.counts) if one.passage else None,
    }


def span(length: timedelta) -> str:
    """Return a length of time as people say it: ``8 s``, ``12 min``, ``3 h 05 min``, ``2 d 4 h``. Pure."""
    seconds = max(0, round(length.total_seconds()))
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86_400
    if seconds < 2 * 60:
        return f"{seconds} s"
    if minutes < 2 * 60:
        return f"{minutes} min"
    return f"{hours} h {minutes % 60:02} min" if days < 2 else f"{days} d {hours % 24} h"  # noqa: PLR2004  two days


def lag(after: timedelta | None, one: Went) -> str:
    """Return how long after its hour something was: ``+12 s``, ``-30 min`` with a review, ``under way``. Pure."""
    if after is None:
        return "under way" if one.passage and one.passage.left else ""
    return f"+{span(after)}" if after >= timedelta() else f"-{span(-after)}"


def outcome(one: Round) -> str:
    """Return what became of a round in a word: ``failed``, ``skipped``, ``incomplete`` if it lacks a part. Pure."""
    return "incomplete" if one.state == "done" and one.words else one.state


def deliveries(one: Went) -> str:
    """Return how many deliveries are in which state, in a few words. Pure."""
    if one.round.state == "failed":
        return "not made"
    if one.passage is None:
        return _WITH_EDITORS.get(one.review.state, "not sent") if one.review else "not sent"
    return ", ".join(f"{number:,} {state}" for state, number in one.passage.counts.items() if number) or "no reader"
