"""The command line: arguments in, exit codes out; no logic. Contract: ``contracts/cli.md``.

Exit status: 0 done, 1 the work failed, 2 wrong usage or configuration. Heavy imports stand inside the commands, so that
``briefgen --help`` is instant. ``--workspace``, ``--verbose`` and ``--debug`` may stand anywhere.
"""

import logging
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
import typer.main

from briefgen import (
    __version__,
    actors_cli,
    bounces_cli,
    counts_cli,
    feeds_cli,
    lint_cli,
    preview_cli,
    review_cli,
    run_cli,
    sending_cli,
    serve_cli,
    subscribers_cli,
    terminal,
)
from briefgen.arguments import EARLIEST, formats_of, general_first, moment
from briefgen.model.errors import BriefgenError, ConfigError, NothingReadError, UsageError
from briefgen.model.rendition import FORMATS
from briefgen.opening import EPILOG, AsJson, At, open_store, open_workspace, present

if TYPE_CHECKING:
    from briefgen.config import Config
    from briefgen.model.briefing import Briefing
    from briefgen.outcomes import Polled


#: The exit status after Ctrl-C, as shells have it: 128 + SIGINT.
STOPPED = 130

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The briefing engine: from feeds to cited daily and weekly editions.",
    epilog=EPILOG,
)
db_app = typer.Typer(help="The store.", epilog=EPILOG)
app.add_typer(feeds_cli.app, name="feeds")
app.add_typer(actors_cli.app, name="actors")
app.add_typer(db_app, name="db")
app.add_typer(subscribers_cli.app, name="subscribers")
app.command(epilog=EPILOG)(bounces_cli.bounces)
app.command(epilog=EPILOG)(counts_cli.counts)
app.add_typer(review_cli.app, name="review")
app.command(epilog=EPILOG)(review_cli.correct)
app.command("lint", epilog=EPILOG)(lint_cli.lint)
app.command(epilog=EPILOG)(preview_cli.preview)
app.command(epilog=EPILOG)(sending_cli.send)
app.command(epilog=EPILOG)(sending_cli.deliveries)
app.command(epilog=EPILOG)(serve_cli.serve)
app.command(epilog=EPILOG)(run_cli.run)
app.command(epilog=EPILOG)(run_cli.status)

Formats = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="F", help=f"One of {', '.join(FORMATS)}; repeatable. Default: all."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to write.")]
BriefingId = Annotated[str, typer.Argument(metavar="BRIEFING", help="The id of a briefing, such as israel.")]


