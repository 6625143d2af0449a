"""What the command line prints: text for people, one JSON document for programs. Progress only on a terminal.

Everything that comes from a feed is printed as text: control characters of a title never reach the terminal.
"""

import io
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from briefgen.examination import Examined
    from briefgen.explanation import Explanation
    from briefgen.model.edition import Edition
    from briefgen.model.story import Story
    from briefgen.outcomes import Polled

#: Columns of a table in a pipe, where nothing tells how wide the reader's page is.
PIPE_WIDTH = 160

#: What stands before each column of a table, and the least width to which its first and its last are folded.
_GUTTER, _LEAST = "  ", 18

#: Not printable by Unicode's definition, but ours to keep: line breaks, and the joiners of Persian words.
_KEPT = "\n\u200c\u200d"


class Progress(Protocol):
    """Something that can be told how far the work is."""

    def step(self, what: str) -> None:
        """Say what is done now; one step of ``total`` further."""


class _Silence:
    def step(self, what: str) -> None:
        """Say nothing: output goes to a pipe, or somebody wants JSON."""


@contextmanager
def progress(title: str, *, total: int | None = None, quiet: bool = False) -> Iterator[Progress]:
    """Show progress on stderr if that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield _Silence()
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = [SpinnerColumn(), TextColumn("[bold]{task.description}"), TextColumn("{task.fields[what]}")]
    if total is not None:
        columns[2:2] = [BarColumn(), MofNCompleteColumn()]
    with Bar(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total, what="")

        class Shown:
            def step(self, what: str) -> None:
                bar.update(task, advance=1, what=plain(what)[:60])

        yield Shown()


def accept_any_letter() -> None:
    """Let a terminal that has no Hebrew show a question mark instead of failing."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def say(text: str, *, indent: int = 2) -> None:
    """Print one line on stdout; a terminal gets it folded between words, what follows set in by ``indent``."""
    line = plain(text)
    width = shutil.get_terminal_size().columns
    if sys.stdout.isatty() and "\n" not in line and len(line) > width > 2 * indent:
        line = textwrap.fill(line, width, subsequent_indent=" " * indent, break_on_hyphens=False)
    print(line)  # noqa: T201  this module prints


def complain(text: str) -> None:
    """Print on stderr."""
    print(plain(text), file=sys.stderr)  # noqa: T201  this module prints


def show_json(document: Any) -> None:
    """Print one JSON document."""
    all_letters = (sys.stdout.encoding or "").lower().startswith("utf")
    print(json.dumps(document, ensure_ascii=not all_letters, indent=1))  # noqa: T201  this module prints


def show_polled(polled: Sequence["Polled"], *, as_json: bool) -> None:
    """Print what each feed gave; on a terminal only what is new or wrong, and a sum."""
    if as_json:
        fields = ("feed", "status", "new", "updated", "unchanged", "error", "pages")
        show_json({"feeds": [{name: getattr(one, name) for name in fields} for one in polled]})
        return
    failed = [one for one in polled if one.status == "failed"]
    for one in (one for one in polled if one.error):
        complain(f"{one.feed}: {plain(one.error or '')}")
    if not polled:
        say("no feed is due yet; --force asks all the same")
        return
    new, updated = sum(one.new for one in polled), sum(one.updated for one in polled)
    pages = sum(one.pages for one in polled)
    read = f"; {count(pages, 'page')} read" if pages else ""
    brought = f"{count(new, 'new article')}, {updated} changed{read}"
    say(f"{count(len(polled), 'feed')} polled, {len(failed)} failed; {brought}")


def show_stories(stories: Sequence["Story"], publishers: Mapping[str, str], *, as_json: bool) -> None:
    """Print the stories with their reports."""
    if as_json:
        show_json({"stories": [_story(story, publishers) for story in stories]})
        return
    for story in stories:
        began, reports = story.articles[0], count(len(story.articles), "report")
        say(f"{began.published:%Y-%m-%d %H:%M}  {began.title}  ({reports})", indent=18)


