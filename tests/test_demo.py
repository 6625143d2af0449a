"""The demo: the whole way on the sample week, offline; and the workspace that ships."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen import cli
from briefgen.compose.reading_time import WORDS_A_MINUTE
from briefgen.config import Config, load
from briefgen.demonstration import BRIEFINGS, PRESENT
from briefgen.model.edition import Edition, EditionStory
from briefgen.model.wire import decode
from briefgen.store import Store, address_of

REPOSITORY = Path(__file__).parent.parent
FILES = {
    "edition.json",
    "index.html",
    "card.png",
    "email.html",
    "email.eml",
    "briefing.pdf",
    "briefing.txt",
    "briefing.md",
}
AT = f"{PRESENT:%Y-%m-%dT%H:%MZ}"

#: What stands in the sample to mislead a careless matcher, and what only sells.
BAIT = ("Kishon Boat Club", "terrier", "quash")
PROMOTION = ("Sign up", "Already a member", "Read more", "Follow us", "cookie", "supporter", "Dear reader")

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Demo:
    """What one run of the demo left in its folder."""

    out: Path

    def folder(self, briefing: str) -> Path:
        """Return the folder of a briefing's edition."""
        return self.out / briefing / f"{PRESENT:%Y-%m-%d}"

    def edition(self, briefing: str) -> Edition:
        """Read a briefing's edition."""
        return decode((self.folder(briefing) / "edition.json").read_bytes())

    def stories(self) -> Iterator[EditionStory]:
        """Yield the stories of both editions."""
        for briefing in BRIEFINGS:
            yield from self.edition(briefing).stories

    def texts(self) -> dict[str, str]:
        """Return title and text of every stored article by its address."""
        with Store.open(address_of(self.out / "briefgen.db")) as store:
            return {a.url: f"{a.title}\n{a.text}" for a in store.articles(PRESENT.replace(year=2000), PRESENT)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Run the demo of all publications once, as its command; the other tests look at the two of the plain demo."""
    out = tmp_path_factory.mktemp("demo")
    assert cli.main(["demo", "--all", "--workspace", str(REPOSITORY), "--out", str(out)]) == 0
    return Demo(out)


@pytest.fixture(scope="module")
def shipped() -> Config:
    """Read the configuration that ships."""
    return load(REPOSITORY)


def test_both_editions_are_there_in_every_format(demo: Demo) -> None:
    """As the contract names the files, none of them empty."""
    for briefing in BRIEFINGS:
        files = list(demo.folder(briefing).iterdir())
        assert {file.name for file in files} == FILES
        assert all(file.stat().st_size > 500 for file in files)
        assert (demo.folder(briefing) / "briefing.pdf").read_bytes().startswith(b"%PDF-")


def test_editions_are_as_long_as_their_contract_says(demo: Demo, shipped: Config) -> None:
    """At most 15 stories a day and 25 a week, and the sample has enough for both."""
    daily, weekly = (demo.edition(briefing) for briefing in BRIEFINGS)
    assert 3 <= len(daily.stories) <= min(15, shipped.briefings["israel"].max_stories)
    assert 10 <= len(weekly.stories) <= min(25, shipped.briefings["week-in-review"].max_stories)
    assert (daily.briefing.cadence, weekly.briefing.cadence) == ("daily", "weekly")


#: Stories at least and at most, and minutes at most, of each publication on the sample's day.
LENGTHS = {
    "business-tech": (3, 12, 6),
    "daily": (5, 15, 8),
    "gulf": (3, 12, 7),
    "iraq": (1, 10, 6),
    "israel": (3, 12, 8),
    "minute": (5, 5, 1),
    "palestine": (2, 12, 7),
    "security": (5, 14, 7),
    "takeaway": (4, 8, 5),
    "turkey": (2, 10, 6),
    "week-in-review": (10, 25, 15),
}


@pytest.mark.parametrize("briefing", LENGTHS)
def test_every_publication_is_made_in_every_format_and_keeps_its_length(demo: Demo, briefing: str) -> None:
    """With something to say on the sample's day, and no longer than its character allows."""
    (folder,) = (demo.out / briefing).iterdir()  # dated by the publication's own clock
    assert {file.name for file in folder.iterdir()} >= FILES
    edition = decode((folder / "edition.json").read_bytes())
    least, most, minutes = LENGTHS[briefing]
    assert least <= len(edition.stories) <= most
    assert edition.word_count <= minutes * WORDS_A_MINUTE


def test_all_publications_of_the_workspace_are_among_them(demo: Demo, shipped: Config) -> None:
    """The report and the memo, too, which have lengths of their own."""
    made = {folder.name for folder in demo.out.iterdir() if folder.is_dir()}
    assert made == set(shipped.briefings)
    assert set(LENGTHS) == {one.id for one in shipped.briefings.values() if one.kind == "edition"}


def test_the_report_and_the_memo_are_made_in_every_format(demo: Demo) -> None:
    """The one counts what is stored of the sample's week; the other stands with the story that it is on."""
    report = decode((demo.folder("trend-report") / "edition.json").read_bytes())
    assert report.focus is not None
    assert report.focus.since > report.focus.begins
    assert report.stories
    (folder,) = (demo.out / "memo").iterdir()
    memo = decode((folder / "edition.json").read_bytes())
    assert folder.name == f"{memo.date}-{memo.slug}"
    assert memo.memo is not None
    assert [{"lapid", "lavrov"} <= set(story.actors) for story in memo.stories] == [True]
    for one in (demo.folder("trend-report"), folder):
        assert {file.name for file in one.iterdir()} >= FILES


def test_the_takeaway_leads_with_the_call_that_two_sides_tell(demo: Demo) -> None:
    """Its accounts stand side by side; the rest is told in a line."""
    (folder,) = (demo.out / "takeaway").iterdir()
    lead, *rest = decode((folder / "edition.json").read_bytes()).sections
    (story,) = lead.stories
    assert len(story.accounts) >= 2
    assert all(section.brief for section in rest)


@pytest.mark.parametrize(
    ("briefing", "foreign"),
    [("turkey", ("Latakia", "Sadr")), ("iraq", ("Latakia", "lira")), ("business-tech", ("Jizan", "Tell Tamer"))],
)
def test_a_neighbours_news_fills_no_desk(demo: Demo, briefing: str, foreign: tuple[str, ...]) -> None:
    """What concerns others alone is for other publications."""
    (folder,) = (demo.out / briefing).iterdir()
    headlines = [story.headline for story in decode((folder / "edition.json").read_bytes()).stories]
    assert not [one for one in headlines for word in foreign if word in one]


def test_every_sentence_stands_in_every_report_it_cites(demo: Demo) -> None:
    """Word for word."""
    texts = demo.texts()
    for story in demo.stories():
        addresses = {report.n: report.url for report in story.articles}
        for sentence in story.summary:
            for cite in sentence.cites:
                assert sentence.text in texts[addresses[cite]], (story.headline, sentence.text)


def test_nearly_every_story_is_told_in_sentences(demo: Demo) -> None:
    """A headline alone is the exception."""
    stories = list(demo.stories())
    assert sum(bool(story.summary) for story in stories) >= 0.9 * len(stories)


def test_no_report_is_in_two_stories_of_an_edition(demo: Demo) -> None:
    """Each event is told once."""
    for briefing in BRIEFINGS:
        addresses = [report.url for story in demo.edition(briefing).stories for report in story.articles]
        assert len(addresses) == len(set(addresses))


def test_the_strike_that_every_outlet_told_is_one_story_with_many_outlets(demo: Demo) -> None:
    """It is the day's news."""
    daily = demo.edition("israel")
    found = [
        story
        for story in daily.stories
        if sum("atakia" in report.title and report.language == "en" for report in story.articles) >= 3
    ]
    (strike,) = found
    assert len(strike.publishers) >= 5
    assert strike.rank <= 2


def test_the_call_of_the_two_ministers_is_told(demo: Demo) -> None:
    """By several outlets, in one story."""
    (call,) = [
        story
        for story in demo.edition("israel").stories
        if any("lapid-lavrov" in report.url for report in story.articles)
    ]
    assert len(call.publishers) >= 3
    assert {"lapid", "lavrov"} <= {name.rpartition("-")[2] or name for name in call.actors} | set(call.actors)


@pytest.mark.parametrize("bait", BAIT)
def test_what_must_not_appear_does_not(demo: Demo, bait: str) -> None:
    """A coxswain with a minister's name, a dog with another's, squash in Cairo."""
    for briefing in BRIEFINGS:
        assert bait not in (demo.folder(briefing) / "briefing.txt").read_text(encoding="utf-8")


def test_nothing_that_sells_is_told(demo: Demo) -> None:
    """The outlets' own promotion stays with them."""
    told = "\n".join(s.text for story in demo.stories() for s in story.summary)
    assert not [words for words in PROMOTION if words.casefold() in told.casefold()]


def test_nothing_later_than_the_present_is_in(demo: Demo) -> None:
    """Neither in the store nor in an edition."""
    assert all(report.published <= PRESENT for story in demo.stories() for report in story.articles)
    with Store.open(address_of(demo.out / "briefgen.db")) as store:
        assert store.articles(PRESENT, PRESENT.replace(year=2030)) == []


def test_headlines_carry_no_outlets_name(demo: Demo) -> None:
    """The sources are named below them."""
    assert not [
        s.headline for s in demo.stories() if s.headline.endswith(("Harbour Post", "Levant Wire", "| Gulf Ledger"))
    ]


def test_the_feed_that_is_down_is_named(demo: Demo) -> None:
    """In the edition and on the page."""
    for briefing in BRIEFINGS:
        (down,) = demo.edition(briefing).sources.down
        assert down.title == "Gulf Dispatch"
        assert "Gulf Dispatch" in (demo.folder(briefing) / "index.html").read_text(encoding="utf-8")


def test_explain_agrees_with_the_daily_edition(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the demo's own store: the strike is in, the dog is not."""
    shutil.copytree(REPOSITORY / "feeds", tmp_path / "feeds")
    shutil.copy(tmp_path / "feeds/sample/feeds.toml", tmp_path / "feeds/feeds.toml")
    monkeypatch.setenv("BRIEFGEN_DATABASE_URL", address_of(demo.out / "briefgen.db"))
    (lead, *_) = demo.edition("israel").stories
    dog = next(url for url, text in demo.texts().items() if "terrier" in text)
    for url, begins in ((lead.articles[0].url, "in, as story 1"), (dog, "not in: ")):
        assert cli.main(["explain", "israel", url, "--at", AT, "--workspace", str(tmp_path)]) == 0
        _, _, verdict, *_ = capsys.readouterr().out.splitlines()
        assert verdict.strip().startswith(begins)


def test_the_demo_again_gives_the_same_bytes_and_tells_programs_of_them(
    demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over the old ones, with a new store; the PDF, too. One JSON document names both editions and their files."""
    files = [demo.folder(briefing) / name for briefing in BRIEFINGS for name in sorted(FILES)]
    before = {file: file.read_bytes() for file in files}
    assert cli.main(["demo", "--json", "--workspace", str(REPOSITORY), "--out", str(demo.out)]) == 0
    assert [file for file in files if file.read_bytes() != before[file]] == []
    made = json.loads(capsys.readouterr().out)["editions"]
    assert [one["edition"] for one in made] == [f"{briefing}/{PRESENT:%Y-%m-%d}" for briefing in BRIEFINGS]
    assert {Path(file).name for one in made for file in one["files"]} == FILES


def test_the_shipped_configuration_is_as_large_as_promised(shipped: Config) -> None:
    """Feeds with country, actors and topics in several scripts, the two first briefings."""
    assert len(shipped.feeds) >= 60
    assert all(feed.country and feed.url for feed in shipped.feeds)
    assert len(shipped.watchlist.actors) >= 90
    assert len(shipped.watchlist.topics) >= 14
    assert {"israel", "week-in-review"} <= set(shipped.briefings)
    languages = {language for actor in shipped.watchlist.actors.values() for language in actor.aliases}
    assert {"en", "he", "ar", "ru", "fa", "tr"} <= languages


def test_a_new_workspace_works_from_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Init, doctor, poll and build; its feeds replaced by the sample's, because tests stay offline."""
    folder = tmp_path / "a newsroom"
    assert cli.main(["init", str(folder)]) == 0
    assert "files. Next: briefgen --workspace" in capsys.readouterr().out
    assert cli.main(["doctor", "--workspace", str(folder)]) == 0
    shutil.copy(folder / "feeds/sample/feeds.toml", folder / "feeds/feeds.toml")
    assert cli.main(["poll", "--at", AT, "--workspace", str(folder)]) == 0
    build = ["build", "israel", "--at", AT, "--format", "html", "--format", "json", "--workspace", str(folder)]
    assert cli.main(build) == 0
    edition = decode((folder / f"out/israel/{PRESENT:%Y-%m-%d}/edition.json").read_bytes())
    assert len(edition.stories) >= 3
