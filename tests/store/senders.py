"""A sending process for tests of the ledger: ``python -m tests.store.senders URL FILE``.

It prints ``ready`` once it is loaded, opens the store when a line arrives, and sends the edition: each delivery that it
has claimed is written to the file, which stands for the server, a line each. Whoever kills it finds there what was
taken over.
"""

import os
import sys

from briefgen.model.delivery import Outcome
from briefgen.store import Store
from tests.factories import NOON
from tests.store.audience import wanted


def main(url: str, server: str) -> None:
    """Send until nothing is left."""
    print("ready", flush=True)  # noqa: T201  what the test waits for
    sys.stdin.readline()
    mail = os.open(server, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with Store.open(url) as store:
        run = store.runs.start("sender", NOON)
        print(run.id, flush=True)  # noqa: T201  what the test waits for
        settled: list[Outcome] = []
        while claimed := store.ledger.step(run, settled, wanted(5), NOON):
            settled = []
            for row in claimed:
                os.write(mail, f"{row.subscriber}\n".encode())
                settled.append(Outcome(mailing=row.mailing, subscriber=row.subscriber, state="sent"))
        store.ledger.step(run, settled, None, NOON)
        store.runs.end(run, NOON)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
