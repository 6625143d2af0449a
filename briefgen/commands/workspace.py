"""A workspace and the machine it stands on: made, and looked over."""

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import AsJson, present


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with no workspace in it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Make a workspace: configuration, templates, sample."""
    from briefgen.config.workspace import make_workspace  # noqa: PLC0415

    written = make_workspace(folder)
    if as_json:
        terminal.show_json({"workspace": str(folder), "files": [str(file) for file in written]})
    else:
        terminal.say(f"{folder}: {len(written)} files. Next: briefgen --workspace {shlex.quote(str(folder))} poll")


def doctor(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Check the machine and the configuration."""
    from briefgen import examination  # noqa: PLC0415

    findings = examination.examine(context.obj, os.environ, present())
    terminal.show_findings(findings, as_json=as_json)
    if any(finding.verdict == "wrong" for finding in findings):
        raise typer.Exit(1)
