"""Edition × template → text. Jinja in an immutable sandbox; a template's fault names its file and line.

Every template of an edition sees five names: ``edition`` (``model.edition.Edition``), ``theme`` (``theme.toml`` of all
folders, the workspace's own values winning), ``words`` (the fixed words in the edition's language, ``words.toml``),
``page_language``, and whatever else its format passes. Pages of no edition see the same but for ``edition``.

A publication's own templates stand in ``briefings/NAME/``, where NAME is what its configuration says (``template``),
else its id: ``theme.toml`` lies over the common theme of the same folder, and each file of ``OWN`` takes the place of
a format's plain template, which it extends. Data is never template source, so ``{{7*7}}`` in a title stays as it is.
"""

import base64
import itertools
import re
import tomllib
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import jinja2
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

import briefgen
from briefgen.model.edition import Edition
from briefgen.model.errors import TemplateError
from briefgen.render.filters import FILTERS
from briefgen.render.numbering import numbers
from briefgen.render.theming import changed, flaws, line_of
from briefgen.render.wording import FALLBACK_LANGUAGE

#: A template whose name ends so makes plain text; everything else is HTML and escapes what it prints.
PLAIN_TEXT = (".txt.j2", ".md.j2")

#: A format's plain template → what a publication's own folder calls its own.
OWN: Mapping[str, str] = {
    "page/index.html.j2": "page.html.j2",
    "page/card.svg.j2": "card.svg.j2",
    "email/email.html.j2": "email.html.j2",
    "pdf/briefing.html.j2": "pdf.html.j2",
    "pdf/briefing.css.j2": "pdf.css.j2",
    "text/briefing.txt.j2": "text.txt.j2",
    "text/email.txt.j2": "email.txt.j2",
    "markdown/briefing.md.j2": "markdown.md.j2",
}

#: Where the publications' own folders are.
BRIEFINGS = "briefings"

#: A key that the forms of a plural have, and no other table.
WHOLE = "other"

#: What a PNG begins with.
PNG = b"\x89PNG\r\n\x1a\n"

_FOLDER_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def packaged_templates() -> Path:
    """Return the folder of the templates that came with briefgen: inside a wheel, or at the root of the repository."""
    package = Path(briefgen.__file__).parent
    installed = package / "workspace" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates of this process, shared by all engines: an engine is made for each edition."""

    _codes: ClassVar[dict[str, tuple[str, CodeType | None]]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Lend what was compiled of the same source."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; a changed template takes the place of its older self."""
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


