"""An editor's Markdown in every format: what it may show, and that nothing in it acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.columns import WIDTH, columns
from briefgen.render.prose import plain, prose
from briefgen.render.prose_html import prose_html, prose_notes
from briefgen.render.prose_md import prose_md
from briefgen.render.prose_text import prose_text
from tests.hostile.harmless import faults_of_html
from tests.hostile.payloads import ADDRESSES, OURS

TEXT = """# First

A *word* and a **strong** one[^n], [a link](https://example.org/a?b=1&c=2) and `code`.

#### Deep

| Side | Says |
|---|--:|
| One | little |

1. first
2. second

    still second

> quoted

    code <b>

[^n]: A note with [its link](https://example.org/note).
"""


def html(text: str, *, bare: bool = False) -> str:
    """Return text and notes as HTML."""
    notes = "".join(f"<p>{note}</p>" for note in prose_notes(text, bare_links=bare))
    return str(prose_html(text, bare_links=bare)) + notes


def test_markdown_becomes_elements() -> None:
    """Emphasis, links, tables, lists, quotations, code."""
    made = html(TEXT)
    for part in (
        "<em>word</em>",
        "<strong>strong</strong>",
        '<a href="https://example.org/a?b=1&amp;c=2">a link</a>',
        "<code>code</code>",
        '<td style="text-align: right">little</td>',
        "<li>first</li>",
        "<blockquote>\n<p>quoted</p>",
        "code &lt;b&gt;",
    ):
        assert part in made


def test_headings_begin_below_the_title_and_skip_no_level() -> None:
    """As readers with screen readers, and PDF/UA, need them."""
    levels = [block.tag for block in prose("### A\n\n# B\n\n##### C\n\n###### D\n\n## E").blocks]
    assert levels == ["h2", "h2", "h3", "h4", "h3"]


def test_footnotes_are_numbered_as_the_text_has_them() -> None:
    """Whatever they are called and wherever they stand; one that is not there leaves its brackets."""
    read = prose("One[^b] and two[^a] and one again[^b][^none].\n\n[^a]: A.\n[^b]: B.")
    assert [plain(note[0].children) for note in read.notes] == ["B.", "A."]
    assert [n.note for n in read.blocks[0].children if not isinstance(n, str)] == [1, 2, 1]


def test_a_picture_is_its_description() -> None:
    """No format asks another host for anything."""
    assert prose_html("![A map](https://example.org/map.png)") == "<p>A map</p>"


def test_print_keeps_links_free_of_elements() -> None:
    """The PDF takes an element inside a link for a second one."""
    assert (
        prose_html("[a *b*](https://example.org/)", bare_links=True) == '<p><a href="https://example.org/">a b</a></p>'
    )


def test_plain_text_has_everything_within_its_columns() -> None:
    """Addresses in lines of their own, notes at the end, a wide table as lists."""
    made = prose_text(TEXT + "\n\n| A | B |\n|---|---|\n| " + "long " * 20 + " | short |\n")
    assert "First\n=====" in made
    assert "  https://example.org/a?b=1&c=2\n" in made
    assert "\n[1] A note with its link.\n" in made
    assert "1. first\n2. second\n   still second" in made
    assert "> quoted" in made
    assert "- A: long" in made
    assert all(columns(line) <= WIDTH for line in made.split("\n") if "https://" not in line)


def test_markdown_is_read_back_as_it_was_understood() -> None:
    """Made twice it is the same, and means the same."""
    once = prose_md(TEXT)
    assert prose_md(once) == once
    assert prose(once) == prose(TEXT) or html(once) == html(TEXT)


@pytest.mark.parametrize("payload", OURS)
def test_what_would_act_is_text(payload: str) -> None:
    """In every place of a text, in HTML as in the Markdown that is published."""
    places = ("{}", "# {}", "- {}", "> {}", "[{}](https://example.org/)[^1]", "[^1]: {}")
    text = "\n\n".join(place.replace("{}", payload) for place in places)
    assert faults_of_html(f"<html><body>{html(text)}</body></html>") == []
    assert faults_of_html(f"<html><body>{html(text, bare=True)}</body></html>") == []
    again = html(prose_md(text))
    assert faults_of_html(f"<html><body>{again}</body></html>") == []
    assert "<script" not in prose_md(text).lower()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_must_not_be_followed_leaves_its_words(address: str) -> None:
    """However it is written: as a link, a reference, a picture or in angle brackets."""
    text = f"[a]({address}) [b][r] ![c]({address}) <{address}>\n\n[r]: {address}\n"
    for made in (html(text), html(prose_md(text))):
        assert faults_of_html(f"<html><body>{made}</body></html>") == []


@pytest.mark.parametrize("text", ["[" * 20_000, "![" * 10_000, "[a](" * 5_000, "*" * 20_000, ">" * 5_000, "`a" * 9_000])
def test_a_text_that_only_takes_time_is_soon_read(text: str) -> None:
    """Python-Markdown alone looks a minute for the ends of twenty thousand brackets; the tests' timeout stops that."""
    assert prose(text).blocks


@given(st.text(max_size=300))
def test_any_text_is_shown_in_every_format(text: str) -> None:
    """Nothing that somebody types breaks a build, and none of it acts."""
    assert faults_of_html(f"<html><body>{html(text)}</body></html>") == []
    prose_text(text)
    prose_md(text)


def test_print_has_no_blocks_in_lists_but_lists() -> None:
    """PDF/UA knows no other; their words stand in lines."""
    made = prose_html("1. one\n\n    two\n\n    > three\n\n        four\n\n    - five\n", bare_links=True)
    assert made == "<ol>\n<li>one<br>two<br>three<br>four<ul>\n<li>five</li>\n</ul></li>\n</ol>"
