"""``briefgen send`` and ``briefgen deliveries``. No logic; see ``cli``.

Exit status of ``send``: 0 when all went out that may go out now, though some were refused or are to be tried again; 1
when somebody has to look: the mail server is in trouble, refuses everybody, or deliveries stay in doubt; 130 when it
was stopped before the end, by Ctrl-C or SIGTERM, which finishes what is in hand.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import AsJson, open_store, open_workspace, present
from briefgen.model.delivery import DELIVERY_STATES, DeliveryState
from briefgen.model.errors import UsageError

if TYPE_CHECKING:
    from briefgen.config import Config
    from briefgen.model.edition import Edition
    from briefgen.store import Store

#: As ``cli.STOPPED``.
STOPPED = 130

_PAGE = 100

#: Within so long a scheduler opens the review of what it made.
_MOMENT = timedelta(minutes=5)

BriefingId = Annotated[str, typer.Argument(metavar="BRIEFING", help="The id of a briefing, such as israel.")]


class Word(StrEnum):
    """What an operator says of deliveries in doubt."""

    SENT = "sent"
    AGAIN = "again"


def send(  # noqa: PLR0913  the contract's; typer gives them by name
    context: typer.Context,
    briefing: BriefingId,
    edition: Annotated[
        str | None, typer.Option("--edition", metavar="DATE", help="The edition of this day. Default: the latest.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ADDRESS", help="Only a test copy, to this address.")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say who would get it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Send an edition to its readers, once to each. Called again, it goes on where it stopped."""
    from briefgen import sending  # noqa: PLC0415
    from briefgen.commands import delivery_tables  # noqa: PLC0415

    config, settings = open_workspace(context)
    _check_briefing(briefing, config)
    publication = config.briefings[briefing]
    with open_store(settings) as store:
        chosen = _edition(store, config.workspace / "out", briefing, edition)
        review, reviewing = store.reviews.find(chosen.id), None
        if review is not None and not review.published:  # a test copy shows what would go out
            from briefgen.reviewing import Reviewing  # noqa: PLC0415  brings all that makes editions with it: seconds

            reviewing = Reviewing(lambda: config, lambda: settings, store)
            chosen = reviewing.draft(chosen.id).edition
        if to is not None:
            from briefgen.trying import send_copy  # noqa: PLC0415

            reader = send_copy(chosen, settings, to, present(), pro=publication.tier == "pro")
            if as_json:
                terminal.show_json({"edition": chosen.id, "test_copy_to": reader})
            else:
                terminal.say(f"{chosen.id}: a test copy is on its way to {reader}; the ledger knows nothing of it")
            return
        if dry_run:
            forecast = sending.forecast(chosen, publication, store, present())
            delivery_tables.show_forecast(chosen.id, forecast, store.ledger.counts(chosen.id), as_json=as_json)
            return
        if review is not None and (review.pending or review.state == "withdrawn"):
            message = f"{chosen.id} is under review ({review.state}): `briefgen review` shows and releases it"
            raise UsageError(message)
        if review is None and publication.review_minutes and _is_fresh(store, chosen, present()):
            message = f"{chosen.id} was made a moment ago: `briefgen run` gives it to its editors first"
            raise UsageError(message)
        if reviewing is not None:
            reviewing.settle(chosen.id, present())
            chosen = store.edition(chosen.id) or chosen
        counts, new = store.ledger.counts(chosen.id), sending.forecast(chosen, publication, store, present())
        total = sum(new.readers.values()) + counts["pending"] + counts["deferred"]
        with _until_stopped() as stopping, terminal.progress(f"send {chosen.id}", total=total, quiet=as_json) as shown:
            report = sending.send(
                chosen,
                publication,
                store,
                settings,
                clock=present,
                stop=stopping.is_set,
                on_outcome=lambda outcome: shown.step(outcome.state),
            )
    delivery_tables.show_report(report, as_json=as_json)
    if report.stopped:
        raise typer.Exit(STOPPED)
    if not report.good:
        raise typer.Exit(1)