def _show_version(wanted: bool) -> None:  # noqa: FBT001  the shape of typer's callbacks
    if wanted:
        terminal.say(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    workspace: Annotated[
        Path,
        typer.Option(envvar="BRIEFGEN_WORKSPACE", metavar="DIR", help="A folder with feeds/, templates/ and out/."),
    ] = Path(),
    *,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what each of the nine steps does.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Say everything, and show the traceback of an error.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version.")
    ] = False,
) -> None:
    """Keep the general options for the commands."""
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s")
    for noisy in ("fontTools", "pypdf", "weasyprint", "asyncio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.DEBUG if debug else logging.ERROR)
    context.obj = workspace


@app.command(epilog=EPILOG)
def demo(
    context: typer.Context,
    out: Out = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Build every publication, not two.")] = False,
    as_json: AsJson = False,
) -> None:
    """Go the whole way on the sample workspace, offline: poll it, build two editions in every format."""
    from briefgen import demonstration  # noqa: PLC0415
    from briefgen.config.workspace import packaged  # noqa: PLC0415

    here: Path = context.obj
    workspace = here if (here / "feeds" / "sample").is_dir() else packaged()
    folder = out or Path("out") / "demo"
    with terminal.progress("demo", quiet=as_json) as progress:
        editions = demonstration.run(workspace.resolve(), folder, on_step=progress.step, everything=everything)
    terminal.show_editions([(one.edition, one.files) for one in editions], as_json=as_json)


@app.command(epilog=EPILOG)
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


@app.command(epilog=EPILOG)
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
                upkeep.prune_daily(store, settings.keep_days, present())
    except NothingReadError:
        terminal.show_polled(polled, as_json=as_json)
        raise
    terminal.show_polled(done, as_json=as_json)


@app.command(epilog=EPILOG)
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


@app.command(epilog=EPILOG)
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


@app.command(epilog=EPILOG)
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


@app.command(epilog=EPILOG)
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


@app.command(epilog=EPILOG)
def doctor(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Check the machine and the configuration."""
    from briefgen import examination  # noqa: PLC0415

    findings = examination.examine(context.obj, os.environ, present())
    terminal.show_findings(findings, as_json=as_json)
    if any(finding.verdict == "wrong" for finding in findings):
        raise typer.Exit(1)


@db_app.command("upgrade", epilog=EPILOG)
def db_upgrade(context: typer.Context, *, as_json: AsJson = False) -> None:
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


@db_app.command("prune", epilog=EPILOG)
def db_prune(
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
        _refuse("BRIEFGEN_KEEP_DAYS is 0, so everything is kept; --older-than DAYS prunes all the same")
    before = oldest_kept(days, present())
    with open_store(settings) as store:
        deleted = store.prune(before, dry_run=dry_run)
    if as_json:
        terminal.show_json({"deleted": deleted, "before": terminal.instant(before), "dry_run": dry_run})
    else:
        done = "would be deleted" if dry_run else "deleted"
        said = f"{terminal.count(deleted, 'article')} from before {before:%Y-%m-%d} {done}"
        terminal.say(f"{said}; what an edition cites stays")


def main(arguments: Sequence[str] | None = None) -> int:  # noqa: PLR0911  one exit for each way a command can end
    """Run one command; return its exit status. Errors are one line on stderr, a traceback only with ``--debug``."""
    given = general_first(list(sys.argv[1:] if arguments is None else arguments))
    debug = "--debug" in given
    if not given:
        main(["--help"])
        return 2
    terminal.accept_any_letter()
    try:
        status = typer.main.get_command(app).main(given, prog_name="briefgen", standalone_mode=False)
        sys.stdout.flush()  # a reader who has left is noticed here, not while Python ends
    except BriefgenError as error:
        return _fail(error, str(error), error.exit_status, debug=debug)
    except typer.exceptions.TyperException as error:
        return _fail(error, _one_line(error), 2, debug=debug)
    except (KeyboardInterrupt, typer.Abort):
        status = STOPPED
    except (BrokenPipeError, SystemExit):  # whoever read our output has seen enough; typer makes an exit of that
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(
            error, f"{error.filename or 'the machine'}: {(error.strerror or str(error)).lower()}", 1, debug=debug
        )
    except Exception as error:  # noqa: BLE001  the last door: a fault of ours is told in one line too
        message = f"a fault of briefgen's own: {type(error).__name__}: {error} (--debug shows where)"
        return _fail(error, message, 1, debug=debug)
    if status == STOPPED:  # typer makes a result of Ctrl-C
        terminal.complain("briefgen: stopped")
    return status if isinstance(status, int) else 0


def _fail(error: BaseException, message: str, status: int, *, debug: bool) -> int:
    if debug:
        sys.excepthook(type(error), error, error.__traceback__)
    several = isinstance(error, ConfigError)
    terminal.complain(message if several else f"briefgen: {' '.join(message.split())}")
    return status


def _one_line(error: Any) -> str:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    command = getattr(getattr(error, "ctx", None), "command_path", "briefgen")
    return f"{message.rstrip('.')}; see `{command} --help`"


def _refuse(message: str) -> NoReturn:
    raise UsageError(message)


def _briefing(config: "Config", name: str) -> "Briefing":
    if name not in config.briefings:
        _refuse(f"there is no briefing {name!r}; this workspace has {', '.join(sorted(config.briefings)) or 'none'}")
    return config.briefings[name]
