"""What header values ask of us."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.fetch.headers import LONGEST, max_age, retry_after, validator
from tests.factories import NOON

DATE = "Mon, 27 Dec 2021 12:00:00 GMT"
LATER = "Mon, 27 Dec 2021 12:05:00 GMT"

RETRY: dict[str, tuple[dict[str, str], int | None]] = {
    "seconds": ({"Retry-After": "120"}, 120),
    "zero": ({"Retry-After": "0"}, 0),
    "a date, counted from now": ({"Retry-After": LATER}, 300),
    "a date, counted from the server's clock": (
        {"Retry-After": "Tue, 28 Dec 2021 00:01:00 GMT", "Date": "Tue, 28 Dec 2021 00:00:00 GMT"},
        60,
    ),
    "a date in the past": ({"Retry-After": "Mon, 27 Dec 2021 11:00:00 GMT"}, 0),
    "a date of old": ({"Retry-After": "Monday, 27-Dec-21 12:05:00 GMT"}, 300),
    "ages": ({"Retry-After": "99999999999999"}, LONGEST),
    "more digits than a number has": ({"Retry-After": "9" * 400}, None),
    "a negative number": ({"Retry-After": "-5"}, None),
    "words": ({"Retry-After": "soon"}, None),
    "absent": ({}, None),
}

FRESH: dict[str, tuple[dict[str, str], int | None]] = {
    "max-age": ({"Cache-Control": "public, max-age=900"}, 900),
    "upper case and blanks": ({"Cache-Control": "Max-Age = 900"}, 900),
    "in quotes": ({"Cache-Control": 'max-age="900"'}, 900),
    "less its age": ({"Cache-Control": "max-age=900", "Age": "600"}, 300),
    "older than fresh": ({"Cache-Control": "max-age=900", "Age": "1000"}, 0),
    "another directive's name": ({"Cache-Control": "s-maxage=900, x-max-age=5"}, None),
    "to be asked each time": ({"Cache-Control": "no-cache, max-age=900"}, None),
    "not to be stored": ({"Cache-Control": "no-store", "Expires": LATER}, None),
    "Expires": ({"Expires": LATER, "Date": DATE}, 300),
    "Expires without Date": ({"Expires": LATER}, 300),
    "max-age before Expires": ({"Cache-Control": "max-age=60", "Expires": LATER}, 60),
    "expired": ({"Expires": "Mon, 27 Dec 2021 11:00:00 GMT"}, 0),
    "Expires: 0": ({"Expires": "0"}, None),
    "Expires: -1": ({"Expires": "-1"}, None),
    "not a number": ({"Cache-Control": "max-age=soon"}, None),
    "a year": ({"Cache-Control": "max-age=31536000"}, LONGEST),
    "absent": ({}, None),
}


@pytest.mark.parametrize(("headers", "expected"), RETRY.values(), ids=RETRY)
def test_retry_after_is_read(headers: dict[str, str], expected: int | None) -> None:
    """Seconds and dates; what cannot be read counts as absent."""
    assert retry_after(headers, NOON) == expected


@pytest.mark.parametrize(("headers", "expected"), FRESH.values(), ids=FRESH)
def test_freshness_is_read(headers: dict[str, str], expected: int | None) -> None:
    """max-age less Age, else Expires less Date."""
    assert max_age(headers, NOON) == expected


@settings(deadline=None)
@given(value=st.text(max_size=60))
def test_no_header_value_raises(value: str) -> None:
    """Whatever a server writes there, the answer is within bounds."""
    headers = dict.fromkeys(("Retry-After", "Cache-Control", "Expires", "Date", "Age"), value)
    for read in (retry_after, max_age):
        seconds = read(headers, NOON)
        assert seconds is None or 0 <= seconds <= LONGEST


@settings(deadline=None)
@given(st.datetimes())
def test_every_date_gives_seconds_within_bounds(moment: object) -> None:
    """No distance overflows."""
    seconds = retry_after({"Retry-After": f"{moment:%a, %d %b %Y %H:%M:%S} GMT"}, NOON)
    assert seconds is None or 0 <= seconds <= timedelta(days=7).total_seconds()


@pytest.mark.parametrize("raw", [b'"abc"', b'W/"a b"', b"unquoted", '"naïve"'.encode(), b'""'])
def test_a_validator_is_kept_byte_for_byte(raw: bytes) -> None:
    """It is echoed as it was served, right or wrong."""
    kept = validator(raw)
    assert kept is not None
    assert kept.encode() == raw


@pytest.mark.parametrize("raw", [None, b"", b'"caf\xe9"'])
def test_a_validator_that_cannot_be_echoed_is_dropped(raw: bytes | None) -> None:
    """Bytes that are not UTF-8 could not be sent again as they were."""
    assert validator(raw) is None
