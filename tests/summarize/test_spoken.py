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
    "a fragment": (
        "Holm says a treaty with Sand would leave Norton able to close the harbour.",
        [("a treaty with Sand would leave Norton able to close the harbour", False)],
    ),
    "no subject": (
        "Holm said one of those detained was suspected of sinking the ferry.",
        [("Holm said one of those detained was suspected of sinking the ferry.", False)],
    ),
    "according to somebody": (
        "According to the harbour ministry, the call dealt mainly with the fees of the port.",
        [("the call dealt mainly with the fees of the port", False)],
    ),
    "no verb": (
        "Holm stressed the importance of a free harbour on a visit to Norton, as thousands took to the quays.",
        [
            (
                "Holm stressed the importance of a free harbour on a visit to Norton, as thousands took to the quays.",
                False,
            )
        ],
    ),
    "the reporter's afterthought": (
        "At least six ferries sank in the storm, the harbour ministry said, the latest loss in a long winter of gales.",
        [("At least six ferries sank in the storm", False)],
    ),
    "another voice within": (
        "Holm says Sand was armed, but the family do not believe he was a member of the guard.",
        [],
    ),
    "points back": ("Holm and the harbour master confirmed it in Norton in October.", []),
    "cut off by the feed": ("Holm said the ministry has fined several shipping lines for their...", []),
    "somebody else's sentence": (
        "Officials of the harbour went home on Sunday after Holm said one of the ferries had sunk.",
        [],
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
