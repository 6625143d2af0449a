"""Rules of several keys, tables or files together, over the tables as read. Pure but for symbolic links.

They look at raw tables, not at the converted ones, so that one wrong weight does not hide an unknown actor.
What is of the wrong type here is passed over: ``wording`` reports it.
"""

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, TypeGuard

from briefgen.config.document import Document
from briefgen.config.lines import KeyPath
from briefgen.config.tables import BriefingTable, RankingTable
from briefgen.config.values import did_you_mean
from briefgen.model.briefing import EVERYTHING
from briefgen.model.errors import Mistake


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The ids that one file defines. ``ids`` is None where they cannot be read: then no name is unknown."""

    noun: str  #: ``actor``
    file: str
    ids: Collection[str] | None


def catalogue(noun: str, file: str, document: Document | None) -> Catalogue:
    """Collect the ids of the tables ``[[noun]]``."""
    misnamed = document is not None and bool(document.table) and not isinstance(document.table.get(noun), list)
    if document is None or misnamed:
        return Catalogue(noun=noun, file=file, ids=None)
    ids = dict.fromkeys(table["id"] for _, table in _tables(document.table, noun) if _is_text(table.get("id")))
    return Catalogue(noun=noun, file=file, ids=ids)


def duplicate_ids(document: Document, noun: str) -> Iterator[Mistake]:
    """Find ids that a table before has already."""
    first: dict[str, KeyPath] = {}
    for path, table in _tables(document.table, noun):
        name = table.get("id")
        if not _is_text(name):
            continue
        if name in first:
            line = document.line((*first[name], "id"))
            yield document.mistake((*path, "id"), f"{name!r} is already the id of the {noun} in line {line}")
        else:
            first[name] = path


def shared_ids(topics: Document, actors: Catalogue) -> Iterator[Mistake]:
    """Find topics that have an actor's id: an edition keeps both under one key."""
    for path, table in _tables(topics.table, "topic"):
        if _is_text(name := table.get("id")) and actors.ids is not None and name in actors.ids:
            yield topics.mistake((*path, "id"), f"{name!r} is already the id of an actor in {actors.file}")


def feed_rules(document: Document, folder: Path) -> Iterator[Mistake]:
    """Check that every feed has one address, and that a saved document lies inside ``folder``."""
    for path, table in _tables(document.table, "feed"):
        if "url" in table and "path" in table:
            yield document.mistake((*path, "path"), "has a url and a path; keep one of them")
        elif "url" not in table and "path" not in table:
            problem = 'has neither url nor path; write url = "https://…", or path = "sample/…" for a saved document'
            yield document.mistake(path, problem)
        if _is_text(saved := table.get("path")) and (outside := _path_problem(saved, folder)):
            yield document.mistake((*path, "path"), outside)


def actor_rules(document: Document, actors: Catalogue) -> Iterator[Mistake]:
    """Check that the dates of roles are in order and that the side is a known actor."""
    for path, table in _tables(document.table, "actor"):
        for role_path, role in _tables(table, "roles"):
            start, end = role.get("from"), role.get("to")
            if type(start) is date and type(end) is date and end < start:
                problem = f"the role ends on {end}, before it begins on {start}"
                yield document.mistake((*path, *role_path, "to"), problem)
        yield from _ambiguous(document, path, table)
        side = table.get("side")
        if _is_text(side) and side and (unknown := _unknown(side, actors)):
            yield document.mistake((*path, "side"), unknown)


