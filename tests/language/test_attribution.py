"""Who says what in an English text: orders of words, quotations that go on, and what nobody said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.language.attribution import Attribution, attributions

#: Text, who says it, what is said.
CASES = {
    "quotation, then speaker": ('"We will not wait," Maya Holm said.', "Maya Holm", ['"We will not wait,"']),
    "inverted": (
        '"We will not wait," said Maya Holm, the harbour minister.',
        "Maya Holm, the harbour minister",
        ['"We will not wait,"'],
    ),
    "interrupted": (
        "“We will not wait,” Holm said, “and they know it.”",
        "Holm",
        ["“We will not wait,”", "“and they know it.”"],
    ),
    "goes on in the next sentence": (
        '"We will not wait," Holm said. "They know it."',
        "Holm",
        ['"We will not wait,"', '"They know it."'],
    ),
    "reported with that": (
        "Holm said that the port would close on Friday.",
        "Holm",
        ["that the port would close on Friday"],
    ),
    "reported without that": (
        "Holm said the port would close on Friday.",
        "Holm",
        ["the port would close on Friday"],
    ),
    "clause in front": (
        "The port will close on Friday, a senior official said.",
        "a senior official",
        ["The port will close on Friday"],
    ),
    "clause in front, inverted": (
        "The port will close on Friday, said Maya Holm, who runs it.",
        "Maya Holm, who runs it",
        ["The port will close on Friday"],
    ),
    "apposition": (
        "Maya Holm, the minister of ports, said the port would close.",
        "Maya Holm, the minister of ports,",
        ["the port would close"],
    ),
    "apposition behind a lead": (
        "In October, Maya Holm, a top aide to the mayor, had warned that the port would close.",
        "Maya Holm, a top aide to the mayor,",
        ["that the port would close"],
    ),
    "said in a dated briefing": (
        "A ministry spokesperson said in a Jan. 23 briefing that the strikes must end.",
        "A ministry spokesperson",
        ["that the strikes must end"],
    ),
    "quotation, said in a dated briefing": (
        '"The strikes must end," a ministry spokesperson said in a Jan. 23 briefing. "They help nobody."',
        "a ministry spokesperson",
        ['"The strikes must end,"', '"They help nobody."'],
    ),
    "told somebody that": (
        "Holm told the Harbour Post that the port would close.",
        "Holm",
        ["that the port would close"],
    ),
    "told reporters, quotation in front": (
        "“The port will close,” Holm told reporters on Friday.",
        "Holm",
        ["“The port will close,”"],
    ),
    "according to, in front": (
        "According to the port authority, ships are waiting outside.",
        "the port authority",
        ["ships are waiting outside"],
    ),
    "according to, behind": (
        "Ships are waiting outside, according to the port authority.",
        "the port authority",
        ["Ships are waiting outside"],
    ),
    "tweeted": ("Holm tweeted: “The port is open again.”", "Holm", ["“The port is open again.”"]),
    "vowed": (
        "The group vowed to block the port until spring.",
        "The group",
        ["to block the port until spring"],
    ),
    "announced": ("The ministry announced it had cancelled the visit.", "The ministry", ["it had cancelled the visit"]),
    "denied that": (
        "Holm denied that the port was ever closed.",
        "Holm",
        ["that the port was ever closed"],
    ),
    "called something a name": (
        "Holm called the blockade “an act of piracy.”",
        "Holm",
        ["the blockade “an act of piracy.”"],
    ),
    "called on somebody": (
        "Holm called on the council to lift the blockade.",
        "Holm",
        ["the council to lift the blockade"],
    ),
    "headline": ("Minister: Port Will Not Close Again", "Minister", ["Port Will Not Close Again"]),
    "headline with says": (
        "Port Will Not Close Again, Minister Says",
        "Minister",
        ["Port Will Not Close Again"],
    ),
    "partial quotation": (
        "The talks were “long and hard,” Holm said.",
        "Holm",
        ["The talks were “long and hard,”"],
    ),
    "mixed quote marks": ('“The port is shut," Holm said.', "Holm", ['“The port is shut,"']),
}


def _parts(text: str, one: Attribution) -> tuple[str, list[str]]:
    source = text[one.source.start : one.source.end] if one.source else ""
    return source, [text[c.start : c.end] for c in one.contents]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_speaker_and_content_are_found(case: tuple[str, str, list[str]]) -> None:
    """Every order of source, verb and content gives the same three spans."""
    text, source, contents = case
    (found,) = attributions(text)
    assert _parts(text, found) == (source, contents)


NOBODY_SAID = {
    "not said": "Holm did not say whether the port would close.",
    "to be said": "Holm is expected to say that the port will close.",
    "passive": "The port is said to be closed.",
    "a name": "The United States would help the port to recover.",
    "an adjective": "The visit follows reports of anger with alleged strikes on the port.",
    "no speech": "The minister arrived on Monday and met the mayor.",
}


@pytest.mark.parametrize("text", NOBODY_SAID.values(), ids=NOBODY_SAID.keys())
def test_what_nobody_said_is_not_attributed(text: str) -> None:
    """Denials, plans, passives and names with a verb in them are not statements."""
    assert attributions(text) == ()


def test_a_quotation_over_several_paragraphs_is_one_statement() -> None:
    """Each paragraph opens the quotation again, and only the last one closes it."""
    text = "Holm wrote:\n\n“The port was shut.\n\n“It is open again.”"
    (found,) = attributions(text)
    assert _parts(text, found)[1] == ["“The port was shut.", "“It is open again.”"]
    assert found.quoted


def test_a_paragraph_of_nothing_but_a_quotation_goes_on_with_the_last_speaker() -> None:
    """Reporters do not repeat the name below."""
    text = "“It is not our port,” he said in an interview.\n\n“We only lease it.”"
    (found,) = attributions(text)
    assert _parts(text, found) == ("he", ["“It is not our port,”", "“We only lease it.”"])


def test_two_verbs_of_one_sentence_have_one_subject_and_their_own_contents() -> None:
    """The second verb's subject is left out."""
    text = "Holm said the port would close and warned that ships must leave."
    first, second = attributions(text)
    assert _parts(text, first) == ("Holm", ["the port would close"])
    assert _parts(text, second) == ("Holm", ["that ships must leave"])


