"""What was published: editions of the store → pages, pictures, feeds. What is made is kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.render import Engine
from briefgen.render.card import card_png
from briefgen.render.printable import printable
from briefgen.render.renditions import write_page
from briefgen.store import Store
from briefgen.store.listing import EditionRow
from briefgen.web.readers.guarding import edition_policy

T = TypeVar("T")

#: What was made is kept for the latest so many asked for; pages take 100 KB.
_KEPT = 200

#: The part of ``out/`` that is served beside a page.
PDF = "briefing.pdf"

#: Editions that a list and a feed show.
LISTED, FED = 120, 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """An edition's page as it is served."""

    html: bytes
    policy: str  #: its Content-Security-Policy


class Archive:
    """Editions that are out. Safe to share between threads."""

    def __init__(self, store: Store, briefings: Mapping[str, Briefing], engine: Engine, out: Path) -> None:
        """Take the store, what is published, the templates, and where builds write."""
        self._store, self._briefings, self._engine, self._out = store, briefings, engine, out
        self._made: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, briefing: str) -> list[EditionRow]:
        """Return the editions of a briefing that are out, the latest first."""
        return [row for row in self._store.editions(briefing) if self._is_out(row)]

    def latest(self, briefing: str) -> EditionRow | None:
        """Return the latest edition that is out."""
        return next((row for row in self._store.editions(briefing) if self._is_out(row)), None)

    def row(self, name: str) -> EditionRow | None:
        """Return the edition of that id, if it is out."""
        briefing = name.partition("/")[0]
        if briefing not in self._briefings:
            return None
        return next((row for row in self._store.editions(briefing) if row.id == name and self._is_out(row)), None)

    def edition(self, row: EditionRow) -> Edition | None:
        """Return an edition, fit to print."""

        def read() -> Edition | None:
            found = self._store.edition(row.id)
            return None if found is None else printable(found)

        return self._once(("edition", row.id, row.built), read)

    def page(self, row: EditionRow, edition: Edition, page_url: str, *, kept: bool = True, **more: Any) -> Page:
        """Return the edition's page in the site's frame; not ``kept`` if it is one reader's."""

        def make() -> Page:
            html = write_page(edition, self._engine, page_url, "site/edition.html.j2", **more)
            return Page(html=html, policy=edition_policy(html.decode()))

        return self._once(("page", row.id, row.built, repr(sorted(more.items()))), make) if kept else make()

    def picture(self, row: EditionRow, edition: Edition) -> bytes:
        """Return the picture that social networks show."""
        return self._once(("picture", row.id, row.built), lambda: card_png(edition, self._engine))

    def content(self, row: EditionRow, edition: Edition, page_url: str, *, whole: bool) -> str:
        """Return an edition as a feed carries it, HTML without styles; not ``whole``: its first story alone."""

        def make() -> str:
            return self._engine.render("site/content.html.j2", edition, page_url=page_url, whole=whole)

        return self._once(("content", row.id, row.built, whole), make)

    def pdf(self, row: EditionRow) -> Path | None:
        """Return the PDF that a build wrote, if there is one."""
        file = self._out / row.id / PDF
        return file if file.is_file() else None

    def _is_out(self, row: EditionRow) -> bool:
        """Tell whether readers may see an edition: a draft under review is out once it was planned for its readers.

        Of the editions that stand beside the standing ones, memos are for all; reports on demand are for who asked.
        """
        briefing = self._briefings.get(row.briefing)
        if briefing is None or (row.slug and briefing.kind != "memo"):
            return False
        return not briefing.review_minutes or self._store.ledger.mailing(row.id) is not None

    def _once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                kept: T = self._made[key]  # what stands under a key, its maker made
                return kept
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made