def _ambiguous(document: Document, path: KeyPath, table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Check that what is called ambiguous is a spelling of the actor: a misspelt one would never be."""
    ambiguous, aliases = table.get("ambiguous"), table.get("aliases")
    if not isinstance(ambiguous, list):
        return
    spelled = [table.get("name")]
    for names in aliases.values() if isinstance(aliases, dict) else ():
        spelled += names if isinstance(names, list) else []
    for number, name in enumerate(ambiguous):
        if _is_text(name) and name not in spelled:
            yield document.mistake((*path, "ambiguous", number), f"{name!r} is neither the name nor an alias")


def briefing_rules(document: Document, catalogues: Mapping[str, Catalogue]) -> Iterator[Mistake]:
    """Check the file's name and every name of an actor, topic or feed."""
    name, stem = document.table.get("id"), PurePosixPath(document.file).stem
    if _is_text(name) and name != stem:
        yield document.mistake(("id",), f"must be {stem!r}, like its file's name, not {name!r}")
    if document.table.get("actors") == [] == document.table.get("topics"):
        yield document.mistake(("topics",), "with neither actors nor topics, nothing concerns this briefing")
    yield from _sizes(document)
    yield from _kind(document, catalogues)
    for key, known in catalogues.items():
        yield from _references(document, (), document.table, (key, known))
    for key, problem in (("exclude", "'*' would keep everything out"), ("require", "'*' would require nothing")):
        yield from _references(document, (), document.table, (key, catalogues["topics"]))
        if isinstance(named := document.table.get(key), list) and EVERYTHING in named:
            yield document.mistake((key,), problem)
    for path, section in _tables(document.table, "section"):
        for key in ("topics", "actors"):
            yield from _references(document, path, section, (key, catalogues[key]))
            if isinstance(names := section.get(key), list) and EVERYTHING in names:
                problem = "'*' is for the briefing; a section without topics and actors claims every story"
                yield document.mistake((*path, key), problem)


def _sizes(document: Document) -> Iterator[Mistake]:
    """Check that a story is left to be told in full, and that some part of a score counts."""
    most = document.table.get("max_stories", BriefingTable.model_fields["max_stories"].default)
    hits = document.table.get("quick_hits")
    if type(hits) is int and type(most) is int and hits >= most > 0:
        problem = f"must be less than max_stories ({most}), of which the quick hits are a part"
        yield document.mistake(("quick_hits",), problem)
    shares, unused = document.table.get("ranking"), "days" if document.table.get("cadence") == "daily" else "recency"
    parts = RankingTable.model_fields.keys() - {"background", unused}
    if isinstance(shares, dict) and all(shares.get(part) == 0 for part in parts) and not shares.get(unused):
        yield document.mistake(("ranking",), "leaves nothing to rank by; give at least one part a share above 0")


def _kind(document: Document, catalogues: Mapping[str, Catalogue]) -> Iterator[Mistake]:
    """Check that a report has its subject, and that nobody waits for a model where none is asked."""
    kind, about = document.table.get("kind", "edition"), document.table.get("about", "")
    if kind == "report" and _is_text(about):
        watched = (catalogues["actors"], catalogues["topics"])
        if not about:
            yield document.mistake((), 'a report needs its subject: about = "…", the id of an actor or topic')
        elif all(known.ids is not None and about not in known.ids for known in watched):
            files = " or ".join(known.file for known in watched)
            near = did_you_mean(about, [name for known in watched for name in known.ids or ()])
            yield document.mistake(("about",), f"there is no actor or topic {about!r} in {files}{near}")
    elif kind != "report" and about:
        yield document.mistake(("about",), 'is for a report only (kind = "report")')
    if _is_text(kind) and kind in {"report", "memo"} and document.table.get("model", "off") != "off":
        yield document.mistake(("model",), f"no language model is asked for a {kind}")


def _references(
    document: Document, path: KeyPath, table: Mapping[str, Any], reference: tuple[str, Catalogue]
) -> Iterator[Mistake]:
    """Check the names in one list of a briefing or section."""
    key, known = reference
    names = table.get(key)
    if not isinstance(names, list):
        return
    for number, name in enumerate(names):
        if not _is_text(name):
            continue
        if name in names[:number]:
            yield document.mistake((*path, key, number), f"{name!r} is named twice")
        elif name == EVERYTHING:
            if len(names) > 1:
                problem = "'*' means every one, so nothing else can stand beside it"
                yield document.mistake((*path, key, number), problem)
        elif unknown := _unknown(name, known):
            yield document.mistake((*path, key, number), unknown)


def _unknown(name: str, known: Catalogue) -> str | None:
    if known.ids is None or name in known.ids:
        return None
    return f"there is no {known.noun} {name!r} in {known.file}{did_you_mean(name, known.ids)}"


def _path_problem(saved: str, folder: Path) -> str | None:
    """Say why a saved document may not be read, or None. One that does not exist is the feed's error, later."""
    outside = f"must lie inside feeds/, such as 'sample/tass.xml', not {saved!r}"
    path = PurePosixPath(saved)
    if path.is_absolute() or ".." in path.parts or "\\" in saved or "\0" in saved:
        return outside
    try:
        with contextlib.suppress(FileNotFoundError):  # that is the feed's error, later
            (folder / path).stat()  # from Python 3.13 on, resolve() takes a loop for a path
        inside = (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return f"cannot be followed: {saved!r} is a symbolic link to itself or too long"
    return None if inside else f"must lie inside feeds/; {saved!r} leads out of it by a symbolic link"


def _tables(table: Mapping[str, Any], key: str) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """Give the path and the table of every ``[[key]]``."""
    members = table.get(key)
    if isinstance(members, list):
        for number, member in enumerate(members):
            if isinstance(member, dict):
                yield (key, number), member


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)
