"""Real and hostile documents beside the project: read, or refused with one line. Skipped where they are absent."""

import json
import re
from pathlib import Path

import pytest
from jinja2 import Environment

from briefgen.model.feed import FetchError
from briefgen.parse.promotion import without_promotion
from tests.parse.documents import articles, parsed, rss

SHARED = Path(__file__).parents[3] / "shared"
FEEDS = sorted((SHARED / "corpora" / "feeds").glob("*/*"))
HOSTILE = SHARED / "corpora" / "hostile"
SAMPLE = sorted((Path(__file__).parents[2] / "feeds" / "sample").glob("*.xml"))

#: What would act in a page: the templates escape, so nothing but a text can be left.
LIVE = re.compile(r"<[a-z/!]", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:a|p|b|br|div|span|img|script|style|iframe|svg|table|input|form|body|html)(?![\w:-])[^<>]*>", re.IGNORECASE
)

needs_corpora = pytest.mark.skipif(not FEEDS, reason="the corpora are not beside the project")


@needs_corpora
@pytest.mark.parametrize("folder", ["news", "odd"])
def test_every_real_document_is_read_or_refused_in_words(folder: str) -> None:
    """None raises, and only what is no feed is refused."""
    results = {path.name: parsed(path.read_bytes()) for path in FEEDS if path.parent.name == folder}
    refused = {name: result.reason for name, result in results.items() if isinstance(result, FetchError)}
    assert all("\n" not in why for why in refused.values())
    assert len(refused) < len(results) / 20
    for result in results.values():
        if not isinstance(result, FetchError):
            for one in result.articles:
                assert not TAG.search(f"{one.title}\n{one.text}"), one.title


def _payloads() -> list[str]:
    payloads = []
    for path in sorted(HOSTILE.glob("html-*")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".json":
            payloads += [value for record in json.loads(text) for value in record.values() if isinstance(value, str)]
        else:
            payloads += text.splitlines()
    return payloads


@needs_corpora
def test_no_payload_is_live_in_any_field_of_an_article() -> None:
    """As character data, in CDATA and escaped twice; judged behind the autoescape of the templates."""
    escape = Environment(autoescape=True).from_string("{{ text }}")
    for payload in _payloads():
        literal = payload.replace("]]>", "")
        once = payload.replace("&", "&amp;").replace("<", "&lt;")
        twice = once.replace("&", "&amp;")
        fields = (
            "<title>T {0}</title><description>D {0}</description><author>{0}</author><link>{0}</link><guid>{0}</guid>"
        )
        for form in (f"<![CDATA[{literal}]]>", once, twice):
            for one in articles(rss(fields.format(form))):
                for text in (one.title, one.text, *one.authors):
                    assert not TAG.search(text), payload
                    assert not LIVE.search(escape.render(text=text))
                assert one.url.startswith(("http://", "https://"))
                assert not set(one.url) & set("<>\"' \t\n") - {"'"}


@needs_corpora
def test_naughty_strings_come_through_or_vanish_but_break_nothing() -> None:
    """As title, text, link, guid and date."""
    for text in json.loads((HOSTILE / "naughty-strings.json").read_text(encoding="utf-8")):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        inside = "".join(f"<{tag}>{escaped}</{tag}>" for tag in ("title", "description", "link", "guid", "pubDate"))
        for one in articles(rss(inside)):
            for field in (one.title, one.text, one.url, one.guid or ""):
                field.encode()


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_sample_loses_its_promotion_and_no_sentence_of_report(path: Path) -> None:
    """Every paragraph of the sample either stays or speaks to the reader."""
    you = re.compile(
        r"\b(?:your?|us|our|we|inbox|cookies?|sign in|read more|related|pictures|all our|newsletter)\b", re.IGNORECASE
    )
    told = "\n".join(one.text for one in articles(path.read_bytes()))
    assert not re.search(
        r"inbox|sign (?:in|up)|cookie policy|related articles|free articles|read more|follow us", told, re.IGNORECASE
    )
    for paragraph in re.findall(r"<p>([^<>]+)</p>", path.read_text(encoding="utf-8", errors="replace")):
        if not without_promotion(paragraph):
            assert you.search(paragraph), paragraph


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not beside the project")
def test_no_prose_of_the_seeds_is_lost() -> None:
    """Whatever is dropped is short, or speaks to the reader."""
    you = re.compile(
        r"\b(?:you|your|us|our|we|join|free|members?hip|click|subscribe|premium|newsletters?)\b", re.IGNORECASE
    )
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8").strip()
        kept = set(without_promotion(text).split("\n"))
        for line in text.split("\n"):
            if line.strip() and line not in kept and len(line) > 100:
                assert you.search(line) or line.startswith(">>"), line
