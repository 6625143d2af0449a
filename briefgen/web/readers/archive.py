"""What was published: editions of the store → pages, pictures, feeds. What is made is kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from briefgen.compose.editing import edited
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

#: Editions of a briefing that a list, a feed and the sitemap show.
LISTED, FED, MAPPED = 120, 20, 1_000


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

    def rows(self, briefing: str, most: int) -> list[EditionRow]:
        """Return the latest editions of a briefing that are out, the latest first."""
        return list(islice(filter(self._is_out, self._store.editions(briefing)), most))

    def latest(self, briefing: str) -> EditionRow | None:
        """Return the latest edition that is out."""
        return next(iter(self.rows(briefing, 1)), None)

    def row(self, name: str) -> EditionRow | None:
        """Return the edition of that id, if it is out."""
        briefing = name.partition("/")[0]
        if briefing not in self._briefings:
            return None
        return next((row for row in self._store.editions(briefing) if row.id == name and self._is_out(row)), None)

    def edition(self, row: EditionRow) -> Edition | None:
        """Return an edition as editors left it, fit to print. What they change later is seen at once."""
        edits = self._store.reviews.history(row.id)

        def read() -> Edition | None:
            found = self._store.reviews.frozen(row.id) or self._store.edition(row.id)
            return None if found is None else printable(edited(found, edits))

        return self._once(("edition", *self._version(row, len(edits))), read)

    def page(self, row: EditionRow, edition: Edition, page_url: str, *, kept: bool = True, **more: Any) -> Page:
        """Return the edition's page in the site's frame; not ``kept`` if it is one reader's."""

        def make() -> Page:
            html = write_page(edition, self._engine, page_url, "site/edition.html.j2", **more)
            return Page(html=html, policy=edition_policy(html.decode()))

        return self._once(("page", *self._version(row), repr(sorted(more.items()))), make) if kept else make()

    def picture(self, row: EditionRow, edition: Edition) -> bytes:
        """Return the picture that social networks show."""
        return self._once(("picture", *self._version(row)), lambda: card_png(edition, self._engine))

    def content(self, row: EditionRow, edition: Edition, page_url: str, *, whole: bool) -> str:
        """Return an edition as a feed carries it, HTML without styles; not ``whole``: its first story alone."""

        def make() -> str:
            return self._engine.render("site/content.html.j2", edition, page_url=page_url, whole=whole)

        return self._once(("content", *self._version(row), whole), make)

    def pdf(self, row: EditionRow) -> Path | None:
        """Return the PDF that a build wrote, if there is one."""
        file = self._out / row.id / PDF
        return file if file.is_file() else None

    def _version(self, row: EditionRow, edits: int | None = None) -> tuple[object, ...]:
        """Return what an edition was made of: once that is another, so is everything made of it."""
        return (row.id, row.built, len(self._store.reviews.history(row.id)) if edits is None else edits)

    def _is_out(self, row: EditionRow) -> bool:
        """Tell whether readers may see an edition: one under review is out once it was released, until it is withdrawn.

        Of the editions that stand beside the standing ones, memos and corrections are for all; reports on demand are
        for who asked.
        """
        briefing = self._briefings.get(row.briefing)
        corrects = row.slug.startswith("correction-")
        if briefing is None or (row.slug and briefing.kind != "memo" and not corrects):
            return False
        review = self._store.reviews.find(row.id)
        if review is not None:
            return review.state == "released"
        # Between an edition and the beginning of its review there is a moment; and reviews may have begun later on.
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
