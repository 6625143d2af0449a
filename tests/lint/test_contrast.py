"""Text against its background, computed from the styles as they stand."""

import pytest

from briefgen.lint.colours import BLACK, WHITE, Colour, contrast
from tests.lint.documents import GOOD_PAGE, broken_in_email, broken_in_page, changed, notes, said

PAGE_FAULTS = {
    "a grey too light": ("--ink: #1a1a1a", "--ink: #777777", "contrast-light"),
    "a dark grey in the dark": ("--ink: #e8e6e3", "--ink: #555555", "contrast-dark"),
    "the dark block left out": ("--ink: #e8e6e3; ", "", "contrast-dark"),
    "by attribute": ("</main>", '<p style="color: #aaa">faint</p></main>', "contrast-light"),
    "half transparent": ("</main>", '<p style="color: rgb(26 26 26 / 50%)">faint</p></main>', "contrast-light"),
    "on a box": ("</main>", '<p style="background: #555; color: #999">faint</p></main>', "contrast-light"),
}

EMAIL_FAULTS = {
    "inlined": ("color:#0a5684", "color:#9ab", "contrast-light"),
    "in the dark by a rule": (
        ".link { color: #7cc4f0 !important; }\n}",
        ".link { color: #0a5684 !important; }\n}",
        "contrast-dark",
    ),
    "in the dark by no rule": ("  .link { color: #7cc4f0 !important; }\n}", "}", "contrast-dark"),
    "in Outlook's dark mode": (
        "[data-ogsc] .link { color: #7cc4f0",
        "[data-ogsc] .link { color: #0a5684",
        "contrast-outlook",
    ),
    "a background by attribute": ("<td class", '<td bgcolor="#666666" class', "contrast-light"),
}


@pytest.mark.parametrize("case", PAGE_FAULTS)
def test_faint_text_of_a_page_is_found(case: str) -> None:
    """By its custom properties, in the scene where it is faint."""
    old, new, rule = PAGE_FAULTS[case]
    assert rule in broken_in_page(old, new)


@pytest.mark.parametrize("case", EMAIL_FAULTS)
def test_faint_text_of_an_email_is_found(case: str) -> None:
    """By inlined styles and the kept blocks."""
    old, new, rule = EMAIL_FAULTS[case]
    assert rule in broken_in_email(old, new)


@pytest.mark.parametrize(
    "good",
    [
        '<p style="color: #767676; background: #fff">4.54 to 1</p>',
        '<p style="color: #949494; background: #fff; font-size: 24px">large: 3.03 to 1</p>',
        '<p style="color: #949494; background: #fff; font: bold 19px serif">large and bold</p>',
        '<p style="color: #fff; display: none">not seen</p>',
        '<p style="color: #fff; background: linear-gradient(#000, #111)">only a browser can tell</p>',
        '<p style="color: #fff; background: url(dark.png)">likewise</p>',
        '<p style="color: color-mix(in srgb, red, blue)">likewise</p>',
    ],
)
def test_what_can_be_read_or_cannot_be_told_is_let_pass(good: str) -> None:
    """Large letters need less, hidden ones nothing, and of what is not known nothing is said."""
    assert not broken_in_page("</main>", f"{good}</main>") & {"contrast-light", "contrast-dark"}


def test_a_pair_of_colours_is_told_once_with_its_number() -> None:
    """Three hundred faint words are one fault."""
    faint = '<p style="color: #777; background: #fff">a</p>'
    told = said("index.html", changed(GOOD_PAGE, "</main>", f"{faint * 3}</main>"), "contrast-light")
    assert len(told) == 1
    assert told[0].endswith("#777777 on #ffffff is 4.47:1 in light, at least 4.5:1 is needed: “a” and 2 more")


def test_tiny_text_is_found() -> None:
    """Below 9 px; marks of no letter apart."""
    assert broken_in_page("</main>", '<p style="font-size: 8px">tiny</p></main>') == {"text-small"}
    assert broken_in_page("</main>", '<p style="font-size: 8px">·</p></main>') == set()


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, either way round."""
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(Colour(0.3, 0.3, 0.3), Colour(0.3, 0.3, 0.3)) == 1


def test_good_colours_are_no_note_either() -> None:
    """The page without a fault says only what its description and its reading level are."""
    assert notes("index.html", GOOD_PAGE) == set()
