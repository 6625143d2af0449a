"""Hostile feeds polled, stored, judged and published: whatever stood in a field, every format holds words only."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import markdown
import pytest
from markdown_it import MarkdownIt

from briefgen import pipeline
from briefgen.config import load
from briefgen.fetch import Limits
from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.rendition import FORMATS
from briefgen.store import Store, address_of
from tests.hostile.browsing import CHROMIUM, opened, without_policy
from tests.hostile.harmless import (
    CONTROL,
    REORDERING,
    actions_of_pdf,
    faults_of_html,
    faults_of_pdf,
    faults_of_text,
    uris_of_pdf,
)
from tests.hostile.newsfeeds import FORMS, MORNING, a_hostile_feed, a_raw_feed
from tests.hostile.payloads import OURS, corpora
from tests.newsroom import DAILY, PRESENT, a_newsroom, an_outlet
from tests.render.told import part

pytestmark = pytest.mark.slow

FILES = (
    "briefing.md",
    "briefing.pdf",
    "briefing.txt",
    "card.png",
    "edition.json",
    "email.eml",
    "email.html",
    "index.html",
)
PARTS = ["multipart/alternative", "text/plain", "text/html"]
HEADERS = ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What became of hostile feeds."""

    items: int  #: in the documents
    articles: Sequence[Article]  #: in the store
    edition: Edition
    folder: Path

    def text(self, name: str) -> str:
        """Return a file of the edition."""
        return (self.folder / name).read_text(encoding="utf-8")


def published(folder: Path, name: str, payloads: Sequence[str]) -> Shown:
    """Poll feeds of the payloads, a third in each form (our own few in all), build the edition in every format."""
    if name == "ours":
        documents = {f"{name}-{form}": a_hostile_feed(name, payloads, form) for form in FORMS}
    else:
        documents = {f"{name}-{form}": a_hostile_feed(name, payloads[n::3], form) for n, form in enumerate(FORMS)}
    items = sum(document.count(b"<item>") for document in documents.values())
    documents["raw"] = a_raw_feed(payloads)
    workspace = a_newsroom(folder, documents, daily=DAILY.replace("max_stories = 6", "max_stories = 100"))
    config = load(workspace)
    with Store.open(address_of(workspace / "out" / "briefgen.db")) as store:
        polled = pipeline.poll(config, store, now=PRESENT, limits=Limits(spacing=0.0))
        assert {one.feed: one.error for one in polled if one.status != "read" and one.feed != "raw"} == {}
        made = pipeline.build(
            config, store, config.briefings["morning"], at=PRESENT, now=PRESENT, out=workspace / "out",
            formats=FORMATS, sender="",
        )  # fmt: skip
        articles = store.articles(MORNING.replace(hour=0), PRESENT)
    return Shown(items=items, articles=articles, edition=made.edition, folder=made.files[0].parent)


