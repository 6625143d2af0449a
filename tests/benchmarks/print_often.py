"""An edition printed over and over by one worker, in a process of its own, so that the worker's cost can be told apart.

    python -m tests.benchmarks.print_often EDITION.json RUNS

Prints JSON: ``seconds`` (median of a print), ``cpu`` (the worker's seconds of a print, its start left out),
``megabytes`` (its most), ``pages`` and ``bytes`` of the PDF.
"""

import json
import resource
import sys
from pathlib import Path

import pypdfium2

from briefgen.model.wire import decode, encode
from briefgen.render import Engine, packaged_templates
from briefgen.render.pdf import fill, open_press
from briefgen.render.printable import printable
from tests.benchmarks.measuring import median_seconds


def main() -> None:
    """Measure and print."""
    edition, runs = printable(decode(Path(sys.argv[1]).read_bytes())), int(sys.argv[2])
    engine = Engine([packaged_templates()])
    sheets, source = fill(edition, engine), encode(edition)

    def spent(prints: int) -> tuple[float, float]:
        """Return the median time of so many prints, and the CPU time of a worker that lived for them."""
        before = _cpu()
        with open_press(engine) as press:
            seconds = median_seconds(lambda: press.print(sheets.html, sheets.css, source), prints)
        return seconds, _cpu() - before

    with open_press(engine) as press:
        pdf = press.print(sheets.html, sheets.css, source)
    _, few = spent(1)
    seconds, many = spent(1 + runs)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    told = {
        "seconds": seconds,
        "cpu": (many - few) / runs,
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6,
        "pages": pages,
        "bytes": len(pdf),
    }
    print(json.dumps(told))  # noqa: T201  the result


def _cpu() -> float:
    """Return the CPU time of all workers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


main()
