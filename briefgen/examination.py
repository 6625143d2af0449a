"""``briefgen doctor``: is this machine, is this workspace fit for work?"""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from briefgen.config import load
from briefgen.config.settings import Settings, read_settings
from briefgen.config.workspace import find
from briefgen.deliver import write_renditions, write_whole
from briefgen.language_model import EXTRA_MISSING, is_installed, missing
from briefgen.model.errors import BriefgenError
from briefgen.render import Engine, packaged_templates
from briefgen.render.pdf import open_press
from briefgen.store import Store

#: Less free space than this, and editions may stay unbuilt. Bytes.
LEAST_SPACE = 200_000_000

#: The clock of a machine that shows an earlier day is wrong: this code is younger.
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    verdict: Literal["right", "doubtful", "wrong"]
    said: str


def examine(workspace: Path, environ: Mapping[str, str], now: datetime) -> tuple[Finding, ...]:
    """Look at everything that work needs; never raise for what is found."""
    findings = [_python(), _clock(now), _fonts(packaged_templates() / "fonts"), _attempt("PDF", _pdf)]
    try:
        folder = find(workspace)
        settings = read_settings(folder, environ)
    except BriefgenError as error:
        return (*findings, Finding(what="workspace", verdict="wrong", said=str(error)))
    findings.append(_attempt("configuration", lambda: _configuration(folder)))
    findings.append(_attempt("database", lambda: _database(settings)))
    findings.append(_attempt("out", lambda: _writable(folder / "out")))
    findings.extend(_space(folder))
    findings.append(_mail(settings))
    findings.append(_model(settings))
    return tuple(findings)


def _attempt(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, verdict="right", said=check())
    except BriefgenError as error:
        return Finding(what=what, verdict="wrong", said=str(error))


def _pdf() -> str:
    with open_press(Engine([packaged_templates()])) as press:
        quick = press.check()
    return "can be printed" if quick else "can be printed, at half the speed: install libharfbuzz-subset0"


def _fonts(folder: Path) -> Finding:
    found = len(list(folder.glob("*.ttf")))
    return Finding(what="fonts", verdict="right" if found else "wrong", said=f"{found} in {folder}")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    fit = sys.version_info >= (3, 11)
    return Finding(
        what="Python", verdict="right" if fit else "wrong", said=version if fit else f"{version}; 3.11 is needed"
    )


def _clock(now: datetime) -> Finding:
    zone = now.astimezone(ZoneInfo("Asia/Jerusalem"))
    if now < WRITTEN:
        return Finding(what="clock", verdict="wrong", said=f"it shows {now:%Y-%m-%d}, a day that is long past")
    return Finding(what="clock", verdict="right", said=f"{now:%Y-%m-%d %H:%M} UTC, {zone:%H:%M} in Jerusalem")


def _configuration(folder: Path) -> str:
    config = load(folder)
    watched = config.watchlist
    return (
        f"{len(config.feeds)} feeds, {len(watched.actors)} actors, {len(watched.topics)} topics, "
        f"briefings {', '.join(sorted(config.briefings)) or 'none'}"
    )


def _database(settings: Settings) -> str:
    with Store.open(settings.database_url) as store:
        kept = f"articles kept {settings.keep_days} days" if settings.keep_days else "articles kept for ever"
        return f"{store.name}, version {store.schema_version()}, {store.size() / 1e6:.1f} MB, {kept}"


def _writable(folder: Path) -> str:
    write_renditions((), folder)  # makes the folder, as a build would
    probe = write_whole(folder / ".probe", b"")
    probe.unlink()
    return f"{folder} can be written"


def _space(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    verdict: Literal["right", "wrong"] = "right" if free >= LEAST_SPACE else "wrong"
    yield Finding(what="disk", verdict=verdict, said=f"{free / 1e9:.1f} GB free")


def _mail(settings: Settings) -> Finding:
    if settings.smtp_url and settings.sender:
        return Finding(what="mail", verdict="right", said=f"sends as {settings.sender}")
    missing = " and ".join(
        name
        for name, value in (("BRIEFGEN_SMTP_URL", settings.smtp_url), ("BRIEFGEN_SENDER", settings.sender))
        if not value
    )
    return Finding(what="mail", verdict="doubtful", said=f"{missing} not set, so nothing can be sent")


def _model(settings: Settings) -> Finding:
    """Nothing is asked of the model: that could cost money."""
    if not (settings.llm_url or settings.llm_model or settings.llm_key):
        return Finding(what="language model", verdict="right", said="none is configured, and none is needed")
    if name := missing(settings):
        return Finding(what="language model", verdict="doubtful", said=f"{name} not set, so none is used")
    if not is_installed():
        return Finding(what="language model", verdict="wrong", said=EXTRA_MISSING)
    said = f'{settings.llm_model}, for briefings with model = "select" or "rewrite"'
    return Finding(what="language model", verdict="right", said=said)
