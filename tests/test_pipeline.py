"""From documents to an edition on disk, step by step, on workspaces of the tests' own."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen import pipeline, reading
from briefgen.config import Config, load
from briefgen.fetch import Limits
from briefgen.model.edition import Edition, Sources
from briefgen.model.errors import NothingReadError, OutputError, PdfError, StoreError, TemplateError, UsageError
from briefgen.model.moment import Period
from briefgen.model.rendition import FORMATS, Format
from briefgen.outcomes import Polled
from briefgen.store import Store, address_of
from tests.factories import a_briefing, a_feed, an_article, an_edition
from tests.newsroom import DAILY, PRESENT, Outlet, a_newsroom, an_outlet, item, news, rss

#: No pauses: the servers are ours.
QUICK = Limits(spacing=0.0, jitter=0.0, deadline=5.0)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty store."""
    with Store.open(address_of(tmp_path / "out" / "briefgen.db")) as opened:
        yield opened


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    """Serve on loopback."""
    with an_outlet() as opened:
        yield opened


def poll(
    config: Config, store: Store, now: datetime = PRESENT, *, until: datetime | None = None, force: bool = False
) -> dict[str, Polled]:
    """Poll everything that is due; return what came of it, by feed."""
    polled = pipeline.poll(config, store, now=now, until=until, limits=QUICK, force=force)
    return {one.feed: one for one in polled}


def build(  # noqa: PLR0913  each test states one
    config: Config,
    store: Store,
    *,
    at: datetime = PRESENT,
    now: datetime | None = None,
    formats: tuple[Format, ...] = ("json",),
    out: Path | None = None,
) -> pipeline.Published:
    """Build an edition, only ``edition.json`` if nothing else is asked."""
    return pipeline.build(
        config,
        store,
        config.briefings["morning"],
        at=at,
        now=now or at,
        out=out or config.workspace / "out",
        formats=formats,
        sender="",
    )


def headlines(edition: Edition) -> list[str]:
    """Return the headlines, the most important first."""
    return [story.headline for story in edition.stories]


# poll -------------------------------------------------------------------------------------------------------------


def test_saved_documents_are_read_and_stored(tmp_path: Path, store: Store) -> None:
    """Every feed with what it held."""
    polled = poll(load(a_newsroom(tmp_path)), store)
    assert {name: (one.status, one.new, one.error) for name, one in polled.items()} == {
        "harbour-post": ("read", 2, None),
        "levant-wire": ("read", 3, None),
        "orontes": ("read", 1, None),
    }
    assert len(store.articles(PRESENT - 2 * DAY, PRESENT)) == 6


