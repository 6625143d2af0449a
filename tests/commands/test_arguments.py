"""What stands on the command line."""

from datetime import UTC, datetime

import pytest

from briefgen.commands.arguments import formats_of, general_first, moment
from briefgen.model.errors import UsageError
from briefgen.model.rendition import FORMATS


@pytest.mark.parametrize("text", ["2021-12-28T04:00Z", "2021-12-28T06:00+02:00", "2021-12-27 23:00-05:00"])
def test_a_time_is_an_instant_whatever_its_zone(text: str) -> None:
    """Six in Jerusalem is four in Greenwich."""
    assert moment(text) == datetime(2021, 12, 28, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "not a time in ISO 8601"),
        ("2021-13-01T00:00Z", "not a time in ISO 8601"),
        ("2021-12-28", "has no time zone"),
        ("2021-12-28T06:00", "has no time zone"),
        ("0001-01-01T00:00Z", "the year must lie between"),
        ("9999-12-31T23:59-10:00", "the year must lie between"),
    ],
)
def test_what_is_no_instant_is_refused_with_the_reason(text: str, why: str) -> None:
    """One line, with what was given."""
    with pytest.raises(UsageError, match=why) as refused:
        moment(text)
    assert repr(text) in str(refused.value)


def test_formats_come_once_and_in_their_own_order() -> None:
    """None given means all."""
    assert formats_of(["text", "html", "text"]) == ("html", "text")
    assert formats_of(None) == FORMATS
    with pytest.raises(UsageError, match="no format 'docx'; there are html"):
        formats_of(["pdf", "docx"])


def test_general_options_go_before_the_command() -> None:
    """But not what stands behind ``--``."""
    given = ["poll", "--json", "--workspace", "w", "-v", "--", "--debug"]
    assert general_first(given) == ["--workspace", "w", "-v", "poll", "--json", "--", "--debug"]
    assert general_first(["poll", "--workspace"]) == ["--workspace", "poll"]