def _story(story: "Story", publishers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.articles[0].title,
        "articles": [
            {
                "url": a.url,
                "title": a.title,
                "publisher": publishers.get(a.feed, a.feed),
                "published": instant(a.published),
            }
            for a in story.articles
        ],
    }


def show_editions(made: Sequence[tuple["Edition", Sequence[Path]]], *, as_json: bool) -> None:
    """Print several editions, each with its files."""
    if as_json:
        show_json({"editions": [_edition(edition, files) for edition, files in made]})
        return
    for edition, files in made:
        show_edition(edition, files, as_json=False)


def _edition(edition: "Edition", files: Sequence[Path]) -> dict[str, Any]:
    return {"edition": edition.id, "files": [str(file) for file in files]}


def show_edition(edition: "Edition", files: Sequence[Path], *, as_json: bool) -> None:
    """Print what the edition leads with, and where it is."""
    if as_json:
        show_json(_edition(edition, files))
        return
    told = count(len(edition.stories), "story", "stories")
    say(f"{edition.briefing.title}, {edition.date}: {told}, {edition.word_count} words")
    for story in edition.stories[:5]:
        others = len(story.publishers) - 4
        more = f" and {others} more" if others > 0 else ""
        say(f"  {story.rank}. {story.headline}", indent=5)
        say(f"     {', '.join(story.publishers[:4])}{more}", indent=5)
    for down in edition.sources.down:
        say(f"  not read: {down.title} ({down.reason})", indent=4)
    for file in files:
        say(f"  {file}")


def show_explanation(found: "Explanation", *, as_json: bool) -> None:
    """Print why an article is in an edition or not."""
    if as_json:
        show_json(found.as_json())
        return
    for line in found.lines():
        say(line)


def show_findings(findings: Sequence["Examined"], *, as_json: bool) -> None:
    """Print what the doctor found."""
    if as_json:
        fields = ("what", "verdict", "said")
        show_json({"findings": [{name: getattr(one, name) for name in fields} for one in findings]})
        return
    marks = {"right": "✓", "doubtful": "!", "wrong": "✗"}
    for one in findings:
        said = one.said.replace("\n", "\n  ")
        say(f"{marks[one.verdict]} {one.what}: {said}")


def hand_over(document: str) -> None:
    """Print a document for another program, as it stands; letters that the output has not become references."""
    if not (sys.stdout.encoding or "").lower().startswith("utf"):
        document = document.encode("ascii", "xmlcharrefreplace").decode()
    print(document, end="")  # noqa: T201  this module prints


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; its last column takes what width is left, its first gives way where there is none.

    Ours, since Rich takes a millisecond for a row, and thousands of feeds are listed.
    """
    cells = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    page = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH
    room = page - len(_GUTTER) * len(widths)
    widths[-1] = min(widths[-1], max(room - sum(widths[:-1]), _LEAST))
    widths[0] = min(widths[0], max(room - sum(widths[1:]), _LEAST))
    lines = [line for row in cells for line in _lines_of(row, widths)]
    lines.insert(1, _GUTTER + "─" * (sum(widths) + len(_GUTTER) * (len(widths) - 1)))
    print("\n".join(lines))  # noqa: T201  this module prints; a broken pipe is main's


def _lines_of(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    folded = [
        [cell] if cell_width(cell) <= width else textwrap.wrap(cell, width, break_on_hyphens=False)
        for cell, width in zip(row, widths, strict=True)
    ]
    for parts in zip_longest(*folded, fillvalue=""):
        padded = (part + " " * (width - cell_width(part)) for part, width in zip(parts, widths, strict=True))
        yield (_GUTTER + _GUTTER.join(padded)).rstrip()


def cell_width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def plain(text: str) -> str:
    """Return a text without control characters, which would reach the terminal."""
    return "".join(letter if letter.isprintable() or letter in _KEPT else " " for letter in text)


def count(number: int, one: str, several: str | None = None) -> str:
    """Return ``1 feed``, ``2 feeds``."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def instant(moment: datetime) -> str:
    """Return a moment as the contracts have it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(moment: datetime | None) -> str:
    """Return a moment as people read it."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"
