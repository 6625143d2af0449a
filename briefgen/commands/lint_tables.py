"""What ``briefgen lint`` prints: findings as linters print them, one line a finding; sizes; the table of rules."""

import os
import re
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from briefgen import lint
from briefgen.commands.terminal import cell_width, count, plain, say, show_json, table
from briefgen.linting import Linted
from briefgen.model.finding import Finding, Level

LEVELS: tuple[Level, ...] = ("error", "warning", "note")

#: ANSI colours: of each level, of places, of what is only beside it.
_COLOURS: dict[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "place": "1",
    "help": "2",
    "good": "1;32",
}

_ANSI = re.compile(r"\x1b\[[\d;]*m")

#: Columns of the meter of the email's size.
_METER = 20


def show_rules(*, as_json: bool) -> None:
    """Print every rule, by what it looks at."""
    if as_json:
        rules = [(area, rule) for area, some in lint.AREAS.items() for rule in some]
        show_json(
            {
                "rules": [
                    {"rule": r.id, "level": r.level, "of": area, "what": r.what, "help": r.help} for area, r in rules
                ]
            }
        )
        return
    for area, some in lint.AREAS.items():
        say(_coloured("place", f"\n{area}") if _is_coloured() else f"\n{area}")
        table(("rule", "level", "finds"), [(rule.id, rule.level, rule.what) for rule in some])


def show_linted(linted: Sequence[Linted], *, notes: bool, as_json: bool) -> None:
    """Print what was found. Notes are only counted unless they are wanted; JSON has them always."""
    if as_json:
        show_json(
            {
                "editions": [_as_json(one) for one in linted],
                "counts": _counts(f for one in linted for f in one.findings),
            }
        )
        return
    for one in linted:
        for finding in one.findings:
            if notes or finding.level != "note":
                print(_line(finding))  # noqa: T201  this module prints
        print(_summary(one, notes=notes))  # noqa: T201  likewise
    if len(linted) > 1:
        total = _counts(finding for one in linted for finding in one.findings)
        print(f"{count(len(linted), 'edition')}: {_counted(total, notes=True)}")  # noqa: T201  likewise


def _as_json(one: Linted) -> dict[str, object]:
    return {
        "edition": one.edition,
        "counts": _counts(one.findings),
        "measures": asdict(one.measures),
        "findings": [asdict(finding) for finding in one.findings],
    }


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    found = Counter(finding.level for finding in findings)
    return {f"{level}s": found[level] for level in LEVELS}


def _line(finding: Finding) -> str:
    """Return ``email.html:12:5: error[alt-missing]: image without alt text — help``."""
    place, what = f"{plain(finding.place)}:", f"{finding.level}[{finding.rule}]"
    line = _fitted(f"{place} {what}: {' '.join(plain(finding.message).split())} — {plain(finding.help)}")
    return line.replace(place, _coloured("place", place), 1).replace(what, _coloured(finding.level, what), 1)


def _fitted(line: str) -> str:
    """Return a line for a terminal, folded between words; for a pipe as it is."""
    width = shutil.get_terminal_size().columns
    if not sys.stdout.isatty() or width < 2 * _METER:
        return line
    return textwrap.fill(line, width, subsequent_indent="    ", break_on_hyphens=False, break_long_words=False)


def _summary(one: Linted, *, notes: bool) -> str:
    measures = one.measures
    parts = [f"{_coloured('place', plain(one.edition))}: {_counted(_counts(one.findings), notes=notes)}"]
    if measures.email is not None:
        parts.append(f"email {_meter(measures.email, measures.email_ceiling)}")
    if measures.message is not None:
        parts.append(f"message {measures.message / 1024:.0f} KiB")
    if measures.page is not None:
        parts.append(f"page {measures.page / 1024:.0f} KiB")
    if measures.pdf is not None:
        parts.append(f"PDF {count(measures.pdf_pages or 0, 'page')}, {measures.pdf / 1024:.0f} KiB")
    if measures.grade is not None:
        parts.append(f"Flesch-Kincaid grade {measures.grade}")
    return "\n  ".join(_rows(parts))


def _rows(parts: Sequence[str]) -> Iterator[str]:
    """Yield what fits into a terminal's line, with dots between; all of it for a pipe."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    row = ""
    for part in parts:
        longer = f"{row} · {part}" if row else part
        if row and cell_width(_ANSI.sub("", longer)) > width - 2:
            yield row
            longer = part
        row = longer
    yield row


def _counted(counts: dict[str, int], *, notes: bool) -> str:
    said = [
        _coloured(level, number) if counts[f"{level}s"] and level != "note" else number
        for level in LEVELS
        for number in [count(counts[f"{level}s"], level)]
    ]
    clean = not counts["errors"] and not counts["warnings"]
    hidden = "" if notes or not counts["notes"] else " (--notes shows them)"
    return (_coloured("good", "clean, ") if clean else "") + ", ".join(said[2:] if clean else said) + hidden


def _meter(size: int, ceiling: int) -> str:
    filled = min(_METER, round(_METER * size / ceiling))
    level = "error" if size >= ceiling else "warning" if size > 0.9 * ceiling else "good"
    bar = _coloured(level, "█" * filled) + _coloured("help", "░" * (_METER - filled))
    return f"{bar + ' ' if _is_coloured() else ''}{size / 1024:.1f} of {ceiling // 1024} KiB"


def _is_coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(what: str, text: str) -> str:
    return f"\x1b[{_COLOURS[what]}m{text}\x1b[0m" if _is_coloured() else text
