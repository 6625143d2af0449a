"""What a document says about polling it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.feed import Hints
from briefgen.parse.hints import read_hints
from tests.parse.documents import rss

SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'

TTLS = {
    "minutes": ("<ttl>90</ttl>", 5_400),
    "with space": ("<ttl>\n 15 </ttl>", 900),
    "as character data": ("<ttl><![CDATA[15]]></ttl>", 900),
    "no number": ("<ttl>soon</ttl>", None),
    "below zero": ("<ttl>-5</ttl>", None),
    "without end": ("<ttl>99999999999</ttl>", None),
    "in a comment": ("<!-- <ttl>90</ttl> -->", None),
    "in a comment without end": ("<!-- <ttl>90</ttl>", None),
    "in a text": ("<description><![CDATA[<ttl>90</ttl>]]></description>", None),
    "hourly": ("<sy:updatePeriod> hourly\n</sy:updatePeriod>", 3_600),
    "twice an hour": ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1_800),
    "never": ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
    "daily by default": ("<sy:updateFrequency>4</sy:updateFrequency>", 21_600),
    "an odd period": ("<sy:updatePeriod>always</sy:updatePeriod>", None),
    "another prefix": ("<syn:updatePeriod>weekly</syn:updatePeriod>", 604_800),
    "both": ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3_600),
    "none": ("", None),
}


@pytest.mark.parametrize(("head", "seconds"), TTLS.values(), ids=TTLS)
def test_the_time_to_leave_it_alone_is_read(head: str, seconds: int | None) -> None:
    """The longer of ttl and of period by frequency, in seconds."""
    assert read_hints(rss("<title>One</title>", head=head, attributes=SY).encode()) == Hints(ttl=seconds)


def test_quiet_hours_and_days_are_read() -> None:
    """Hours from 0 or from 1, days by their names; what is neither counts as absent."""
    hours = "<skipHours><hour>24</hour><hour> 1 </hour><hour>23</hour><hour>77</hour><hour>x</hour></skipHours>"
    days = "<skipDays><day>Saturday</day><day>SUNDAY</day><day>Someday</day></skipDays>"
    assert read_hints(rss(head=hours + days).encode()) == Hints(skip_hours=(0, 1, 23), skip_days=(5, 6))


def test_an_hour_elsewhere_is_not_quiet() -> None:
    """Other elements have hours and days too."""
    assert read_hints(rss(head="<opening><hour>8</hour><day>Monday</day></opening>").encode()) == Hints()


def test_hints_after_the_items_count_and_hints_in_items_do_not() -> None:
    """The channel's elements may stand in any order."""
    item = "<item><ttl>5</ttl></item>"
    assert read_hints(f"<rss><channel>{item}{item}<ttl>60</ttl></channel></rss>".encode()).ttl == 3_600
    assert read_hints(f"<rss><channel>{item}{item}</channel></rss>".encode()).ttl is None


def test_other_encodings_are_read() -> None:
    """A document in UTF-16, and one in a code page of eight bits."""
    document = rss(head="<title>Вести</title><ttl>60</ttl>")
    assert [read_hints(document.encode(name)).ttl for name in ("utf-16", "cp1251", "utf-8-sig")] == [3_600] * 3


HOSTILE = {
    "comments without end": b"<!--" * 1_000_000,
    "sections without end": b"<![CDATA[" * 500_000,
    "lists without end": b"<skipHours><hour>" * 300_000,
    "prefixes": b"<a:" * 1_500_000,
    "one long name": b"<" + b"a" * 5_000_000,
    "attributes": b"<sy:updatePeriod " * 300_000,
    "blanks": b"<ttl>" + b" " * 5_000_000,
    "ends of items": b"</item>" * 700_000,
    "entities": b'<!DOCTYPE a [<!ENTITY b "60">]><rss><channel><ttl>&b;</ttl></channel></rss>',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_costs_little_and_says_nothing(body: bytes) -> None:
    """Five megabytes made to keep us busy take less than a second, and nothing is expanded."""
    begun = time.process_time()
    assert read_hints(body) == Hints()
    assert time.process_time() - begun < 1


@given(body=st.binary(max_size=2_000) | st.text("<>/!-[]: ttlskiphourday0123", max_size=500).map(str.encode))
def test_no_document_raises(body: bytes) -> None:
    """Whatever it is, the hints are within bounds."""
    hints = read_hints(body)
    assert set(hints.skip_hours) <= set(range(24))
    assert set(hints.skip_days) <= set(range(7))


def test_the_sample_says_nothing_odd() -> None:
    """Every document of the sample can be read."""
    sample = Path(__file__).parents[2] / "feeds" / "sample"
    assert all((read_hints(file.read_bytes()).ttl or 0) <= 86_400 for file in sample.glob("*.xml"))
