"""What ``briefgen status`` prints: for people what comes, what was, what is wrong; one JSON document for programs."""

from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.commands.terminal import count, say, show_json, table

if TYPE_CHECKING:
    from briefgen.operation.standing import Standing


def show_standing(found: "Standing", *, as_json: bool) -> None:
    """Print how things stand."""
    from briefgen.operation.standing import as_document, deliveries, lag, outcome, span  # noqa: PLC0415  loads the store

    if as_json:
        show_json(as_document(found))
        return
    for line in headlines(found):
        say(line)
    say("")
    table(
        ("next", "date", "local time", "in"),
        (
            (
                one.briefing.id,
                f"{one.day:%a %Y-%m-%d}" if one.day else "",
                _local(one.due, one.briefing.timezone.key) if one.due else "",
                span(one.due - found.now) if one.due else "when a text is there",
            )
            for one in found.coming
        ),
    )
    if found.went:
        say("")
        table(
            ("last", "date", "made", "first sent", "all sent", "deliveries"),
            (
                (
                    one.round.briefing,
                    f"{one.round.date}",
                    lag(one.made_after, one),
                    lag(one.first_after, one),
                    lag(one.last_after, one),
                    deliveries(one),
                )
                for one in found.went
            ),
        )
    if found.wrong:
        say("")
        table(
            ("error", "date", "state", "tries", "next try", "why"),
            (
                (
                    one.briefing,
                    f"{one.date}",
                    outcome(one),
                    str(one.attempts or ""),
                    f"{one.next_try:%H:%M} UTC" if one.next_try else "",
                    one.words,
                )
                for one in found.wrong
            ),
        )
    if found.failing:
        say("")
        table(
            ("feed", "failing since", "why"),
            ((one.feed, f"{one.since:%Y-%m-%d %H:%M}" if one.since else "", one.reason) for one in found.failing),
        )


def headlines(found: "Standing") -> list[str]:
    """Return the lines above the tables: who is alive, what is being done, what is in doubt."""
    from briefgen.operation.standing import span  # noqa: PLC0415  as above

    if found.schedulers:
        first = found.schedulers[0]
        others = len(found.schedulers) - 1
        more = f", {count(others, 'other')} standing by" if others else ""
        lives = f"process {first.process} on {first.host} for {span(found.now - first.started)}"
        lines = [f"a scheduler is alive: {lives}{more}"]
    else:
        seen = f"the last gave a sign {span(found.now - found.last_seen)} ago" if found.last_seen else "none ever was"
        lines = [f"NO SCHEDULER IS ALIVE ({seen}): nothing is polled, made or sent until `briefgen run` is started"]
    doing = ", ".join(f"{one.briefing} of {one.date} (try {one.attempts})" for one in found.doing)
    if doing:
        lines.append(f"being made: {doing}")
    lines.append(f"feeds last asked {span(found.now - found.polled)} ago" if found.polled else "no feed was asked yet")
    for edition, number in found.in_doubt.items():
        which = edition.replace("/", " ", 1)
        told = f"`briefgen deliveries {which} --state doubtful` lists them"
        lines.append(f"{edition}: {count(number, 'delivery', 'deliveries')} in doubt; {told}")
    return lines


def _local(due: datetime, zone: str) -> str:
    from zoneinfo import ZoneInfo  # noqa: PLC0415  for people only

    return f"{due.astimezone(ZoneInfo(zone)):%H:%M} {zone}"
