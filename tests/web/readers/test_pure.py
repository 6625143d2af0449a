"""What needs no server: languages, limits, visitors, forms, times."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render import Engine, packaged_templates
from briefgen.web.readers.buckets import Buckets
from briefgen.web.readers.forms import Choice, address, choice, form_of, ticked, zone
from briefgen.web.readers.languages import chosen
from briefgen.web.readers.timetable import coming, hour, often
from briefgen.web.readers.visitors import networks, visitor
from briefgen.web.readers.zones import zones
from tests.factories import NOON, a_briefing

OURS = ("en", "he", "ar", "fa", "ru", "tr")
ENGINE = Engine([packaged_templates()])
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "he-IL,he;q=0.9,en;q=0.8", "he"),
        ("", "en;q=0.5, ru;q=0.9", "ru"),
        ("", "iw", "he"),
        ("", "de, fr;q=0.9, tr;q=0.1", "tr"),
        ("", "he;q=0, ar;q=0.1", "ar"),
        ("fa", "he", "fa"),
        ("xx", "he", "he"),
        ("", "he;q=x, *;q=nan", "en"),
    ],
)
def test_a_page_is_in_the_reader_s_language(asked: str, accepted: str, language: str) -> None:
    """As chosen, as the browser says, or in English."""
    assert chosen(asked, accepted, OURS) == language


@given(st.text(), st.text())
def test_any_header_gives_a_language_of_ours(asked: str, accepted: str) -> None:
    """Whatever a client sends."""
    assert chosen(asked, accepted, OURS) in OURS


def test_a_bucket_fills_with_time() -> None:
    """So many at once, then one each so long; each key has its own."""
    buckets = Buckets(2, timedelta(minutes=1))
    assert [buckets.take("a", NOON) for _ in range(3)] == [True, True, False]
    assert buckets.take("b", NOON)
    assert not buckets.take("a", NOON + 59 * SECOND)
    assert buckets.take("a", NOON + 61 * SECOND)
    assert not buckets.take("a", NOON + 62 * SECOND)


def test_a_clock_that_goes_back_fills_nothing() -> None:
    """And empties nothing."""
    buckets = Buckets(1, timedelta(minutes=1))
    assert buckets.take("a", NOON)
    assert not buckets.take("a", NOON - timedelta(days=1))


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),  # no proxy of ours: it may say what it likes
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7, 10.1.2.3", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("", "", "unknown"),
    ],
)
def test_a_visitor_is_who_our_own_proxies_say(peer: str, forwarded: str, who: str) -> None:
    """The last one that is none of them."""
    assert visitor(peer, forwarded, networks("127.0.0.1, ::1, 10.0.0.0/8")) == who


@given(st.text(), st.text())
def test_any_header_gives_a_visitor(peer: str, forwarded: str) -> None:
    """Never an error."""
    assert isinstance(visitor(peer, forwarded, networks("0.0.0.0/0, ::/0")), str)


@given(st.binary(max_size=400))
def test_any_body_is_a_form(body: bytes) -> None:
    """What is none has no fields; nothing that is read from it is more than we offer."""
    form = form_of(body)
    assert set(ticked(form, ["israel"])) <= {"israel"}
    assert choice(form).format in {"html", "text", "pdf"}
    assert isinstance(zone(form) + address(form), str)


def test_a_form_says_how_a_briefing_is_wanted() -> None:
    """What it cannot mean counts as not said."""
    form = form_of(b"format.x=pdf&hour.x=7&day.x=thu&day.x=mon&format.y=exe&hour.y=24&hour.z=%C2%B2&timezone=Mars/Sea")
    assert choice(form, "x") == Choice(format="pdf", hour=7, days=("mon", "thu"))
    assert choice(form, "y") == choice(form, "z") == Choice()
    assert zone(form) == ""
    assert form_of(b"a=%ff") == {}


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({}, "Daily"),
        ({"days": ("mon", "tue", "wed", "thu", "fri")}, "Daily · Monday – Friday"),
        ({"days": ("sun", "mon", "tue", "wed", "thu")}, "Daily · Sunday – Thursday"),
        ({"days": ("mon", "thu")}, "Daily · Monday and Thursday"),
        ({"cadence": "weekly"}, "Weekly · Friday"),
        ({"cadence": "weekly", "days": ("tue",)}, "Weekly · Tuesday"),
        ({"cadence": "weekly", "days": ("mon", "thu")}, "Monday and Thursday"),
        ({"kind": "memo"}, "Now and then"),
        ({"cadence": "monthly"}, "Monthly · on the 1st"),
        ({"cadence": "monthly", "days": ("mon",)}, "Monthly · first Monday"),
    ],
)
def test_how_often_is_told_in_words(given_: dict[str, object], told: str) -> None:
    """Days in a row from the first to the last, over the weekend too."""
    assert often(a_briefing(**given_), ENGINE.words("en"), "en") == told


def test_the_next_edition_is_told_on_the_reader_s_clock_where_we_know_it() -> None:
    """Else on the briefing's, with its name."""
    now = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    briefing = a_briefing(send_at=time(6))
    here = coming(briefing, "en", now)
    assert here is not None
    assert (here.day, here.time, here.zone, here.away) == ("Tue, Nov 24", "06:00", "Israel Time", "in 6 hours")
    there = coming(briefing, "en", now, ZoneInfo("Asia/Tokyo"))
    assert there is not None
    assert (there.day, there.time, there.zone) == ("Tue, Nov 24", "13:00", "")
    assert hour(briefing, "he", now) == "06:00, שעון ישראל"


@pytest.mark.parametrize("language", OURS)
def test_every_language_has_all_words_of_the_pages(language: str) -> None:
    """And the same blanks to fill in."""
    english, own = ENGINE.words("en")["site"], ENGINE.words(language)["site"]
    for key, words in english.items():
        if isinstance(words, str):
            assert re.findall(r"\{\w+\}", words) == re.findall(r"\{\w+\}", own[key]), key
        else:
            assert "other" not in words or "other" in own[key]
    if language != "en":
        same = {key for key in english if english[key] == own[key]}
        assert same <= {"pro"}


@pytest.mark.parametrize("language", OURS)
def test_time_zones_are_named_once(language: str) -> None:
    """With how far they are from UTC at the moment."""
    found = zones(language, NOON)
    assert len({(one.region, one.told) for one in found}) == len(found) > 300
    assert any(one.id == "Asia/Jerusalem" and "+02:00" in one.told for one in found)
