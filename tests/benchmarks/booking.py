"""The ledger alone: planning an edition for a million readers, then claiming and settling. No message is sent.

``python -m tests.benchmarks.booking URL GROUP`` takes some steps of GROUP deliveries, alone in its process.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date

from sqlalchemy import create_engine, text

from briefgen.model.delivery import Outcome, Plan, Wanted
from briefgen.store import Store
from tests.benchmarks.measuring import Row, peak_megabytes, run
from tests.factories import NOON

READERS, STEPPED, GROUPS = 1_000_000, 40_000, (20, 50, 200)
PLAN = Plan(edition="israel/2021-12-28", briefing="israel", date=date(2021, 12, 28))

#: Half of the readers at one provider, a quarter at another, the rest at 40,000 small domains.
_NUMBERS = """
CREATE TEMP TABLE n AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :readers)
SELECT n, CASE WHEN n % 2 THEN 'gmail.com' WHEN n % 4 THEN 'outlook.com' ELSE 'd' || (n % 40000) || '.example' END AS at
FROM c
"""
_READERS = """
INSERT INTO subscriber (id, email, key, mark, domain, name, timezone, tier, created)
SELECT n, 'r' || n || '@' || at, 'r' || n || '@' || at, randomblob(16), at, 'Reader ' || n, '', 'free', :now FROM n
"""
_SUBSCRIPTIONS = """
INSERT INTO subscription (subscriber, briefing, format, days, status, since)
SELECT n, 'israel', 'html', 0, 'confirmed', :now FROM n
"""


def rows() -> Iterator[Row]:
    """Yield the seconds of a planning, deliveries a second by group, and memory."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/briefgen.db"
        with Store.open(url) as store:
            fill(url, READERS)
            start = time.perf_counter()
            store.ledger.plan(PLAN, NOON)
            yield Row(what=f"plan {READERS:,} deliveries", measured=f"{time.perf_counter() - start:.1f} s")
        for group in GROUPS:
            start = time.perf_counter()
            run("-m", "tests.benchmarks.booking", url, "0")
            idle = time.perf_counter() - start
            start = time.perf_counter()
            run("-m", "tests.benchmarks.booking", url, str(group))
            pace = STEPPED / (time.perf_counter() - start - idle)
            limit = "≥ 20,000/s" if group == GROUPS[0] else ""
            yield Row(
                what=f"settle and claim, {group} at a time",
                measured=f"{pace:,.0f}/s",
                limit=limit,
                missed=bool(limit) and pace < 20_000,
            )
        peak = peak_megabytes(["-m", "tests.benchmarks.booking", url, "50"])
        yield Row(what=f"the same of {READERS:,}: peak memory", measured=f"{peak:.0f} MB", limit="< 150 MB")


def fill(url: str, readers: int) -> None:
    """Store so many confirmed readers of the Israel Briefing."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(_NUMBERS), {"readers": readers})
        for statement in (_READERS, _SUBSCRIPTIONS):
            connection.execute(text(statement), {"now": "2021-12-27 12:00:00.000000"})
    engine.dispose()


def _send(url: str, group: int) -> None:
    wanted = Wanted(edition=PLAN.edition, most=group)
    with Store.open(url) as store:
        sender = store.runs.start("sender", NOON)
        settled: list[Outcome] = []
        for _ in range(STEPPED // group if group else 0):
            claimed = store.ledger.step(sender, settled, wanted, NOON)
            settled = [
                Outcome(
                    mailing=row.mailing, subscriber=row.subscriber, state="sent", words="250 2.0.0 Ok: queued as 4X"
                )
                for row in claimed
            ]
        store.ledger.step(sender, settled, None, NOON)


if __name__ == "__main__":
    _send(sys.argv[1], int(sys.argv[2]))
