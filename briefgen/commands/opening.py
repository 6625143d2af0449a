"""What commands begin with: their common options, the workspace, the store, the present."""

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from briefgen.config import Config
    from briefgen.config.settings import Settings
    from briefgen.store import Store

EPILOG = "--workspace DIR, --verbose and --debug may stand before or after the command."

At = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="The present for this command (ISO 8601). Default: now.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def present() -> datetime:
    """Return the present, aware."""
    return datetime.now(UTC)  # noqa: TID251  the clock is read here


def open_workspace(context: typer.Context) -> "tuple[Config, Settings]":
    """Return what the workspace of this call is configured to; its mistakes are ConfigError."""
    from briefgen.config import load  # noqa: PLC0415
    from briefgen.config.settings import read_settings  # noqa: PLC0415
    from briefgen.config.workspace import find  # noqa: PLC0415

    workspace = find(context.obj)
    return load(workspace), read_settings(workspace, os.environ)


def open_store(settings: "Settings") -> "Store":
    """Return the workspace's store, open."""
    from briefgen.store import Store  # noqa: PLC0415

    return Store.open(settings.database_url)
