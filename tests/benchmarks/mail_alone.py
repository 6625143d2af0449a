"""premailer and MJML on the same email, in their own environment.

    python mail_alone.py GIVEN.json RUNS    prints seconds and sizes as JSON

GIVEN holds ``html`` (an email before its styles are put into its elements) and ``mjml`` (documents).
"""

import importlib
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Measure and print."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    runs = int(sys.argv[2])
    transform = importlib.import_module("premailer").transform
    convert = importlib.import_module("mjml").mjml2html
    logging.disable(logging.CRITICAL)  # premailer's parser of styles tells at length what it does not know
    inlined = str(transform(given["html"], disable_validation=True, allow_network=False))
    result = {
        "premailer": _median(lambda: transform(given["html"], disable_validation=True, allow_network=False), runs),
        "premailer_size": len(inlined.encode()),
        "mjml": _median(lambda: convert(given["mjml"][0]), runs),
        "mjml_sizes": [len(str(convert(document)).encode()) for document in given["mjml"]],
    }
    print(json.dumps(result))  # noqa: T201  the result


def _median(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    main()
