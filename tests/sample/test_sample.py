"""The sample week holds what its README promises: feeds/sample/."""

import re
import tomllib
from calendar import timegm
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

SAMPLE = Path(__file__).parents[2] / "feeds" / "sample"
PRESENT = datetime(2021, 12, 28, 4, tzinfo=UTC)
DOCUMENTS = sorted(SAMPLE.glob("*.xml"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a saved document, as feedparser reads it."""

    outlet: str  #: name of the document
    title: str
    link: str
    guid: str
    published: datetime | None
    text: str  #: markup and all

    def says(self, *words: str) -> bool:
        """Tell whether title and text together hold all the words."""
        return all(word in f"{self.title} {self.text}" for word in words)


def read(document: Path) -> Any:
    """Parse one document as feedparser does."""
    return feedparser.parse(document.read_bytes())  # noqa: TID251  bytes, and the subject is the document itself


def entries_of(document: Path) -> tuple[Entry, ...]:
    """Return the entries of one document."""
    return tuple(
        Entry(
            outlet=document.stem,
            title=raw.title,
            link=raw.get("link", ""),
            guid=raw.get("id", ""),
            published=when(raw),
            text=" ".join([raw.get("summary", ""), *(part.value for part in raw.get("content", ()))]),
        )
        for raw in read(document).entries
    )


def when(raw: Any) -> datetime | None:
    """Return the date of an entry; the dc:date of RSS 1.0 is ``updated`` to feedparser."""
    fields = dict(raw)
    parsed = fields.get("published_parsed") or fields.get("updated_parsed")
    return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None


ENTRIES = tuple(entry for document in DOCUMENTS for entry in entries_of(document))


def on(day: int, *words: str) -> tuple[Entry, ...]:
    """Return what was published on that day of December, before the present, with all the words."""
    return tuple(
        e for e in ENTRIES if e.published and e.published < PRESENT and e.published.day == day and e.says(*words)
    )


def outlets(entries: tuple[Entry, ...]) -> set[str]:
    """Return who reported it."""
    return {entry.outlet for entry in entries}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_document_is_a_well_formed_feed(document: Path) -> None:
    """Nothing of it depends on the parser's leniency."""
    parsed = read(document)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.feed.title
    assert len(parsed.entries) >= 5
    assert all(entry.title for entry in parsed.entries)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_address_lies_under_the_example_domain(document: Path) -> None:
    """No real site is named as the source of our words."""
    declared = document.read_text(encoding=read(document).encoding)
    text = re.sub(r'xmlns(:\w+)?="[^"]*"', "", declared)
    hosts = {urlsplit(address).hostname or "" for address in re.findall(r"""https?://[^\s"'<>)&]+""", text)}
    assert hosts
    assert all(host.endswith(".example") for host in hosts), hosts


def test_the_configuration_lists_every_document_and_one_feed_that_is_down() -> None:
    """A document that nobody polls would show nothing."""
    feeds = tomllib.loads((SAMPLE / "feeds.toml").read_text(encoding="utf-8"))["feed"]
    assert {f["path"] for f in feeds if "path" in f} == {f"sample/{document.name}" for document in DOCUMENTS}
    assert len({f["id"] for f in feeds}) == len(feeds) == len(DOCUMENTS) + 1
    assert all(f["country"] and 0 <= f["weight"] <= 2 for f in feeds)
    assert {f["ownership"] for f in feeds} == {"independent", "state", "party", "wire"}
    (down,) = [f for f in feeds if "url" in f]
    assert down["url"] == "http://127.0.0.1:9/rss.xml"
    assert down["allow_private_network"] is True


def test_the_configuration_names_the_outlets_as_their_documents_do() -> None:
    """Title and language are told once, the same in both places."""
    feeds = tomllib.loads((SAMPLE / "feeds.toml").read_text(encoding="utf-8"))["feed"]
    for feed in feeds:
        if "path" in feed:
            told = read(SAMPLE.parent / feed["path"]).feed
            assert (feed["title"], feed["language"]) == (told.title, told.get("language", feed["language"]))


def test_the_formats_of_the_real_world_are_there() -> None:
    """RSS 2.0, Atom, RSS 1.0, and an encoding that is not UTF-8."""
    versions = Counter(read(document).version for document in DOCUMENTS)
    assert versions == {"rss20": 7, "atom10": 3, "rss10": 1}
    assert {read(document).encoding for document in DOCUMENTS} == {"utf-8", "windows-1251"}


def test_the_week_has_about_120_items_all_of_december() -> None:
    """Most of them lie in the week of the demo."""
    dated = [entry.published for entry in ENTRIES if entry.published]
    assert 90 <= len(ENTRIES) <= 130
    assert all((when.year, when.month) == (2021, 12) and when.day <= 28 for when in dated)
    assert sum(when.day >= 20 for when in dated) > 80


def test_the_strike_of_28_december_is_told_by_every_outlet_in_its_own_language() -> None:
    """English, Hebrew, Russian, Arabic, Persian and Turkish."""
    names = ("Latakia", "לטקיה", "Латакия", "اللاذقية", "لاذقیه", "Lazkiye")
    assert outlets(tuple(e for name in names for e in on(28, name))) == {path.stem for path in DOCUMENTS}


@pytest.mark.parametrize(
    ("day", "words", "at_least"),
    [
        (7, ("Latakia", "container"), 3),
        (11, ("Lavrov", "Algeria"), 2),
        (20, ("Alaa Abdel Fattah", "five years"), 3),
        (20, ("Hamas", "100"), 2),
        (21, ("Sanaa", "six sites"), 3),
        (21, ("fourth",), 2),
        (22, ("Tell Tamer", "four civilians"), 2),
        (24, ("sixteen ballistic missiles",), 2),
        (25, ("Paxlovid", "100,000"), 2),
        (26, ("Dimona",), 2),
        (26, ("land travel to Turkey",), 2),
        (26, ("Oman", "two"), 2),
        (21, ("Turkish lira", "dollar"), 2),
        (27, ("Federal Supreme Court", "election"), 3),
        (27, ("OPEC+", "400,000"), 2),
        (27, ("Abu Hawash", "17 August"), 2),
        (27, ("Sheba", "150"), 2),
        (27, ("Vienna", "3 January"), 3),
    ],
)
def test_each_happening_has_several_english_reports(day: int, words: tuple[str, ...], at_least: int) -> None:
    """Enough to cluster and to cite."""
    assert len(outlets(on(day, *words))) >= at_least


@pytest.mark.parametrize(("slug", "copies"), [("Latakia port, state media report", 3), ("Houthi missile kills two", 2)])
def test_a_wire_text_is_republished_word_for_word_with_its_credit(slug: str, copies: int) -> None:
    """Every sentence of the agency's text is in the copies; only the credit is added."""
    reports = [entry for entry in ENTRIES if slug in entry.title]
    assert len(reports) == copies
    (wire,) = [entry for entry in reports if entry.outlet == "levant-wire"]
    for copy in reports:
        if copy is not wire:
            assert "(Levant Wire)" in copy.text
            assert all(sentence in copy.text for sentence in re.findall(r"<p>(.+?)</p>", wire.text))


def test_the_call_of_27_december_has_two_readouts_and_a_report_of_both() -> None:
    """Lapid's account in one outlet, Moscow's in others, both in a third."""
    israels, moscows = {"good friend"}, {"settlements", "Orthodox Church property"}
    by_outlet = {e.outlet: e for e in on(27, "Lavrov", "Lapid", "phone") if "lapid" in e.link and "lavrov" in e.link}
    assert by_outlet["harbour-post"].says(*israels)
    assert not by_outlet["harbour-post"].says("settlements")
    assert by_outlet["orontes"].says(*moscows)
    assert not by_outlet["orontes"].says(*israels)
    assert by_outlet["northgate"].says(*israels, *moscows)
    assert outlets(on(27, "Лавров", "поселениям")) == {"neglinnaya"}
    assert outlets(on(27, "לפיד", "לברוב")) == {"rehov-yafo"}
    assert outlets(on(27, "لافروف", "لابيد")) == {"an-nawras"}


def test_lapids_tweet_is_quoted_as_it_was_made() -> None:
    """A quote of a real person is never ours."""
    (report,) = [e for e in ENTRIES if e.outlet == "harbour-post" and "lapid-lavrov" in e.link]
    assert report.says(
        "I spoke today with my good friend, Russian Foreign Minister Sergey Lavrov, "
        "on a wide range of regional topics and key issues",
        "We arranged to meet as soon as possible and in accordance with the [coronavirus] restrictions.",
    )


def test_the_omicron_report_of_21_december_is_revised_on_the_22nd() -> None:
    """By the outlets that had made it."""
    first = outlets(on(21, "first", "death", "Omicron"))
    assert first == {"harbour-post", "northgate"}
    assert outlets(on(22, "death", "Omicron", "Delta")) == first
    assert outlets(on(21, "אומיקרון")) == outlets(on(22, "דלתא")) == {"rehov-yafo"}


def test_figures_disagree_between_reports() -> None:
    """The cranes of 27 December and the missiles of September."""
    assert outlets(on(27, "at least 5,200", "cranes")) | outlets(on(27, "At least 5,200", "cranes")) == {"harbour-post"}
    assert outlets(on(27, "more than 5,000", "cranes")) == {"levant-wire"}
    assert outlets(on(27, "22 missiles")) == {"northgate"}
    assert outlets(on(27, "more than 20 missiles")) == {"harbour-post", "levant-wire"}


def test_dates_after_the_present_are_announced() -> None:
    """For the week ahead."""
    assert outlets(on(27, "3 January")) == {"gulf-ledger", "levant-wire", "northgate"}
    assert outlets(on(27, "3 января 2022")) == {"neglinnaya"}
    assert on(28, "10 January 2022")
    assert on(26, "4 January 2022")
    assert on(22, "24 January 2022")


def test_four_items_were_published_after_the_present() -> None:
    """One of them still on 27 December by its own clock."""
    later = [entry for entry in ENTRIES if entry.published and entry.published > PRESENT]
    assert {entry.outlet for entry in later} == {"harbour-post", "levant-wire", "neglinnaya", "northgate"}
    assert len(later) == 4
    assert "2021-12-27T23:45:00-05:00" in (SAMPLE / "northgate.xml").read_text(encoding="utf-8")


def test_one_item_has_neither_guid_nor_link() -> None:
    """Its identity can only be its content."""
    (bare,) = [entry for entry in ENTRIES if not entry.link and not entry.guid]
    assert (bare.outlet, bare.title) == ("orontes", "Coalition warplanes strike Sanaa airport")


def test_one_date_cannot_be_read_and_one_is_missing() -> None:
    """Both items still have a title, a link and a text."""
    undated = [raw for raw in read(SAMPLE / "nile-courier.xml").entries if not raw.get("published_parsed")]
    assert [bool(raw.get("published")) for raw in undated] == [True, False]
    assert len([entry for entry in ENTRIES if entry.published is None and entry.link and entry.text]) == 2


def test_one_item_comes_again_under_a_changed_guid() -> None:
    """Same link, same words, another guid; no other link occurs twice."""
    times = Counter(entry.link for entry in ENTRIES if entry.link)
    ((link, count),) = [pair for pair in times.items() if pair[1] > 1]
    twins = [entry for entry in ENTRIES if entry.link == link]
    assert count == 2
    assert len({twin.guid for twin in twins}) == 2
    assert len({twin.text for twin in twins}) == 1


@pytest.mark.parametrize(
    "line", ["Sign up", "Already a member?", "Read more", "Related articles", "cookie", "Follow us", "free"]
)
def test_promotion_lines_stand_in_the_texts(line: str) -> None:
    """As publishers put them there: inside the article's own markup."""
    assert any(line in entry.text for entry in ENTRIES)


def test_titles_hold_entities_and_outlet_names_and_links_hold_trackers() -> None:
    """What has to be cleaned off before anybody sees it."""
    raw = (SAMPLE / "harbour-post.xml").read_text(encoding="utf-8")
    assert "&amp;#039;as soon as possible&amp;#039; | Harbour Post</title>" in raw
    assert "utm_source=rss&amp;utm_medium=feed</link>" in raw


def test_bait_for_a_careless_matcher_is_laid() -> None:
    """A tracked surname on a coxswain, a tracked name on a dog, and a sports report without any."""
    assert on(27, "Rowers", "Tom Bennett")
    assert on(27, "terrier called Lapid")
    assert on(26, "Squash")


def test_a_photo_caption_stands_before_a_text() -> None:
    """The parser gives it as the first content (feedparser#53)."""
    parsed = read(SAMPLE / "harbour-post.xml").entries
    (pictured,) = [raw for raw in parsed if len(raw.get("content", ())) > 1]
    assert "File picture" in pictured.content[0].value
