"""An editor's text and the store → the memo's edition. Edge: reads files and the store."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from briefgen.compose import Attached, compose_memo
from briefgen.config import Config, newest_memo, read_memo
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.model.errors import ConfigError, Mistake
from briefgen.model.memo import MemoFile
from briefgen.model.wire import decode
from briefgen.store import Store

#: So many days back a report's address is looked for in editions.
REACH = timedelta(days=92)


def make_memo(  # noqa: PLR0913  as pipeline.build
    config: Config, store: Store, briefing: Briefing, *, at: datetime, text: Path | None, out: Path
) -> Edition:
    """Return the edition of ``text``, or of the newest file of ``feeds/memos/`` that is not dated after ``at``.

    The stories it wants are taken, as they were told, from editions of the store or of ``out``. Raises ConfigError,
    with file and line, for what is wrong with the file, UsageError where there is none.
    """
    workspace = config.workspace
    file = read_memo(text, briefing, workspace=workspace) if text else newest_memo(workspace, briefing, at)
    mistakes = []
    if file.memo.written > at:
        problem = f"is after the present of this call, {at:%Y-%m-%d %H:%M} UTC"
        mistakes.append(Mistake(file=file.file, line=file.line, key="date", problem=problem))
    attached: dict[str, Attached] = {}
    for number, (wanted, line) in enumerate(file.stories, 1):
        found = _story(store, out, wanted, file)
        if isinstance(found, Attached):
            attached.setdefault(found.story.id, found)
        else:
            mistakes.append(Mistake(file=file.file, line=line, key=f"stories[{number}]", problem=found))
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return compose_memo(
        file,
        [*attached.values()],
        briefing=briefing,
        feeds={feed.id: feed for feed in config.feeds},
        watchlist=config.watchlist,
    )


def _story(store: Store, out: Path, wanted: str, file: MemoFile) -> Attached | str:
    """Return the story that ``EDITION#STORY`` or a report's address names; else what is wrong with it."""
    if wanted.startswith(("http://", "https://")):
        return _by_address(store, wanted, file)
    name, _, story = wanted.partition("#")
    edition = store.edition(name) or _of_folder(out, name)
    if edition is None:
        return f"there is no edition {name!r}, neither in the store nor in {out}"
    for one in edition.stories:
        if one.id == story:
            return Attached(story=one, names=edition.names)
    return f"the edition {name} has no story {story!r}; it has {', '.join(s.id for s in edition.stories) or 'none'}"


def _by_address(store: Store, url: str, file: MemoFile) -> Attached | str:
    """Return the story of the newest edition that has the report at an address."""
    last = file.memo.written.date() + timedelta(days=1)
    written = json.dumps(url, ensure_ascii=False)
    for edition in store.editions_between(last - REACH, last, holding=written):
        for story in edition.stories:
            if any(report.url == url for report in story.articles) and edition.memo is None:
                return Attached(story=story, names=edition.names)
    return f"no edition of the last {REACH.days} days has a report at {url}"


def _of_folder(out: Path, name: str) -> Edition | None:
    """Return the edition that was written to ``out/BRIEFING/DATE/``; None where there is none that can be read."""
    try:
        path = (out / name / "edition.json").resolve()
        return decode(path.read_bytes()) if path.is_relative_to(out.resolve()) else None
    except (OSError, ValueError, RecursionError):
        return None
