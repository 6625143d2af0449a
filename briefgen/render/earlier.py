"""Story → the earlier editions that told of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: The latest that are named.
_NAMED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """An edition of the past, by its id and its day."""

    id: str
    date: date


def earlier_editions(ids: Sequence[str]) -> tuple[Earlier, ...]:
    """Return the latest editions, the oldest first; an id that does not end as ``israel/2021-12-28`` is left out."""
    dated = []
    for identity in dict.fromkeys(ids):
        try:
            dated.append(Earlier(id=identity, date=date.fromisoformat(identity.rpartition("/")[2])))
        except ValueError:
            continue
    return tuple(sorted(dated, key=lambda edition: (edition.date, edition.id))[-_NAMED:])


def beside(page_url: str, here: str, there: str) -> str:
    """Return the address of another edition's page, where this one's ends with its own id; else nothing."""
    page, mark, query = page_url.partition("?")
    bare = page.removesuffix("index.html").rstrip("/")
    if not bare.endswith("/" + here):
        return ""
    start = bare.removesuffix(here)
    return page.replace(start + here, start + there, 1) + mark + query
