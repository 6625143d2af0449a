"""``briefgen subscribers …``: the readers and their teams. No logic; see ``cli``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import reader_tables, suppressions, terminal
from briefgen.commands.opening import EPILOG, AsJson, open_store, open_workspace, present
from briefgen.model.errors import OutputError, UsageError

app = typer.Typer(help="The readers.", epilog=EPILOG)
teams_app = typer.Typer(help="Organisations with seats.", epilog=EPILOG)
app.add_typer(teams_app, name="teams")
app.add_typer(suppressions.app, name="suppressions")

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="A reader's email address.")]
TeamId = Annotated[str, typer.Argument(metavar="ID", help="A short name, such as newsdesk.")]
Only = Annotated[str, typer.Option("--briefing", metavar="ID", help="Only this briefing.")]


@app.command("list", epilog=EPILOG)
def subscribers_list(context: typer.Context, briefing: Only = "", *, as_json: AsJson = False) -> None:
    """List the readers with what they get."""
    from briefgen.enlisting import everybody  # noqa: PLC0415

    _, settings = open_workspace(context)
    with open_store(settings) as store:
        counts = {name: each for name, each in store.subscriptions.counts().items() if briefing in {"", name}}
        reader_tables.show_readers(everybody(store, briefing), dict(counts), as_json=as_json)


@app.command("add", epilog=EPILOG)
def subscribers_add(  # noqa: PLR0913, PLR0917  one for each column of a list; typer gives them by name
    context: typer.Context,
    address: Address,
    briefing: Annotated[list[str], typer.Option("--briefing", metavar="ID", help="Repeatable.")],
    name: Annotated[str, typer.Option(metavar="NAME")] = "",
    mail_format: Annotated[str, typer.Option("--format", metavar="F", help="html, text or pdf.")] = "html",
    timezone: Annotated[str, typer.Option(metavar="ZONE", help="Such as Asia/Jerusalem.")] = "",
    tier: Annotated[str, typer.Option(metavar="TIER", help="free or pro.")] = "",
    team: Annotated[str, typer.Option(metavar="ID", help="The team that the reader joins.")] = "",
    *,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Consent was given elsewhere: do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add one reader, who is asked by mail to confirm. Not if consent was given elsewhere (--confirmed)."""
    from briefgen.enlisting import enlist, put_in_team, reader_at  # noqa: PLC0415
    from briefgen.reader_lists import line_of  # noqa: PLC0415

    config, settings = open_workspace(context)
    given = {
        "email": address,
        "name": name,
        "format": mail_format,
        "timezone": timezone,
        "tier": tier,
        "confirmed": "yes" if confirmed else "no",
    }
    lines = [line_of({**given, "briefing": one}, config.briefings, number) for number, one in enumerate(briefing, 1)]
    with open_store(settings) as store:
        if team and team not in {one.id for one, _ in store.readers.teams()}:
            message = f"there is no team {team!r}"
            raise UsageError(message)
        done = enlist(lines, "editor", config=config, settings=settings, store=store, now=present)
        if team:
            put_in_team(store, reader_at(store, address), team, present())
    reader_tables.show_enlisted(done, None, address, as_json=as_json)


@app.command("import", epilog=EPILOG)
def subscribers_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="With a line that names the columns.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the lines.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add the readers of a list. Wrong lines are told and left out; exit status 1 if there are any."""
    from briefgen.enlisting import enlist  # noqa: PLC0415
    from briefgen.reader_lists import read_list  # noqa: PLC0415

    config, settings = open_workspace(context)
    try:
        document = file.read_bytes()
    except OSError as error:
        message = f"{file} cannot be read: {(error.strerror or str(error)).lower()}"
        raise UsageError(message) from error
    given = read_list(document, str(file), config.briefings)
    done = None
    if not dry_run:
        with open_store(settings) as store, terminal.progress("import", quiet=as_json) as progress:
            source = f"import {file.name}"
            done = enlist(
                given.lines,
                source,
                config=config,
                settings=settings,
                store=store,
                now=present,
                on_step=progress.step,
            )
    reader_tables.show_enlisted(done, given, str(file), as_json=as_json)
    if given.wrong:
        raise typer.Exit(1)


