"""The peer of our polling: lemon24/reader, run by an interpreter that has it.

    python reader_alone.py DATABASE ADDRESSES    updates all feeds once; prints seconds, new entries and failed feeds

ADDRESSES is a file with one address a line. What is measured is ``update_feeds`` alone, without start and set-up.
"""

import importlib
import json
import logging
import sys
import time
from pathlib import Path


def main() -> None:
    """Measure and print."""
    logging.disable()
    peer = importlib.import_module("reader")  # by name: it is in no environment of ours
    database, addresses = sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8").split()
    with peer.make_reader(database) as reader:
        for address in addresses:
            reader.add_feed(address, exist_ok=True)
        begun = time.perf_counter()
        values = [one.value for one in reader.update_feeds_iter(scheduled=False, workers=16)]
        seconds = time.perf_counter() - begun
    new = sum(value.new for value in values if isinstance(value, peer.UpdatedFeed))
    failed = sum(isinstance(value, peer.FeedError) for value in values)
    print(json.dumps({"seconds": seconds, "new": new, "failed": failed}))  # noqa: T201  the result


main()
