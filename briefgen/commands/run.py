"""``briefgen run`` and ``briefgen status``: the scheduler, and how things stand. No logic; see ``cli``."""

import contextlib
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import AsJson, open_store, open_workspace, present
from briefgen.commands.units import unit_file
from briefgen.model.errors import UsageError
from briefgen.operation.stopping import keep_signals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.config import Config
    from briefgen.config.settings import Settings
    from briefgen.operation.dispatching import Release
    from briefgen.operation.reloading import Reloading
    from briefgen.store import Store

log = logging.getLogger(__name__)

#: Where the status page is if nobody says otherwise, and how many ports after it are tried.
PORT, TRIED = 8710, 50


def run(
    context: typer.Context,
    *,
    port: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=65535, help="Of the status page. Default: 8710, or the next.")
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the status page listens; others can read it then.")
    ] = "127.0.0.1",
    page: Annotated[bool, typer.Option("--page/--no-page", help="Show the status page.")] = True,
    unit: Annotated[
        bool, typer.Option("--unit", help="Print a unit file for systemd that runs this workspace, and end.")
    ] = False,
) -> None:
    """Poll, make and send what is due, until stopped. SIGTERM or Ctrl-C finishes what is in hand; a second one ends."""
    from briefgen.config.workspace import find  # noqa: PLC0415

    workspace = find(context.obj)
    if unit:
        from briefgen.config.settings import read_settings  # noqa: PLC0415

        terminal.hand_over(unit_file("run", workspace, read_settings(workspace, os.environ)))
        return
    keep_signals()  # before what follows is loaded
    from briefgen import scheduler  # noqa: PLC0415
    from briefgen.handing_over import HandOver  # noqa: PLC0415
    from briefgen.operation.reloading import Reloading  # noqa: PLC0415
    from briefgen.operation.room import check_room  # noqa: PLC0415

    reloading = Reloading(workspace, os.environ)
    check_room(workspace / "out")
    _log_to_stderr()
    with open_store(reloading.settings) as store, contextlib.ExitStack() as stack:
        address = stack.enter_context(_status_page(reloading, store, host, port)) if page else ""
        scheduler.run(
            reloading,
            store,
            hand_over=HandOver(store, lambda: reloading.config, lambda: reloading.settings, present),
            release=_review(reloading, store),
            on_ready=lambda: _ready(workspace, reloading.settings, address),
            on_stop=_stopping,
        )


def status(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Show what comes next, what was, and what is wrong. Asks no process: reads the store only."""
    from briefgen.commands.status_tables import show_standing  # noqa: PLC0415
    from briefgen.operation.standing import standing  # noqa: PLC0415

    config, settings = open_workspace(context)
    with open_store(settings) as store:
        found = standing(config, store, present())
    show_standing(found, as_json=as_json)


def _review(reloading: "Reloading", store: "Store") -> "Release":
    """Return what lets an edition out: its hour, or its editors."""
    from briefgen.draft_mail import DraftMail  # noqa: PLC0415
    from briefgen.reviewing import Reviewing  # noqa: PLC0415

    def config() -> "Config":
        return reloading.config

    def settings() -> "Settings":
        return reloading.settings

    reviewing = Reviewing(config, settings, store, tell=DraftMail(config, settings))
    reviewing.resume(present())
    return reviewing.may_go_out


@contextlib.contextmanager
def _status_page(reloading: "Reloading", store: "Store", host: str, port: int | None) -> "Iterator[str]":
    """Show how things stand, beside the work; yield the address."""
    from briefgen.operation.standing import standing  # noqa: PLC0415
    from briefgen.web.listening import address_of, answering, listen  # noqa: PLC0415
    from briefgen.web.status import application  # noqa: PLC0415

    bound = listen(host, PORT, tried=TRIED) if port is None else listen(host, port)
    address = address_of(bound)
    with answering(application(lambda: standing(reloading.config, store, present()), host), bound):
        yield address


def _ready(workspace: Path, settings: "Settings", address: str) -> None:
    from briefgen.lettering import check  # noqa: PLC0415

    shown = f"; how things stand: {address}" if address else ""
    log.info("the scheduler of %s runs: process %d%s", workspace.name, os.getpid(), shown)
    try:
        check(settings)
    except UsageError as error:
        log.warning("editions are made, but %s", error)
    if not settings.operator:
        log.warning("nobody is told when something fails: set BRIEFGEN_OPERATOR to an address or a webhook")


def _stopping(in_hand: int) -> None:
    log.info(
        "stopping: %s in hand; a second signal ends at once", terminal.count(in_hand, "piece of work", "pieces of work")
    )


def _log_to_stderr() -> None:
    """Say what is done, with the time where no journal adds it."""
    for name in ("operation", "scheduler", "sending", "commands.run"):
        logging.getLogger(f"briefgen.{name}").setLevel(min(logging.INFO, logging.getLogger().level))
    form = "%(message)s" if os.environ.get("JOURNAL_STREAM") else "%(asctime)s %(message)s"
    for handler in logging.getLogger().handlers:
        handler.setFormatter(logging.Formatter(form, "%Y-%m-%d %H:%M:%S"))
