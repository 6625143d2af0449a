"""The files in ``feeds/`` → one frozen ``Config``, or all their mistakes at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from briefgen.config import rules
from briefgen.config.document import Document, read_document
from briefgen.config.tables import ActorsFile, BriefingTable, FeedsFile, Table, TopicsFile
from briefgen.config.wording import problems
from briefgen.config.workspace import find
from briefgen.model.briefing import Briefing
from briefgen.model.errors import ConfigError, Mistake
from briefgen.model.feed import Feed
from briefgen.model.watch import Watchlist

_ACTORS, _TOPICS = "feeds/actors.toml", "feeds/topics.toml"
_T = TypeVar("_T", bound=Table)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """What a workspace is configured to do."""

    workspace: Path
    feeds: tuple[Feed, ...]
    watchlist: Watchlist
    briefings: Mapping[str, Briefing]  #: by id, in the order of the ids


def load(workspace: Path, *, feeds_file: str = "feeds.toml") -> Config:
    """Read ``feeds/<feeds_file>``, actors, topics and briefings of a workspace, each file once.

    Raises ConfigError with every mistake of every file, UsageError where ``workspace`` is none.
    """
    workspace = find(workspace)
    feeds_file = f"feeds/{feeds_file}"
    briefing_files = _briefing_files(workspace)
    read = [read_document(workspace, file) for file in (feeds_file, _ACTORS, _TOPICS, *briefing_files)]
    mistakes = [mistake for mistake in read if isinstance(mistake, Mistake)]
    documents = {document.file: document for document in read if isinstance(document, Document)}

    feeds = _checked(FeedsFile, documents.get(feeds_file), mistakes)
    actors = _checked(ActorsFile, documents.get(_ACTORS), mistakes)
    topics = _checked(TopicsFile, documents.get(_TOPICS), mistakes)
    briefings = [_checked(BriefingTable, documents.get(file), mistakes) for file in briefing_files]
    mistakes += _broken_rules(documents, feeds_file, workspace)

    if mistakes or feeds is None or actors is None or topics is None:
        raise ConfigError(tuple(mistakes))
    return Config(
        workspace=workspace,
        feeds=feeds.to_feeds(),
        watchlist=Watchlist(actors=actors.to_actors(), topics=topics.to_topics()),
        briefings={table.id: table.to_briefing() for table in briefings if table},
    )


def _briefing_files(workspace: Path) -> list[str]:
    """Return the briefings' files; those of editors (``.#israel.toml``) are none."""
    found = (workspace / "feeds/briefings").glob("*.toml")
    return sorted(f"feeds/briefings/{path.name}" for path in found if not path.name.startswith("."))


def _checked(model: type[_T], document: Document | None, mistakes: list[Mistake]) -> _T | None:
    """Return the document as a wire model; or None, with what is wrong added to ``mistakes``."""
    if document is None:
        return None
    try:
        return model.model_validate(document.table)
    except ValidationError as error:
        mistakes += [document.mistake(path, problem) for path, problem in problems(model, error)]
        return None


def _broken_rules(documents: Mapping[str, Document], feeds_file: str, workspace: Path) -> Iterator[Mistake]:
    """Apply the rules that span keys, tables and files."""
    catalogues = {
        noun + "s": rules.catalogue(noun, file, documents.get(file))
        for noun, file in (("actor", _ACTORS), ("topic", _TOPICS), ("feed", feeds_file))
    }
    for known in catalogues.values():
        if known.file in documents:
            yield from rules.duplicate_ids(documents[known.file], known.noun)
    for file, document in documents.items():
        if file == feeds_file:
            yield from rules.feed_rules(document, workspace / "feeds")
        elif file == _ACTORS:
            yield from rules.actor_rules(document, catalogues["actors"])
        elif file == _TOPICS:
            yield from rules.shared_ids(document, catalogues["actors"])
        else:
            yield from rules.briefing_rules(document, catalogues)
