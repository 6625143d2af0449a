"""What a tab is called, which format it shows, which files it has. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.model.rendition import Format


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One file that a tab can show."""

    file: str
    title: str
    format: Format
    needs: str = ""  #: the file of a build that it is in, where it is none of its own

    @property
    def made(self) -> str:
        """The file of a build that holds it."""
        return self.needs or self.file

    @property
    def html(self) -> bool:
        """Tell whether it is a document, which has widths and schemes."""
        return self.file.endswith(".html")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """One way to look at an edition."""

    id: str
    title: str
    parts: tuple[Part, ...]
    document: bool = False  #: shown as it is, at a reader's width and colours; else its text, as we set it


_PAGE = Part(file="index.html", title="Page", format="html")
_CARD = Part(file="card.png", title="Card", format="html")
_EMAIL = Part(file="email.html", title="Email", format="email")
_MESSAGE = Part(file="email.eml", title="Message", format="email")

TABS: Mapping[str, Tab] = {
    tab.id: tab
    for tab in (
        Tab(id="page", title="Page", parts=(_PAGE, _CARD), document=True),
        Tab(id="email", title="Email", parts=(_EMAIL,), document=True),
        Tab(
            id="text",
            title="Text",
            parts=(
                Part(file="briefing.txt", title="Text file", format="text"),
                Part(file="email.txt", title="Text part of the email", format="email", needs="email.eml"),
            ),
        ),
        Tab(id="markdown", title="Markdown", parts=(Part(file="briefing.md", title="Markdown", format="markdown"),)),
        Tab(id="pdf", title="PDF", parts=(Part(file="briefing.pdf", title="PDF", format="pdf"),)),
        Tab(id="source", title="Source", parts=(_EMAIL, _PAGE, _MESSAGE)),
        Tab(id="edition", title="Edition", parts=(Part(file="edition.json", title="Edition", format="json"),)),
    )
}

#: Pixels of a width, by name; a desktop's is what there is room for, and this at least.
WIDTHS: Mapping[str, int] = {"phone": 375, "tablet": 768, "desktop": 1024}

#: What a scheme is called, and what it does.
SCHEMES: Mapping[str, tuple[str, str]] = {
    "light": ("Light", "As a reader sees it who prefers light."),
    "dark": ("Dark", "As authored: the styles for prefers-color-scheme: dark, as in Apple Mail."),
    "partial": (
        "Forced",
        "Forced in part: light grounds darkened, dark text lightened, as Outlook and Gmail on Android do. Simulated.",
    ),
    "full": (
        "Inverted",
        "Forced in full: every colour turned to its opposite lightness, as Gmail on iOS does. Simulated.",
    ),
}

#: Every part, by the name of its file.
PARTS: Mapping[str, Part] = {part.file: part for tab in TABS.values() for part in tab.parts}

#: What is checked: of each format but PDF the last file that matters.
CHECKED = ("index.html", "email.eml", "briefing.txt", "briefing.md", "edition.json")


def part_of(tab: Tab, file: str) -> Part:
    """Return the part of a tab with that file, its first where it has none such."""
    return next((part for part in tab.parts if part.file == file), tab.parts[0])
