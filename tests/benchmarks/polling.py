"""The whole poll, from the request to the row in SQLite, beside other programs that do the same."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import Row
from tests.benchmarks.newsroom import Newsroom
from tests.benchmarks.outlets import Outlets
from tests.benchmarks.peers import Reader, Rss2email, program

RUNS = 2

_SETUP = "(not measured beside {}, which is not installed: sh .ci/setup peers)"

_Pairs = Sequence[tuple[float, float]]


def rows_beside_reader(outlets: Outlets, count: int, folder: Path, pace: dict[str, float]) -> Iterator[Row]:
    """Yield rows for a first poll, for bodies without validators that are the same, and for two new articles a feed.

    Note in ``pace`` the seconds that reader takes for one feed in each of these cases.
    """
    python = program("reader", "python")
    if python is None:
        yield Row(what=_SETUP.format("lemon24/reader"), measured="")
        return
    addresses = outlets.addresses(count, validators=False)
    ours, theirs = Newsroom(folder / "beside-reader", addresses), Reader(python, folder, addresses)
    cold, two_new = [], []
    for _ in range(RUNS):
        ours.forget()
        theirs.forget()
        cold.append((ours.poll("read").seconds, theirs.update()))
    unchanged = [(ours.poll("unchanged").seconds, theirs.update()) for _ in range(RUNS)]
    for edition in range(RUNS):
        outlets.publish(count, edition)
        two_new.append((ours.poll("read").seconds, theirs.update()))
    pairs = {"the first time": cold, "unchanged 200": unchanged, "two new articles each": two_new}
    pace |= {case: median(theirs for _, theirs in taken) / count for case, taken in pairs.items()}
    what = f"poll {count:,} feeds"
    yield _row(f"{what}, the first time", "reader", cold, least=2)
    yield _row(f"{what}, unchanged 200 without validators", "reader", unchanged, least=40)
    yield _row(f"{what}, two new articles each", "reader", two_new, least=8)


def rows_beside_rss2email(outlets: Outlets, count: int, folder: Path) -> Iterator[Row]:
    """Yield rows for a first poll and for 304. Once only, for it is slow: it asks one feed after the other."""
    r2e = program("rss2email", "r2e")
    if r2e is None:
        yield Row(what=_SETUP.format("rss2email"), measured="")
        return
    addresses = outlets.addresses(count, validators=True)
    ours, theirs = Newsroom(folder / "beside-rss2email", addresses), Rss2email(r2e, folder, addresses)
    yield _row(f"poll {count:,} feeds, the first time", "rss2email", [(ours.poll("read").seconds, theirs.run())])
    yield _row(f"poll {count:,} feeds, 304", "rss2email", [(ours.poll("unchanged").seconds, theirs.run())])


def _row(what: str, peer: str, pairs: _Pairs, least: float = 0) -> Row:
    ours, theirs = (median(pair[n] for pair in pairs) for n in (0, 1))
    return Row(
        what=what,
        measured=f"{ours:.2f} s",
        peer=f"{peer} {theirs:.2f} s",
        ratio=theirs / ours,
        limit=f"times as fast{f', at least {least:g}' if least else ''}",
        missed=theirs / ours < least,
    )
