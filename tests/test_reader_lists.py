"""Lists of readers as CSV: what is read, what is told of wrong lines, what is written."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.errors import UsageError
from briefgen.model.reader import ReaderLine, Subscriber, Subscription
from briefgen.reader_lists import read_list, write_list
from tests.factories import NOON

BRIEFINGS = ("gulf", "israel")


def lines(text: str) -> tuple[ReaderLine, ...]:
    """Read a list in which everything is right."""
    found = read_list(text.encode(), "readers.csv", BRIEFINGS)
    assert found.wrong == ()
    return found.lines


def wrong(text: str) -> list[tuple[int, str]]:
    """Return what is told of a list's wrong lines."""
    return [(one.line, one.problem) for one in read_list(text.encode(), "readers.csv", BRIEFINGS).wrong]


def test_two_columns_are_enough() -> None:
    """Whoever is not said to have consented is asked."""
    (line,) = lines("email,briefing\njane@example.org,israel\n")
    assert line == ReaderLine(line=2, email="jane@example.org", briefing="israel")


@pytest.mark.parametrize(
    "text",
    [
        "email,name,briefing,format,timezone,tier,confirmed\njane@example.org,Jane,israel,pdf,Asia/Tokyo,pro,yes\n",
        "Email;Name;Briefing;Format;Timezone;Tier;Confirmed\r\njane@example.org;Jane;israel;PDF;Asia/Tokyo;Pro;YES\r\n",
        "\ufefftier\tconfirmed\temail\tname\tbriefing\tformat\ttimezone\npro\t1\tjane@example.org\tJane\tisrael\tpdf\tAsia/Tokyo\n",
    ],
)
def test_columns_are_known_by_their_names(text: str) -> None:
    """In any order and case, with what spreadsheets put between them and before them."""
    (line,) = lines(text)
    assert (line.email, line.name, line.format, line.timezone) == ("jane@example.org", "Jane", "pdf", "Asia/Tokyo")
    assert (line.tier, line.confirmed) == ("pro", True)


def test_what_a_spreadsheet_calls_unicode_text_is_read() -> None:
    """UTF-16 with tabs, in either order of bytes."""
    text = "\ufeffemail\tname\tbriefing\r\nжанна@example.org\tЖанна\tisrael\r\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        (line,) = read_list(text.encode(encoding), "readers.csv", BRIEFINGS).lines
        assert (line.email, line.name) == ("жанна@example.org", "Жанна")


def test_days_and_hours_are_told_if_they_are_wrong() -> None:
    """Those that are right are any of a week, in its order."""
    head = "email,briefing,days,hour\n"
    (line,) = lines(f"{head}a@example.org,israel,Thu mon,07\n")
    assert (line.days, line.hour) == (("mon", "thu"), 7)
    assert [
        number for number, _ in wrong(f"{head}a@x.org,israel,monday,\na@x.org,israel,,24\na@x.org,israel,,noon\n")
    ] == [
        2,
        3,
        4,
    ]


def test_every_wrong_line_is_told_with_its_number() -> None:
    """The right ones are kept; empty ones are none; a cell may span lines."""
    text = (
        "email,name,briefing,format,timezone,tier,confirmed\n"
        'jane@example.org,"Jane\nDoe",israel,,,,\n'
        "jane,,israel,,,,\n"
        "\n"
        "a@example.org,,isreal,,,,\n"
        "b@example.org,,israel,exe,,,\n"
        "c@example.org,,israel,,Mars/Sea,,\n"
        "d@example.org,,israel,,,gold,\n"
        "e@example.org,,israel,,,,perhaps\n"
        "f@example.org,,,,,,\n"
        "g@example.org,,israel,,,,,one,too,many\n"
    )
    found = wrong(text)
    assert [line for line, _ in found] == [4, 6, 7, 8, 9, 10, 11, 12]
    assert found[1][1] == "there is no briefing 'isreal'; did you mean 'israel'?"
    assert found[2][1] == "format must be html or text or pdf, not 'exe'"
    assert found[6][1] == "no briefing"
    assert [one.line for one in read_list(text.encode(), "readers.csv", BRIEFINGS).lines] == [2]


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (b"", "email and briefing not among them"),
        (b"mail,briefing\n", "email not among them; did you mean 'email' by 'mail'?"),
        (b"email,briefing,Email\n", "names email twice"),
        (b"\xff\xfee", "must be saved as UTF-8"),
        (b"email,briefing\n\xff\n", "readers.csv:2: must be saved as UTF-8"),
        (b'email,briefing\n"a"b,israel\n', "readers.csv:2: is no CSV"),
        (b'email,briefing\na@x.org,israel\n"b@x.org,israel\nc@x.org,israel\n', "readers.csv:3: is no CSV"),
    ],
)
def test_what_is_no_list_is_told_in_one_line(document: bytes, told: str) -> None:
    """With the file's name."""
    with pytest.raises(UsageError, match=r"^readers\.csv:") as caught:
        read_list(document, "readers.csv", BRIEFINGS)
    assert told in str(caught.value)


def test_columns_of_others_are_named() -> None:
    """So that a slip in a name is seen."""
    found = read_list(b"email,briefing,confirmd\na@example.org,israel,yes\n", "readers.csv", BRIEFINGS)
    assert found.ignored == ("confirmd",)
    assert not found.lines[0].confirmed


names = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), max_size=12)


@given(names, st.sampled_from(["asked", "confirmed"]), st.sampled_from(["html", "text", "pdf"]))
def test_what_is_written_is_read_again(name: str, status: str, how: str) -> None:
    """Also a name that a spreadsheet would take for a formula."""
    reader = Subscriber(email="+jane@example.org", created=NOON, name=name, timezone="Asia/Tokyo", tier="pro", id=1)
    days = ("mon", "thu") if how == "text" else ()
    one = Subscription(
        subscriber=1,
        briefing="israel",
        since=NOON,
        format=how,  # type: ignore[arg-type]
        days=days,  # type: ignore[arg-type]
        hour=7 if days else None,
        status=status,  # type: ignore[arg-type]
    )
    ended = Subscription(subscriber=1, briefing="gulf", since=NOON, status="ended")
    text = write_list([(reader, one), (reader, ended)])
    if not name.startswith("'"):
        (line,) = lines(text)
        assert (line.email, line.name, line.briefing, line.format) == ("+jane@example.org", name, "israel", how)
        assert (line.timezone, line.tier, line.confirmed) == ("Asia/Tokyo", "pro", status == "confirmed")
        assert (line.days, line.hour) == (one.days, one.hour)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in text.split("\n")[1].split(","))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_told(document: bytes) -> None:
    """Never another error."""
    with contextlib.suppress(UsageError):
        read_list(b"email,briefing\n" + document, "readers.csv", BRIEFINGS)
