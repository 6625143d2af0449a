"""Lines of Postfix's log → what became of messages, known by the local part of their Message-ID. Pure.

A message is Postfix's once its queue manager has it (``qmgr … (queue active)``) or it is held. That one was *never*
taken over can only be said where the log covers the whole time, every session that was open when its sender died has
ended, and the message was either not seen at all or cut off in the middle (``lost connection after DATA``). Until
then its fate is unknown: a server may have read the end of it and not written so yet.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

Fate = Literal["queued", "never", "unknown"]

_LINE = re.compile(
    r"(?:(?P<iso>\d{4}-\d\d-\d\dT\S+)|(?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) (?P<clock>\d\d:\d\d:\d\d))"
    r" \S+ \S*?(?P<program>smtpd|cleanup|qmgr|master)\[(?P<process>\d+)\]: (?P<words>.*)"
)
_STAMP = re.compile(r"(?:(\d{4}-\d\d-\d\dT\S+)|([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)) ")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ABOUT = re.compile(r"(?P<queue>[0-9A-Za-z]{5,20}): (?P<rest>.*)")
_IDENTITY = re.compile(r"message-id=<(?P<local>[^@>]+)@[^>]*>")
_CUT_OFF = re.compile(r"(?:lost connection|timeout) after (?:DATA|BDAT)\b")
_STARTED = "daemon started"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a log says of some messages."""

    since: datetime | None  #: of its first line; None: it says nothing at all
    queued: frozenset[str]
    cut_off: frozenset[str]
    seen: frozenset[str]
    kin: bool  #: one of our messages was queued, so this is the log of the server that we hand our mail to
    open_since: tuple[datetime, ...]  #: when the sessions began that have not ended
    last_end: datetime | None  #: when a session ended last

    def fate(self, local: str, *, claimed: datetime, dead: datetime) -> Fate:
        """Return what became of a message; ``claimed`` before its first byte, its sender known to be ``dead``."""
        if local in self.queued:
            return "queued"
        claimed = claimed.replace(microsecond=0)  # as exact as the log is
        covered = self.since is not None and self.since <= claimed
        ended = self.last_end is not None and self.last_end >= claimed
        if not covered or not ended or any(moment <= dead for moment in self.open_since):
            return "unknown"
        return "never" if local not in self.seen or local in self.cut_off else "unknown"


class _Reader:
    """What is known after so many lines."""

    def __init__(self, wanted: Collection[str], kin: Collection[str]) -> None:
        self._wanted, self._kin = frozenset(wanted), tuple(kin)
        self.since: datetime | None = None
        self.last_end: datetime | None = None
        self.open: dict[str, datetime] = {}  # by process of smtpd
        self.queued: set[str] = set()
        self.cut_off: set[str] = set()
        self.seen: set[str] = set()
        self.known = False
        self._current: dict[str, str] = {}  # by process: the message that it reads
        self._broken: set[str] = set()  # queue ids
        self._of: dict[str, str] = {}  # by queue id: whose message it is, of those that are wanted
        self._of_kin: set[str] = set()  # queue ids

    def smtpd(self, process: str, words: str, at: datetime) -> None:
        if words.startswith("connect from"):
            self.open[process] = at
            self._current.pop(process, None)
            return
        if words.startswith("disconnect from"):
            self.open.pop(process, None)
            self.last_end = max(at, self.last_end or at)
            return
        if words.startswith(("warning:", "fatal:", "panic:", "initializing", "statistics:")):
            return
        self.open.setdefault(process, _LONG_AGO)
        if _CUT_OFF.match(words):
            if queue := self._current.pop(process, ""):
                self._broken.add(queue)
                if local := self._of.get(queue):
                    self.cut_off.add(local)
        elif (about := _ABOUT.match(words)) and about["rest"].startswith("client="):
            self._current[process] = about["queue"]
            self._broken.discard(about["queue"])

    def cleanup(self, words: str) -> None:
        about = _ABOUT.match(words)
        if about is None:
            return
        queue = about["queue"]
        if found := _IDENTITY.match(about["rest"]):
            self._of.pop(queue, None)
            self._of_kin.discard(queue)
            if found["local"].startswith(self._kin):
                self._of_kin.add(queue)
            if found["local"] in self._wanted:
                self._of[queue] = found["local"]
                self.seen.add(found["local"])
                if queue in self._broken:
                    self.cut_off.add(found["local"])
        elif about["rest"].startswith("hold:"):
            self.taken_over(queue)

    def qmgr(self, words: str) -> None:
        about = _ABOUT.match(words)
        if about and about["rest"].startswith("from=<"):
            self.taken_over(about["queue"])

    def taken_over(self, queue: str) -> None:
        self.known = self.known or queue in self._of_kin
        if local := self._of.get(queue):
            self.queued.add(local)

    def restarted(self, at: datetime) -> None:
        """A new master: the sessions of the old one are over."""
        self.open.clear()
        self.last_end = max(at, self.last_end or at)


def read_log(
    lines: Iterable[str], wanted: Collection[str], *, kin: Collection[str], zone: tzinfo, now: datetime
) -> Found:
    """Read what a log says of the messages of these local parts.

    ``kin`` are beginnings of local parts, any of which proves that our mail goes this way. Lines may be dated as syslog
    does it, without year and zone: then ``zone`` is theirs, and they are no later than a day after ``now``.
    """
    reader = _Reader(wanted, kin)
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            if reader.since is None:
                reader.since = moment_of(line, zone=zone, now=now)
            continue
        at = moment_of(line, zone=zone, now=now)
        if at is None:
            continue
        reader.since = reader.since or at
        program, words = found["program"], found["words"]
        if program == "smtpd":
            reader.smtpd(found["process"], words, at)
        elif program == "cleanup":
            reader.cleanup(words)
        elif program == "qmgr":
            reader.qmgr(words)
        elif words.startswith(_STARTED):
            reader.restarted(at)
    return Found(
        since=reader.since,
        queued=frozenset(reader.queued),
        cut_off=frozenset(reader.cut_off),
        seen=frozenset(reader.seen),
        kin=reader.known,
        open_since=tuple(reader.open.values()),
        last_end=reader.last_end,
    )


def moment_of(line: str, *, zone: tzinfo, now: datetime) -> datetime | None:
    """Return when a line was written; None for one without a date."""
    found = _STAMP.match(line)
    if found is None:
        return None
    iso, month, day, clock = found.groups()
    try:
        if iso:
            at = datetime.fromisoformat(iso)
            return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
        hour, minute, second = map(int, clock.split(":"))
        numbers = (_MONTHS.index(month) + 1, int(day), hour, minute, min(second, 59))
    except ValueError:
        return None
    latest = now + timedelta(days=1)
    for year in range(latest.year, latest.year - 8, -1):  # 29 February is rare
        try:
            at = datetime(year, *numbers, tzinfo=zone).astimezone(UTC)
        except ValueError:
            continue
        if at <= latest:
            return at
    return None
