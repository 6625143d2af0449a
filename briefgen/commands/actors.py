"""``briefgen actors …``: what the catalogue of actors may lack. No logic; see ``cli``."""

from datetime import timedelta
from typing import Annotated

import typer

from briefgen.commands import actor_tables, terminal
from briefgen.commands.arguments import moment
from briefgen.commands.opening import EPILOG, AsJson, At, open_store, open_workspace, present
from briefgen.model.errors import UsageError

app = typer.Typer(help="The tracked actors and their spellings.", epilog=EPILOG)

#: How far back it looks where nothing is said.
WINDOW = timedelta(days=28)


@app.callback()
def actors() -> None:
    """Keep ``suggest`` a command of its own."""


@app.command(epilog=EPILOG)
def suggest(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Look at articles from then on. Default: 28 days.")
    ] = None,
    at: At = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Propose spellings and names that actors.toml may lack. Nothing is added."""
    from briefgen.match.suggestions import suggest as suggestions  # noqa: PLC0415

    config, settings = open_workspace(context)
    now = moment(at) if at else present()
    start = moment(since) if since else now - WINDOW
    if start >= now:
        message = f"the period is empty: it would go from {start:%Y-%m-%d %H:%M} to {now:%Y-%m-%d %H:%M} UTC"
        raise UsageError(message)
    with open_store(settings) as store:
        articles = store.articles(start, now)
    with terminal.progress("suggest", quiet=as_json) as progress:
        progress.step(terminal.count(len(articles), "article"))
        found = suggestions(articles, config.watchlist, now)
    actor_tables.show_suggestions(found, len(articles), as_json=as_json)
