"""``briefgen review …`` and ``briefgen correct``: editions between their making and their readers. See ``cli``."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import EPILOG, AsJson, open_store, open_workspace, present
from briefgen.model.editing import Edit
from briefgen.model.errors import UsageError

if TYPE_CHECKING:
    from briefgen.model.editing import Review, ReviewState
    from briefgen.reviewing import Reviewing
    from briefgen.store import Store

app = typer.Typer(help="Editions that editors look at before readers do.", no_args_is_help=True, epilog=EPILOG)

Briefing = Annotated[str, typer.Argument(metavar="BRIEFING", help="The id of a briefing, such as israel.")]
Date = Annotated[str, typer.Argument(metavar="DATE", help="Of its edition, such as 2026-11-22.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who does it, for the history. Default: your login.")]


@app.command("list", epilog=EPILOG)
def list_reviews(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the last reviews, the newest first."""
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        found = store.reviews.latest()
    if as_json:
        terminal.show_json({"reviews": [_plain(one) for one in found]})
        return
    for one in found:
        terminal.say(f"{one.edition}  {_told(one)}")
    if not found:
        terminal.say("no edition was ever reviewed: set review_minutes in a briefing")


@app.command(epilog=EPILOG)
def show(context: typer.Context, briefing: Briefing, date: Date, *, as_json: AsJson = False) -> None:
    """Show an edition as it would go out, and what editors did."""
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        draft = _reviewing(context, store).draft(f"{briefing}/{date}")
    if as_json:
        history = [
            {"id": e.id, "act": e.act, "who": e.who, "at": terminal.instant(e.at), "story": e.story}
            for e in draft.history
        ]
        stories = [
            {"id": s.id, "rank": s.rank, "headline": s.headline, "by": s.headline_by} for s in draft.edition.stories
        ]
        terminal.show_json({**_plain(draft.review), "stories": stories, "history": history})
        return
    terminal.say(f"{draft.review.edition}  {_told(draft.review)}")
    for section in draft.edition.sections:
        terminal.say(f"\n{section.title}")
        for story in section.stories:
            terminal.say(
                f"  {story.id}  {story.headline}{' (edited)' if story.headline_by == 'editor' else ''}", indent=4
            )
    terminal.say("")
    for edit in draft.history:
        terminal.say(f"{edit.id:>4}  {edit.at:%Y-%m-%d %H:%M} UTC  {edit.who}: {edit.act} {edit.story}".rstrip())


@app.command(epilog=EPILOG)
def hold(context: typer.Context, briefing: Briefing, date: Date, who: Who = "") -> None:
    """Hold an edition: it goes out only once it is released."""
    _step(context, f"{briefing}/{date}", "held", who)


@app.command(epilog=EPILOG)
def resume(context: typer.Context, briefing: Briefing, date: Date, who: Who = "") -> None:
    """Let an edition that is held go out by itself again. It does at its hour, or now if that is over."""
    _step(context, f"{briefing}/{date}", "open", who)


@app.command(epilog=EPILOG)
def release(context: typer.Context, briefing: Briefing, date: Date, who: Who = "") -> None:
    """Release an edition now, as editors left it."""
    _step(context, f"{briefing}/{date}", "released", who)


@app.command(epilog=EPILOG)
def withdraw(context: typer.Context, briefing: Briefing, date: Date, who: Who = "") -> None:
    """Withdraw an edition for good. What is not sent yet never will be."""
    _step(context, f"{briefing}/{date}", "withdrawn", who)


def correct(  # noqa: PLR0913  what a correction says; typer gives them by name
    context: typer.Context,
    briefing: Briefing,
    date: Date,
    *,
    story: Annotated[str, typer.Option(metavar="ID", help="Of the story: `briefgen review show`, or edition.json.")],
    old: Annotated[str, typer.Option(metavar="WORDS", help="What was wrong, as it stands there.")] = "",
    new: Annotated[
        str, typer.Option(metavar="WORDS", help="What is right. Without it what was wrong is withdrawn.")
    ] = "",
    note: Annotated[str, typer.Option(metavar="MARKDOWN", help="What readers should know of it.")] = "",
    who: Who = "",
    as_json: AsJson = False,
) -> None:
    """Correct an edition, and tell exactly who received it."""
    now = present()
    _, settings = open_workspace(context)
    try:
        wrong = Edit(
            edition=f"{briefing}/{date}",
            act="correct",
            who=_who(who),
            at=now,
            story=story,
            old=old,
            text=new,
            note=note,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error
    with open_store(settings) as store:
        reviewing = _reviewing(context, store)
        done = reviewing.correct(wrong, now)
        files = reviewing.write(done, now)
    readers = done.planned.total if done.planned else 0
    if as_json:
        terminal.show_json({"edition": done.edition.id, "readers": readers, "files": [str(file) for file in files]})
        return
    terminal.say(f"{done.edition.id}: {done.edition.title}")
    terminal.say(
        f"it goes to {terminal.count(readers, 'reader')} who received the edition"
        if readers
        else "nobody had received it"
    )


def _step(context: typer.Context, name: str, state: "ReviewState", who: str) -> None:
    now = present()
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        reviewing = _reviewing(context, store)
        done = reviewing.step(name, state, _who(who), now)
        if done and state == "released":
            reviewing.settle(name, now)
        review = reviewing.draft(name).review
    if not done:
        message = f"{name} is {review.state} already"
        raise UsageError(message)
    terminal.say(f"{name}  {_told(review)}")


def _reviewing(context: typer.Context, store: "Store") -> "Reviewing":
    from briefgen.reviewing import Reviewing  # noqa: PLC0415

    config, settings = open_workspace(context)
    return Reviewing(lambda: config, lambda: settings, store)


def _who(given: str) -> str:
    return given.strip() or os.environ.get("SUDO_USER") or os.environ.get("USER") or "the command line"


def _told(review: "Review") -> str:
    if review.state == "open":
        return f"goes out by itself {review.releases:%Y-%m-%d %H:%M} UTC"
    settled = f" {review.settled:%Y-%m-%d %H:%M} UTC" if review.settled else ""
    return f"{review.state}{settled}"


def _plain(review: "Review") -> dict[str, str | None]:
    settled = terminal.instant(review.settled) if review.settled else None
    return {
        "edition": review.edition,
        "state": review.state,
        "opened": terminal.instant(review.opened),
        "releases": terminal.instant(review.releases),
        "settled": settled,
    }
