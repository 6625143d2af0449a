"""Deliveries: one edition for one reader, what became of it, and the runs that carry them.

::

                    ┌────────────── released, retried ─────────────┐
                    ▼                                              │
    planned ─▶ pending ─▶ claimed ─▶ sent ─▶ bounced               │
                 │           ├─────▶ refused                       │
                 ▼           ├─────▶ deferred ─▶ claimed …         │
             withdrawn       └─────▶ doubtful ─▶ sent, or ─────────┘

A row is claimed, and that is committed, before the first byte of its message's DATA. So a row that is not claimed was
never sent, and a row that is claimed by nobody alive may have been: it is doubtful.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, get_args

from briefgen.model.briefing import Tier
from briefgen.model.moment import utc
from briefgen.model.reader import MailFormat

DeliveryState = Literal[
    "pending",  # planned, and due at ``next_try``
    "claimed",  # a run has it in hand: its message may be on the wire
    "sent",  # the server took it over
    "refused",  # the server will not have it, or it was tried for too long
    "deferred",  # the server asks for patience; due again at ``next_try``
    "doubtful",  # it may have been sent or not, and nobody alive knows
    "bounced",  # sent, and came back
    "withdrawn",  # planned, but the reader left, was suppressed or erased before it went out
]
#: What a run may say of a delivery that it claimed. ``pending``: not one byte of its DATA was sent.
OutcomeState = Literal["sent", "refused", "deferred", "doubtful", "pending"]
RunKind = Literal["sender", "scheduler"]
#: ``blocked``: the message, or its sender, was not wanted; it says nothing of the address and never counts against it.
BounceKind = Literal["hard", "soft", "blocked"]
RoundState = Literal["claimed", "done", "failed", "skipped"]

DELIVERY_STATES: tuple[DeliveryState, ...] = get_args(DeliveryState)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Whom an edition is for. Planning the same twice adds those who subscribed in between, and nobody twice."""

    edition: str  #: its id, ``israel/2026-11-22``
    briefing: str
    date: date  #: local to the briefing; its weekday is compared with the reader's days
    tier: Tier = "free"  #: of the briefing: pro goes to readers with pro, or with a seat of a team that has it
    #: When it may go out to readers of a time zone and hour (as ``Ledger.hours`` lists them), where the briefing lets
    #: readers choose their hour; to all others at once.
    opens: Mapping[tuple[str, int], datetime] = field(default_factory=lambda: MappingProxyType({}))
    correction_of: str = ""  #: id of an edition: only those who received that one, in the format they had


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What planning an edition gave."""

    added: int  #: deliveries that are new
    total: int  #: deliveries that the edition has now, in any state


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """What planning an edition would give."""

    readers: Mapping[MailFormat, int]  #: deliveries that would be new
    withheld: Mapping[str, int]  #: readers of the briefing who would not get it, by reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What a run would take in hand next."""

    edition: str
    most: int  #: how many; 0: nothing more
    #: At most so many for these domains (ASCII, lower case) this time; 0: none. Others have no bound.
    of: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    these: tuple[int, ...] = ()  #: subscribers, as ``Ledger.ahead`` gave them, that come first; ``of`` is not for them


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """A delivery in hand: all that is needed to send it."""

    mailing: int  #: the edition's number in the ledger; goes back in the ``Outcome``
    subscriber: int
    format: MailFormat
    email: str
    domain: str  #: of the address, ASCII
    name: str
    timezone: str
    attempts: int  #: this one included


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a delivery that was claimed."""

    mailing: int
    subscriber: int
    state: OutcomeState
    words: str = ""  #: the server's last words, or why there are none
    next_try: datetime | None = None  #: of a deferred one

    def __post_init__(self) -> None:
        """Refuse a deferral that says nothing of when."""
        if (self.state == "deferred") != (self.next_try is not None):
            message = f"a next try belongs to what is deferred, and to nothing else: {self.state}, {self.next_try}"
            raise ValueError(message)
        if self.next_try is not None:
            utc(self.next_try)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One edition for one reader, as the ledger has it."""

    edition: str
    mailing: int
    subscriber: int
    format: MailFormat
    state: DeliveryState
    email: str = ""  #: empty once the reader was erased
    attempts: int = 0
    next_try: datetime | None = None
    claimed_at: datetime | None = None
    claimed_by: int | None = None  #: id of the run that had it last
    settled_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailing:
    """An edition on its way to its readers."""

    edition: str
    number: int
    briefing: str
    date: date
    planned: datetime
    correction_of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """How far an edition is on its way to its readers."""

    counts: Mapping[DeliveryState, int]  #: by state; every state is there
    first_sent: datetime | None = None
    last_sent: datetime | None = None

    @property
    def total(self) -> int:
        """How many deliveries it has."""
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        """How many of them are still to be sent."""
        return self.counts["pending"] + self.counts["claimed"] + self.counts["deferred"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One process that sends or schedules, and when it last gave a sign of life."""

    id: int
    kind: RunKind
    started: datetime
    seen: datetime
    host: str  #: for people
    process: int  #: its number
    ended: datetime | None = None
    lost: bool = False  #: it ended without a word


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One edition that is due: a briefing and a date local to it. There is one for each, whoever asks."""

    briefing: str
    date: date
    due: datetime
    state: RoundState
    attempts: int = 0
    next_try: datetime | None = None  #: of a failed one, or of what a done one lacks; None: it was given up
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    finished: datetime | None = None  #: done, failed or skipped
    edition: str = ""  #: what was made, of a done one
    words: str = ""  #: why it failed or was skipped; of a done one, what it lacks and why


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounce:
    """A message that came back."""

    subscriber: int
    kind: BounceKind
    at: datetime
    edition: str = ""  #: which it was, if that is known
    words: str = ""


#: A soft bounce counts half after this many days; at ``SOFT_LIMIT`` the address is suppressed.
SOFT_HALF_LIFE_DAYS = 14.0
SOFT_LIMIT = 4.0


def bounce_weight(bounces: list[datetime], now: datetime) -> float:
    """Return what soft bounces at these moments count now: 1 each, halved with every half-life. Pure."""
    days = ((utc(now) - utc(moment)).total_seconds() / 86_400 for moment in bounces)
    return sum(math.pow(0.5, max(0.0, passed) / SOFT_HALF_LIFE_DAYS) for passed in days)
