"""The web page: one fault at a time."""

import pytest

from tests.lint.documents import GOOD_PAGE, broken_in_page, changed, notes

DESCRIPTION = GOOD_PAGE[GOOD_PAGE.index('<meta name="description"') : GOOD_PAGE.index('<meta property="og:type"')]
LINKED = GOOD_PAGE[GOOD_PAGE.index("<script") : GOOD_PAGE.index("</head>")]

FAULTS = {
    "an image from elsewhere": ("</main>", '<img alt="x" src="https://cdn.example/a.png"></main>', "foreign-request"),
    "one of a set": (
        "</main>",
        '<img alt="x" src="a.png" srcset="a.png 1x, //cdn.example/b.png 2x"></main>',
        "foreign-request",
    ),
    "a script from elsewhere": ("</head>", '<script src="//cdn.example/a.js"></script></head>', "foreign-request"),
    "a style sheet from elsewhere": (
        "</head>",
        '<link rel="stylesheet" href="https://cdn.example/a.css"></head>',
        "foreign-request",
    ),
    "a knock at a door": ("</head>", '<link rel="preconnect" href="https://cdn.example"></head>', "foreign-request"),
    "a frame": ("</main>", '<iframe title="x" src="https://cdn.example/"></iframe></main>', "foreign-request"),
    "a font in a style": (
        "a {",
        "@font-face { src: url(https://cdn.example/a.woff2) } p { background: url(//cdn.example/b.png) } a {",
        "foreign-request",
    ),
    "an import": ("<style>\n", "<style>@import url(https://cdn.example/a.css);\n", "foreign-request"),
    "a style attribute": ("<main>", '<main style="background: url(https://cdn.example/b.png)">', "foreign-request"),
    "no description": (DESCRIPTION, "", "description-missing"),
    "an empty description": (DESCRIPTION, '<meta name="description" content=" ">', "description-missing"),
    "nothing for who shares it": ('<meta property="og:title" content="Harbour Briefing">', "", "preview-missing"),
    "no main": ("<main>", "<div>", "main-missing"),
    "JSON-LD that is no JSON": ('"headline": "Cranes"}', '"headline": Cranes}', "linked-data"),
    "JSON-LD of no type": ('"@type": "NewsArticle", ', "", "linked-data"),
    "an article without headline": (', "headline": "Cranes"', "", "linked-data"),
    "a field without label": ("</main>", '<input name="q"></main>', "field-unnamed"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found(case: str) -> None:
    """One change of the good page breaks the rule."""
    old, new, rule = FAULTS[case]
    assert rule in broken_in_page(old, new)


@pytest.mark.parametrize(
    "good",
    [
        '<img alt="x" src="a.png">',
        '<img alt="x" src="https://news.example/a.png">',
        '<a href="https://cdn.example/">a link asks nobody</a>',
        '<label for="q">Search</label><input id="q">',
        "<label>Search <input></label>",
        '<input aria-label="Search">',
        '<input type="hidden" name="a">',
    ],
)
def test_what_comes_from_here_is_let_pass(good: str) -> None:
    """Relative, or from the page's own host; fields with labels of any kind."""
    assert broken_in_page("</main>", f"{good}</main>") == set()


def test_short_descriptions_and_missing_data_are_notes() -> None:
    """A page can be read without."""
    assert notes("index.html", changed(GOOD_PAGE, DESCRIPTION, '<meta name="description" content="News.">')) == {
        "description-length"
    }
    assert notes("index.html", changed(GOOD_PAGE, LINKED, "")) == {"linked-data-missing"}