def test_one_dead_feed_does_not_stop_the_others(tmp_path: Path, store: Store, outlet: Outlet) -> None:
    """Each failure is told by name; what the others hold is stored; the failure is remembered."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/rss.xml"
    good = news()["harbour-post"]
    addresses = {
        "alive": outlet.publish("/alive", good),
        "dead": nobody,
        "empty": outlet.publish("/empty", b""),
        "missing": outlet.address + "/nowhere",
        "page": outlet.publish("/page", b"<!doctype html><html><body>Hello</body></html>", kind="text/html"),
        "prose": outlet.publish("/prose", b"We have moved.", kind="text/plain"),
        "tired": outlet.publish("/tired", b"", status=500),
        "torn": outlet.publish("/torn", b"<rss><channel><it"),
    }
    config = load(a_newsroom(tmp_path, {"orontes": news()["orontes"]}, addresses=addresses))
    polled = poll(config, store)
    assert {name for name, one in polled.items() if one.status == "read"} == {"alive", "orontes"}
    assert polled["alive"].new == 2
    errors = {name: one.error or "" for name, one in polled.items() if one.status == "failed"}
    assert set(errors) == {"dead", "empty", "missing", "page", "prose", "tired", "torn"}
    assert all(error and "\n" not in error and "Traceback" not in error for error in errors.values()), errors
    assert "refused" in errors["dead"]
    assert "empty" in errors["empty"]
    assert "404" in errors["missing"]
    assert "HTML" in errors["page"]
    assert "500" in errors["tired"]
    states = store.feed_states()
    assert {name for name, state in states.items() if state.failing_since} == set(errors)
    assert states["page"].etag is None


def test_a_torn_document_keeps_the_items_that_came_whole(tmp_path: Path, store: Store) -> None:
    """A connection that broke costs the last item, not all."""
    torn = news()["levant-wire"][:-160]
    polled = poll(load(a_newsroom(tmp_path, {"levant-wire": torn})), store)
    assert polled["levant-wire"].status == "read"
    assert polled["levant-wire"].new >= 2


def test_a_document_in_another_encoding_than_it_says_loses_no_item(tmp_path: Path, store: Store) -> None:
    """The others are unharmed by it."""
    title = "Лавров прибыл в Каир на переговоры о поставках зерна"
    lying = rss(item(title, "Министр прибыл в Каир.", link="https://example.org/1")).decode().encode("windows-1251")
    polled = poll(load(a_newsroom(tmp_path, {"lying": lying, **news()})), store)
    assert polled["lying"].new == 1
    assert sum(one.new for one in polled.values()) == 7


def test_items_that_lack_what_items_have_are_kept_once(tmp_path: Path, store: Store) -> None:
    """Without link, date, title or text; a second poll does not store them again."""
    bare = rss(
        "<item><title>Only a title</title></item>",
        "<item><description>Only a description of what happened in Cairo on Monday.</description></item>",
        item("No date at all", "The date is missing.", None),
        "<item><title>A date nobody reads</title><pubDate>soon</pubDate></item>",
        "<item></item>",
    )
    config = load(a_newsroom(tmp_path, {"bare": bare}))
    assert poll(config, store)["bare"].new == 4
    later = poll(config, store, PRESENT + DAY, force=True)["bare"]
    assert (later.new, later.updated, later.unchanged) == (0, 0, 4)
    for article in store.articles(PRESENT - DAY, PRESENT):
        assert article.title
        assert article.url.startswith("http")


def test_nothing_read_at_all_is_a_failure_that_names_a_feed(tmp_path: Path, store: Store) -> None:
    """The machine may be offline."""
    config = load(a_newsroom(tmp_path, {"page": b"<html></html>", "void": b" "}))
    heard: list[Polled] = []
    with pytest.raises(NothingReadError, match=r"no feed could be read; the first of 2: \w+: ."):
        pipeline.poll(config, store, now=PRESENT, limits=QUICK, on_result=heard.append)
    assert {one.feed for one in heard} == {"page", "void"}
    assert all(state.failures == 1 for state in store.feed_states().values())


def test_a_second_poll_of_the_same_documents_changes_nothing(tmp_path: Path, store: Store) -> None:
    """And reads nothing."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    assert {one.status for one in poll(config, store).values()} == {"unchanged"}
    assert len(store.articles(PRESENT - 2 * DAY, PRESENT)) == 6


