"""Language, title, headings, alternatives, markup: one fault at a time."""

import pytest

from tests.lint.documents import GOOD_EMAIL, GOOD_PAGE, broken_in_page, changed, findings, rules, said

#: name of the case -> what is changed in the good page, into what, and the rule that this breaks
FAULTS = {
    "no language": ('<html lang="en"', "<html", "lang-missing"),
    "a language that is none": ('lang="en"', 'lang="e n!"', "lang-missing"),
    "no direction": (' dir="ltr"', "", "dir-missing"),
    "the wrong direction": ('dir="ltr"', 'dir="rtl"', "dir-missing"),
    "no title": ("<title>Harbour Briefing</title>", "", "title-missing"),
    "an empty title": ("<title>Harbour Briefing</title>", "<title> </title>", "title-missing"),
    "no encoding": ('<meta charset="utf-8">', "", "charset-missing"),
    "no viewport": ('<meta name="viewport" content="width=device-width, initial-scale=1">', "", "viewport-missing"),
    "a viewport that forbids to zoom": ("initial-scale=1", "user-scalable=no", "viewport-missing"),
    "no h1": ("<h1>Harbour Briefing</h1>", "", "h1-count"),
    "two h1": ("</main>", "<h1>Again</h1></main>", "h1-count"),
    "a level left out": ("</main>", "<h4>Deep</h4></main>", "heading-order"),
    "an h2 before the h1": ("<main>", "<main><h2>First</h2>", "heading-order"),
    "an empty heading": ("</main>", "<h2> </h2></main>", "heading-empty"),
    "an image without alt": ("</main>", '<img src="data:,"></main>', "alt-missing"),
    "a drawing without title": ("</main>", "<svg><path/></svg></main>", "alt-missing"),
    "an alt that is a file name": ("</main>", '<img alt="chart-2.png" src="data:,"></main>', "alt-filename"),
    "a table without headers or role": ("</main>", "<table><tr><td>1</td></tr></table></main>", "table-role"),
    "headers in an inner table only": (
        "</main>",
        "<table><tr><td><table><tr><th>a</th></tr></table></td></tr></table></main>",
        "table-role",
    ),
    "an id given twice": ("</main>", '<p id="shipping">x</p></main>', "id-duplicate"),
    "a tag that is not closed": ("</main>", "<div></main>", "markup-broken"),
    "an end without a beginning": ("</main>", "</span></main>", "markup-broken"),
    "an attribute given twice": ("<main>", '<main class="a" class="b">', "markup-broken"),
    "a link in a link": ("</main>", '<a href="#shipping">a <a href="#shipping">b</a></a></main>', "markup-broken"),
    "no doctype": ("<!DOCTYPE html>\n", "", "markup-broken"),
    "a declaration that cannot be read": ("color: var(--ink);", "color var(--ink);", "style-broken"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found_and_nothing_else(case: str) -> None:
    """One change of the good page breaks one rule."""
    old, new, rule = FAULTS[case]
    assert broken_in_page(old, new) == {rule}


def test_documents_without_a_fault_are_told_so() -> None:
    """Else every case above would prove nothing."""
    assert rules(findings("index.html", GOOD_PAGE)) == set()
    assert rules(findings("email.html", GOOD_EMAIL)) == set()


@pytest.mark.parametrize(
    "good",
    [
        '<img alt="" src="data:,">',
        '<p aria-hidden="true"><img src="data:,"></p>',
        '<svg role="presentation"></svg>',
        "<svg><title>Ships a day</title></svg>",
        '<table role="presentation"><tr><td>1</td></tr></table>',
        "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>",
        "<ul><li>one<li>two</ul>",
        "<table><tr><th>a<td>b<tr><td>c</table>",
        "<p>one<p>two",
        "<h3>Below h2</h3>",
    ],
)
def test_what_is_right_is_let_pass(good: str) -> None:
    """Decoration without words, tables of either kind, end tags that may be left out."""
    assert broken_in_page("</main>", f"{good}</main>") == set()


def test_a_finding_names_line_and_column_of_the_tag() -> None:
    """Where an editor goes to, counted from one."""
    page = changed(GOOD_PAGE, "</main>", '  <img src="ships.png"></main>')
    line = page.splitlines().index('  <img src="ships.png"></main>') + 1
    assert said("index.html", page, "alt-missing") == [f"{line}:3 image without alt text: “ships.png”"]
