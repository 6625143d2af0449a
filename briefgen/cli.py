"""The command line: arguments in, exit codes out; no logic. Contract: ``contracts/cli.md``.

Exit status: 0 done, 1 the work failed, 2 wrong usage or configuration. Heavy imports stand inside the commands, so that
``briefgen --help`` is instant. ``--workspace``, ``--verbose`` and ``--debug`` may stand anywhere.
"""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main

from briefgen import __version__
from briefgen.commands import (
    actors,
    bounces,
    counts,
    db,
    editions,
    feeds,
    lint,
    preview,
    review,
    run,
    sending,
    serve,
    subscribers,
    terminal,
    workspace,
)
from briefgen.commands.arguments import general_first
from briefgen.commands.opening import EPILOG
from briefgen.model.errors import BriefgenError, ConfigError

#: The exit status after Ctrl-C, as shells have it: 128 + SIGINT.
STOPPED = 130

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The briefing engine: from feeds to cited daily and weekly editions.",
    epilog=EPILOG,
)
for _name, _group in (
    ("feeds", feeds.app),
    ("actors", actors.app),
    ("review", review.app),
    ("subscribers", subscribers.app),
    ("db", db.app),
):
    app.add_typer(_group, name=_name)
for _command in (
    editions.demo,
    workspace.init,
    editions.poll,
    editions.stories,
    editions.build,
    editions.render,
    editions.explain,
    preview.preview,
    lint.lint,
    review.correct,
    sending.send,
    sending.deliveries,
    counts.counts,
    bounces.bounces,
    serve.serve,
    run.run,
    run.status,
    workspace.doctor,
):
    app.command(epilog=EPILOG)(_command)


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