class Engine:
    """The templates of some folders, the first folder winning. Holds no state of any edition."""

    def __init__(self, templates: Sequence[Path]) -> None:
        """Take the folders to look into: the workspace's own ``templates/``, then the packaged one."""
        self.folders = tuple(path.resolve() for path in templates)
        self._themes = {"": self._settings("theme.toml")}
        self._words = self._settings("words.toml")
        #: The fonts of our own, the workspace's first.
        self.fonts = tuple(dict.fromkeys(f for at in self.folders for f in sorted((at / "fonts").glob("*.[ot]tf"))))
        self._jinja = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader(self.folders),
            bytecode_cache=_Compiled(),
            undefined=jinja2.StrictUndefined,
            autoescape=_escapes,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._jinja.filters.update(FILTERS, data_url=self._data_url)

    def render(self, name: str, edition: Edition, **more: Any) -> str:
        """Fill the template ``name`` (a path inside the folders, ``page/index.html.j2``) with the edition.

        Where the publication has one of its own (``OWN``), that is filled.
        Raises TemplateError with the file and the line where it went wrong.
        """
        return self._filled(
            self.template_of(edition, name),
            edition=edition,
            numbers=numbers(edition),
            theme=self.theme_of(edition),
            words=self.words(edition.briefing.language),
            page_language=edition.briefing.language,
            **more,
        )

    def fill(self, name: str, language: str, publication: str = "", **more: Any) -> str:
        """Fill a template that is of no edition, such as a page of ``site/``, in a language.

        ``publication`` is whose theme it wears (``theme_named``). Raises TemplateError as ``render`` does.
        """
        theme, words = self.theme_named(publication), self.words(language)
        return self._filled(name, theme=theme, words=words, page_language=language, **more)

    def _filled(self, name: str, **values: Any) -> str:
        try:
            return self._jinja.get_template(name).render(**values)
        except TemplateError:
            raise
        except jinja2.TemplateSyntaxError as fault:
            place = (fault.filename or name, fault.lineno)
            raise self._told(place, fault.message or "wrong syntax") from fault
        except jinja2.TemplateNotFound as fault:
            place = self._place(fault) or (name, 1)
            raise self._told(place, f"there is no template {fault.name!r}") from fault
        except Exception as fault:
            place = self._place(fault) or (name, 1)
            raise self._told(place, _problem(fault)) from fault

    def template_of(self, edition: Edition, name: str) -> str:
        """Return the publication's own template in place of the plain one, where it has one."""
        own = f"{BRIEFINGS}/{self._publication(edition)}/{OWN.get(name, '')}"
        return own if name in OWN and self._has(own) else name

    def theme_of(self, edition: Edition) -> Mapping[str, Any]:
        """Return the values of ``theme.toml``, the publication's own over the common ones."""
        return self.theme_named(self._publication(edition))

    def theme_named(self, name: str) -> Mapping[str, Any]:
        """Return the theme of the folder ``briefings/NAME/``; the common one where that is empty or does not exist."""
        if name and not _FOLDER_NAME.fullmatch(name):
            name = ""
        if name not in self._themes:
            self._themes[name] = self._settings("theme.toml", f"{BRIEFINGS}/{name}/theme.toml")
        return self._themes[name]

    def _publication(self, edition: Edition) -> str:
        """Return the name of the folder in ``briefings/`` that the edition is rendered with; empty: there is none.

        Raises TemplateError where the edition names a template that does not exist.
        """
        wanted, own = edition.briefing.template, edition.briefing.id
        name = wanted or own
        if _FOLDER_NAME.fullmatch(name) and any((folder / BRIEFINGS / name).is_dir() for folder in self.folders):
            return name
        if wanted:
            place = (f"{BRIEFINGS}/{wanted}", 1)
            raise self._told(place, f"there is no such folder of templates, which {own!r} wants to be made with")
        return ""

    def _has(self, name: str) -> bool:
        return any((folder / name).is_file() for folder in self.folders)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that ``words.toml`` has words in."""
        return tuple(self._words)

    def words(self, language: str) -> Mapping[str, Any]:
        """Return the fixed words (``sources``, ``cut_off`` …) in a language, English where it lacks one."""
        primary = language.partition("-")[0].lower()
        return _merged(self._words.get(FALLBACK_LANGUAGE, {}), self._words.get(primary, {}))

    def _settings(self, *names: str) -> dict[str, Any]:
        """Read TOML files of every folder: later names lie over earlier ones, an earlier folder over a later one.

        So a workspace's own theme wins over whatever the packaged one says of a single publication; where it is a copy
        of the packaged file, what was changed in it does.
        """
        merged: dict[str, Any] = {}
        below: dict[str, Mapping[str, Any]] = {}
        for folder, name in itertools.product(reversed(self.folders), names):
            if (mine := self._read(folder / name)) is not None:
                merged = _merged(merged, changed(mine, below[name]) if name in below else mine)
                below[name] = mine
        return merged

    def _read(self, path: Path) -> dict[str, Any] | None:
        """Read one TOML file, a theme checked; None: there is none. Raises TemplateError."""
        if not path.is_file():
            return None
        try:
            text = path.read_text(encoding="utf-8")
            values = tomllib.loads(text)
        except UnicodeDecodeError as fault:
            raise self._told((str(path), 1), "must be saved as UTF-8") from fault
        except tomllib.TOMLDecodeError as fault:
            line = re.search(r"at line (\d+)", str(fault))
            raise self._told((str(path), int(line[1]) if line else 1), str(fault)) from fault
        if path.name == "theme.toml" and (flaw := next(flaws(values), None)):
            raise self._told((str(path), line_of(text, flaw.key)), f"{flaw.key} {flaw.problem}")
        return values

    def picture(self, name: str) -> bytes:
        """Return a picture beside ``theme.toml``, a PNG, the workspace's own first. Raises TemplateError."""
        for folder in self.folders:
            path = (folder / name).resolve()
            if path.is_relative_to(folder) and path.is_file():
                content = path.read_bytes()
                if content.startswith(PNG):
                    return content
                raise self._told((str(path), 1), "no PNG, which all mail clients show")
        raise self._told(("theme.toml", 1), f"there is no picture {name!r} beside it")

    def _data_url(self, name: str) -> str:
        return f"data:image/png;base64,{base64.b64encode(self.picture(name)).decode('ascii')}"

    def _place(self, fault: BaseException) -> tuple[str, int] | None:
        """Return file and line of the innermost template frame of a traceback that Jinja rewrote."""
        for frame in reversed(traceback.extract_tb(fault.__traceback__)):
            if frame.filename.endswith(".j2") and frame.lineno is not None:
                return frame.filename, frame.lineno
        return None

    def _told(self, place: tuple[str, int], problem: str) -> TemplateError:
        """Return the error, its file relative to the workspace; of a packaged file, the whole path."""
        file, line = Path(place[0]), place[1]
        workspace = self.folders[0].parent if self.folders else Path()
        if not file.is_absolute():
            file = Path("templates") / file
        elif file.is_relative_to(workspace):
            file = file.relative_to(workspace)
        return TemplateError(str(file), line, " ".join(problem.split()))


def _escapes(name: str | None) -> bool:
    return not (name or "").endswith(PLAIN_TEXT)


def _problem(fault: Exception) -> str:
    if isinstance(fault, jinja2.TemplateError):
        return fault.message or type(fault).__name__
    return f"{type(fault).__name__}: {fault}"


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both tables as one, table by table; ``above`` wins.

    The forms of a plural are one thing: Turkish has no "one", and must not get that of English.
    """
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        tables = isinstance(old, dict) and isinstance(value, dict)
        result[key] = _merged(result[key], value) if tables and WHOLE not in value else value
    return result