def test_with_force_everything_is_read_again_and_nothing_stored_twice(tmp_path: Path, store: Store) -> None:
    """Also what did not change."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    polled = poll(config, store, force=True)
    assert {(one.status, one.new, one.updated) for one in polled.values()} == {("read", 0, 0)}
    assert sum(one.unchanged for one in polled.values()) == 6


def test_a_changed_item_is_updated_and_its_old_headline_kept(tmp_path: Path, store: Store) -> None:
    """Under the same link it is the same article."""
    link = "https://outlet.example/talks"
    config = load(a_newsroom(tmp_path, {"outlet": rss(item("Lavrov to visit Cairo", "He will.", link=link))}))
    poll(config, store)
    a_newsroom(tmp_path, {"outlet": rss(item("Lavrov cancels visit to Cairo", "He will not.", link=link))})
    polled = poll(config, store, PRESENT + timedelta(hours=1))["outlet"]
    assert (polled.new, polled.updated) == (0, 1)
    (article,) = store.find_articles(link)
    assert article.title == "Lavrov cancels visit to Cairo"
    assert [old.title for old in store.earlier_headlines(article.id)] == ["Lavrov to visit Cairo"]


def test_what_was_read_once_is_counted_and_not_read_again(tmp_path: Path, store: Store) -> None:
    """A document with a new item brings that one; its others are unchanged, corrected or, if forced, read."""
    items = [item(f"Talks, day {n}", "They went on.", link=f"https://outlet.example/{n}") for n in range(4)]
    config = load(a_newsroom(tmp_path, {"outlet": rss(*items[:3])}))
    assert poll(config, store)["outlet"].new == 3
    known = store.known_items(["outlet"])
    assert len(known["outlet"].split()) == 4
    a_newsroom(tmp_path, {"outlet": rss(items[3], *items[:2], items[2].replace("Talks,", "Talks over,"))})
    polled = poll(config, store, PRESENT + timedelta(hours=1))["outlet"]
    assert (polled.status, polled.new, polled.updated, polled.unchanged) == ("read", 1, 1, 2)
    assert store.known_items(["outlet"]) != known
    forced = poll(config, store, PRESENT + timedelta(hours=2), force=True)["outlet"]
    assert (forced.new, forced.updated, forced.unchanged) == (0, 0, 4)
    a_newsroom(tmp_path, {"outlet": rss(*items[:3])})
    back = poll(config, store, PRESENT + timedelta(hours=3))["outlet"]
    assert (back.new, back.updated, back.unchanged) == (0, 1, 2)


def test_two_polls_at_once_keep_no_text_that_the_document_no_longer_has(tmp_path: Path, store: Store) -> None:
    """What one leaves unread the other may replace: then the next poll reads all."""
    items = [item(f"Talks, day {n}", "They went on.", link=f"https://outlet.example/{n}") for n in range(4)]
    config = load(a_newsroom(tmp_path, {"outlet": rss(*items[:3])}))
    poll(config, store)
    a_newsroom(tmp_path, {"outlet": rss(*items)})
    later, done = PRESENT + timedelta(hours=1), list[bool]()

    def meanwhile(_: str) -> None:
        if not done:
            done.append(True)
            a_newsroom(tmp_path, {"outlet": rss(items[0].replace("went on", "ended"), *items[1:3])})
            poll(config, store, later)

    pipeline.poll(config, store, now=later, limits=QUICK, on_feed=meanwhile)
    a_newsroom(tmp_path, {"outlet": rss(*items)})
    poll(config, store, PRESENT + timedelta(hours=2))
    assert {a.text for a in store.articles(PRESENT - DAY, PRESENT)} == {"They went on."}


def test_a_document_that_could_not_be_read_leaves_what_is_known(tmp_path: Path, store: Store) -> None:
    """And one that was read in the whole leaves nothing: its articles may be other versions."""
    items = [item(f"Talks, day {n}", "They went on.", link=f"https://outlet.example/{n}") for n in range(3)]
    config = load(a_newsroom(tmp_path, {"outlet": rss(*items)}))
    poll(config, store)
    known = store.known_items(["outlet"])
    a_newsroom(tmp_path, {"outlet": b"<html>", "other": rss(items[0])})
    poll(load(tmp_path), store, PRESENT + timedelta(hours=1))
    assert store.known_items(["outlet"]) == known
    a_newsroom(tmp_path, {"outlet": rss(*items).replace(b"</channel>", b"")})
    poll(config, store, PRESENT + timedelta(hours=2))
    assert store.known_items(["outlet"]) == {"outlet": ""}


def test_until_holds_later_items_back_and_they_appear_at_a_later_poll(tmp_path: Path, store: Store) -> None:
    """The document is the same, the present is not."""
    config = load(a_newsroom(tmp_path))
    until = datetime(2021, 12, 27, 11, tzinfo=UTC)
    assert sum(one.new for one in poll(config, store, until, until=until).values()) == 3
    assert all(article.published <= until for article in store.articles(PRESENT - 2 * DAY, PRESENT + DAY))
    assert sum(one.new for one in poll(config, store, PRESENT, until=PRESENT).values()) == 3
    assert {one.status for one in poll(config, store, PRESENT, until=PRESENT).values()} == {"unchanged"}


def test_a_feed_that_is_not_due_is_not_asked(tmp_path: Path, store: Store, outlet: Outlet) -> None:
    """Half an hour is between two polls, unless somebody insists."""
    address = outlet.publish("/rss.xml", news()["orontes"])
    config = load(a_newsroom(tmp_path, {}, addresses={"orontes": address}))
    assert poll(config, store)["orontes"].new == 1
    assert poll(config, store, PRESENT + timedelta(minutes=10)) == {}
    assert outlet.asked == ["/rss.xml"]
    assert poll(config, store, PRESENT + timedelta(minutes=10), force=True)["orontes"].status == "read"
    assert poll(config, store, PRESENT + timedelta(minutes=50))["orontes"].status == "unchanged"
    assert outlet.asked == ["/rss.xml"] * 3


def test_only_the_named_feeds_are_polled(tmp_path: Path, store: Store) -> None:
    """An unknown one is a mistake of the caller's, and nothing is asked."""
    config = load(a_newsroom(tmp_path))
    (one,) = pipeline.poll(config, store, now=PRESENT, only=["orontes"])
    assert one.feed == "orontes"
    with pytest.raises(UsageError, match="there is no feed 'oronte'"):
        pipeline.poll(config, store, now=PRESENT, only=["orontes", "oronte"])


