"""What ``send`` and ``deliveries`` print."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from briefgen.commands.terminal import complain, count, instant, say, show_json, table
from briefgen.model.delivery import DELIVERY_STATES, Delivery, DeliveryState, Forecast, Mailing
from briefgen.sending import Report


def show_forecast(edition: str, forecast: Forecast, counts: Mapping[DeliveryState, int], *, as_json: bool) -> None:
    """Print who would get an edition."""
    waiting = counts["pending"] + counts["deferred"]
    if as_json:
        told = {"readers": dict(forecast.readers), "withheld": dict(forecast.withheld), "counts": dict(counts)}
        show_json({"edition": edition, "dry_run": True, **told})
        return
    new = sum(forecast.readers.values())
    forms = ", ".join(f"{number} as {form}" for form, number in sorted(forecast.readers.items()))
    readers = count(new, "more reader" if any(counts.values()) else "reader")
    say(f"{edition}: would go to {readers}{': ' if forms else ''}{forms}")
    if waiting:
        say(f"  and to {waiting} for whom it is planned already")
    for reason, number in forecast.withheld.items():
        say(f"  withheld from {number}: {reason}")
    if counts["sent"]:
        say(f"  {counts['sent']} have it")
    _say_doubtful(edition, counts)


def show_report(report: Report, *, as_json: bool) -> None:
    """Print what came of sending."""
    if as_json:
        show_json(_report(report))
        return
    went = report.carried
    more = [f"{number} {word}" for word, number in (("refused", went.refused), ("deferred", went.deferred)) if number]
    left = sum(report.counts[state] for state in ("pending", "claimed", "deferred", "doubtful"))
    did = [f"{went.sent} sent", *more] if went.sent or more or left else ["nothing was left to send"]
    say(f"{report.edition}: {', '.join(did)}; {_counted(report.counts)} in all")
    if report.settled.sent or report.settled.released:
        found = f"{report.settled.sent} had been sent, {report.settled.released} go out again"
        say(f"  in doubt after an interrupted send: {found}")
    if report.suppressed:
        say(f"  {count(report.suppressed, 'address does', 'addresses do')} not exist: suppressed")
    if report.lacking:
        complain(f"briefgen: {report.edition}: the PDF is attached to no message: {report.lacking}")
    if report.unsettled:
        complain(f"briefgen: what is in doubt could not be settled: {report.unsettled}")
    if went.trouble:
        complain(f"briefgen: {went.trouble}")
    if report.next_try is not None:
        say(f"  the rest may go out from {instant(report.next_try)}: `briefgen send` goes on, as `briefgen run` does")
    _say_doubtful(report.edition, report.counts)


def show_deliveries(
    mailing: Mailing,
    counts: Mapping[DeliveryState, int],
    rows: Sequence[Delivery],
    *,
    after: int | None,
    as_json: bool,
) -> None:
    """Print the ledger of one edition; ``after`` is where its next page begins, if there is one."""
    if as_json:
        head = {"edition": mailing.edition, "planned": instant(mailing.planned), "counts": dict(counts)}
        show_json({**head, "deliveries": [_row(row) for row in rows], "next": after})
        return
    say(f"{mailing.edition}, planned {instant(mailing.planned)}: {_counted(counts)}")
    if rows:
        cells = [
            (str(row.subscriber), row.email, row.format, row.state, str(row.attempts), _when(row), row.words)
            for row in rows
        ]
        table(("reader", "address", "format", "state", "tries", "since", "last words"), cells)
    if after is not None:
        say(f"  more: --after {after}")
    _say_doubtful(mailing.edition, counts)


def _say_doubtful(edition: str, counts: Mapping[DeliveryState, int]) -> None:
    if counts["doubtful"]:
        briefing, _, date = edition.partition("/")
        complain(
            f"{edition}: {counts['doubtful']} may have been sent or not: `briefgen deliveries {briefing} {date} "
            "--state doubtful` lists them, --settle sent or --settle again decides"
        )


def _counted(counts: Mapping[DeliveryState, int]) -> str:
    return ", ".join(f"{counts[state]} {state}" for state in DELIVERY_STATES if counts[state]) or "no deliveries"


def _when(row: Delivery) -> str:
    moment = row.settled_at or row.claimed_at
    due = f"due {instant(row.next_try)}" if row.next_try else ""
    return instant(moment) if moment and not due else due


def _report(report: Report) -> dict[str, Any]:
    went, settled = report.carried, report.settled
    return {
        "edition": report.edition,
        "planned": {"added": report.planned.added, "total": report.planned.total},
        "this_run": {
            "sent": went.sent,
            "refused": went.refused,
            "deferred": went.deferred,
            "doubtful": went.doubtful,
            "released": went.released,
            "connections": went.connections,
        },
        "settled": {"sent": settled.sent, "released": settled.released, "held": settled.held},
        "counts": dict(report.counts),
        "suppressed": report.suppressed,
        "next_try": _moment(report.next_try),
        "unsettled": report.unsettled,
        "trouble": went.trouble,
        "stopped": report.stopped,
    }


def _row(row: Delivery) -> dict[str, Any]:
    return {
        "reader": row.subscriber,
        "email": row.email,
        "format": row.format,
        "state": row.state,
        "attempts": row.attempts,
        "next_try": _moment(row.next_try),
        "claimed_at": _moment(row.claimed_at),
        "settled_at": _moment(row.settled_at),
        "words": row.words,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)