def deliveries(  # noqa: PLR0913, PLR0917  what a caller may choose
    context: typer.Context,
    briefing: BriefingId,
    day: Annotated[str, typer.Argument(metavar="DATE", help="Of the edition, such as 2021-12-28.")],
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help=f"Only those: {', '.join(DELIVERY_STATES)}.")
    ] = None,
    reader: Annotated[int | None, typer.Option("--reader", metavar="N", min=1, help="Only that of one reader.")] = None,
    after: Annotated[int, typer.Option("--after", metavar="N", min=0, help="Begin behind this reader.")] = 0,
    most: Annotated[int, typer.Option("--most", metavar="N", min=0, max=100_000, help="How many.")] = _PAGE,
    settle: Annotated[
        Word | None,
        typer.Option("--settle", help="Of those in doubt (with --reader: of his): they were sent, or are to go again."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show who got an edition, and decide what is in doubt. That is its ledger, with the servers' last words."""
    from briefgen import settling  # noqa: PLC0415
    from briefgen.commands import delivery_tables  # noqa: PLC0415

    config, settings = open_workspace(context)
    wanted = _state(state) if state is not None else None
    name = f"{briefing}/{day}"
    with open_store(settings) as store:
        store.runs.bury(present())
        mailing = store.ledger.mailing(name)
        if mailing is None:
            _check_briefing(briefing, config)
            _checked(day)
            message = f"{name} was never sent: briefgen send {briefing} --edition {day}"
            raise UsageError(message)
        if settle is not None:
            rows = [row for row in settling.in_doubt(store, name) if reader in {None, row.subscriber}]
            again = settle is Word.AGAIN
            done = settling.by_hand(store, rows, again=again, who="by the operator", now=present())
            if as_json:
                terminal.show_json({"edition": name, "settled": done, "as": settle.value})
            elif not done:
                terminal.say(f"{name}: nothing of it is in doubt")
            else:
                so = "go out again with the next `briefgen send`" if again else "count as sent"
                terminal.say(f"{name}: {terminal.count(done, 'delivery', 'deliveries')} {so}")
            return
        counts = store.ledger.counts(name)
        if reader is not None:
            found = store.ledger.find(name, reader)
            delivery_tables.show_deliveries(mailing, counts, [found] if found else [], after=None, as_json=as_json)
            return
        page = store.ledger.page(name, state=wanted, after=after, most=most)
        more = page[-1].subscriber if page and len(page) == most else None
    delivery_tables.show_deliveries(mailing, counts, page, after=more, as_json=as_json)


def _check_briefing(briefing: str, config: "Config") -> None:
    if briefing not in config.briefings:
        message = f"there is no briefing {briefing!r}; there are {', '.join(sorted(config.briefings))}"
        raise UsageError(message)


def _edition(store: "Store", out: Path, briefing: str, day: str | None) -> "Edition":
    """Return the edition of a day, or the latest: from the store, or as a build left it in ``out/``."""
    if day is None:
        row = next((one for one in store.editions(briefing) if not one.slug), None) or next(
            iter(store.editions(briefing)), None
        )
        if row is None:
            message = f"{briefing} has no edition yet: `briefgen build {briefing}`, in all formats, makes one"
            raise UsageError(message)
        day = row.id.partition("/")[2]
    name = f"{briefing}/{_checked(day)}"
    found = store.edition(name)
    if found is None and (file := out / name / "edition.json").is_file():
        from briefgen.pipeline import read_edition  # noqa: PLC0415  brings all that makes editions with it: seconds

        found = read_edition(file)
    if found is None:
        message = f"there is no edition {name}: briefgen build {briefing}"
        raise UsageError(message)
    return found


def _is_fresh(store: "Store", edition: "Edition", now: datetime) -> bool:
    """Tell whether a scheduler made an edition a moment ago, and nobody sends it yet."""
    made = [one for one in store.due.since(edition.date) if one.edition == edition.id and one.state == "done"]
    recent = any(one.finished is not None and now - one.finished < _MOMENT for one in made)
    return recent and store.ledger.mailing(edition.id) is None


def _state(word: str) -> DeliveryState:
    for state in DELIVERY_STATES:
        if state == word:
            return state
    message = f"there is no state {word!r}; there are {', '.join(DELIVERY_STATES)}"
    raise UsageError(message)


def _checked(day: str) -> str:
    try:
        date.fromisoformat(day[:10])
    except ValueError as error:
        message = f"{day!r} is no date such as 2021-12-28"
        raise UsageError(message) from error
    if "/" in day or day != day.strip():
        message = f"{day!r} is no date such as 2021-12-28"
        raise UsageError(message)
    return day


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Lend an event that Ctrl-C and SIGTERM set; a second one ends the process as ever."""
    stopping = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _frame: object) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()
        terminal.complain("briefgen: stopping when what is in hand is answered; once more to stop at once")
        del number

    for number in before:
        signal.signal(number, stop)
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