def test_large_documents_are_read_by_workers_and_stored_like_small_ones(tmp_path: Path, store: Store) -> None:
    """A malformed one among them costs its own feed."""
    long = "Nobody was hurt. " * 10_000
    large = {f"large{n}": rss(item("Talks resume", long, link=f"https://outlet.example/{n}")) for n in range(3)}
    config = load(a_newsroom(tmp_path, {**large, "page": b"<html>" + b" " * 200_000 + b"</html>"}))
    polled = poll(config, store)
    assert polled.pop("page").error == "not a feed but an HTML page"
    assert {one.new for one in polled.values()} == {1}
    assert len(store.articles(PRESENT - 2 * DAY, PRESENT)) == 3


# the edition ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "since_previous", "covers"),
    [
        ("daily", None, DAY),
        ("daily", timedelta(hours=20), timedelta(hours=20)),
        ("daily", DAY, DAY),
        ("daily", timedelta(hours=36), timedelta(hours=36)),
        ("daily", timedelta(hours=36, seconds=1), DAY),
        ("daily", timedelta(0), DAY),
        ("daily", timedelta(hours=-3), DAY),
        ("weekly", None, 7 * DAY),
        ("weekly", 8 * DAY, 8 * DAY),
        ("weekly", timedelta(days=10, hours=12), timedelta(days=10, hours=12)),
        ("weekly", 11 * DAY, 7 * DAY),
    ],
)
def test_a_period_starts_at_the_previous_edition_if_that_is_recent(
    cadence: str, since_previous: timedelta | None, covers: timedelta
) -> None:
    """Within one and a half cadences; else it is one cadence long."""
    previous = None
    if since_previous is not None:
        end = PRESENT - since_previous
        previous = an_edition(period=Period(start=end - DAY, end=end))
    period = reading.period_of(a_briefing(cadence=cadence), PRESENT, previous)
    assert period == Period(start=PRESENT - covers, end=PRESENT)


def test_an_edition_tells_each_event_once_with_its_sources(tmp_path: Path, store: Store) -> None:
    """Three outlets on a visit, two on a reservoir; the orchestra concerns nobody."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    edition = build(config, store).edition
    assert edition.id == "morning/2021-12-28"
    assert [len(story.articles) for story in edition.stories] == [3, 2]
    visit, reservoir = edition.stories
    assert "Cairo" in visit.headline
    assert "reservoir" in reservoir.headline
    assert [section.title for section in edition.sections] == ["Top story", "Water"]
    for story in edition.stories:
        assert story.summary
        for sentence in story.summary:
            assert "However" not in sentence.text
            assert "Sign up" not in sentence.text
    (shared,) = [s for s in visit.summary if s.text.startswith("Egypt buys")]
    assert shared.cites == (1, 2)


def test_an_edition_holds_nothing_published_after_its_end(tmp_path: Path, store: Store) -> None:
    """Even where the store knows it already."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    at = datetime(2021, 12, 27, 12, 30, tzinfo=UTC)
    edition = build(config, store, at=at).edition
    assert edition.cutoff == at
    reports = [report for story in edition.stories for report in story.articles]
    assert len(reports) == 3
    assert all(report.published <= at for report in reports)


