"""``briefgen lint``: arguments in, exit status out. No logic; see ``cli``."""

from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import AsJson, present
from briefgen.model.errors import UsageError


def lint(  # noqa: PLR0913  what a caller may choose
    context: typer.Context,
    briefing: Annotated[
        str | None, typer.Argument(metavar="[BRIEFING]", help="The id of a briefing. Default: all that out/ has.")
    ] = None,
    edition: Annotated[
        str | None, typer.Option("--edition", metavar="DATE", help="The edition of this day. Default: the latest.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where editions lie. Default: out/.")] = None,
    clients: Annotated[
        str | None,
        typer.Option(
            "--clients",
            metavar="LIST",
            help="Email clients that matter: gmail, outlook.windows, *.ios, all; with commas between.",
        ),
    ] = None,
    *,
    links: Annotated[bool, typer.Option("--links", help="Also ask whether links lead anywhere.")] = False,
    verapdf: Annotated[bool, typer.Option("--verapdf", help="Also ask veraPDF, where it is installed.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Also show notes.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print every rule, and look at nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check what a build wrote, as readers find it. Email clients, size, links, contrast, accessibility, PDF."""
    from briefgen import linting  # noqa: PLC0415
    from briefgen.commands import lint_tables  # noqa: PLC0415

    if rules:
        lint_tables.show_rules(as_json=as_json)
        return
    if briefing and Path(briefing).name != briefing:
        message = f"{briefing!r} is no id of a briefing; --out DIR says where editions lie"
        raise UsageError(message)
    workspace: Path = context.obj
    folder = out or workspace / "out"
    wanted = (
        tuple(one.strip() for one in clients.split(",") if one.strip()) if clients else linting.clients_of(workspace)
    )
    with terminal.progress("lint", quiet=as_json) as progress:
        found = tuple(
            linting.lint_editions(folder, briefing=briefing, edition=edition, clients=wanted, on_edition=progress.step)
        )
        if links:
            found = linting.with_links(folder, found, now=present(), on_link=progress.step)
        if verapdf:
            progress.step("veraPDF")
            found = linting.with_standards(folder, found)
    lint_tables.show_linted(found, notes=notes, as_json=as_json)
    grave = {"error", "warning"} if strict else {"error"}
    if any(finding.level in grave for one in found for finding in one.findings):
        raise typer.Exit(1)
