"""A Markdown file with a head → a memo that may be published, or its mistakes with file and line. Reads files."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from briefgen.config.front_matter import FrontMatter, FrontMatterError, Value, split
from briefgen.config.values import Language, Slug, Words, did_you_mean, slug_of
from briefgen.model.briefing import Briefing
from briefgen.model.errors import BriefgenError, ConfigError, Mistake, UsageError
from briefgen.model.memo import Memo, MemoFile
from briefgen.model.moment import utc

#: Where a memo is looked for that nobody named.
FOLDER = "feeds/memos"

#: The keys of a head; those without which there is no memo come first.
KEYS = ("title", "author", "date", "standfirst", "language", "slug", "stories", "tags")
NEEDED = ("title", "author", "date")
LISTS = ("stories", "tags")

#: Characters of a file at most: a book has a million.
LONGEST = 200_000

_DATED_NAME = re.compile(r"\d{4}-\d\d-\d\d[-_.]?")
#: A year stands so far from the ends of what a moment can be that any zone fits.
_FIRST_YEAR, _LAST_YEAR = 1990, 3000

_T = TypeVar("_T")


def read_memo(path: Path, briefing: Briefing, *, workspace: Path) -> MemoFile:
    """Read one file. Raises ConfigError with every mistake in it, UsageError where there is none."""
    name = _name(path, workspace)
    head = _head(path, name)
    mistakes = [*_wrong_keys(head, name)]
    take = _Taking(head, name, mistakes)
    title = take("title", _line)
    author = take("author", _line)
    written = take("date", lambda text: _moment(text, briefing.timezone))
    standfirst = take("standfirst", _line) or ""
    language = take("language", _checked(Language)) or briefing.language
    slug = take("slug", _checked(Slug)) or _slug_of(path, take)
    tags = [*take.list("tags", _line)]
    stories = [*take.list("stories", _story)]
    if not head.body.strip() or len(head.body) > LONGEST:
        problem = "no text stands below the head" if not head.body.strip() else f"is longer than {LONGEST:,} characters"
        mistakes.append(Mistake(file=name, line=head.end, key="", problem=problem))
    if mistakes or title is None or author is None or written is None:
        raise ConfigError(tuple(mistakes))
    memo = Memo(
        author=author, written=written, markdown=head.body, standfirst=standfirst, tags=tuple(tag for tag, _ in tags)
    )
    return MemoFile(
        file=name, slug=slug, title=title, language=language, memo=memo, stories=tuple(stories),
        line=head.values["date"].line,
    )  # fmt: skip


def newest_memo(workspace: Path, briefing: Briefing, at: datetime) -> MemoFile:
    """Read the newest file of ``feeds/memos/`` that is not dated after ``at``; of equally new ones the last by name.

    Only its date must be right in the others. Raises ConfigError, and UsageError where there is none.
    """
    dated: list[tuple[datetime, Path]] = []
    for path in _files(workspace):
        name = _name(path, workspace)
        mistakes: list[Mistake] = []
        written = _Taking(_head(path, name), name, mistakes)("date", lambda text: _moment(text, briefing.timezone))
        if written is None:
            raise ConfigError(tuple(mistakes))
        if written <= at:
            dated.append((written, path))
    if not dated:
        message = f"{FOLDER}/ holds no memo dated up to {at:%Y-%m-%d %H:%M} UTC; --text FILE.md names another"
        raise UsageError(message)
    return read_memo(max(dated)[1], briefing, workspace=workspace)


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedMemo:
    """A file of ``feeds/memos/``, when its text goes out and under which slug; or what is wrong with it."""

    path: Path
    written: datetime | None = None
    slug: str = ""
    problem: str = ""  #: every mistake, each with file and line


def dated_memos(workspace: Path, briefing: Briefing) -> Iterator[DatedMemo]:
    """Yield each file of ``feeds/memos/``, by name. Of one that would be refused, only what is wrong."""
    for path in _files(workspace):
        try:
            file = read_memo(path, briefing, workspace=workspace)
        except BriefgenError as error:
            yield DatedMemo(path=path, problem=str(error))
        else:
            yield DatedMemo(path=path, written=file.memo.written, slug=file.slug)


def _files(workspace: Path) -> list[Path]:
    found = sorted((workspace / FOLDER).glob("*.md"))
    return [path for path in found if not path.name.startswith(".") and path.name != "README.md"]


class _Taking:
    """Takes values out of a head, and notes what is wrong with them."""

    def __init__(self, head: FrontMatter, file: str, mistakes: list[Mistake]) -> None:
        self._head, self.file, self._mistakes = head, file, mistakes

    def __call__(self, key: str, read: Callable[[str], _T]) -> _T | None:
        """Return the value of a key as ``read`` reads it; None where it is absent or wrong."""
        value = self._head.values.get(key)
        if value is None or not value.text:
            if key in NEEDED:
                self.wrong(key, value.line if value else 1, f"a memo needs its {key}")
            return None
        return self._read(key, value.line, value.text, read)

    def list(self, key: str, read: Callable[[str], _T]) -> Iterator[tuple[_T, int]]:
        """Yield the members of a list, each with its line."""
        value = self._head.values.get(key, Value(1))
        members = value.members if value.members is not None else ((value.text, value.line),) if value.text else ()
        for place, (text, line) in enumerate(members, 1):
            member = self._read(f"{key}[{place}]", line, text, read)
            if member is not None:
                yield member, line

    def wrong(self, key: str, line: int, problem: str) -> None:
        """Note a mistake."""
        self._mistakes.append(Mistake(file=self.file, line=line, key=key, problem=problem))

    def _read(self, key: str, line: int, text: str, read: Callable[[str], _T]) -> _T | None:
        try:
            return read(text)
        except ValueError as error:
            self.wrong(key, line, str(error))
            return None


def _head(path: Path, name: str) -> FrontMatter:
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"{name} cannot be read: {(error.strerror or str(error)).lower()}"
        raise UsageError(message) from error
    try:
        return split(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        mistake = Mistake(file=name, line=line, key="", problem="must be saved as UTF-8")
    except FrontMatterError as error:
        mistake = Mistake(file=name, line=error.line, key="", problem=error.problem)
    raise ConfigError((mistake,))


def _wrong_keys(head: FrontMatter, file: str) -> Iterator[Mistake]:
    for key, value in head.values.items():
        if key not in KEYS:
            problem = f"a memo has no such key{did_you_mean(key, KEYS) or ': it may have ' + ', '.join(KEYS)}"
            yield Mistake(file=file, line=value.line, key=key, problem=problem)
        elif value.members is not None and key not in LISTS:
            yield Mistake(file=file, line=value.line, key=key, problem="must be a text, not a list")


def _slug_of(path: Path, take: _Taking) -> str:
    """Return the slug that the file's name makes: ``2021-12-28-two-readouts.md`` is ``two-readouts``."""
    stem = _DATED_NAME.sub("", path.stem, count=1) if _DATED_NAME.match(path.stem) else path.stem
    slug = slug_of(stem)
    if not slug:
        take.wrong("slug", 1, "the file's name makes none: write one such as slug: two-readouts")
    return slug


