"""``briefgen lint``: what lies in ``out/`` → what is wrong with it. Edge: disk; if wanted the network, and veraPDF.

The rules are pure and stand in ``lint``; here their files are read and the links are asked, politely and once each.
"""

import os
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from briefgen import lint
from briefgen.conformance import failures_of
from briefgen.fetch import Limits, Network, fetch_links
from briefgen.model.errors import OutputError, UsageError
from briefgen.model.finding import Finding

#: What a build writes and a rule looks at, in the order in which it is told.
LOOKED_AT = ("email.html", "email.eml", "index.html", "briefing.pdf", "briefing.txt", "briefing.md")


@dataclass(frozen=True, kw_only=True, slots=True)
class Linted:
    """One edition, looked at."""

    edition: str  #: ``israel/2021-12-28``
    findings: tuple[Finding, ...]
    measures: lint.Measures


def lint_editions(
    out: Path,
    *,
    briefing: str | None = None,
    edition: str | None = None,
    clients: tuple[str, ...] = lint.DEFAULT_CLIENTS,
    on_edition: Callable[[str], None] = lambda _: None,
) -> Iterator[Linted]:
    """Editions in ``out`` → what is wrong with each: of every briefing, or of one, the latest, or the one of a day.

    Files are named as one would reach them from here. UsageError where there is none, or no such client.
    """
    if strange := lint.unknown(clients):
        message = f"there is no email client {strange[0]!r}; there are {', '.join(client_families())}"
        raise UsageError(message)
    for folder in _editions(out, briefing, edition):
        on_edition(f"{folder.parent.name}/{folder.name}")
        files = read_files(folder)
        yield Linted(
            edition=f"{folder.parent.name}/{folder.name}",
            findings=lint.check(files, clients=clients),
            measures=lint.measure(files),
        )


def with_links(  # noqa: PLR0913  what a caller may choose
    out: Path,
    linted: Collection[Linted],
    *,
    now: datetime,
    limits: Limits | None = None,
    network: Network | None = None,
    on_link: Callable[[str], None] = lambda _: None,
) -> tuple[Linted, ...]:
    """Ask at every link of the editions, each address once; return them with what was found added."""
    links = {one.edition: lint.links(read_files(out / one.edition)) for one in linted}
    wanted = dict.fromkeys(link.url for files in links.values() for some in files.values() for link in some)
    answers = {}
    for answer in fetch_links(list(wanted), now=now, limits=limits or Limits(), network=network or Network()):
        on_link(answer.url)
        answers[answer.url] = answer
    return tuple(
        replace(one, findings=(*one.findings, *lint.check_answers(links[one.edition], answers))) for one in linted
    )


def with_standards(out: Path, linted: Collection[Linted]) -> tuple[Linted, ...]:
    """Ask veraPDF of every PDF of the editions, in one go; return them with what was found added."""
    pdfs = {one.edition: out / one.edition / "briefing.pdf" for one in linted}
    failures = failures_of([path for path in pdfs.values() if path.is_file()])
    return tuple(
        replace(
            one,
            findings=(
                *one.findings,
                *lint.check_failures(_from_here(pdfs[one.edition]), failures.get(pdfs[one.edition], ())),
            ),
        )
        for one in linted
    )


def clients_of(workspace: Path) -> tuple[str, ...]:
    """Return the clients that matter to a workspace: ``[lint] clients`` of its theme.toml, or the usual ones."""
    theme = workspace / "templates" / "theme.toml"
    try:
        named = tomllib.loads(theme.read_text(encoding="utf-8")).get("lint", {}).get("clients", [])
    except FileNotFoundError:
        named = []
    except (OSError, ValueError, AttributeError) as error:
        message = f"{theme} cannot be read: {error}"
        raise UsageError(message) from error
    return tuple(str(one) for one in named) or lint.DEFAULT_CLIENTS


def client_families() -> tuple[str, ...]:
    """Return the families of email clients of which something is known."""
    return tuple(sorted({client.partition(".")[0] for client in lint.chosen(("all",))}))


def read_files(folder: Path) -> dict[str, bytes]:
    """Return what is looked at in the folder of an edition, by path from here."""
    found = {}
    for name in LOOKED_AT:
        path = folder / name
        if path.is_file():
            try:
                found[_from_here(path)] = path.read_bytes()
            except OSError as error:
                message = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
                raise OutputError(message) from error
    return found


def _from_here(path: Path) -> str:
    """Return a path as one would type it: from the current folder if it lies below, else whole."""
    whole, here = path.resolve(), Path.cwd().resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()


def _editions(out: Path, briefing: str | None, edition: str | None) -> list[Path]:
    """Return the folders of the editions that are meant. Raises UsageError if there is none."""
    briefings = [out / briefing] if briefing else sorted(path for path in _folders(out))
    found = []
    for folder in briefings:
        dated = sorted(path for path in _folders(folder) if _is_edition(path))
        if edition:
            found += [path for path in dated if path.name == edition or path.name.startswith(f"{edition}-")]
        else:
            found += dated[-1:]
    if not found:
        what = f"edition {edition}" if edition else "edition"
        whose = f" of {briefing!r}" if briefing else ""
        message = f"there is no {what}{whose} in {out}; `briefgen build` writes one"
        raise UsageError(message)
    return found


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return


def _is_edition(folder: Path) -> bool:
    """Tell whether a folder is named by a day, perhaps with a slug behind it, and holds something to look at."""
    try:
        date.fromisoformat(folder.name[:10])
    except ValueError:
        return False
    return any(os.path.lexists(folder / name) for name in LOOKED_AT)
