"""A document saved inside ``feeds/`` → result. The disk is read here, nothing else."""

import errno
import stat
from pathlib import Path

from briefgen.fetch.faults import too_large
from briefgen.fetch.polling import body_hash
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError, FetchResult, Unchanged

#: A file has no header, so its name speaks; other names leave the type to the parser.
_TYPES = {
    ".xml": "application/xml",
    ".rss": "application/xml",
    ".rdf": "application/xml",
    ".atom": "application/xml",
    ".json": "application/json",
}


def read_saved(feed: Feed, state: FeedState, documents: Path, max_body: int) -> FetchResult:
    """Read ``feed.path`` inside the folder ``documents``; at most ``max_body`` bytes.

    FetchError for a path that leads out of the folder and a document that is missing, unreadable, empty or too large.
    """
    if feed.path is None:
        message = f"feed {feed.id!r} is not a saved document"
        raise ValueError(message)
    try:
        body = _read(documents, documents / feed.path, max_body + 1)
    except FileNotFoundError:
        return FetchError(feed=feed, reason=f"no such document: {feed.address}")
    except (OSError, ValueError, RuntimeError) as error:  # also NUL in a name, a circle of links
        what = getattr(error, "strerror", None) or str(error)
        return FetchError(feed=feed, reason=f"cannot read {feed.address}: {what.lower()}")
    if not body or len(body) > max_body:
        return FetchError(feed=feed, reason=too_large(max_body) if body else f"{feed.address} is empty")
    if body_hash(body) == state.body_hash:
        return Unchanged(feed=feed)
    content_type = _TYPES.get(feed.path.suffix.lower(), "")
    return FetchedFeed(feed=feed, body=body, content_type=content_type, url=feed.homepage)


def _read(documents: Path, place: Path, size: int) -> bytes:
    """Read up to ``size`` bytes of a file inside ``documents``; a pipe or a device would never end."""
    if not place.resolve().is_relative_to(documents.resolve()):
        raise OSError(errno.EPERM, "it lies outside of feeds/")
    mode = place.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is not a file")
    with place.open("rb") as document:
        return document.read(size)
