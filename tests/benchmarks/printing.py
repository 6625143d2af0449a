"""PDFs: beside WeasyPrint by itself, by page, and all publications at once."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

from briefgen.config import load
from briefgen.model.edition import Edition
from briefgen.model.wire import encode
from briefgen.render import Engine, packaged_templates
from briefgen.render.pdf import fill, open_press, write_pdf
from briefgen.render.printable import printable
from tests.benchmarks.measuring import Row
from tests.render.pdf_editions import a_full_edition

#: Prints of which the median is taken; turns of us and the peer, of which the best counts: machines have other work.
RUNS, TURNS = 5, 2

#: Seconds of CPU a page, megabytes of the worker, bytes a page, and our time to that of WeasyPrint alone.
CPU, MEMORY, PAGE, RATIO = 0.1, 120, 60_000, 1.1


def rows() -> Iterator[Row]:
    """Measure an edition of twenty stories in six languages, then every publication with one of ten."""
    yield from rows_of(a_full_edition(20), "PDF of 20 stories in six languages")
    yield _at_once()


def rows_of(edition: Edition, what: str) -> Iterator[Row]:
    """Measure one edition."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "edition.json").write_bytes(encode(edition))
        measured, peers = [], []
        for _ in range(TURNS):
            measured.append(
                json.loads(_python("tests.benchmarks.print_often", str(folder / "edition.json"), str(RUNS)))
            )
            peers.append(_weasyprint_alone(folder, edition))
    ours, peer = min(measured, key=lambda turn: turn["seconds"]), min(peers)
    pages = ours["pages"]
    ratio, cpu, size = ours["seconds"] / peer, ours["cpu"] / pages, ours["bytes"] / pages
    yield Row(
        what=f"{what}, {pages} pages, in its worker",
        measured=f"{ours['seconds'] * 1000:.0f} ms",
        peer=f"WeasyPrint alone {peer * 1000:.0f} ms",
        ratio=ratio,
        limit=f"at most {RATIO}",
        missed=ratio > RATIO,
    )
    yield Row(what="  CPU a page", measured=f"{cpu * 1000:.0f} ms", limit=f"at most {CPU * 1000:.0f}", missed=cpu > CPU)
    yield Row(
        what="  memory of the worker",
        measured=f"{ours['megabytes']:.0f} MB",
        limit=f"at most {MEMORY}",
        missed=ours["megabytes"] > MEMORY,
    )
    yield Row(
        what="  size a page, edition.json within",
        measured=f"{size / 1000:.0f} KB",
        limit=f"at most {PAGE / 1000:.0f}",
        missed=size > PAGE,
    )


def _at_once() -> Row:
    """All publications, in as many processes as there are processors."""
    engine = Engine([packaged_templates()])
    ids = sorted(b.id for b in load(packaged_templates().parent).briefings.values() if b.kind == "edition")
    edition = printable(a_full_edition(10))
    editions = [replace(edition, briefing=replace(edition.briefing, id=name)) for name in ids]
    processes = os.cpu_count() or 1

    def printed(share: list[Edition]) -> int:
        with open_press(engine) as press:
            return sum(len(write_pdf(one, engine, press)) > 0 for one in share)

    start = time.perf_counter()
    with ThreadPoolExecutor(processes) as pool:
        count = sum(pool.map(printed, [editions[n::processes] for n in range(processes)]))
    seconds = time.perf_counter() - start
    return Row(
        what=f"all {count} publications, 10 stories each, in {processes} processes",
        measured=f"{count / seconds * 60:.0f} PDFs a minute",
    )


def _weasyprint_alone(folder: Path, edition: Edition) -> float:
    """The same document with the same fonts and options, without our worker. Seconds."""
    sheets = fill(printable(edition), Engine([packaged_templates()]))
    html, css, fonts = folder / "alone.html", folder / "alone.css", folder / "fonts.conf"
    html.write_text(sheets.html, encoding="utf-8")
    css.write_text(sheets.css, encoding="utf-8")
    fonts.write_text(
        f"<fontconfig><dir>{escape(str(packaged_templates() / 'fonts'))}</dir>"
        f"<cachedir>{escape(str(folder))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    return float(_python("tests.benchmarks.weasyprint_alone", str(html), str(css), str(RUNS), environment=environment))


def _python(module: str, *arguments: str, environment: dict[str, str] | None = None) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout  # noqa: S603  ours
