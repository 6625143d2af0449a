"""What of an attribution can be shown alone."""

import pytest

from briefgen.language.attribution import attributions
from briefgen.language.sentences import sentences
from briefgen.summarize.spoken import LONGEST, spoken

#: Text → what is shown of it, and whether it is the speaker's own wording.
CASES = {
    "quoted": ('"The harbour stays open all winter," Holm said.', [("The harbour stays open all winter", True)]),
    "reported": (
        "Holm said that the harbour stays open all winter.",
        [("the harbour stays open all winter", False)],
    ),
    "partly quoted": (
        "The harbour is “open to all ships this winter,” Holm said.",
        [("The harbour is “open to all ships this winter,”", False)],
    ),
    "no clause": (
        "Holm urged both sides to keep the harbour open.",
        [("Holm urged both sides to keep the harbour open.", False)],
    ),
    "behind a dateline": (
        "NORTON, Dec 5 (Levant Wire) - Holm urged both sides to keep the harbour open.",
        [("Holm urged both sides to keep the harbour open.", False)],
    ),
    "too short": ('"Never," Holm said.', []),
    "dangling": ('"They shall never have the harbour again," Holm said.', []),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_only_what_stands_alone_is_shown(case: tuple[str, list[tuple[str, bool]]]) -> None:
    """Without quote marks, "that" and datelines; the whole sentence where its part is none."""
    text, wanted = case
    (said,) = attributions(text)
    (around,) = sentences(text)
    assert [(text[s.span.start : s.span.end], s.verbatim) for s in spoken(text, said, around)] == wanted


def test_of_a_long_quotation_whole_sentences_are_shown() -> None:
    """As many as fit, the first ones."""
    text = '"' + "The harbour stays open to every ship. " * 20 + 'It is so," Holm said.'
    (said,) = attributions(text)
    (around,) = sentences(text)
    (one,) = spoken(text, said, around)
    shown = text[one.span.start : one.span.end]
    assert len(shown) <= LONGEST
    assert shown.endswith("every ship.")