def test_quoted_is_only_what_stands_in_quote_marks() -> None:
    """A report of what was said is not the speaker's own wording."""
    text = "Holm said the port was “finished” for now.\n\n“It is over,” Sand said."
    reported, quoted = attributions(text)
    assert not reported.quoted
    assert quoted.quoted


def test_a_language_without_rules_has_no_attributions() -> None:
    """Better none than wrong ones."""
    assert attributions("„Wir warten nicht“, sagte Holm.", "de") == ()


_JUNK = st.text(alphabet=st.sampled_from("ab AB.,:;“”\"'’‘«»״—-\n()") | st.characters(codec="utf-8"), max_size=400)
_WORDS = st.lists(
    st.sampled_from(
        [
            "said",
            "Holm",
            "that",
            "the",
            "port",
            ",",
            "“A,”",
            '"',
            "who",
            "according",
            "to",
            ".",
            "told",
            "and",
            "\n\n",
            "’",
            "claims",
        ]
    ),
    max_size=80,
).map(" ".join)


@given(st.one_of(_JUNK, _WORDS), st.sampled_from(["en", "ru", "ar", "he", "fa", "tr"]))
@settings(deadline=None)
def test_spans_lie_in_the_text_and_contents_in_order(text: str, language: str) -> None:
    """Whatever the text is, its spans are not empty and contents do not run backwards."""
    for one in attributions(text, language):
        spans = [*one.contents, one.cue, *([one.source] if one.source else [])]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert one.contents


@pytest.mark.parametrize(
    "piece", ["said ", "“", '"a ', "Holm, who said, ", "A ", "‘a ", "according to ", "(", "\n\n“a"]
)
def test_junk_takes_time_in_proportion(piece: str) -> None:
    """No text makes the rules hang: this would take minutes if they were quadratic."""
    attributions(piece * (200_000 // len(piece)))