@app.command("export", epilog=EPILOG)
def subscribers_export(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="[ADDRESS]", help="One reader: all that is stored, as JSON.")] = "",
    briefing: Only = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Default: standard output.")] = None,
) -> None:
    """Write the readers as CSV, or all of one as JSON. ``import`` reads the CSV; the JSON is for GDPR, 15 and 20."""
    from briefgen.deliver import write_whole  # noqa: PLC0415
    from briefgen.enlisting import everybody, reader_at  # noqa: PLC0415
    from briefgen.reader_lists import write_list  # noqa: PLC0415

    _, settings = open_workspace(context)
    with open_store(settings) as store:
        if address:
            stored = store.readers.export(reader_at(store, address).id)
            document = json.dumps(stored, ensure_ascii=False, indent=1) + "\n"
        else:
            document = write_list(everybody(store, briefing))
    if out is None:
        terminal.hand_over(document)
        return
    if not out.parent.is_dir():
        message = f"{out.parent} is no folder"
        raise OutputError(message)
    write_whole(out, document.encode()).chmod(0o600)
    terminal.say(f"{out}: {address or terminal.count(len(document.splitlines()) - 1, 'line')}")


@app.command("remove", epilog=EPILOG)
def subscribers_remove(  # noqa: PLR0913  typer gives them by name
    context: typer.Context,
    address: Address,
    briefing: Only = "",
    *,
    erase: Annotated[bool, typer.Option("--erase", help="Forget the reader altogether (GDPR, article 17).")] = False,
    never: Annotated[bool, typer.Option("--never", help="Never write to the address again.")] = False,
    as_json: AsJson = False,
) -> None:
    """End a reader's subscriptions, or that to one briefing."""
    from briefgen.enlisting import reader_at  # noqa: PLC0415

    if briefing and (erase or never):
        message = "--briefing ends one subscription; --erase and --never are for all"
        raise UsageError(message)
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        if erase and store.readers.find(address) is None and store.suppressions.hide(address):
            if as_json:
                terminal.show_json({"ended": [], "erased": True, "suppressed": False})
            else:
                terminal.say("no reader has the address; that it gets nothing is known by a hash from now on")
            return
        reader = reader_at(store, address)
        ended = store.subscriptions.end(reader.id, briefing, "editor", present())
        suppressed = never and store.suppressions.add(reader.email, "asked", "editor", present())
        erased = erase and store.readers.erase(reader.id, "editor", present())
    if as_json:
        terminal.show_json({"ended": ended, "erased": erased, "suppressed": suppressed})
        return
    terminal.say(f"ended: {', '.join(ended) or 'nothing'}")
    if never:
        terminal.say("the address gets nothing any more" if suppressed else "the address got nothing already")
    if erased:
        terminal.say("the reader is forgotten")


@teams_app.command("list", epilog=EPILOG)
def teams_list(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List the teams with their seats."""
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        reader_tables.show_teams(store.readers.teams(), as_json=as_json)


@teams_app.command("save", epilog=EPILOG)
def teams_save(
    context: typer.Context,
    team: TeamId,
    seats: Annotated[int, typer.Option(metavar="N", min=0, help="So many members have the team's tier.")],
    name: Annotated[str, typer.Option(metavar="NAME")] = "",
    tier: Annotated[str, typer.Option(metavar="TIER", help="free or pro.")] = "pro",
) -> None:
    """Make a team, or change one."""
    from briefgen.enlisting import save_team  # noqa: PLC0415

    _, settings = open_workspace(context)
    with open_store(settings) as store:
        save_team(store, team, name, seats, tier)
    terminal.say(f"{team}: {terminal.count(seats, 'seat')}")


@teams_app.command("join", epilog=EPILOG)
def teams_join(context: typer.Context, team: TeamId, address: Address) -> None:
    """Make a reader a member; seats go to those who joined first."""
    from briefgen.enlisting import put_in_team, reader_at  # noqa: PLC0415

    _, settings = open_workspace(context)
    with open_store(settings) as store:
        reader = reader_at(store, address)
        put_in_team(store, reader, team, present())
        seats = {one.id: one.seats for one, members in store.readers.teams() if members > one.seats}
        seated = team not in seats or store.readers.has_pro(reader.id)
    terminal.say(f"{address} is in {team}")
    if not seated:
        terminal.say(f"its {terminal.count(seats[team], 'seat')} went to those before him: `teams save` gives it more")


@teams_app.command("leave", epilog=EPILOG)
def teams_leave(context: typer.Context, address: Address) -> None:
    """Make a reader a member of no team."""
    from briefgen.enlisting import put_in_team, reader_at  # noqa: PLC0415

    _, settings = open_workspace(context)
    with open_store(settings) as store:
        put_in_team(store, reader_at(store, address), "", present())
    terminal.say(f"{address} is in no team")


@teams_app.command("remove", epilog=EPILOG)
def teams_remove(context: typer.Context, team: TeamId) -> None:
    """Delete a team; its members stay readers."""
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        if not store.readers.remove_team(team):
            message = f"there is no team {team!r}"
            raise UsageError(message)
    terminal.say(f"{team} is gone")
