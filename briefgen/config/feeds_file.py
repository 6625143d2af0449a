"""New feeds → ``feeds/feeds.toml``. Appended at its end: comments and everything else stay byte for byte.

The new file is written beside the old one and read as the workspace's configuration; only if that is right does it take
the old one's place, at once. So there is no moment at which a reader finds a broken or half-written file.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from briefgen.config.loading import load
from briefgen.config.tables import FeedTable
from briefgen.config.values import slug_of
from briefgen.model.errors import ConfigError, OutputError
from briefgen.model.feed import Feed

_DEFAULTS = {f.name: f.default for f in fields(Feed) if f.default is not MISSING}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_LONGEST_STEM = 50
_NEEDED = frozenset({"id", "title", "url"})


def append_feeds(workspace: Path, feeds: Sequence[Feed]) -> None:
    """Add the feeds at the end of ``feeds/feeds.toml``.

    Raises ConfigError if the workspace would be wrong with them (the file is then as it was), OutputError if the file
    cannot be written.
    """
    file = (workspace / "feeds" / "feeds.toml").resolve()
    draft = workspace / "feeds" / f".feeds-{os.getpid()}.toml"
    try:
        with _alone(file.parent):
            before = file.read_bytes()
            draft.write_bytes(_appended(before, feeds))
            shutil.copymode(file, draft)
            load(workspace, feeds_file=draft.name)
            if draft.parent == file.parent:
                draft.replace(file)
            else:  # feeds.toml is a link to elsewhere, perhaps on another disk
                file.write_bytes(draft.read_bytes())
    except ConfigError as error:
        raise ConfigError(
            tuple(replace(one, file=one.file.replace(draft.name, file.name)) for one in error.mistakes)
        ) from None
    except OSError as error:
        message = f"{file} cannot be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(message) from error
    finally:
        draft.unlink(missing_ok=True)


def acceptable(given: Mapping[str, Any]) -> Feed | str:
    """Return the feed of a table from outside, without what its values may not be; or why it cannot be one. Pure."""
    table = dict(given)
    for _ in range(2):
        try:
            return FeedTable.model_validate(table).to_feed()
        except ValidationError as error:
            wrong = {str(one["loc"][0]): one["msg"].removeprefix("Value error, ") for one in error.errors()}
            if needed := _NEEDED & set(wrong):
                key = min(needed)
                return f"{key} {wrong[key]}"
            table = {key: value for key, value in table.items() if key not in wrong}
    return "not a feed"


def free_id(title: str, url: str, taken: Collection[str]) -> str:
    """Return an id made of the title or, if that is not Latin, of the host; numbered if it is taken. Pure."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    latin = sum(letter.isascii() and letter.isalpha() for letter in title)
    stem = slug_of(title) if 2 * latin > sum(letter.isalpha() for letter in title) else ""
    stem = (stem or slug_of(host) or "feed")[:_LONGEST_STEM].strip("-")
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def address_key(url: str) -> str:
    """Return what two spellings of one address have in common: no scheme, ``www.``, default port, last slash. Pure."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def table_of(feed: Feed) -> str:
    """Return the feed as a ``[[feed]]`` table, without the keys that have their usual value. Pure."""
    lines = ["[[feed]]"]
    for name in (f.name for f in fields(Feed)):
        value = getattr(feed, name)
        if value is not None and (name == "language" or name not in _DEFAULTS or value != _DEFAULTS[name]):
            lines.append(f"{name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _appended(before: bytes, feeds: Sequence[Feed]) -> bytes:
    text = "".join(f"\n{table_of(feed)}" for feed in feeds)
    if before and not before.endswith(b"\n"):
        text = "\n" + text
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return before + text.encode()


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    return '"' + _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", str(value)) + '"'


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other program adds feeds to this folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