@pytest.fixture(scope="module", params=corpora())
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Return what became of one corpus; built once for all tests of this module."""
    return published(tmp_path_factory.mktemp(request.param), request.param, corpora()[request.param])


def test_hostile_items_are_told_not_dropped(shown: Shown) -> None:
    """What is harmless because nothing of it arrives would prove nothing. Of one affair an edition tells not all."""
    told = {report.title for story in shown.edition.stories for report in story.articles}
    assert len([one for one in shown.articles if one.feed != "raw"]) >= shown.items * 0.9
    assert len(told) >= shown.items / 5
    assert any(story.summary for story in shown.edition.stories)
    assert sorted(path.name for path in shown.folder.iterdir()) == sorted(FILES)


def test_every_stored_field_is_text_and_every_address_of_the_web(shown: Shown) -> None:
    """Already in the store: whoever reads it later need not know where it is from."""
    for one in shown.articles:
        for field in (one.title, one.text, *one.authors, *one.categories):
            assert not CONTROL.search(field.replace("\n", "")), ascii(field)
            assert not REORDERING.search(field), ascii(field)
        assert "\n" not in one.title
        assert re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", one.url), one.url


@pytest.mark.parametrize("name", ["index.html", "email.html"])
def test_the_pages_hold_nothing_that_acts(shown: Shown, name: str) -> None:
    """No script, no handler, no other scheme, nothing that is loaded."""
    assert faults_of_html(shown.text(name)) == []


def test_the_message_has_its_own_headers_and_harmless_parts(shown: Shown) -> None:
    """No title makes a header, and the parts are those of the page."""
    content = (shown.folder / "email.eml").read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert sorted(message.keys()) == sorted(HEADERS)
    assert [defect for one in message.walk() for defect in one.defects] == []
    kinds = [one.get_content_type() for one in message.walk()]
    assert [kind for kind in kinds if kind not in {"image/png", "multipart/related"}] == PARTS
    assert ("image/png" in kinds) == ("multipart/related" in kinds)
    assert faults_of_html(part(content, "html")) == []
    assert faults_of_text(part(content, "plain")) == []
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[^\x01-\x7f]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("name", ["briefing.txt", "briefing.md"])
def test_the_texts_hold_no_controls_and_nothing_that_reorders(shown: Shown, name: str) -> None:
    """A terminal that shows them is not commanded, and no name is dressed up as another."""
    assert faults_of_text(shown.text(name)) == []


def test_the_markdown_is_harmless_as_two_programs_read_it(shown: Shown) -> None:
    """HTML is passed on by both, so none may be in it."""
    for read in (markdown.markdown, MarkdownIt("gfm-like", {"linkify": False, "html": True}).render):
        assert faults_of_html(read(shown.text("briefing.md"))) == []


def test_the_pdf_links_to_the_web_only(shown: Shown) -> None:
    """Every /URI is http, https or mailto; nothing is launched, run or sent; only the edition itself is attached."""
    pdf = (shown.folder / "briefing.pdf").read_bytes()
    assert len(uris_of_pdf(pdf)) > 10
    assert set(faults_of_pdf(pdf)) == {"EmbeddedFile"}


needs_browser = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine")


@needs_browser
@pytest.mark.parametrize("name", ["index.html", "email.html"])
def test_a_browser_runs_nothing_and_asks_for_nothing(shown: Shown, name: str, tmp_path: Path) -> None:
    """Even without the page's own policy, with every element pointed at and focused."""
    html = without_policy(shown.text(name))
    with an_outlet() as site:
        document, asked = opened(site, html, tmp_path)
    assert asked == []
    assert document.count("Lavrov") > 10
    assert faults_of_html(re.sub(r"<script>.*?</script>", "", document, flags=re.DOTALL)) == []


@needs_browser
def test_the_browser_would_have_told(tmp_path: Path) -> None:
    """A page with the same payloads unescaped does ask; with the policy of our page it runs no script all the same."""
    raw = "<html><head></head><body>" + "".join(f"<div>{payload}</div>" for payload in OURS[1:3]) + "</body></html>"
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    with an_outlet() as site:
        _, asked = opened(site, without_policy(raw), tmp_path / "open")
        _, forbidden = opened(site, raw.replace("<head>", f"<head>{policy}"), tmp_path / "closed")
    assert "/executed" in asked
    assert "/executed" not in forbidden


def test_the_detectors_see_what_they_are_for() -> None:
    """Each of the checks above finds the fault when it is there."""
    for payload in OURS[:19]:
        assert faults_of_html(f"<html><body><p>x</p>{payload}<p title='{payload}'>x</p></body></html>"), payload
    assert faults_of_html("<a href='jav\tascript:x'>x</a>")
    assert faults_of_text("a\u202eb\x1b") == ["'\\u202e'", "'\\x1b'"]
    assert uris_of_pdf(b"<< /S /URI /URI (javascript:alert\\(1\\)) >>") == ["javascript:alert(1)"]
    assert faults_of_pdf(b"<< /S /Launch /URI <66696c653a2f2f2f78> >>") == ["Launch", "file:///x"]
    assert actions_of_pdf(b"<< /S /JavaScript /JS (x) >>") == [b"JavaScript", b"JS"]


def test_template_code_in_a_title_stays_as_it_is(tmp_path: Path) -> None:
    """Data is never template source, in no format."""
    shown = published(tmp_path, "ours", ["{{7*7}} {% raw %} ${7*7} #{7*7}"])
    for name in ("index.html", "email.html", "briefing.txt"):
        assert "{{7*7}} {% raw %} ${7*7} #{7*7}" in shown.text(name)
    assert r"\{\{7\*7\}\}" in shown.text("briefing.md")
    assert not [story for story in shown.edition.stories if "49" in story.headline]


def _lines() -> Iterator[str]:
    yield from (
        "first\nERROR 9/9 deliver: forged",
        "x\r\n9/9 deliver: forged",
        "\u20289/9 deliver: forged",
        "\x1b[2J9/9",
    )


def test_no_title_forges_a_line_of_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Every line is one of ours, whatever feeds are called and say."""
    with caplog.at_level("DEBUG", logger="briefgen"):
        published(tmp_path, "ours", list(_lines()))
    assert caplog.records
    for record in caplog.records:
        assert not CONTROL.search(record.getMessage())
        assert "\n" not in record.getMessage()
        assert "forged" not in record.getMessage()
