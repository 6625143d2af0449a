"""What no reader, line or team can be."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from briefgen.model.delivery import SOFT_HALF_LIFE_DAYS, bounce_weight
from briefgen.model.reader import ReaderLine, Subscriber, Subscription, Team
from tests.factories import NOON


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nobody"}, "is not an address"),
        ({"email": " jane@example.org"}, "has spaces around it"),
        ({"timezone": "Mars/Olympus"}, "no time zone 'Mars/Olympus'"),
        ({"timezone": "../etc/passwd"}, "no time zone"),
        ({"created": datetime(2026, 1, 1)}, "has no time zone"),  # noqa: DTZ001  that is what is refused
    ],
)
def test_a_reader_that_cannot_be_is_refused(fields: dict[str, Any], words: str) -> None:
    """With what is wrong."""
    with pytest.raises(ValueError, match=words):
        Subscriber(**dict[str, Any](email="jane@example.org", created=NOON) | fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"format": "fax"}, "no mail is sent as 'fax': html, text, pdf"),
        ({"tier": "gold"}, "no tier 'gold': free, pro"),
        ({"briefing": ""}, "no briefing is named"),
        ({"email": "x"}, "is not an address"),
        ({"timezone": "Nowhere"}, "no time zone 'Nowhere'"),
    ],
)
def test_a_line_that_cannot_be_is_refused(fields: dict[str, Any], words: str) -> None:
    """With what is wrong and what would be right."""
    with pytest.raises(ValueError, match=words):
        ReaderLine(**dict[str, Any](line=2, email="jane@example.org", briefing="israel") | fields)


def test_a_subscription_has_an_hour_of_the_day_and_a_format_that_there_is() -> None:
    """And a team a number of seats."""
    with pytest.raises(ValueError, match="no hour 24"):
        Subscription(subscriber=1, briefing="israel", since=NOON, hour=24)
    with pytest.raises(ValueError, match="no mail is sent as"):
        Subscription(subscriber=1, briefing="israel", since=NOON, format="fax")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot have -1 seats"):
        Team(id="desk", name="Desk", seats=-1)
    with pytest.raises(ValueError, match="needs an id"):
        Team(id="", name="Desk", seats=1)


def test_a_soft_bounce_counts_half_after_a_half_life() -> None:
    """And whole when it comes."""
    assert bounce_weight([NOON], NOON) == 1
    assert bounce_weight([NOON], NOON + timedelta(days=SOFT_HALF_LIFE_DAYS)) == pytest.approx(0.5)
    assert bounce_weight([NOON + timedelta(hours=1)], NOON) == 1  # clocks differ
    assert bounce_weight([], NOON) == 0
