"""The store: migrated, and rid of what is old."""

import os
from typing import Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import EPILOG, AsJson, open_store, present
from briefgen.model.errors import UsageError

app = typer.Typer(help="The store.", epilog=EPILOG)


@app.command("upgrade", epilog=EPILOG)
def upgrade_store(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Migrate the store to this version's tables."""
    from briefgen.config.settings import read_settings  # noqa: PLC0415
    from briefgen.config.workspace import find  # noqa: PLC0415
    from briefgen.store import upgrade  # noqa: PLC0415

    settings = read_settings(find(context.obj), os.environ)
    before, after = upgrade(settings.database_url)
    if as_json:
        terminal.show_json({"before": before, "after": after})
    else:
        come = f", from {before or 'nothing'}" if before != after else " already"
        terminal.say(f"the store is at version {after}{come}")


@app.command("prune", epilog=EPILOG)
def prune_store(
    context: typer.Context,
    older_than: Annotated[
        int | None,
        typer.Option(metavar="DAYS", min=1, max=36_500, help="Default: BRIEFGEN_KEEP_DAYS, which is 400 if not set."),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many it would be.")] = False,
    as_json: AsJson = False,
) -> None:
    """Delete old articles that no edition cites. ``poll`` does so once a day."""
    from briefgen.config.settings import read_settings  # noqa: PLC0415
    from briefgen.config.workspace import find  # noqa: PLC0415
    from briefgen.upkeep import oldest_kept  # noqa: PLC0415

    settings = read_settings(find(context.obj), os.environ)
    days = older_than or settings.keep_days
    if days == 0:
        message = "BRIEFGEN_KEEP_DAYS is 0, so everything is kept; --older-than DAYS prunes all the same"
        raise UsageError(message)
    before = oldest_kept(days, present())
    with open_store(settings) as store:
        deleted = store.prune(before, dry_run=dry_run)
    if as_json:
        terminal.show_json({"deleted": deleted, "before": terminal.instant(before), "dry_run": dry_run})
    else:
        done = "would be deleted" if dry_run else "deleted"
        said = f"{terminal.count(deleted, 'article')} from before {before:%Y-%m-%d} {done}"
        terminal.say(f"{said}; what an edition cites stays")
