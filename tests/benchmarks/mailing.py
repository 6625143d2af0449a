"""An edition as page and email: milliseconds and sizes, beside premailer and MJML on the same stories."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import css_inline

from briefgen.model.edition import Edition, EditionStory
from briefgen.render import Engine, packaged_templates, render
from briefgen.render.mail import CLIPPED, fill_mail, write_mail
from briefgen.render.pictures import with_pictures
from briefgen.render.shortening import Shortened
from tests.benchmarks.measuring import Row, median_seconds
from tests.render.rich import a_long_edition

#: Stories of the edition that is timed, and of those that are weighed; reports of each story.
TIMED, WEIGHED, REPORTS = 20, (10, 20, 40), 8
RUNS = 15
PAGE = "https://news.example/israel/2022-03-09/"

_TEXT = "Georgia, 'Times New Roman', 'Noto Serif', serif"
_LABELS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_PEER = Path(__file__).parents[2] / ".cache" / "peers" / "mail" / "bin" / "python"
_MISSING = "(premailer, MJML: sh .ci/setup peers)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Peers:
    """Seconds and bytes of the others."""

    premailer: float
    premailer_size: int
    mjml: float
    mjml_sizes: tuple[int, ...]


def rows() -> Iterator[Row]:
    """Yield times of a page and an email, then sizes."""
    engine = Engine([packaged_templates()])
    edition = a_long_edition(stories=TIMED, reports_each=REPORTS)
    page = median_seconds(lambda: list(render(edition, ["html"], templates=engine, page_url=PAGE)), RUNS)
    yield Row(what=f"page of {TIMED} stories of {REPORTS} reports", measured=_ms(page))
    html = median_seconds(lambda: write_mail(edition, engine, PAGE), RUNS)
    uninlined = _uninlined(edition, engine)
    peers = _peers(uninlined)
    yield Row(what="email of it, template to HTML with styles in place", measured=_ms(html))
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)
    styled = median_seconds(lambda: inliner.inline(uninlined), RUNS)
    yield Row(
        what="  of that, putting the styles in place",
        measured=_ms(styled),
        peer=f"premailer {_ms(peers.premailer)}" if peers else _MISSING,
        ratio=peers.premailer / styled if peers else None,
        limit="times as fast as premailer",
    )
    if peers:
        yield Row(what="  (MJML to HTML, of the same words)", measured=_ms(peers.mjml))
    whole = median_seconds(lambda: list(render(edition, ["email"], templates=engine, page_url=PAGE)), RUNS)
    yield Row(what="the message: HTML, text, charts, encoded", measured=_ms(whole))
    long = a_long_edition(stories=WEIGHED[-1], reports_each=REPORTS)
    cut = median_seconds(lambda: write_mail(long, engine, PAGE), RUNS)
    yield Row(what=f"email of {WEIGHED[-1]} stories, until it fits", measured=_ms(cut))
    for place, stories in enumerate(WEIGHED):
        size = len(write_mail(a_long_edition(stories=stories, reports_each=REPORTS), engine, PAGE).alone.encode())
        yield Row(
            what=f"HTML of {stories} stories",
            measured=_kib(size),
            peer=f"MJML {_kib(peers.mjml_sizes[place])}" if peers else _MISSING,
            ratio=size / peers.mjml_sizes[place] if peers else None,
            limit="below 100 KiB, where Gmail cuts",  # ours has dark mode, charts, week ahead and colophon besides
            missed=size >= CLIPPED,
        )


def _uninlined(edition: Edition, engine: Engine) -> str:
    return with_pictures(fill_mail(edition, Shortened(edition=edition), engine, PAGE))[0]


def _peers(uninlined: str) -> Peers | None:
    if not _PEER.is_file():
        return None
    documents = [_mjml(a_long_edition(stories=number, reports_each=REPORTS)) for number in (TIMED, *WEIGHED)]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        given.write_text(json.dumps({"html": uninlined, "mjml": documents}), encoding="utf-8")
        script = Path(__file__).with_name("mail_alone.py")
        done = subprocess.run(  # noqa: S603  our own words
            [str(_PEER), "-W", "ignore", str(script), str(given), str(RUNS)], check=True, capture_output=True, text=True
        )
    told = json.loads(done.stdout)
    return Peers(
        premailer=told["premailer"],
        premailer_size=told["premailer_size"],
        mjml=told["mjml"],
        mjml_sizes=tuple(told["mjml_sizes"][1:]),
    )


def _mjml(edition: Edition) -> str:
    """The same words, links and fonts as somebody would write them in MJML, without dark mode and charts."""
    contents = "<br />".join(f"<b>{story.rank}</b> {escape(story.headline)}" for story in edition.stories)
    head = (
        f'<mj-text font-size="38px" line-height="42px">{escape(edition.briefing.title)}</mj-text>'
        f'<mj-text font-family="{_LABELS}">{edition.date}</mj-text><mj-text font-size="15px">{contents}</mj-text>'
    )
    stories = "".join(map(_section, edition.stories))
    return (
        f"<mjml><mj-head><mj-title>{escape(edition.title)}</mj-title><mj-attributes>"
        f'<mj-text font-family="{_TEXT}" font-size="16px" line-height="25px" color="#1a1a1a" />'
        f"</mj-attributes></mj-head><mj-body><mj-section><mj-column>{head}</mj-column></mj-section>{stories}</mj-body></mjml>"
    )


def _section(story: EditionStory) -> str:
    told = " ".join(
        f'{escape(sentence.text)}<sup style="color:#4f4f4f">{",".join(map(str, sentence.cites))}</sup>'
        for sentence in story.summary
    )
    reports = "<br />".join(
        f'{report.n}. <a style="color:#0a4f79" href="{escape(report.url)}">{escape(report.title)}</a> '
        f"({escape(report.publisher)}, {report.published:%b %d, %H:%M})"
        for report in story.articles
    )
    headline = f'<a style="color:#1a1a1a;text-decoration:none" href="{PAGE}#{story.id}">{escape(story.headline)}</a>'
    return (
        f'<mj-section><mj-column><mj-text font-family="{_LABELS}" font-size="13px" line-height="19px">'
        f"<b>{story.rank}</b> First reported {story.first_reported:%b %d, %H:%M}</mj-text>"
        f'<mj-text font-size="23px" line-height="29px" font-weight="700">{headline}</mj-text><mj-text>{told}</mj-text>'
        f'<mj-text font-family="{_LABELS}" font-size="13px" line-height="21px">{reports}</mj-text>'
        "</mj-column></mj-section>"
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _kib(size: int) -> str:
    return f"{size / 1024:.1f} KiB"
