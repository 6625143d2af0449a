"""One poll of a workspace, in a process of its own.

    python -m tests.benchmarks.poll_alone WORKSPACE MOMENT    prints seconds, new articles and feeds by what they gave

What is measured is ``pipeline.poll`` alone, without start, configuration and opening of the store.
"""

import json
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from briefgen import pipeline
from briefgen.config import load
from briefgen.store import Store


def main() -> None:
    """Measure and print."""
    workspace, moment = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    config = load(workspace)
    with Store.open(f"sqlite:///{workspace}/out/briefgen.db") as store:
        begun = time.perf_counter()
        polled = pipeline.poll(config, store, now=moment)
        seconds = time.perf_counter() - begun
    statuses = Counter[str](one.status for one in polled)
    told = {"seconds": seconds, "new": sum(one.new for one in polled), **statuses}
    print(json.dumps(told))  # noqa: T201  the result


main()
