"""``briefgen preview``: templates, live in the browser. No logic; see ``cli``."""

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import present
from briefgen.model.errors import BriefgenError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.edition import Edition
    from briefgen.model.rendition import Format

#: What is built of the sample: the preview renders the rest.
ONLY_EDITION: "tuple[Format, ...]" = ("json",)


def preview(
    context: typer.Context,
    briefing: Annotated[
        str, typer.Argument(metavar="[BRIEFING]", help="Whose latest edition is shown first.", show_default=False)
    ] = "",
    *,
    port: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=65535, help="Default: 8642, or the next that is free.")
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; other machines can see drafts then.")
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Show publications in the browser, live. Every change counts as soon as it is saved; Ctrl-C ends it."""
    from briefgen.config.settings import read_settings  # noqa: PLC0415
    from briefgen.config.workspace import find  # noqa: PLC0415
    from briefgen.web.preview import Desk, address_of, listen, serve  # noqa: PLC0415

    workspace = find(context.obj)
    _known(briefing, workspace)
    bound = listen(host, port)
    address = address_of(bound)
    desk = Desk(
        workspace=workspace,
        settings=lambda: read_settings(workspace, os.environ),
        now=present,
        sample=lambda: _sample(workspace),
        briefing=briefing,
        host=host,
        names=(socket.gethostname(),),
    )

    def ready() -> None:
        if sys.stdout.isatty():
            terminal.say(f"preview of {workspace.name} at {address} (Ctrl-C ends it)")
        else:
            terminal.say(address)
        sys.stdout.flush()
        if open_browser:
            _open(address)

    serve(desk, bound, on_ready=ready)


def _known(briefing: str, workspace: Path) -> None:
    """Refuse a briefing that there is not. A configuration with mistakes is not refused: the browser shows them."""
    from briefgen.config import load  # noqa: PLC0415

    try:
        known = sorted(load(workspace).briefings) if briefing else []
    except BriefgenError:
        return
    if briefing and briefing not in known:
        message = f"there is no briefing {briefing!r}; this workspace has {', '.join(known) or 'none'}"
        raise UsageError(message)


def _sample(workspace: Path) -> "Sequence[Edition]":
    """Build the sample's editions, of the workspace's own sample if it has one; none if that fails."""
    import tempfile  # noqa: PLC0415

    from briefgen import demonstration  # noqa: PLC0415
    from briefgen.config.workspace import packaged  # noqa: PLC0415

    source = workspace if (workspace / "feeds" / "sample").is_dir() else packaged()
    with tempfile.TemporaryDirectory(prefix="briefgen-preview-") as folder:
        try:
            made = demonstration.run(source.resolve(), Path(folder), on_step=lambda _: None, formats=ONLY_EDITION)
        except BriefgenError:
            return ()  # the edge cases can be looked at all the same
    return tuple(one.edition for one in made)


def _open(address: str) -> None:
    """Open the browser, where there is a screen; a browser in the terminal would take it from us."""
    import threading  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))):
        return
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
