"""The email's HTML: one fault at a time."""

import pytest

from briefgen import lint
from tests.lint.documents import GOOD_EMAIL, broken_in_email, changed, findings, rules

DARK = GOOD_EMAIL[GOOD_EMAIL.index("@media (prefers-color-scheme") : GOOD_EMAIL.index("[data-ogsb]")]
OUTLOOK = GOOD_EMAIL[GOOD_EMAIL.index("[data-ogsb]") : GOOD_EMAIL.index("</style>\n</head>")]
MSO = GOOD_EMAIL[GOOD_EMAIL.index("<!--[if") : GOOD_EMAIL.index("<style>\n@media")]

FAULTS = {
    "a style block over Gmail's measure": (
        "<style>\n@media",
        "<style>" + "/*" + "x" * 8200 + "*/\n@media",
        "style-size",
    ),
    "no media query": ("@media (max-width: 599px) { .cell { padding: 0 !important; } }", "", "responsive-missing"),
    "no dark colours declared": ('<meta name="color-scheme" content="light dark">', "", "dark-missing"),
    "no colours for Outlook's dark mode": (OUTLOOK, "", "outlook-dark-missing"),
    "no conditional for Outlook": (MSO, "", "outlook-missing"),
    "a conditional that does not end": ("<![endif]-->", "-->", "outlook-broken"),
    "one that is shown elsewhere and does not end": ("<h2>", "<!--[if !mso]><!--><h2>", "outlook-broken"),
    "a script": ("<h2>", "<script>1</script><h2>", "email-active"),
    "a form": ("<h2>", "<form></form><h2>", "email-active"),
    "a handler": ("<h2>", '<h2 onclick="x()">', "email-active"),
    "a style sheet from elsewhere": ("<style>\n", '<link rel="stylesheet" href="x.css"><style>\n', "email-external"),
    "an imported style sheet": ("<style>\n@media", "<style>\n@import 'x.css';\n@media", "email-external"),
    "an image without width": ("<h2>", '<img alt="a" src="cid:a"><h2>', "image-size"),
    "an image without scheme": ("<h2>", '<img alt="a" width="10" src="a.png"><h2>', "image-source"),
    "an image over http": ("<h2>", '<img alt="a" width="10" src="http://example.org/a.png"><h2>', "image-source"),
    "an image inside its address": (
        "<h2>",
        '<img alt="a" width="10" src="data:image/png;base64,AA"><h2>',
        "image-source",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found(case: str) -> None:
    """One change of the good email breaks one rule; what clients make of it is another."""
    old, new, rule = FAULTS[case]
    assert broken_in_email(old, new) - {"client-support"} == {rule}


def test_no_dark_colours_at_all_are_found() -> None:
    """Then text is faint in the dark too, where the document says that it takes part."""
    assert "dark-missing" in broken_in_email(DARK, "")


def test_the_ceiling_is_below_where_gmail_cuts() -> None:
    """A byte decides."""
    filling = "<!-- " + "x" * (lint.EMAIL_CEILING - len(GOOD_EMAIL) - len("<!--  -->"))
    below = changed(GOOD_EMAIL, "</body>", f"{filling[:-1]} --></body>")
    above = changed(GOOD_EMAIL, "</body>", f"{filling} --></body>")
    assert (len(below), len(above)) == (lint.EMAIL_CEILING - 1, lint.EMAIL_CEILING)
    assert rules(findings("email.html", below)) == set()
    assert rules(findings("email.html", above)) == {"email-size"}


@pytest.mark.parametrize(
    "good",
    [
        '<img alt="Ships a day" width="560" src="cid:ships"><h2>',
        '<img alt="Ships a day" width="560" src="https://example.org/a.png"><h2>',
        "<!--[if mso]><table><tr><td><![endif]--><h2>",
        "<!--[if !mso]><!--><b>x</b><!--<![endif]--><h2>",
    ],
)
def test_what_clients_know_is_let_pass(good: str) -> None:
    """Attached pictures, pictures over https, both kinds of conditionals."""
    assert broken_in_email("<h2>", good) == set()
