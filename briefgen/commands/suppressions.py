"""``briefgen subscribers suppressions …``: addresses that get nothing. No logic; see ``cli``."""

from typing import Annotated

import typer

from briefgen.commands import reader_tables, terminal
from briefgen.commands.opening import EPILOG, AsJson, open_store, open_workspace, present
from briefgen.model.errors import UsageError

app = typer.Typer(help="Addresses that get nothing, whoever has them.", epilog=EPILOG)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="An email address, a reader's or not.")]


@app.command("list", epilog=EPILOG)
def suppressions_list(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List them with the reason, and what the mail server said."""
    from briefgen.enlisting import everything_suppressed  # noqa: PLC0415

    _, settings = open_workspace(context)
    with open_store(settings) as store:
        reader_tables.show_suppressions(everything_suppressed(store), as_json=as_json)


@app.command("add", epilog=EPILOG)
def suppressions_add(context: typer.Context, address: Address) -> None:
    """Never write to an address again, whoever has it now or later."""
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        try:
            added = store.suppressions.add(address, "asked", "editor", present())
        except ValueError as error:
            raise UsageError(str(error)) from error
    terminal.say(f"{address} gets nothing any more" if added else f"{address} got nothing already")


@app.command("lift", epilog=EPILOG)
def suppressions_lift(context: typer.Context, address: Address) -> None:
    """Let an address get mail again. Its mailbox is mended, or its reader asked for it."""
    _, settings = open_workspace(context)
    with open_store(settings) as store:
        try:
            lifted = store.suppressions.lift(address, "editor", present())
        except ValueError as error:
            raise UsageError(str(error)) from error
    if not lifted:
        message = f"{address!r} is not suppressed"
        raise UsageError(message)
    terminal.say(f"{address} gets mail again, where its reader is subscribed")