def _checked(kind: Any) -> Callable[[str], str]:
    """Return a reader by one of the annotated types of ``values``, which refuses in their words."""

    def read(text: str) -> str:
        try:
            found: str = TypeAdapter(kind).validate_python(text)
        except ValidationError as error:
            raise ValueError(error.errors()[0]["msg"].removeprefix("Value error, ")) from error
        return found

    return read


_line = _checked(Words)


def _story(text: str) -> str:
    edition, mark, story = text.partition("#")
    if text.startswith(("http://", "https://")) or (mark and "/" in edition and story and "/" not in story):
        return text
    message = f"must be EDITION#STORY such as israel/2021-12-28#s-1f2e, or a report's address, not {text!r}"
    raise ValueError(message)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    """Read ``2021-12-28`` or ``2021-12-28T07:30``, on the publication's clock where no other is given."""
    problem = f"must be a date such as 2021-12-28 or a moment such as 2021-12-28T07:30, not {text!r}"
    try:
        moment = datetime.fromisoformat(text.replace(" ", "T", 1))
    except ValueError as error:
        raise ValueError(problem) from error
    if not _FIRST_YEAR < moment.year < _LAST_YEAR:
        raise ValueError(problem)
    return utc(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def _name(path: Path, workspace: Path) -> str:
    whole = path.absolute()
    return str(whole.relative_to(workspace)) if whole.is_relative_to(workspace) else str(path)
