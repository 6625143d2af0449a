"""``briefgen feeds …``: the feeds and their health. No logic; see ``cli``."""

from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import feed_tables, terminal
from briefgen.commands.arguments import moment
from briefgen.commands.opening import EPILOG, AsJson, At, open_store, open_workspace, present
from briefgen.model.errors import UsageError

app = typer.Typer(help="The feeds and their health.", epilog=EPILOG)


@app.command("list", epilog=EPILOG)
def feeds_list(context: typer.Context, at: At = None, *, as_json: AsJson = False) -> None:
    """List the feeds and their health. When read, what they bring, what has been wrong for longer than a day."""
    from briefgen.health import WINDOW, health_of  # noqa: PLC0415

    config, settings = open_workspace(context)
    now = moment(at) if at else present()
    with open_store(settings) as store:
        found = health_of(config.feeds, store.feed_states(), store.feed_activity(now - WINDOW), now)
    feed_tables.show_health(found, as_json=as_json)


@app.command("check", epilog=EPILOG)
def feeds_check(
    context: typer.Context,
    feed: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Default: all feeds.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Read feeds now, without storing anything, and say what they hold. Exit status 1 if one of them fails."""
    from briefgen.checking import check_feeds  # noqa: PLC0415
    from briefgen.health import WINDOW, health_of  # noqa: PLC0415

    config, settings = open_workspace(context)
    now = present()
    with open_store(settings) as store:
        states, activity, rests = store.feed_states(), store.feed_activity(now - WINDOW), store.page_rests(now)
    with terminal.progress("check", total=len(feed or config.feeds), quiet=as_json) as progress:
        checked = check_feeds(config, states=states, rests=rests, only=feed or (), now=now, on_result=progress.step)
    health = health_of(config.feeds, states, activity, now)
    feed_tables.show_checked(checked, {one.feed.id: one for one in health}, as_json=as_json)
    if any(one.error and one.asked for one in checked):
        raise typer.Exit(1)


@app.command("add", epilog=EPILOG)
def feeds_add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page of the site.")],
    *,
    private: Annotated[
        bool, typer.Option("--allow-private-network", help="The site is inside your own network.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find the feed of a site and add it. It stands in feeds.toml once it was read."""
    from briefgen.enrolment import add_feed  # noqa: PLC0415

    config, _ = open_workspace(context)
    with terminal.progress("add", quiet=as_json) as progress:
        progress.step(url)
        added = add_feed(config, url, now=present(), private=private)
    feed_tables.show_added(added, as_json=as_json)


@app.command("import", epilog=EPILOG)
def feeds_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="What another feed reader exported.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Add the feeds of an OPML file to feeds.toml. Those that are there already are left as they are."""
    from briefgen.enrolment import import_feeds  # noqa: PLC0415

    config, _ = open_workspace(context)
    try:
        document = file.read_bytes()
    except OSError as error:
        message = f"{file} cannot be read: {(error.strerror or str(error)).lower()}"
        raise UsageError(message) from error
    feed_tables.show_imported(import_feeds(config, document, str(file)), as_json=as_json)


@app.command("export", epilog=EPILOG)
def feeds_export(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Default: standard output.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write the feeds as OPML, for other readers and ``import``."""
    from briefgen.parse.opml import write_opml  # noqa: PLC0415

    config, _ = open_workspace(context)
    document = write_opml(config.feeds, f"Feeds of {config.workspace.name}")
    if out is not None:
        out.write_text(document, encoding="utf-8")
    feeds = sum(feed.url is not None for feed in config.feeds)
    feed_tables.show_exported(document, out, feeds, as_json=as_json)
