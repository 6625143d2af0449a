"""What email clients fail at, by caniemail's data."""

import json
from importlib.resources import files

import pytest

from briefgen import lint
from briefgen.lint.clients import data
from briefgen.model.finding import Finding
from tests.lint.documents import GOOD_EMAIL, changed

USES = {
    "a property": ("<h2>", '<h2 style="position: absolute">', "position", "Gmail"),
    "a value": ("<h2>", '<h2 style="display: grid">', "display:grid", "Gmail"),
    "flex": ("<h2>", '<h2 style="display: flex">', "display:flex", "Outlook (Windows 2007"),
    "a function": ("<h2>", '<h2 style="width: calc(100% - 2em)">', "CSS calc() function", "Outlook"),
    "a custom property": ("<h2>", '<h2 style="color: var(--ink)">', "CSS Variables", "Gmail"),
    "a unit": ("<h2>", '<h2 style="margin: 2vw">', "vw unit", "Outlook"),
    "an element": ("<h2>", "<video></video><h2>", "<video> element", "Gmail"),
    "an inline drawing": ("<h2>", "<svg><title>x</title></svg><h2>", "Embedded <svg> image", "Gmail"),
    "an image format": (
        "<h2>",
        '<img alt="x" width="9" src="https://example.org/a.svg"><h2>',
        "SVG image format",
        "Gmail",
    ),
    "an image in its address": (
        "<h2>",
        '<img alt="x" width="9" src="data:image/png;base64,AA"><h2>',
        "Base 64",
        "Gmail",
    ),
    "a gradient": ("<h2>", '<h2 style="background: linear-gradient(red, blue)">', "linear-gradient()", "Outlook"),
    "in a kept style": ("</style>\n</head>", ".x { gap: 4px }</style></head>", "gap", "Outlook"),
}


def of_clients(html: str, *clients: str) -> list[Finding]:
    """Return what the rules on clients say of an email."""
    named = clients or lint.DEFAULT_CLIENTS
    return [one for one in lint.check({"email.html": html.encode()}, clients=named) if one.rule == "client-support"]


@pytest.mark.parametrize("case", USES)
def test_what_fails_somewhere_is_found_with_the_clients_that_fail(case: str) -> None:
    """Wherever it stands: in attributes, styles, elements, addresses."""
    old, new, title, client = USES[case]
    told = [one.message for one in of_clients(changed(GOOD_EMAIL, old, new))]
    assert any(message.startswith(title) and client in message for message in told), told


def test_refinements_are_notes_only() -> None:
    """The good email has media queries, dark colours and roles that not all clients know: it is clean all the same."""
    assert of_clients(GOOD_EMAIL) == []
    assert {one.level for one in lint.check({"email.html": GOOD_EMAIL.encode()})} == {"note"}


def test_refinements_are_told_by_family() -> None:
    """One line for each, what it does without and what it knows in part."""
    told = [one.message for one in lint.check({"email.html": GOOD_EMAIL.encode()}) if one.rule == "client-partial"]
    [gmail] = [message for message in told if message.startswith("Gmail ")]
    assert "does without" in gmail.partition(";")[0]
    assert "@media (prefers-color-scheme)" in gmail.partition(";")[0]
    assert "knows in part" in gmail.partition(";")[2]
    assert len(told) <= len({client.partition(".")[0] for client in lint.DEFAULT_CLIENTS})


def test_the_clients_that_matter_can_be_chosen() -> None:
    """What fails elsewhere is not told; Apple Mail knows grids."""
    grid = changed(GOOD_EMAIL, "<h2>", '<h2 style="display: grid">')
    assert of_clients(grid, "apple-mail") == []
    assert [one.message for one in of_clients(grid, "outlook.windows")] == [
        "display:grid fails in Outlook (Windows 2007 to 2019)"
    ]
    assert any("display:grid" in one.message and "Orange" in one.message for one in of_clients(grid, "all"))


def test_what_is_no_client_is_known() -> None:
    """A family, a platform, any platform of a kind, all."""
    assert lint.unknown(("gmail", "outlook.windows", "*.ios", "all")) == []
    assert lint.unknown(("gmial", "gmail.dos")) == ["gmial", "gmail.dos"]
    assert lint.unknown(lint.DEFAULT_CLIENTS) == []


def test_conditional_comments_are_no_use() -> None:
    """What stands there is for Outlook, which knows it."""
    assert of_clients(changed(GOOD_EMAIL, "<h2>", "<!--[if mso]><video></video><![endif]--><h2>")) == []


def test_the_data_say_where_they_come_from_and_under_which_licence() -> None:
    """They are not ours."""
    read = json.loads(files("briefgen.lint").joinpath("caniemail.json").read_text(encoding="utf-8"))
    licence = files("briefgen.lint").joinpath("caniemail-LICENSE.txt").read_text(encoding="utf-8")
    assert read["from"].startswith("npm caniemail 1.")
    assert "Permission is hereby granted, free of charge" in licence
    assert len(data().features) > 200
