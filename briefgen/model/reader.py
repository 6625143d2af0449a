"""Who reads us: subscribers, their teams, what they subscribed to, and the dated history of their consent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from briefgen.model.address import address_domain, address_key
from briefgen.model.briefing import Tier, Weekday
from briefgen.model.moment import utc

#: How an edition comes by mail: the designed email, its text alone, or the email with the PDF attached.
MailFormat = Literal["html", "text", "pdf"]
#: Asked for and not confirmed yet; confirmed; ended by the reader, or by whoever ended it for him.
SubscriptionStatus = Literal["asked", "confirmed", "ended"]
#: What happened to a consent. ``erased`` is all that is left of a reader who asked to be forgotten.
ConsentAct = Literal["asked", "confirmed", "imported", "changed", "ended", "suppressed", "unsuppressed", "erased"]
#: Why an address gets nothing: it does not exist, its reader called us spam, or asked never to be written to.
SuppressionReason = Literal["hard bounce", "soft bounces", "complaint", "asked"]

MAIL_FORMATS: tuple[MailFormat, ...] = get_args(MailFormat)

_HOURS = range(24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """An organisation with seats: its first ``seats`` members, in the order in which they joined, have its tier."""

    id: str
    name: str
    seats: int
    tier: Tier = "pro"

    def __post_init__(self) -> None:
        """A team has an id, and no negative number of seats."""
        if not self.id or self.seats < 0:
            message = f"team {self.id!r} cannot have {self.seats} seats" if self.id else "a team needs an id"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscriber:
    """One reader, known by an address. ``key`` and ``domain`` follow from it."""

    email: str  #: as given, trimmed
    created: datetime
    id: int = 0  #: given by the store, never reused; 0: not stored yet
    name: str = ""
    timezone: str = ""  #: IANA; empty: that of the briefing
    tier: Tier = "free"
    team: str = ""  #: id of a team, or empty
    team_since: datetime | None = None  #: when he joined it, which orders its seats; set by the store

    def __post_init__(self) -> None:
        """Refuse what is no address, a naive moment, an unknown time zone."""
        address_key(self.email)
        if self.email != self.email.strip():
            message = f"{self.email!r} has spaces around it"
            raise ValueError(message)
        utc(self.created)
        check_timezone(self.timezone)

    @property
    def key(self) -> str:
        """What makes the address one of a kind; see ``address_key``."""
        return address_key(self.email)

    @property
    def domain(self) -> str:
        """Where mail for the reader goes, in ASCII."""
        return address_domain(self.email)


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """What a reader gets of one briefing, in which format, on which days, at which hour."""

    subscriber: int
    briefing: str
    since: datetime  #: when its status became what it is
    format: MailFormat = "html"
    days: tuple[Weekday, ...] = ()  #: empty: every edition; else only those of these weekdays
    hour: int | None = None  #: of the reader's own day, where the briefing allows it; None: when the edition goes out
    status: SubscriptionStatus = "asked"

    def __post_init__(self) -> None:
        """Refuse an hour that no day has, a format we do not have, and a naive moment."""
        if self.hour is not None and self.hour not in _HOURS:
            message = f"a day has no hour {self.hour}"
            raise ValueError(message)
        if self.format not in MAIL_FORMATS:
            message = f"no mail is sent as {self.format!r}: {', '.join(MAIL_FORMATS)}"
            raise ValueError(message)
        utc(self.since)


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent:
    """One line of the history of what a reader agreed to. Never changed once written."""

    act: ConsentAct
    at: datetime
    source: str  #: ``web``, ``import readers.csv``, the name of an editor, ``one-click``, ``bounce``, ``complaint``
    subscriber: int = 0  #: 0: not a reader, or not yet
    briefing: str = ""  #: empty: all of them
    detail: str = ""  #: for instance the format, or the wording he agreed to


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppression:
    """An address that gets nothing, whoever has it. Checked when an edition is planned and when it is claimed."""

    reason: SuppressionReason
    at: datetime
    email: str = ""  #: empty once its reader was erased: then only a keyed hash of the address is kept
    detail: str = ""  #: for instance what the mail server said


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderLine:
    """One line of a ``readers.csv``: a reader and one of his subscriptions. Raises ValueError for what is wrong."""

    line: int  #: counted from 1, the head included
    email: str
    briefing: str
    #: Of what stands here, nothing or None: the line does not say.
    name: str = ""
    format: MailFormat | None = None
    timezone: str = ""
    days: tuple[Weekday, ...] = ()
    hour: int | None = None
    tier: Tier | None = None
    confirmed: bool = False  #: consent was given elsewhere

    def __post_init__(self) -> None:
        """Refuse what no reader could be stored with."""
        address_key(self.email)
        check_timezone(self.timezone)
        if self.hour is not None and self.hour not in _HOURS:
            message = f"a day has no hour {self.hour}"
            raise ValueError(message)
        if self.format is not None and self.format not in MAIL_FORMATS:
            message = f"no mail is sent as {self.format!r}: {', '.join(MAIL_FORMATS)}"
            raise ValueError(message)
        if self.tier is not None and self.tier not in get_args(Tier):
            message = f"there is no tier {self.tier!r}: {', '.join(get_args(Tier))}"
            raise ValueError(message)
        if not self.briefing:
            message = "no briefing is named"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedLine:
    """What became of one line."""

    line: int
    subscriber: int  #: 0 if nothing is known of him
    #: A subscription was added or changed or needed no change; or nothing was stored, since its reader had ended it, or
    #: since the address is suppressed.
    outcome: Literal["added", "changed", "unchanged", "ended", "suppressed"]
    status: SubscriptionStatus | None = None  #: of the subscription now; ``asked``: its reader is to be asked


def check_timezone(name: str) -> None:
    """Raise ValueError unless it is the name of an IANA time zone, or empty."""
    if not name:
        return
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"there is no time zone {name!r}"
        raise ValueError(message) from error
