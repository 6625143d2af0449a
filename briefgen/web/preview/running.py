"""One running preview: what a look shows now, and who is told when that changes."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from briefgen.config.settings import Settings
from briefgen.lint import check
from briefgen.model.edition import Edition
from briefgen.model.errors import BriefgenError
from briefgen.model.finding import Finding
from briefgen.web.preview.broadcast import Broadcast
from briefgen.web.preview.documents import content_of
from briefgen.web.preview.faults import Fault
from briefgen.web.preview.looking import Look, elsewhere
from briefgen.web.preview.measures import Measure, measure
from briefgen.web.preview.specimens import Specimen
from briefgen.web.preview.typesetting import Typesetter
from briefgen.web.preview.views import CHECKED, PARTS, SCHEMES, TABS, WIDTHS, Part
from briefgen.web.preview.watching import Watcher
from briefgen.web.preview.workshop import Made, Workshop


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What the preview is given: a workspace and the world around it."""

    workspace: Path
    settings: Callable[[], Settings]
    now: Callable[[], datetime]
    sample: Callable[[], Sequence[Edition]]  #: builds the sample's editions, for a workspace that has none saved
    briefing: str = ""  #: whose latest edition is shown first
    host: str = "127.0.0.1"  #: the address that is listened at
    names: tuple[str, ...] = ()  #: of this machine


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What a look shows now."""

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]
    version: str  #: of the file that is looked at; empty while there is none
    pending: bool = False  #: a newer one is being made
    measure: Measure | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What the checks found in all files of an edition."""

    findings: tuple[Finding, ...]
    broken: frozenset[str]  #: ids of the tabs whose files cannot be made


class Preview:
    """A workspace, whoever looks at it, and what they see."""

    def __init__(self, desk: Desk) -> None:
        """Read the workspace; nothing is watched yet."""
        self.desk = desk
        self.token = secrets.token_urlsafe(16)
        self.workshop = Workshop(desk.workspace, desk.settings)
        self.broadcast = Broadcast()
        self.typesetter = Typesetter(self.workshop, self.broadcast.tell)
        self.building = not any(publication.on("saved") for publication in self.workshop.publications)
        self._found: tuple[tuple[int, str], tuple[Finding, ...]] | None = None

    def end(self) -> None:
        """End at once what would keep a server waiting: streams, and PDFs in the making."""
        self.broadcast.close()
        self.workshop.close()

    async def follow(self, watcher: Watcher) -> None:
        """Tell browsers of every change."""
        async for kinds in watcher.changes():
            await asyncio.to_thread(self.workshop.changed, kinds)
            self.broadcast.tell()

    async def build_sample(self) -> None:
        """Build the sample's editions if nothing else is saved."""
        if self.building:
            sample = await asyncio.to_thread(self.desk.sample)
            self.building = False
            self.workshop.offer(sample)
            self.broadcast.tell()

    async def state(self, look: Look) -> State:
        """Return what a look shows; of a PDF the latest there is, while a newer one is made."""
        pending = False
        made: Made | None
        if look.part.format == "pdf":
            typeset = self.typesetter.look(look.specimen)
            made, pending = typeset.made, not typeset.fresh
        else:
            made = await asyncio.to_thread(self.workshop.make, look.specimen, look.part.format, look.part.made)
        made = made or Made()
        content = content_of(look.part.file, made.files)
        return State(
            files=made.files,
            faults=(*made.faults, *self.workshop.config_faults),
            version=hashlib.sha256(content).hexdigest()[:16] if content else "",
            pending=pending,
            measure=measure(look.part.file, content) if content else None,
        )

    async def made(self, specimen: Specimen, part: Part) -> Made:
        """Return the files among which a part is; a PDF that is not there is waited for."""
        if part.format != "pdf":
            return await asyncio.to_thread(self.workshop.make, specimen, part.format, part.made)
        if done := self.typesetter.glance(specimen):
            return done
        return await asyncio.to_thread(self.workshop.print, specimen)

    def check(self, look: Look) -> Checked:
        """Return what is wrong with the files of an edition; its PDF only if there is one already."""
        files: dict[str, bytes] = {}
        broken: set[str] = set()
        pdf = self.typesetter.glance(look.specimen)
        made = [(PARTS[name].format, self.workshop.make(look.specimen, PARTS[name].format, name)) for name in CHECKED]
        for kind, one in [*made, *([("pdf", pdf)] if pdf else [])]:
            files |= one.files
            if one.faults:
                broken |= {tab.id for tab in TABS.values() if tab.parts[0].format == kind}
        key = (self.workshop.generation, "+".join((look.specimen.place, *files)))
        if self._found is None or self._found[0] != key:
            self._found = (key, check(files))
        return Checked(findings=self._found[1], broken=frozenset(broken))

    def values(self, look: Look, state: State) -> dict[str, Any]:
        """Return what the templates of the page and of its parts are filled with."""
        return {
            "look": look,
            "state": state,
            "publication": next(one for one in self.workshop.publications if one.id == look.specimen.publication),
            "publications": self.workshop.publications,
            "elsewhere": elsewhere,
            "tabs": TABS,
            "widths": WIDTHS,
            "schemes": SCHEMES,
            "token": self.token,
            "smtp": self._has_mail_server(),
        }

    def _has_mail_server(self) -> bool:
        try:
            return bool(self.desk.settings().smtp_url)
        except BriefgenError:
            return False
