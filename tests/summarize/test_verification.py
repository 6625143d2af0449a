"""What a language model words anew says no more than what it cites; every doubt refuses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.summarize.anchors import Source
from briefgen.summarize.verification import fault

MONDAY = date(2021, 12, 27)


def told(text: str, language: str = "en") -> Source:
    """Return a sentence of a report of 27 December 2021."""
    return Source(text, MONDAY, language)


STRIKE = told(
    "Two missiles hit the port of Latakia on Tuesday, killing three dock workers and wounding 12 others, "
    "Syrian state television said."
)
VISIT = told(
    "Foreign Minister Sergey Lavrov of Russia met Sameh Shoukry in Cairo on Monday to discuss grain shipments."
)
QUOTE = told('Lavrov said Russia would "keep every promise" on grain shipments to Egypt.')
PRICE = told("Egypt bought 480,000 tonnes of Russian wheat for $161 million last month, according to traders in Cairo.")
DENIAL = told("Israel did not confirm reports that its drones crossed the border near Quneitra.")
MAYBE = told("Talks between Iran and the powers could resume in Vienna in January, the European Union said.")

GOOD = {
    "words are left out": (
        "Foreign Minister Sergey Lavrov met Sameh Shoukry in Cairo to discuss grain shipments.",
        VISIT,
    ),
    "a day is called by its date": (
        "Foreign Minister Sergey Lavrov met Sameh Shoukry in Cairo on December 27 to discuss grain shipments.",
        VISIT,
    ),
    "a number is written in figures": (
        "Two missiles hit the port of Latakia, killing 3 dock workers, Syrian state television said.",
        STRIKE,
    ),
    "a few words are new": (
        "Lavrov met Sameh Shoukry in Cairo on Monday to discuss the matter of grain shipments.",
        VISIT,
    ),
    "who says so comes first": (
        "Syrian state television said two missiles hit the port of Latakia, killing three dock workers.",
        STRIKE,
    ),
    "a quotation is kept": ('Lavrov said Russia would "keep every promise" on grain shipments.', QUOTE),
    "what is not confirmed stays so": (
        "Israel did not confirm reports that its drones crossed the border.",
        DENIAL,
    ),
}

BAD = {
    "another number": (
        "Two missiles hit the port of Latakia, killing five dock workers, Syrian state television said.",
        STRIKE,
        "a number says something else",
    ),
    "another number in figures": (
        "Two missiles hit the port of Latakia, killing 30 dock workers, Syrian state television said.",
        STRIKE,
        "another number",
    ),
    "numbers change places": (
        "Missiles hit the port of Latakia, wounding three dock workers and killing 12, Syrian state television said.",
        STRIKE,
        "another number of the same thing",
    ),
    "a bound is added": (
        "Two missiles hit the port of Latakia, killing at least three dock workers, Syrian state television said.",
        STRIKE,
        "a number says something else",
    ),
    "a scale is lost": (
        "Egypt bought 480,000 tonnes of Russian wheat for $161 last month, according to traders in Cairo.",
        PRICE,
        "a number says something else",
    ),
    "another currency": (
        "Egypt bought 480,000 tonnes of Russian wheat for €161 million last month, according to traders in Cairo.",
        PRICE,
        "a number says something else",
    ),
    "another day": (
        "Foreign Minister Sergey Lavrov met Sameh Shoukry in Cairo on Friday to discuss grain shipments.",
        VISIT,
        "another date",
    ),
    "another name": (
        "Foreign Minister Sergey Lavrov met Mohammed bin Salman in Cairo to discuss grain shipments.",
        VISIT,
        "another name",
    ),
    "another name opens the sentence": (
        "Putin met Sameh Shoukry in Cairo on Monday to discuss grain shipments from Russia.",
        VISIT,
        "another name",
    ),
    "two names make a third": (
        "Foreign Minister Sameh Lavrov of Russia met in Cairo on Monday to discuss grain shipments.",
        VISIT,
        "a name of two",
    ),
    "who did it to whom is turned round": (
        "Shoukry met Foreign Minister Sergey Lavrov in Cairo to discuss grain shipments of Russia.",
        VISIT,
        "another order",
    ),
    "a quotation is invented": (
        'Lavrov said Russia would "raise the price" on grain shipments to Egypt.',
        QUOTE,
        "it quotes what is not quoted there",
    ),
    "own words become a quotation": (
        'Lavrov said Russia would keep promises on "grain shipments" to Egypt.',
        QUOTE,
        "it quotes what is not quoted there",
    ),
    "a denial becomes a fact": (
        "Israel confirmed reports that its drones crossed the border near Quneitra.",
        DENIAL,
        "it no longer negates",
    ),
    "a possibility becomes a fact": (
        "Talks between Iran and the powers resume in Vienna in January, the European Union said.",
        MAYBE,
        "it no longer is uncertain",
    ),
    "who says so is lost": (
        "Two missiles hit the port of Latakia on Tuesday, killing three dock workers and wounding 12 others.",
        STRIKE,
        "it does not say who says so",
    ),
    "somebody else says so": (
        "Two missiles hit the port of Latakia on Tuesday, dock workers said, killing three.",
        STRIKE,
        "another speaker",
    ),
    "a plan is carried out": (
        "Foreign Minister Sergey Lavrov will meet Sameh Shoukry in Cairo on Monday to discuss grain shipments.",
        VISIT,
        "it looks ahead",
    ),
    "another event with the same names": (
        "Foreign Minister Sergey Lavrov of Russia was arrested in Cairo on Monday.",
        VISIT,
        "other words: arrest",
    ),
    "who did it to what is turned round": (
        "Two missiles were hit by the port of Latakia, killing three dock workers, Syrian state television said.",
        STRIKE,
        "it relates otherwise: by",
    ),
    "things change their places": (
        "Dock workers hit the port of Latakia, killing three others, Syrian state television said.",
        STRIKE,
        "its words stand in another order",
    ),
    "what is hit is left out": (
        "Two missiles hit dock workers, Syrian state television said on Tuesday.",
        STRIKE,
        "it leaves out what cannot be left out",
    ),
    "what one said is said by the other": (
        "Witnesses said a Palestinian tried to stab a soldier near Hebron.",
        told("The army said a Palestinian tried to stab a soldier near Hebron, while witnesses said he was unarmed."),
        "it is somebody else who says so",
    ),
    "a qualification is lost": (
        "The foreign minister of Jordan met Sameh Shoukry in Cairo on Monday.",
        told("The former foreign minister of Jordan met Sameh Shoukry in Cairo on Monday."),
        "it is no longer former",
    ),
    "other words": (
        "Foreign Minister Sergey Lavrov humiliated Sameh Shoukry in Cairo, sparking outrage and panic everywhere.",
        VISIT,
        "other words",
    ),
    "a link": (
        "Lavrov met Sameh Shoukry in Cairo to discuss grain shipments, see https://evil.example.",
        VISIT,
        "address",
    ),
    "a bare address": (
        "Lavrov met Sameh Shoukry in Cairo to discuss grain shipments at evil.example.",
        VISIT,
        "address",
    ),
    "markup": ("Lavrov met <b>Sameh Shoukry</b> in Cairo to discuss grain shipments on Monday.", VISIT, "signs"),
    "a script": ("Lavrov met Sameh Shoukry in Cairo <script>alert(1)</script> to discuss grain.", VISIT, "signs"),
    "Markdown": ("Lavrov met **Sameh Shoukry** in Cairo to discuss grain shipments on Monday.", VISIT, "signs"),
    "turned letters": ("Lavrov met Sameh Shoukry in Cairo to \u202ediscuss\u202c grain shipments.", VISIT, "signs"),
    "two sentences": (
        "Lavrov of Russia met Sameh Shoukry in Cairo on Monday. Grain shipments were discussed.",
        VISIT,
        "alone",
    ),
    "a pronoun hangs": ("He met Sameh Shoukry in Cairo on Monday to discuss grain shipments.", VISIT, "alone"),
    "the reader is spoken to": (
        "Lavrov met Sameh Shoukry in Cairo on Monday to discuss your grain shipments.",
        VISIT,
        "alone",
    ),
    "nothing": ("", VISIT, "alone"),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_faithful_wording_may_stand(case: str) -> None:
    """Leaving out, putting together, another way to write the same."""
    text, source = GOOD[case]
    assert fault(text, [source], "en") == ""


@pytest.mark.parametrize("case", BAD)
def test_an_unfaithful_wording_is_refused(case: str) -> None:
    """With the reason."""
    text, source, reason = BAD[case]
    assert reason in fault(text, [source], "en"), case


@pytest.mark.parametrize("source", [STRIKE, VISIT, QUOTE, PRICE, DENIAL, MAYBE], ids=lambda s: s.text[:20])
def test_a_sentence_is_faithful_to_itself(source: Source) -> None:
    """The rules do not contradict themselves."""
    assert fault(source.text, [source], "en") == ""


def test_two_sentences_may_be_joined_and_neither_cite_is_an_ornament() -> None:
    """A cite that nothing is taken of would give what is told a source that does not tell it."""
    joined = "Foreign Minister Sergey Lavrov met Sameh Shoukry in Cairo, where traders said Egypt bought Russian wheat."
    wheat = told("Egypt bought Russian wheat, traders said.")
    assert fault(joined, [VISIT, wheat], "en") == ""
    assert fault(VISIT.text, [VISIT, told("Floods closed a road in the north of the country.")], "en") == (
        "a cite that it has nothing of"
    )


def test_two_sentences_are_not_joined_into_a_third_event() -> None:
    """Each keeps its own beginning and object."""
    police = told("Police arrested twenty students near the harbour on Monday.")
    court = told("A court rejected the appeal of a shipping company on Monday.")
    joined = "Police arrested twenty students near the harbour, and a court rejected the appeal of a shipping company."
    assert fault(joined, [police, court], "en") == ""
    assert fault(joined, [court, police], "en") == ""
    for wrong in (
        "Police rejected the appeal of a shipping company near the harbour.",
        "Police arrested a shipping company near the harbour.",
        "A court arrested twenty students near the harbour over the appeal.",
    ):
        assert fault(wrong, [police, court], "en"), wrong


def test_of_no_source_and_of_many_nothing_can_be_said() -> None:
    """With enough cites anything would be somewhere."""
    assert "cites 0" in fault(VISIT.text, [], "en")
    assert "cites 4" in fault(VISIT.text, [VISIT, STRIKE, QUOTE, PRICE], "en")


ARABIC = told("وصل وزير الخارجية الروسي سيرغي لافروف إلى القاهرة يوم الاثنين لبحث شحنات القمح.", "ar")


def test_in_other_languages_words_may_only_be_left_out() -> None:
    """No capital shows a name there, and numbers in words are not read."""
    assert fault("وصل وزير الخارجية سيرغي لافروف إلى القاهرة لبحث شحنات القمح.", [ARABIC], "ar") == ""
    assert "other words" in fault("وصل وزير الخارجية سيرغي بوتين إلى القاهرة لبحث شحنات القمح.", [ARABIC], "ar")
    russian = told("Сергей Лавров не встретился в Каире с министром иностранных дел Египта.", "ru")
    assert "negates" in fault("Сергей Лавров встретился в Каире с министром иностранных дел.", [russian], "ru")


RUSSIAN = told("Сергей Лавров прибыл в Каир в понедельник и обсудил поставки 480 тысяч тонн зерна.", "ru")


def test_a_translation_keeps_numbers_dates_and_names() -> None:
    """That is all that can be verified, and it is refused where one of them differs."""
    good = "Sergei Lavrov arrived in Cairo on Monday and discussed the delivery of 480 thousand tonnes of grain."
    assert fault(good.replace("Cairo", "Kair"), [RUSSIAN], "en") == ""
    assert "other numbers" in fault(good.replace("480", "840").replace("Cairo", "Kair"), [RUSSIAN], "en")
    assert "another date" in fault(good.replace("Monday", "Friday").replace("Cairo", "Kair"), [RUSSIAN], "en")
    assert "a name" in fault(good.replace("Lavrov", "Putin").replace("Cairo", "Kair"), [RUSSIAN], "en")
    assert "negates" in fault(good.replace("discussed", "did not discuss").replace("Cairo", "Kair"), [RUSSIAN], "en")
    assert "translated quotation" in fault(
        "Sergei Lavrov arrived in Kair on Monday and discussed “the delivery” of 480 thousand tonnes.", [RUSSIAN], "en"
    )


def test_a_translation_that_cannot_be_verified_is_refused() -> None:
    """Into a language without capitals, or from one whose negation is unknown."""
    assert "cannot be verified" in fault("وصل سيرغي لافروف إلى القاهرة وبحث شحنات 480 ألف طن.", [RUSSIAN], "ar")
    korean = told("세르게이 라브로프가 카이로에 도착했다.", "ko")
    assert "negation cannot be read" in fault("The minister arrived in the city for talks.", [korean], "en")


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    """And what is not made of the source's words is never taken."""
    assert fault(text, [VISIT, STRIKE], "en")
    fault(text, [RUSSIAN], "en")
    fault(text, [told(text or "x")], "en")
