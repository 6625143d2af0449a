"""Who says what in a story: speaker, side, role, channel, and the best few."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.edition import Statement
from briefgen.model.story import Story
from briefgen.summarize.statements import MOST_OF_SIDE, statements
from tests.factories import a_story, an_article
from tests.summarize.sides import WATCHLIST, matches_of


def _said(*texts: str, most: int = 6) -> tuple[Statement, ...]:
    story = _story(*texts)
    return statements(story, matches_of(story), WATCHLIST, most)


def _story(*texts: str) -> Story:
    return a_story(
        *(
            an_article(id=f"a-{n}", feed=f"outlet-{n}", title="Talks on the old port", text=text)
            for n, text in enumerate(texts)
        )
    )


def test_a_quotation_keeps_the_words_of_its_speaker_only() -> None:
    """Quote marks and the comma before the verb stay outside; place and words agree."""
    text = 'The talks began. "The old port will stay open to all ships," Maya Holm said on Monday.'
    (one,) = _said(text)
    assert one.text == "The old port will stay open to all ships"
    assert text[slice(*one.span)] == one.text
    assert (one.speaker, one.side, one.name, one.role, one.verbatim, one.cite) == (
        "holm",
        "northland",
        "Maya Holm",
        "Foreign Minister",
        True,
        1,
    )


def test_reported_speech_is_marked_as_such() -> None:
    """The reporter's words are shown without "that", and not as the speaker's own."""
    (one,) = _said("Maya Holm said that the old port would stay open to all ships.")
    assert one.text == "the old port would stay open to all ships"
    assert not one.verbatim


def test_a_clause_that_leans_on_its_speaker_is_shown_with_the_whole_sentence() -> None:
    """Alone, "she would travel" means nothing."""
    text = "Foreign Minister Maya Holm said she would travel to the old port on Friday."
    (one,) = _said(text)
    assert one.text == text


def test_the_role_is_the_one_held_on_the_day() -> None:
    """Not one that the actor had before; where none is known, as the report writes it."""
    (one,) = _said('"We shall not leave the old port this year," said Southmarkian Harbour Minister Omar Sand.')
    assert (one.speaker, one.role) == ("sand", "Harbour Minister")


CHANNELS = {
    "ministry": (
        "The Northlandic Foreign Ministry said that the old port would stay open to ships.",
        "Northlandic Foreign Ministry",
    ),
    "tweet": ("Maya Holm tweeted that the old port would stay open to ships.", "Twitter"),
    "X": ("Maya Holm wrote on X that the old port would stay open to ships.", "X"),
    "spokesman": (
        "Southmarkian army spokesman Karl Berg said that the old port would stay open to ships.",
        "spokesman",
    ),
    "state media": ("Southmark's state television reported that the old port would stay open to ships.", "state media"),
    "unnamed": ("A Southmarkian official said that the old port would stay open to ships.", "unnamed official"),
    "interview": ("Maya Holm told Radio Fjord that the old port would stay open to ships.", "Radio Fjord"),
    "statement": ("In a statement, Maya Holm said that the old port would stay open to ships.", "statement"),
    "none": ("Maya Holm said that the old port would stay open to ships.", ""),
}


@pytest.mark.parametrize("case", CHANNELS.values(), ids=CHANNELS.keys())
def test_the_channel_is_a_short_label(case: tuple[str, str]) -> None:
    """How the words reached the reporter."""
    text, label = case
    (one,) = _said(text)
    assert one.channel == label


SIDES = {
    "a state": ("Southmark said that the old port would stay open to ships.", "southmark", "southmark"),
    "a capital": ("Sudton said that the old port would stay open to ships.", "southmark", "southmark"),
    "unnamed officials": ("Southmarkian officials said that the old port would stay open to ships.", "southmark", ""),
    "an ambassador elsewhere": (
        "Southmarkian Ambassador to Northland Karl Berg said that the old port would stay open to ships.",
        "southmark",
        "",
    ),
    "an envoy of somebody tracked": (
        "Maya Holm's special envoy Karl Berg said that the old port would stay open to ships.",
        "northland",
        "",
    ),
    "introduced earlier": (
        (
            "Karl Berg, who heads the Southmarkian Harbour Ministry, met the press. "
            "Berg said that the old port would stay open to ships."
        ),
        "southmark",
        "",
    ),
}


@pytest.mark.parametrize("case", SIDES.values(), ids=SIDES.keys())
def test_somebody_who_is_not_tracked_speaks_for_a_side(case: tuple[str, str, str]) -> None:
    """The state beside the name, not the one it is sent to."""
    text, side, speaker = case
    (one,) = _said(text)
    assert (one.side, one.speaker) == (side, speaker)


NO_SIDE = {
    "analysts": "Some Southmarkian analysts said that the old port would stay open to ships.",
    "an outlet": "The Southmarkian newspaper Dagen reported that the old port would stay open to ships.",
    "nobody in particular": "Officials said that the old port would stay open to ships.",
}


@pytest.mark.parametrize("text", NO_SIDE.values(), ids=NO_SIDE.keys())
def test_who_speaks_for_no_side_is_left_out(text: str) -> None:
    """They live in a state, and do not speak for it."""
    assert _said(text) == ()


def test_a_pronoun_is_resolved_where_one_person_is_in_question() -> None:
    """The one who spoke in the sentence before."""
    said = _said(
        "Maya Holm said that the old port would stay open to ships. "
        '"Every captain may come and go as before," she said.'
    )
    assert {one.speaker for one in said} == {"holm"}
    assert len(said) == 2


def test_a_pronoun_is_not_resolved_where_two_are() -> None:
    """Better no speaker than a wrong one."""
    said = _said('Maya Holm met Omar Sand at the old port. "Every captain may come and go as before," he said.')
    assert said == ()


def test_the_same_words_in_two_reports_are_one_statement_of_the_first() -> None:
    """The earliest report is nearest to the origin."""
    words = '"The old port will stay open to all ships this winter," Maya Holm said.'
    (one,) = _said(words, f"More came later. {words}")
    assert one.cite == 1


def test_only_fresh_reports_are_read_and_cites_still_count_all() -> None:
    """What was said in a report of yesterday is no news; the numbers are those of the whole story."""
    story = _story(
        '"The old port will stay open to all ships," Maya Holm said.',
        "Southmark said that the cranes would be sold in May.",
    )
    (one,) = statements(story, matches_of(story), WATCHLIST, fresh={"a-1"})
    assert (one.side, one.cite) == ("southmark", 2)


def test_no_side_drowns_the_other() -> None:
    """Two statements a side at most, and both sides there."""
    said = _said(
        '"The old port will stay open to all ships," Maya Holm said. '
        '"Nobody else may run the cranes of the port," she added. '
        '"Taxes on cargo will fall by a third in spring," Maya Holm told reporters.\n\n'
        "Southmark said that its ships would avoid the old port until May."
    )
    sides = [one.side for one in said]
    assert sides.count("northland") == MOST_OF_SIDE
    assert "southmark" in sides


def test_a_dangling_beginning_is_not_quoted() -> None:
    """It would lean on a sentence that is not shown."""
    assert _said('"They will regret what was done there," Maya Holm said.') == ()


_PIECES = st.lists(
    st.sampled_from(
        [
            "Maya Holm said ",
            "the old port ",
            "would stay open to all ships",
            '"We will stay in the old port for years," ',
            "Omar Sand told reporters. ",
            "according to Southmark, ",
            "“No, ” ",
            ". ",
            "\n\n",
            "she added",
            "that ",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.lists(_PIECES, min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_every_text_is_a_span_of_its_report(texts: list[str]) -> None:
    """Whatever the reports are: ``article.text[span] == text``."""
    story = _story(*texts)
    for one in statements(story, matches_of(story), WATCHLIST):
        assert story.articles[one.cite - 1].text[slice(*one.span)] == one.text


@pytest.mark.parametrize(
    "text",
    [
        "Northland and Southmark said they would open the old port to all ships.",
        "Northlandic and Southmarkian officials said the old port would open to all ships in May.",
    ],
)
def test_two_sides_that_speak_together_are_not_given_to_one(text: str) -> None:
    """Neither said it alone."""
    assert _said(text) == ()


def test_the_opposition_does_not_speak_for_the_state() -> None:
    """It wants to."""
    assert _said("Northland's opposition said the old port would be closed to all ships in May.") == ()


def test_a_ministry_by_two_names_says_a_thing_once() -> None:
    """Word order makes no second speaker, and near repetition no second statement."""
    said = _said(
        "The Northlandic Ministry of Harbours said at least six ships sank off the old port in the storm on Tuesday.",
        "The Northlandic Harbours Ministry said at least six ships sank in a collision.",
    )
    assert len(said) == 1


def test_state_media_speak_once_in_a_story() -> None:
    """Its second sentence is the first one's report going on."""
    said = _said(
        "Northlandic state media said a storm has put the old port out of service. "
        "Northlandic state media said waves damaged the outer wall of the harbour basin."
    )
    assert len(said) == 1


def test_a_ministry_in_small_letters_keeps_its_whole_name() -> None:
    """A bare "ministry" is nobody's."""
    (one,) = _said("At least 11 ships were damaged in the storm, the Northlandic harbour ministry says.")
    assert (one.name, one.channel) == ("Northlandic harbour ministry", "")
