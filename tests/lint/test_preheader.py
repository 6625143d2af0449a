"""The line that inboxes show beside the subject."""

import pytest

from briefgen import lint
from tests.lint.documents import GOOD_EMAIL, broken_in_email, changed, notes, rules

WORDS = "Four cranes stopped at noon, and the port says why."
PREHEADER = f'<div class="preheader" style="display:none; color:#1a1a1a">{WORDS}</div>'

FAULTS = {
    "none": (PREHEADER, "", "preheader-missing"),
    "not hidden": ("display:none; ", "", "preheader-missing"),
    "behind what is seen": (PREHEADER, f"<p>Seen first</p>{PREHEADER}", "preheader-missing"),
    "two": (PREHEADER, PREHEADER * 2, "preheader-twice"),
    "the title once more": (WORDS, "Harbour Briefing", "preheader-twice"),
    "in the colour of its ground": ("display:none; color:#1a1a1a", "display:none; color:#ffffff", "preheader-colour"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_found(case: str) -> None:
    """One change of the good email breaks one rule."""
    old, new, rule = FAULTS[case]
    assert broken_in_email(old, new) - {"contrast-dark"} == {rule}


@pytest.mark.parametrize(
    "hidden",
    ["max-height:0; overflow:hidden", "opacity:0", "visibility:hidden", "font-size:1px; display:none !important"],
)
def test_whatever_hides_it_counts(hidden: str) -> None:
    """Clients are hidden from in many ways."""
    assert broken_in_email("display:none; ", f"{hidden}; ") - {"client-support"} == set()


def test_what_only_fills_it_up_is_no_second_one() -> None:
    """Invisible letters keep the first words of the message out of the inbox."""
    filling = '<div style="display:none">&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div>'
    assert broken_in_email(PREHEADER, PREHEADER + filling) == set()


def test_it_may_not_repeat_the_subject() -> None:
    """Which only the message tells."""
    message = f"From: a@example.org\r\nSubject: {WORDS}\r\n\r\nx".encode()
    found = lint.check({"email.html": GOOD_EMAIL.encode(), "email.eml": message})
    assert "preheader-twice" in rules(found)


@pytest.mark.parametrize("words", ["Short.", "Long " * 60])
def test_its_length_is_a_note(words: str) -> None:
    """What inboxes show."""
    assert "preheader-length" in notes("email.html", changed(GOOD_EMAIL, WORDS, words))
