"""Measure and print one line each: everything, or the named parts. Nothing is asserted: figures are read, not passed.

python -m tests.benchmarks [PART...]    the parts are those of ``PARTS``, and of ``LONG`` when they are named
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from briefgen import pipeline
from briefgen.config import Config, load
from briefgen.language.words import words
from briefgen.model.edition import Edition
from briefgen.model.rendition import FORMATS, Format
from briefgen.store import Store
from tests.benchmarks import (
    booking,
    fetching,
    grouping,
    growing,
    mailing,
    matching,
    polling,
    previewing,
    printing,
    sending,
    summarizing,
)
from tests.benchmarks.measuring import Row, median_seconds, peak_megabytes, run
from tests.benchmarks.outlets import nginx, open_outlets

#: Of which the median is taken.
RUNS = 5

#: Feeds: fetched beside curl, polled beside programs that are slow, polled by us alone.
FETCHED, BESIDE_READER, BESIDE_RSS2EMAIL, MANY, GROWTH = 3_000, 330, 100, 5_000, (500, 2_000, 4_000)

#: Bytes of the documents with which we grow: so small are a tenth of the corpus. The others take feedparser minutes
#: more for so many feeds, and say nothing about growth.
SMALL = 15_000

CASE = "calm-week-2023-03"
END = datetime(2023, 3, 13, tzinfo=UTC)
WITHOUT_PDF = tuple(f for f in FORMATS if f != "pdf")
ONLY_JSON: tuple[Format, ...] = ("json",)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalmWeek:
    """A workspace that holds the polled week."""

    config: Config
    folder: Path
    edition: Edition


def main(wanted: list[str]) -> int:
    """Print the rows; 0 always, for a machine has bad days. 2 for a part that there is not."""
    if unknown := [part for part in wanted if part not in {**PARTS, **LONG}]:
        print(f"there is no part {unknown[0]!r}, only: {', '.join([*PARTS, *LONG])}", file=sys.stderr)  # noqa: T201
        return 2
    print(f"{'what':<58}{'measured':>14}  {'peer':>30}{'ratio':>8}  limit")  # noqa: T201
    for part in wanted or PARTS:
        for row in {**PARTS, **LONG}[part]():
            print(row, flush=True)  # noqa: T201
    return 0


def _polling() -> Iterator[Row]:
    """Fetching, polling beside others, and memory: all of the same outlets."""
    documents = _documents()
    if missing := _missing(documents):
        yield missing
        return
    yield Row(what="(every feed is at a host of its own, so spacing takes no time; limits as always)", measured="")
    with tempfile.TemporaryDirectory() as name, open_outlets(documents, MANY) as outlets:
        folder, pace = Path(name), dict[str, float]()
        yield from fetching.rows(outlets, FETCHED)
        yield from polling.rows_beside_reader(outlets, BESIDE_READER, folder, pace)
        yield from polling.rows_beside_rss2email(outlets, BESIDE_RSS2EMAIL, folder)
        yield from growing.memory_rows(outlets, MANY, folder, pace)


def _growth() -> Iterator[Row]:
    documents = _documents()
    if missing := _missing(documents):
        yield missing
        return
    small = [file for file in documents if file.stat().st_size <= SMALL]
    yield Row(what=f"(growth: documents of at most {SMALL // 1_000} KB)", measured="")
    with tempfile.TemporaryDirectory() as name, open_outlets(small, max(GROWTH)) as outlets:
        yield from growing.growth_rows(outlets, GROWTH, Path(name))


def _documents() -> list[Path]:
    corpus = Path(os.environ.get("CORPORA_DIR", "../shared/corpora")).resolve() / "feeds" / "news"
    return sorted(file for file in corpus.glob("*") if file.suffix in {".atom", ".rdf", ".rss", ".xml"})


def _missing(documents: list[Path]) -> Row | None:
    if documents and nginx() is not None:
        return None
    missing = "nginx: sh .ci/setup nginx" if documents else "the feeds of the news corpus: CORPORA_DIR"
    return Row(what=f"(polling is not measured; not at hand: {missing})", measured="")


def _calm_week() -> Iterator[Row]:
    evaluation = Path(os.environ.get("EVAL_DIR", "../shared/eval")).resolve()
    if not (evaluation / "workspace.py").is_file():
        yield Row(what="(the calm week is not at hand: EVAL_DIR)", measured="")
        return
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "week"
        run("-m", "briefgen", "init", str(folder))
        run(str(evaluation / "workspace.py"), str(evaluation / "briefing" / CASE), str(folder))
        command = ["-m", "briefgen", "--workspace", str(folder)]
        yield Row(what="poll, 6,003 articles: peak memory", measured=f"{peak_megabytes([*command, 'poll']):.0f} MB")
        building = [*command, "build", "week-in-review", "--at", "2023-03-13T00:00Z"]
        yield Row(what="build with PDF: peak memory", measured=f"{peak_megabytes(building):.0f} MB")
        config = load(folder)
        with Store.open(f"sqlite:///{folder}/out/briefgen.db") as store:
            edition = pipeline.build(
                config,
                store,
                config.briefings["week-in-review"],
                at=END,
                now=END,
                out=folder / "out",
                formats=ONLY_JSON,
                sender="",
            ).edition
            week = CalmWeek(config=config, folder=folder, edition=edition)
            yield _build(week, store)
        yield from printing.rows_of(week.edition, "PDF of that edition")


def _help() -> Iterator[Row]:
    ours = median_seconds(lambda: run("-m", "briefgen", "--help"), 15)
    nothing = median_seconds(lambda: run("-c", "pass"), 15)
    yield Row(
        what="briefgen --help",
        measured=f"{ours * 1000:.0f} ms",
        peer=f"python -c pass {nothing * 1000:.0f} ms",
        ratio=ours / nothing,
        limit="at most 20",
    )


def _build(week: CalmWeek, store: Store) -> Row:
    briefing = week.config.briefings["week-in-review"]

    def ours() -> object:
        words.cache_clear()  # watchlist and templates stay compiled, as they do in a running scheduler
        return pipeline.build(
            week.config, store, briefing, at=END, now=END, out=week.folder / "out", formats=WITHOUT_PDF, sender=""
        )

    texts = [f"{a.title} {a.title} {a.text}" for a in store.articles(datetime(2023, 3, 1, tzinfo=UTC), END)]

    def alone() -> object:
        return TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)

    seconds, peer = median_seconds(ours, RUNS), median_seconds(alone, RUNS)
    return Row(
        what=f"build of {len(texts):,} articles, without PDF",
        measured=f"{seconds * 1000:.0f} ms",
        peer=f"TF-IDF alone {peer * 1000:.0f} ms",
        ratio=seconds / peer,
        limit="at most 4",
    )


#: What can be measured by itself, quick and pure things first.
PARTS: Mapping[str, Callable[[], Iterator[Row]]] = {
    "help": _help,
    "matching": matching.rows,
    "clustering": grouping.rows,
    "summarizing": summarizing.rows,
    "email": mailing.rows,
    "pdf": printing.rows,
    "week": _calm_week,
    "polling": _polling,
    "growth": _growth,
    "preview": previewing.rows,
    "ledger": booking.rows,
    "sending": sending.rows,
}

#: What takes minutes and is measured only when it is named.
LONG: Mapping[str, Callable[[], Iterator[Row]]] = {"million": sending.rows_of_a_million}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
