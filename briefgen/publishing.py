"""Steps 8 and 9 for one edition: rendered in its formats, each file whole or not at all. Edge: templates, files."""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from briefgen.deliver import write_renditions
from briefgen.model.edition import Edition
from briefgen.model.errors import BriefgenError, OutputError
from briefgen.model.rendition import FORMATS, Format
from briefgen.render import SENDER, Engine, Press, open_press, packaged_templates, render

log = logging.getLogger(__name__)

#: Nobody's mail is made of these, and none of its links leads there only: they may come later.
LATER: tuple[Format, ...] = ("markdown", "pdf")

_NAMES = {"markdown": "briefing.md", "pdf": "briefing.pdf"}

#: Takes a format that could not be made, and why.
OnMissing = Callable[[Format, str], None]

#: The templates and, where there will be a PDF, what prints it.
Tools = tuple[Engine, Press | None]


@contextmanager
def pressing(workspace: Path, formats: Collection[Format]) -> Iterator[Tools]:
    """Lend the templates, the workspace's own first, and a press if there will be a PDF."""
    own = workspace / "templates"
    engine = Engine([*([own] if own.is_dir() else []), packaged_templates()])
    with open_press(engine) if "pdf" in formats else nullcontext() as press:
        yield engine, press


def published(  # noqa: PLR0913  as build
    edition: Edition,
    formats: Collection[Format],
    *,
    folder: Path,
    tools: Tools,
    signed: tuple[str, str],
    told: OnMissing | None = None,
) -> tuple[Path, ...]:
    """Edition → files in ``folder``; return their paths. ``signed`` is the sender and the address of the web pages.

    ``told`` hears of formats of ``LATER`` that could not be made, of which no older file is left; without it that is
    raised.
    """
    engine, press = tools
    log.info("8/9 render: %s", ", ".join(sorted(formats)))
    # What the others can be made of again first, what may fail last.
    wanted = sorted(
        (name for name in FORMATS if name in formats), key=lambda name: (name != "json", name in LATER, name == "pdf")
    )
    sender, public_url = signed
    page_url = f"{public_url}/{edition.id}/" if public_url else ""

    def written(*names: Format) -> list[Path]:
        made = render(edition, names, templates=engine, sender=sender or SENDER, page_url=page_url, press=press)
        return write_renditions(made, folder)

    files = written(*(name for name in wanted if told is None or name not in LATER))
    for name in (name for name in LATER if told and name in wanted):
        try:
            files += written(name)
            continue
        except OutputError:
            raise
        except BriefgenError as error:
            problem = str(error)
        except Exception as error:
            log.exception("%s as %s failed", edition.id, name)
            problem = f"a fault of briefgen's own: {type(error).__name__}: {error}"
        (folder / _NAMES[name]).unlink(missing_ok=True)  # it may be of the edition as it was before
        if told:
            told(name, problem)
    log.info("9/9 deliver: %d files in %s", len(files), folder)
    return tuple(files)
