"""What no format may carry is gone before a template sees it."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.printable import one_line, printable
from tests.factories import a_report, an_edition
from tests.render.rich import a_rich_edition


def test_an_ordinary_edition_is_not_changed() -> None:
    """Printing needs nothing of it altered."""
    assert printable(a_rich_edition()) == a_rich_edition()


def test_hidden_turns_go_and_the_marks_that_scripts_need_stay() -> None:
    """Overrides and isolates would turn the words after them; Persian needs its joiners."""
    assert one_line("a\u202eb\u2066c\u2069") == "abc"
    assert one_line("می\u200cخواهم \u200fא") == "می\u200cخواهم \u200fא"


def test_thousands_of_marks_on_one_letter_become_a_handful() -> None:
    """They hang layout engines."""
    assert len(one_line("a" + "\u0301" * 50_000)) == 9


def test_addresses_are_filtered_everywhere() -> None:
    """In reports, timelines and the week ahead alike."""
    rich = a_rich_edition()
    bad = dataclasses.replace(rich.week_ahead[0], url="javascript:alert(1)")
    assert printable(dataclasses.replace(rich, week_ahead=(bad,))).week_ahead[0].url == "#"
    (report,) = (a_report(1, url="file:///etc/passwd"),)
    story = dataclasses.replace(rich.stories[9], articles=(report,))
    section = dataclasses.replace(rich.sections[0], stories=(story,))
    assert printable(an_edition(section)).stories[0].articles[0].url == "#"


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_written(text: str) -> None:
    """For any text: encodable, no control character, and doing it twice changes nothing."""
    line = one_line(text)
    line.encode()
    assert line == " ".join(line.split())
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in line)
    assert one_line(line) == line