def test_building_again_gives_the_same_bytes(tmp_path: Path, store: Store) -> None:
    """In every format but the PDF, which has tests of its own."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    formats: tuple[Format, ...] = ("html", "email", "text", "markdown", "json")
    first = build(config, store, formats=formats, out=tmp_path / "first")
    second = build(config, store, formats=formats, out=tmp_path / "second")
    assert [f.name for f in first.files] == [f.name for f in second.files]
    for one, other in zip(first.files, second.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_an_article_about_something_else_changes_nothing(tmp_path: Path) -> None:
    """Neither words nor order nor scores of the rest."""
    orchestra = item("A new cellist joins the orchestra", "The orchestra has a new cellist from Porto.")
    documents = {"plain": news(), "more": {**news(), "arts": rss(orchestra)}}
    found = {}
    for name, saved in documents.items():
        config = load(a_newsroom(tmp_path / name, saved))
        with Store.open(address_of(tmp_path / name / "out" / "briefgen.db")) as store:
            poll(config, store)
            edition = json.loads(build(config, store).files[0].read_bytes())
        found[name] = {key: value for key, value in edition.items() if key != "sources"}
    assert found["plain"] == found["more"]


def test_the_next_edition_begins_where_the_last_one_ended(tmp_path: Path, store: Store) -> None:
    """Yesterday's stories are not told again, unless there is something new."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    first = build(config, store).edition
    tomorrow = PRESENT + timedelta(hours=22)
    assert build(config, store, at=tomorrow).edition.sections == ()
    new = item(
        "Lavrov leaves Cairo without agreement on grain shipments",
        "Russian Foreign Minister Sergey Lavrov left Cairo on Tuesday without an agreement on grain for Egypt.",
        PRESENT + timedelta(hours=3),
        "https://orontes.example/leaves",
    )
    a_newsroom(tmp_path, {**news(), "orontes": rss(new)})
    poll(config, store, tomorrow)
    second = build(config, store, at=tomorrow).edition
    assert second.period == Period(start=first.period.end, end=tomorrow)
    (story,) = second.stories
    assert story.status == "developing"
    assert story.previous_editions == (first.id,)
    assert all("Tuesday" in sentence.text for sentence in story.summary)


def test_a_day_without_news_gives_an_edition_in_every_format(tmp_path: Path, store: Store) -> None:
    """It says so, and is no error."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    published = build(config, store, at=PRESENT + 30 * DAY, formats=("html", "email", "text", "markdown", "json"))
    assert published.edition.sections == ()
    assert len(published.files) == 7
    assert all(file.stat().st_size for file in published.files)


def test_feeds_that_were_down_are_named_in_the_edition(tmp_path: Path, store: Store) -> None:
    """With the reason, and since when; once it is more than a hiccup."""
    config = load(a_newsroom(tmp_path, {**news(), "page": b"<html>"}))
    poll(config, store)
    assert build(config, store).edition.sources == Sources(polled=4)
    for days in (1, 2):
        poll(config, store, PRESENT + days * DAY)
    sources = build(config, store, at=PRESENT + 2 * DAY).edition.sources
    assert sources.polled == 4
    (down,) = sources.down
    assert (down.feed, down.title, down.since) == ("page", "Page", PRESENT)
    assert "HTML" in down.reason


def test_a_briefing_reads_its_own_feeds_only(tmp_path: Path, store: Store) -> None:
    """Where it names them."""
    config = load(a_newsroom(tmp_path, daily=DAILY.replace("max_stories", 'feeds = ["orontes"]\nmax_stories')))
    poll(config, store)
    edition = build(config, store).edition
    assert {report.feed for story in edition.stories for report in story.articles} == {"orontes"}
    assert edition.sources.polled == 1


def test_articles_of_a_feed_that_was_removed_are_not_read(tmp_path: Path, store: Store) -> None:
    """They stay in the store, but nobody vouches for their outlet any more."""
    poll(load(a_newsroom(tmp_path)), store)
    fewer = {name: document for name, document in news().items() if name != "orontes"}
    edition = build(load(a_newsroom(tmp_path, fewer)), store).edition
    assert "orontes" not in {report.feed for story in edition.stories for report in story.articles}
    assert edition.stories


def test_one_address_is_read_once() -> None:
    """Two feeds of one outlet bring the same article; the longer text tells more."""
    short = an_article(id="a-1", feed="world", url="https://outlet.example/1", text="Short.")
    long = an_article(id="a-2", feed="region", url="https://outlet.example/1", text="Not so short.")
    equal = an_article(id="a-3", feed="front", url="https://outlet.example/1", text="Not so long!.")
    other = an_article(id="a-4", url="https://outlet.example/2")
    assert reading.each_once([short, long, equal, other]) == [long, other]
    assert reading.each_once([]) == []


# publish ----------------------------------------------------------------------------------------------------------


def broken_template(workspace: Path, name: str) -> None:
    """Put a template of the workspace's own that fails on its second line."""
    path = workspace / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text("{# ours #}\n{{ edition.nonsense.deeper }}\n", encoding="utf-8")


