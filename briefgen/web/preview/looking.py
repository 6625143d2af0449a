"""What somebody looks at, and how: an address of the preview ↔ a Look. Pure."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from briefgen.web.preview.specimens import Specimen
from briefgen.web.preview.views import SCHEMES, TABS, WIDTHS, Part, Tab, part_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One edition in one tab, at a width and in a scheme."""

    specimen: Specimen
    tab: Tab
    part: Part
    width: str = "desktop"
    scheme: str = "light"
    line: int = 0  #: of the source that is meant, from 1; 0: none

    def address(self, kind: str = "look", **changes: str) -> str:
        """Return the address of this look, or of one that differs: ``tab``, ``of``, ``width``, ``scheme``, ``place``.

        ``kind`` is what is wanted there: ``look`` (the whole page), ``view`` (the frame), ``raw``, ``events``,
        ``checks``.
        """
        tab = changes.get("tab", self.tab.id)
        kept = {"of": self.part.file if tab == self.tab.id else "", "width": self.width, "scheme": self.scheme}
        asked = {name: value for name, value in {**kept, **changes}.items() if name not in {"tab", "place"}}
        usual = {"of": TABS[tab].parts[0].file, "width": "desktop", "scheme": "light", "line": "0"}
        query = urlencode({name: value for name, value in asked.items() if value and value != usual.get(name)})
        place = quote(changes.get("place", self.specimen.place))
        return f"/{kind}/{tab}/{place}" + (f"?{query}" if query else "")

    def file_address(self, file: str) -> str:
        """Return where a file of the edition can be had."""
        return f"/file/{quote(file)}/{quote(self.specimen.place)}"

    def sheet_address(self, number: int, version: str) -> str:
        """Return where the picture of a PDF's page is."""
        return f"/sheet/{number}/{quote(self.specimen.place)}?v={version}"

    @property
    def device(self) -> bool:
        """Tell whether it is looked at as on a reader's screen, at a width and in a scheme."""
        return self.tab.document and self.part.html

    @property
    def frame(self) -> str:
        """The address of the frame, at the line that is meant."""
        return self.address("view") + (f"#L{self.line}" if self.line else "")


def look_at(specimen: Specimen, tab: str, query: Mapping[str, str]) -> Look:
    """Return what an address asks for; whatever it does not know is as usual."""
    wanted = TABS.get(tab, TABS["page"])
    line = query.get("line", "")
    return Look(
        specimen=specimen,
        tab=wanted,
        part=part_of(wanted, query.get("of", "")),
        width=query["width"] if query.get("width") in WIDTHS else "desktop",
        scheme=query["scheme"] if query.get("scheme") in SCHEMES else "light",
        line=int(line) if line.isascii() and line.isdecimal() and len(line) < len("1000000") else 0,
    )


def elsewhere(look: Look, specimen: Specimen) -> str:
    """Return the address of another edition, looked at in the same way."""
    return dataclasses.replace(look, specimen=specimen, line=0).address()
