"""Which sentences of a report can stand alone."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.summarize.candidates import candidates, stands_alone
from tests.factories import an_article

LEAD = "Negotiators of five states met in a Vienna hotel on Monday to speak about centrifuges."

#: Pieces of which texts are built that look like news, in several scripts, with what goes wrong in feeds.
PIECES = st.sampled_from(
    [
        LEAD,
        "However, nobody signed anything on the first day of the long meeting.",
        "“We shall return on Thursday,” the chief negotiator told reporters in the lobby of the hotel.",
        "Dr. A. B. Smith of the U.N. said 3.5 million people had no water at 6 p.m. on Monday.",
        "CAIRO, Dec. 27 (Levant Wire) - Grain prices rose by a tenth in Cairo on Monday, traders said.",
        "הנציגים נפגשו ביום שני במלון בווינה כדי לדבר על הצנטריפוגות שלהם.",
        "اجتمع المفاوضون يوم الاثنين في فندق في فيينا للحديث عن أجهزة الطرد المركزي.",
        "Переговорщики встретились в понедельник в гостинице в Вене и говорили о центрифугах.",
        "Is this the end of the talks that everybody had waited for?",
        "\n\n",
        "\n",
        " ",
        "(",
        '"',
        "…",
        "a\u0301\u202e",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=12).map(" ".join) | st.text())
@example(f"VIENNA (AP) — {LEAD}")
@settings(max_examples=200, deadline=None)
def test_a_candidate_is_a_verbatim_slice_of_its_report(text: str) -> None:
    """Nothing is altered, trimmed or joined."""
    article = an_article(text=text)
    places = []
    for candidate in candidates(article):
        assert candidate.text == text[candidate.span.start : candidate.span.end]
        assert candidate.text == candidate.text.strip()
        assert stands_alone(candidate.text)
        places.append((candidate.span.start, candidate.span.end))
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize(
    "dateline",
    [
        "VIENNA (AP) — ",
        "VIENNA, Dec. 27 (Levant Wire) - ",
        "TEL AVIV — ",
        "NEW YORK, Dec. 27, 2021 (Levant Wire) -- ",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str) -> None:
    """The sentence begins where the news begins."""
    (candidate, *_) = candidates(an_article(text=f"{dateline}{LEAD} The talks are to last for two more weeks in all."))
    assert candidate.text == LEAD


def test_a_russian_dateline_is_no_part_of_the_sentence() -> None:
    """City, day, agency."""
    lead = "Министры двух стран договорились встретиться в Москве в начале января, сообщили в министерстве."
    (candidate,) = candidates(an_article(text=f"МОСКВА, 28 декабря. /Агентство/. {lead}", language="ru"))
    assert candidate.text == lead


@pytest.mark.parametrize(
    "sentence",
    [
        "However, no agreement was announced after the first meeting of the ministers.",
        "He told reporters that the meeting would go on until Thursday evening.",
        "They had met twice before in the same hotel in the course of the year.",
        "This would be the second round of negotiations within a single month.",
        "But the foreign ministry did not confirm the report on Monday evening.",
        "The statement came after two weeks of silence from both of the governments.",
        "Meanwhile, oil prices rose by two dollars on the exchange in London.",
        "In addition, the ministers spoke about grain shipments to the south.",
        "Однако соглашение не было подписано после первой встречи министров в Москве.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_no_candidate(sentence: str) -> None:
    """Its pronoun or its "however" would point nowhere."""
    assert not stands_alone(sentence)
    assert [c.text for c in candidates(an_article(text=f"{LEAD} {sentence}"))] == [LEAD]


@pytest.mark.parametrize(
    "sentence",
    [
        "Is the meeting of the five ministers in Vienna the last one of this year?",
        "Sign up here and read our full report on the talks before your neighbours do, you will like it.",
        "Watch the video of the ministers as they arrive at the hotel in Vienna.",
        "In this article we explain how the centrifuges of the plant work day and night.",
        "The photo shows the hotel in Vienna where the ministers met (Getty Images).",
        "More about the talks can be found at https://harbour-post.example/talks tonight.",
        "Talks in Vienna",
        "The ministers met in the hotel in Vienna and spoke for two hours about the…",
        "The ministers met in the hotel in Vienna and spoke for two hours about",
    ],
)
def test_what_asks_sells_or_is_cut_off_is_no_candidate(sentence: str) -> None:
    """A briefing tells."""
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "caption",
    [
        "A general view shows the harbour of the northern city in the early morning of the day.",
        "In this undated photo the two ministers shake hands in front of the old hotel.",
        "A lorry damaged by the blast that hit a building, in Homs, Syria, on March 8, 2023.",
        "Protesters wave flags during a march to the parliament in the capital, Tuesday, March 7, 2023.",
        "The minister speaks during a briefing at the ministry in the capital on Nov. 16, 2022.",
        "Mourners carry the body of a man through the camp in the north (Jane Roe/Agence Exemple).",
    ],
)
def test_what_stands_below_a_picture_is_no_candidate(caption: str) -> None:
    """It describes the picture, which the briefing does not show."""
    assert not stands_alone(caption)


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks are due to resume in the Austrian capital on Monday, Jan. 3, 2022.",
        "The governments said that the old bridge will be opened to traffic on March 1, 2024.",
        "A general said that the army would open the road to the north on Sunday.",
        "The ministers of the five states agreed (after two days of talks) to meet again.",
    ],
)
def test_news_with_a_date_or_brackets_is_no_caption(sentence: str) -> None:
    """A date alone describes no picture."""
    assert stands_alone(sentence)


def test_a_quotation_may_speak_to_its_hearer() -> None:
    """What stands in quotation marks is somebody's speech, not the outlet's promotion."""
    assert stands_alone("Foreign Minister Yair Lapid wrote: “I thank you for your call and for this good talk.”")


def test_a_report_without_text_has_no_candidates() -> None:
    """It still can give a headline."""
    assert list(candidates(an_article(text=""))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "US Secretary of State Antony Blinken spoke about grain with ministers in Vienna.",
        "The governor kept a photo of the old bridge on the wall of his office.",
    ],
)
def test_a_country_is_no_pronoun_and_a_photo_no_caption(sentence: str) -> None:
    """Words are judged by how they are used."""
    assert stands_alone(sentence)


@pytest.mark.parametrize("person", ["men", "victims", "suspect", "woman", "gunmen"])
def test_a_person_who_was_named_before_is_not_named_here(person: str) -> None:
    """A reader would ask: which?"""
    assert not stands_alone(f"The {person} had crossed the border in the north on Sunday, officials said.")


@pytest.mark.parametrize(
    "line",
    [
        "Criticism of the new plan in the old capital.",
        "A map of the northern border and the sea.",
        "A word from our correspondent explains why the ministers met in Vienna again.",
    ],
)
def test_a_line_without_a_verb_or_in_the_first_person_is_no_sentence(line: str) -> None:
    """It stands below a picture or speaks for its outlet."""
    assert not stands_alone(line)


def test_only_english_is_asked_for_an_english_verb() -> None:
    """Other languages have other verbs."""
    line = "Bakan bu sabah Ankara'da komutanlarla bir araya geldi."
    assert stands_alone(line, language="tr")
    assert not stands_alone("A map of the northern border and the sea.")


def test_a_feeds_only_sentence_may_lack_its_full_stop() -> None:
    """Agencies' feeds have none; what is cut off is longer, or ends on a word that something must follow."""
    whole = "Coast guards say three ferries have sunk off the port of Tartus since Monday"
    for text, told in (
        (whole, [whole]),
        (f"{whole} after the", []),
        (f"{whole}…", []),
        (f"{whole} {'and then another one ' * 10}", []),
    ):
        assert [c.text for c in candidates(an_article(text=text))] == told