def test_a_pdf_that_fails_costs_no_other_format(tmp_path: Path, store: Store) -> None:
    """The rest is kept; the error says where."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    broken_template(tmp_path, "pdf/briefing.html.j2")
    with pytest.raises(TemplateError, match=r"^templates/pdf/briefing\.html\.j2:2: "):
        build(config, store, formats=FORMATS)
    written = {path.name for path in (tmp_path / "out/morning/2021-12-28").iterdir()}
    assert written == {
        "index.html",
        "card.png",
        "email.html",
        "email.eml",
        "briefing.txt",
        "briefing.md",
        "edition.json",
    }
    assert [row.briefing for row in store.editions()] == ["morning"]


def test_a_pdf_that_is_given_up_costs_no_other_format(tmp_path: Path, store: Store) -> None:
    """A layout without end or measure: the worker's limits stop it, the email is there."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    template = tmp_path / "templates/pdf/briefing.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("<html><title>x</title><table><tr><td colspan=100000000>x</td></tr></table></html>")
    with pytest.raises(PdfError, match="the PDF was given up"):
        build(config, store, formats=FORMATS)
    written = {path.name for path in (tmp_path / "out/morning/2021-12-28").iterdir()}
    assert "briefing.pdf" not in written
    assert {"email.eml", "index.html", "edition.json"} <= written


