"""``briefgen bounces``: what came back. No logic; see ``cli``."""

import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import AsJson, open_store, open_workspace, present
from briefgen.model.errors import ConfigError, StoreError, UsageError

if TYPE_CHECKING:
    from briefgen.deliver.reports import ReportKind
    from briefgen.returning import Returns

#: What a mail server understands as "try again later" (sysexits.h, EX_TEMPFAIL); on 1 it would give a bounce up.
LATER = 75

_KINDS: "tuple[ReportKind, ...]" = ("hard", "soft", "blocked", "complaint", "delayed", "out of office", "nothing")


def bounces(
    context: typer.Context,
    place: Annotated[
        str,
        typer.Argument(
            metavar="[MAILBOX|-]",
            help="A Maildir, an mbox, a file of one message, or - for one on stdin. Default: BRIEFGEN_BOUNCES.",
            show_default=False,
        ),
    ] = "",
    *,
    recipient: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address that the message on stdin came to.")
    ] = "",
    unsigned: Annotated[
        bool,
        typer.Option("--unsigned", help="Believe reports without a signature of ours: nobody else can write there."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take in what came back. Hard bounces and complaints suppress, soft bounces count, all else is let be."""
    from briefgen.deliver.mailboxes import from_pipe, from_place  # noqa: PLC0415
    from briefgen.deliver.tokens import Tokens  # noqa: PLC0415
    from briefgen.returning import take_back  # noqa: PLC0415

    try:
        _, settings = open_workspace(context)
        where = place or settings.bounces
        if not where:
            _refuse("say where: briefgen bounces MAILBOX, or set BRIEFGEN_BOUNCES; - reads one message from stdin")
        tokens = Tokens(settings.secret) if settings.secret else None
        if tokens is None and not unsigned:
            _refuse("BRIEFGEN_SECRET is not set: without it nobody knows whom a bounce is about")
        with open_store(settings) as store:
            read = from_pipe(sys.stdin.buffer) if where == "-" else from_place(where, base=settings.workspace)
            found = take_back(read, store, tokens, present(), recipient=recipient, unsigned=unsigned)
    except (StoreError, ConfigError, UsageError) as error:
        if place != "-":
            raise
        terminal.complain(f"briefgen: {' '.join(str(error).split())}")
        raise typer.Exit(LATER) from error
    _show(found, as_json=as_json, quiet=place == "-")


def _refuse(message: str) -> NoReturn:
    raise UsageError(message)


def _show(found: "Returns", *, as_json: bool, quiet: bool) -> None:
    if as_json:
        counts = {kind.replace(" ", "_"): found.kinds[kind] for kind in _KINDS}
        more = {"suppressed": found.suppressed, "unsigned": found.unsigned, "unknown": found.unknown}
        terminal.show_json({"messages": sum(found.kinds.values()), **counts, **more})
        return
    if quiet:
        return
    told = ", ".join(f"{found.kinds[kind]} {kind}" for kind in _KINDS if found.kinds[kind])
    terminal.say(f"{terminal.count(sum(found.kinds.values()), 'message')}{': ' if told else ''}{told}")
    terminal.say(f"{terminal.count(found.suppressed, 'address', 'addresses')} suppressed")
    if found.unsigned:
        terminal.say(f"{found.unsigned} without a signature of ours, let be (--unsigned believes them)")
    if found.unknown:
        terminal.say(f"{found.unknown} about nobody who reads us now")
