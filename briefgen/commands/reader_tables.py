"""What ``briefgen subscribers`` prints: tables for people, one JSON document for programs."""

from typing import TYPE_CHECKING, Any

from briefgen.commands.terminal import complain, count, instant, say, show_json, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.enlisting import Enlisted
    from briefgen.model.reader import Subscriber, Subscription, Suppression, Team
    from briefgen.reader_lists import ReaderList


def show_readers(
    readers: "Iterable[tuple[Subscriber, Subscription]]", counts: dict[str, Any], *, as_json: bool
) -> None:
    """Print readers with what they get, and how many each briefing has."""
    if as_json:
        show_json({"subscriptions": [_row(reader, one) for reader, one in readers], "counts": counts})
        return
    rows = [
        (
            reader.email,
            reader.name,
            f"{reader.tier}{f' ({reader.team})' if reader.team else ''}",
            reader.timezone,
            one.briefing,
            f"{one.format}{f', {one.hour:02}:00' if one.hour is not None else ''}",
            f"{one.status} {one.since:%Y-%m-%d}{', ' + ' '.join(one.days) if one.days else ''}",
        )
        for reader, one in readers
    ]
    if not rows:
        say("no readers yet: `briefgen subscribers add ADDRESS --briefing ID`, or `import FILE.csv`")
        return
    table(("reader", "name", "tier", "time zone", "briefing", "as", "since"), rows)
    for briefing, each in counts.items():
        say(f"{briefing}: {each['confirmed']} confirmed, {each['asked']} asked, {each['ended']} ended")


def _row(reader: "Subscriber", one: "Subscription") -> dict[str, Any]:
    return {
        "email": reader.email,
        "name": reader.name,
        "timezone": reader.timezone,
        "tier": reader.tier,
        "team": reader.team,
        "briefing": one.briefing,
        "format": one.format,
        "days": list(one.days),
        "hour": one.hour,
        "status": one.status,
        "since": instant(one.since),
    }


def show_enlisted(done: "Enlisted | None", given: "ReaderList | None", name: str, *, as_json: bool) -> None:
    """Print what became of a list: on stderr each line that is wrong, then how many came out how.

    Without ``done`` it was only looked at.
    """
    wrong = given.wrong if given else ()
    if not as_json:
        for one in wrong:
            complain(f"{name}:{one.line}: {one.problem}")
        if given and given.ignored:
            complain(f"{name}:1: ignored: {', '.join(given.ignored)}")
    told = {"wrong": [{"line": one.line, "problem": one.problem} for one in wrong]}
    if done is None:
        right = len(given.lines) if given else 0
        if as_json:
            show_json({"dry_run": True, "right": right, **told})
        else:
            say(f"{count(right, 'line')} right, {len(wrong)} wrong; nothing was stored")
        return
    outcomes = {how: done.count(how) for how in ("added", "changed", "unchanged", "ended", "suppressed")}
    if as_json:
        refused = [{"email": email, "words": words} for email, words in done.refused]
        show_json({"lines": outcomes, "asked": done.asked, "unasked": done.unasked, "refused": refused, **told})
        return
    say(", ".join(f"{number} {how}" for how, number in outcomes.items() if number) or "nothing to store")
    if done.asked:
        say(f"{count(done.asked, 'reader')} asked by mail to confirm")
    for email, words in done.refused:
        complain(f"{email}: not asked: the mail server {words}")
    if done.unasked:
        say(f"{count(done.unasked, 'reader')} must still confirm but could not be asked: `briefgen doctor` says why")
        say("once that is mended, the same command asks them")


def show_suppressions(suppressed: "Iterable[tuple[str, Suppression]]", *, as_json: bool) -> None:
    """Print what gets nothing; an erased reader's address is known by its mark alone."""
    if as_json:
        listed = [
            {"email": one.email, "mark": mark, "reason": one.reason, "at": instant(one.at), "detail": one.detail}
            for mark, one in suppressed
        ]
        show_json({"suppressions": listed})
        return
    rows = [
        (one.email or f"(erased) {mark[:12]}", one.reason, f"{one.at:%Y-%m-%d}", one.detail) for mark, one in suppressed
    ]
    if not rows:
        say("no address is suppressed")
        return
    table(("address", "reason", "since", "what was said"), rows)


def show_teams(teams: "Sequence[tuple[Team, int]]", *, as_json: bool) -> None:
    """Print the teams with their seats."""
    if as_json:
        fields = ("id", "name", "seats", "tier")
        listed = [{name: getattr(team, name) for name in fields} | {"members": members} for team, members in teams]
        show_json({"teams": listed})
        return
    rows = [
        (team.id, team.name, team.tier, f"{min(members, team.seats)} of {team.seats}", str(members))
        for team, members in teams
    ]
    if not rows:
        say("no teams yet: `briefgen subscribers teams save ID --seats N` makes one")
        return
    table(("team", "name", "tier", "seats taken", "members"), rows)