def test_an_unwritable_place_is_told_before_anything_is_kept(tmp_path: Path, store: Store) -> None:
    """A file where the folder should be."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OutputError, match=r"taken.* cannot be written: not a directory"):
        build(config, store, out=tmp_path / "taken")
    assert store.editions() == []


def test_a_saved_edition_is_rendered_again_to_the_same_bytes(tmp_path: Path, store: Store) -> None:
    """``edition.json`` holds everything that the formats show."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    formats: tuple[Format, ...] = ("html", "text", "json")
    published = build(config, store, formats=formats)
    saved = pipeline.read_edition(published.files[0].parent / "edition.json")
    assert saved == published.edition
    again = pipeline.publish(saved, formats, folder=tmp_path / "again", workspace=tmp_path, sender="")
    for one, other in zip(published.files, again, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_an_edition_knows_where_its_page_will_stand(tmp_path: Path, store: Store) -> None:
    """Below the address of the web pages, by its id."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    edition = build(config, store).edition
    folder = tmp_path / "again"
    formats: tuple[Format, ...] = ("html",)
    pipeline.publish(
        edition, formats, folder=folder, workspace=tmp_path, sender="", public_url="https://briefing.example"
    )
    page = (folder / "index.html").read_text()
    assert f'<link rel="canonical" href="https://briefing.example/{edition.id}/">' in page


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"schema": 1}', b'{"schema": 2}'])
def test_what_is_no_edition_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    """In one line."""
    file = tmp_path / "edition.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"edition\.json is not an edition.json: ") as caught:
        pipeline.read_edition(file)
    assert "\n" not in str(caught.value)


def test_a_missing_edition_is_refused_by_its_name(tmp_path: Path) -> None:
    """Likewise a folder."""
    with pytest.raises(UsageError, match=r"no\.json cannot be read: no such file"):
        pipeline.read_edition(tmp_path / "no.json")
    with pytest.raises(UsageError, match="cannot be read: is a directory"):
        pipeline.read_edition(tmp_path)


def test_a_damaged_store_is_told_as_such(tmp_path: Path) -> None:
    """Not as a fault of the build."""
    (tmp_path / "briefgen.db").write_bytes(b"this is no database " * 100)
    with pytest.raises(StoreError, match=r"briefgen\.db"), Store.open(address_of(tmp_path / "briefgen.db")):
        pass


def test_stories_are_found_without_a_briefing(tmp_path: Path, store: Store) -> None:
    """Of everything that is stored, watched or not."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    stories = pipeline.find_stories(store, config.watchlist, PRESENT - DAY, PRESENT)
    assert sorted(len(story.articles) for story in stories) == [1, 2, 3]


def test_feeds_have_titles_that_headlines_lose() -> None:
    """The factory's feeds, so that the tests above mean what they say."""
    assert a_feed(id="harbour-post").title == "Harbour Post"


# what must not fall between two editions --------------------------------------------------------------------------


def an_outlet_with(folder: Path, *titles_and_times: tuple[str, datetime]) -> Config:
    """Write (again) a newsroom of one outlet with these items."""
    items = (
        item(title, f"{title} on Monday, officials confirmed.", when, f"https://outlet.example/{number}")
        for number, (title, when) in enumerate(titles_and_times)
    )
    return load(a_newsroom(folder, {"outlet": rss(*items)}))


EARLY = ("Lavrov meets grain traders in Cairo", PRESENT - timedelta(hours=5))
LATE = ("Israel opens second desalination plant near Hadera", PRESENT - timedelta(minutes=5))


def test_what_a_feed_brings_late_is_in_the_next_edition(tmp_path: Path, store: Store) -> None:
    """Dated before the cut-off, read only after it: it would be in no edition at all."""
    config = an_outlet_with(tmp_path, EARLY)
    poll(config, store, now=PRESENT - timedelta(minutes=10))
    first = build(config, store).edition
    config = an_outlet_with(tmp_path, EARLY, LATE)
    poll(config, store, now=PRESENT + timedelta(minutes=30))
    second = build(config, store, at=PRESENT + DAY).edition
    assert headlines(first) == [EARLY[0]]
    assert headlines(second) == [LATE[0]]
    assert second.period.start == first.period.end
    assert [story.status for story in second.stories] == ["new"]


def test_what_an_edition_has_read_does_not_come_back(tmp_path: Path, store: Store) -> None:
    """Also if editions of the past are made from articles that were all read today."""
    config = an_outlet_with(tmp_path, EARLY)
    today = PRESENT + 100 * DAY
    poll(config, store, now=today)
    build(config, store, now=today)
    assert build(config, store, at=PRESENT + DAY, now=today).edition.stories == ()


def test_a_pdf_on_demand_takes_no_news_from_the_readers_of_the_next_edition(tmp_path: Path, store: Store) -> None:
    """Only an edition with its edition.json is one that the next begins after."""
    at_noon = ("Israel reopens crossing for lorries at Nitzana", PRESENT + timedelta(hours=2))
    config = an_outlet_with(tmp_path, EARLY, at_noon)
    poll(config, store, now=PRESENT + timedelta(hours=3))
    build(config, store, now=PRESENT + timedelta(hours=3))
    build(config, store, at=PRESENT + timedelta(hours=4), formats=("text",))
    assert headlines(build(config, store, at=PRESENT + DAY).edition) == [at_noon[0]]


def test_a_page_template_that_fails_leaves_the_edition_to_be_rendered_again(tmp_path: Path, store: Store) -> None:
    """Its edition.json is written before anything else."""
    config = load(a_newsroom(tmp_path))
    poll(config, store)
    broken_template(tmp_path, "page/index.html.j2")
    with pytest.raises(TemplateError):
        build(config, store, formats=FORMATS)
    assert (tmp_path / "out/morning/2021-12-28/edition.json").is_file()


def test_silence_of_all_sources_is_not_called_a_quiet_day(tmp_path: Path, store: Store) -> None:
    """In no format."""
    config = load(a_newsroom(tmp_path, {}, addresses={"gone": "saved/gone.xml"}))
    with pytest.raises(NothingReadError):
        poll(config, store)
    published = build(config, store, formats=("html", "text", "markdown", "email", "json"))
    assert published.edition.sources.blind
    for file in published.files:
        if file.suffix not in {".json", ".png"}:
            text = file.read_text(encoding="utf-8")
            assert "A quiet day" not in text
            assert "No source could be read" in text
