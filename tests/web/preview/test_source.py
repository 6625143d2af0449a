"""Source text in lines and kinds."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.web.preview.source import Part, html_lines, message_lines, plain_lines


def joined(lines: list[list[Part]]) -> str:
    """Return the letters of all parts."""
    return "\n".join("".join(text for _, text in line) for line in lines)


@given(st.text(alphabet="<>/=\"'!-& \nabstyle;#{}", max_size=200))
def test_no_letter_of_a_source_is_lost(source: str) -> None:
    """Nor added, whatever is broken in it; an empty last line is not shown."""
    assert joined(html_lines(source)) == source.removesuffix("\n")


def test_tags_attributes_and_values_are_told_apart() -> None:
    """And comments and entities."""
    [line] = html_lines("<p class='a'>A &amp; B</p><!-- end -->")
    assert [part for part in line if part[0]] == [
        ("tag", "<p"),
        ("attribute", "class"),
        ("value", "'a'"),
        ("tag", ">"),
        ("entity", "&amp;"),
        ("tag", "</p"),
        ("tag", ">"),
        ("comment", "<!-- end -->"),
    ]


def test_styles_are_no_tags() -> None:
    """A child selector has the sign of a tag's end."""
    lines = html_lines("<style>\na > b { color: red }\n</style>")
    assert lines[1] == [("style", "a > b { color: red }")]


def test_a_part_over_several_lines_is_one_of_each() -> None:
    """A comment of Outlook's, for instance."""
    assert html_lines("<!--a\nb-->") == [[("comment", "<!--a")], [("comment", "b-->")]]


def test_headers_of_a_message_are_told_from_its_body() -> None:
    """Of each part, but not what looks like one in the text."""
    lines = message_lines("To: a\n\nNote: b\n--x\nContent-Type: c\n\nd")
    assert [[kind for kind, _ in line if kind] for line in lines] == [["tag"], [], [], ["comment"], ["tag"], [], []]


def test_a_text_has_no_kinds() -> None:
    """It is shown as it is."""
    assert plain_lines("<a>\n&") == [[("", "<a>")], [("", "&")]]
