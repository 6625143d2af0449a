"""Moments and periods. Every datetime in briefgen is aware; inside the store and the edition it is UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

Cadence = Literal["daily", "weekly", "monthly"]

#: How long one round of a cadence is.
LENGTH: dict[Cadence, timedelta] = {
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
}


def utc(moment: datetime) -> datetime:
    """Return the same instant in UTC. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        message = f"{moment!r} has no time zone"
        raise ValueError(message)
    return moment.astimezone(UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """What an edition covers: after ``start``, up to and including ``end``."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse naive datetimes and a period that runs backwards."""
        if utc(self.start) >= utc(self.end):
            message = f"a period must end after it starts: {self.start} to {self.end}"
            raise ValueError(message)

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether ``moment`` lies in the period."""
        return self.start < moment <= self.end
