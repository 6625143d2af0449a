"""The file that is looked at → how large it is, beside what is still good. Pure."""

from dataclasses import dataclass

from briefgen.lint import EMAIL_CEILING
from briefgen.web.preview.sheets import sheets

#: Columns of a text that no mail program breaks, and bytes of a PDF's page.
WIDEST, PAGE_CEILING = 76, 60 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A size, in words and beside its ceiling."""

    said: str
    value: int
    ceiling: int = 0  #: 0: there is none
    why: str = ""
    gradual: bool = True  #: coming near the ceiling is worth knowing; else only being over it

    @property
    def over(self) -> bool:
        """Tell whether it is more than is good."""
        return 0 < self.ceiling < self.value


def measure(file: str, content: bytes) -> Measure:
    """Return what is worth knowing of a file's size."""
    size = len(content)
    if file == "email.html":
        said = f"{_kib(size)} of {EMAIL_CEILING // 1024} KiB"
        return Measure(said=said, value=size, ceiling=EMAIL_CEILING, why="Gmail hides what comes after 102 KiB.")
    if file.endswith(".txt"):
        widest = max((len(line) for line in content.decode(errors="replace").splitlines()), default=0)
        said = f"{_kib(size)}, widest line {widest} of {WIDEST}"
        return Measure(said=said, value=widest, ceiling=WIDEST, why="Mail programs break longer lines.", gradual=False)
    if file.endswith(".pdf"):
        pages = len(sheets(content))
        said = f"{_kib(size)}, {pages} {'page' if pages == 1 else 'pages'}, {_kib(size // max(pages, 1))} each"
        return Measure(said=said, value=size // max(pages, 1), ceiling=PAGE_CEILING, why="60 KiB a page are enough.")
    return Measure(said=_kib(size), value=size)


def _kib(size: int) -> str:
    return f"{size / 1024:.1f} KiB"
