"""From feeds to editions: poll, group, make, render, explain; and all of it on the sample."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefgen.commands import terminal
from briefgen.commands.arguments import EARLIEST, formats_of, moment
from briefgen.commands.opening import AsJson, At, open_store, open_workspace, present
from briefgen.model.errors import NothingReadError, UsageError
from briefgen.model.rendition import FORMATS

if TYPE_CHECKING:
    from briefgen.config import Config
    from briefgen.model.briefing import Briefing
    from briefgen.outcomes import Polled

Formats = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="F", help=f"One of {', '.join(FORMATS)}; repeatable. Default: all."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to write.")]
BriefingId = Annotated[str, typer.Argument(metavar="BRIEFING", help="The id of a briefing, such as israel.")]


def demo(
    context: typer.Context,
    out: Out = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Build every publication, not two.")] = False,
    as_json: AsJson = False,
) -> None:
    """Go the whole way on the sample workspace, offline. It polls it and builds two editions in every format."""
    from briefgen import demonstration  # noqa: PLC0415
    from briefgen.config.workspace import packaged  # noqa: PLC0415

    here: Path = context.obj
    workspace = here if (here / "feeds" / "sample").is_dir() else packaged()
    folder = out or Path("out") / "demo"
    with terminal.progress("demo", quiet=as_json) as progress:
        editions = demonstration.run(workspace.resolve(), folder, on_step=progress.step, everything=everything)
    terminal.show_editions([(one.edition, one.files) for one in editions], as_json=as_json)


def poll(
    context: typer.Context,
    feed: Annotated[list[str] | None, typer.Option("--feed", metavar="ID", help="Only this feed; repeatable.")] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Also feeds that are not due.")] = False,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Poll the feeds that are due. Once a day also delete what is too old to be kept; not with ``--at``."""
    from briefgen import pipeline, upkeep  # noqa: PLC0415

    config, settings = open_workspace(context)
    until = moment(at) if at else None
    polled: list[Polled] = []
    try:
        total = len(feed or config.feeds)
        with open_store(settings) as store, terminal.progress("poll", total=total, quiet=as_json) as progress:
            done = pipeline.poll(
                config,
                store,
                now=until or present(),
                until=until,
                only=feed or (),
                force=force,
                on_feed=progress.step,
                on_result=polled.append,
                on_page=lambda feed: progress.step(f"page of {feed}"),
            )
            if until is None:
                upkeep.forget_daily(store, present())
                upkeep.prune_daily(store, settings.keep_days, present())
    except NothingReadError:
        terminal.show_polled(polled, as_json=as_json)
        raise
    terminal.show_polled(done, as_json=as_json)


def stories(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(metavar="TIME", help="Default: the oldest article.")] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Default: now.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Group the stored articles into stories."""
    from briefgen import pipeline  # noqa: PLC0415

    config, settings = open_workspace(context)
    end = moment(until) if until else present()
    start = moment(since) if since else EARLIEST
    if start >= end:
        _refuse(f"the period is empty: it would go from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC")
    with open_store(settings) as store:
        found = pipeline.find_stories(store, config.watchlist, start, end)
    terminal.show_stories(found, {f.id: f.title for f in config.feeds}, as_json=as_json)


def build(  # noqa: PLR0913, PLR0917  the contract's; typer gives them by name
    context: typer.Context,
    briefing: BriefingId,
    at: At = None,
    formats: Formats = None,
    out: Out = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="ID", help="A report's actor or topic, instead of its standing one."),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE.md", help="A memo's text, instead of the newest in feeds/memos/."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Make an edition and its renditions."""
    from briefgen import language_model, pipeline  # noqa: PLC0415

    config, settings = open_workspace(context)
    publication, wanted = _briefing(config, briefing), formats_of(formats)
    if about is not None and publication.kind != "report":
        _refuse(f"--about is for reports; {briefing} is none")
    if text is not None and publication.kind != "memo":
        _refuse(f"--text is for memos; {briefing} is none")
    narrator = language_model.narrator_for(publication.model, settings)
    cut_off = moment(at) if at else present()
    with open_store(settings) as store, terminal.progress(f"build {briefing}", quiet=as_json) as progress:
        published = pipeline.build(
            config,
            store,
            publication,
            at=cut_off,
            now=present(),
            out=out or config.workspace / "out",
            formats=wanted,
            sender=settings.sender,
            public_url=settings.public_url,
            narrator=narrator,
            about=about or "",
            text=text,
            on_step=progress.step,
        )
    terminal.show_edition(published.edition, published.files, as_json=as_json)
    if "json" not in wanted and not as_json:
        terminal.say("  for a look only: without json among the formats it is not kept, and cannot be sent")


def render(
    context: typer.Context,
    edition: Annotated[Path, typer.Argument(metavar="EDITION.json", help="An edition that a build wrote.")],
    formats: Formats = None,
    out: Out = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Render a saved edition again, offline."""
    from briefgen import pipeline  # noqa: PLC0415
    from briefgen.config.settings import read_settings  # noqa: PLC0415
    from briefgen.config.workspace import packaged  # noqa: PLC0415

    here: Path = context.obj
    workspace = here if (here / "feeds").is_dir() else packaged()
    settings = read_settings(workspace.resolve(), os.environ)
    saved = pipeline.read_edition(edition)
    files = pipeline.publish(
        saved,
        formats_of(formats),
        folder=out or edition.parent,
        workspace=workspace.resolve(),
        sender=settings.sender,
        public_url=settings.public_url,
    )
    terminal.show_edition(saved, files, as_json=as_json)


def explain(
    context: typer.Context,
    briefing: BriefingId,
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of an article.")],
    at: At = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Say why an article is in, or not in, an edition."""
    from briefgen import explanation  # noqa: PLC0415

    config, settings = open_workspace(context)
    publication = _briefing(config, briefing)
    with open_store(settings) as store:
        found = explanation.explain(config, store, publication, url, at=moment(at) if at else present())
    terminal.show_explanation(found, as_json=as_json)


def _refuse(message: str) -> NoReturn:
    raise UsageError(message)


def _briefing(config: "Config", name: str) -> "Briefing":
    if name not in config.briefings:
        _refuse(f"there is no briefing {name!r}; this workspace has {', '.join(sorted(config.briefings)) or 'none'}")
    return config.briefings[name]
