"""``briefgen doctor``: is this machine, is this workspace fit for work?"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import SSLSocket
from typing import Literal
from zoneinfo import ZoneInfo

from briefgen.config import load
from briefgen.config.settings import Settings, read_settings
from briefgen.config.workspace import find
from briefgen.deliver import write_renditions, write_whole
from briefgen.deliver.dkim import Key, read_key
from briefgen.deliver.mailboxes import from_place
from briefgen.deliver.records import published_problem
from briefgen.deliver.smtp import connect, mail_server
from briefgen.language_model import EXTRA_MISSING, is_installed, missing
from briefgen.model.errors import BriefgenError
from briefgen.operation.room import LEAST_SPACE, free_space
from briefgen.render import Engine, packaged_templates
from briefgen.render.message import sender_address
from briefgen.render.pdf import open_press
from briefgen.store import Store

#: Clocks of machines that share a store must agree within this, or one takes the other for dead.
SKEW = timedelta(seconds=20)

#: Seconds that a mail server may take.
_PATIENCE = 10.0

#: The clock of a machine that shows an earlier day is wrong: this code is younger.
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Examined:
    """One thing that was looked at."""

    what: str
    verdict: Literal["right", "doubtful", "wrong"]
    said: str


def examine(
    workspace: Path, environ: Mapping[str, str], now: datetime, *, ask: Callable[[Key], str] = published_problem
) -> tuple[Examined, ...]:
    """Look at everything that work needs; never raise for what is found. ``ask`` asks the DNS for a key's record."""
    findings = [_python(), _clock(now), _fonts(packaged_templates() / "fonts"), _attempt("PDF", _pdf)]
    try:
        folder = find(workspace)
        settings = read_settings(folder, environ)
    except BriefgenError as error:
        return (*findings, Examined(what="workspace", verdict="wrong", said=str(error)))
    findings.append(_attempt("configuration", lambda: _configuration(folder)))
    findings.append(_attempt("database", lambda: _database(settings)))
    findings.append(_attempt("out", lambda: _writable(folder / "out")))
    findings.extend(_space(folder))
    findings.extend(_scheduler(settings, now))
    findings.append(_mail(settings))
    findings.extend(_signatures(settings, ask))
    findings.extend(_returns(settings))
    findings.append(_pages(settings))
    findings.append(_model(settings))
    return tuple(findings)


def _attempt(what: str, check: Callable[[], str]) -> Examined:
    try:
        return Examined(what=what, verdict="right", said=check())
    except BriefgenError as error:
        return Examined(what=what, verdict="wrong", said=str(error))


def _pdf() -> str:
    with open_press(Engine([packaged_templates()])) as press:
        quick = press.check()
    return "can be printed" if quick else "can be printed, at half the speed: install libharfbuzz-subset0"


def _fonts(folder: Path) -> Examined:
    found = len(list(folder.glob("*.ttf")))
    return Examined(what="fonts", verdict="right" if found else "wrong", said=f"{found} in {folder}")


def _python() -> Examined:
    version = ".".join(map(str, sys.version_info[:3]))
    fit = sys.version_info >= (3, 11)
    return Examined(
        what="Python", verdict="right" if fit else "wrong", said=version if fit else f"{version}; 3.11 is needed"
    )


def _clock(now: datetime) -> Examined:
    zone = now.astimezone(ZoneInfo("Asia/Jerusalem"))
    if now < WRITTEN:
        return Examined(what="clock", verdict="wrong", said=f"it shows {now:%Y-%m-%d}, a day that is long past")
    return Examined(what="clock", verdict="right", said=f"{now:%Y-%m-%d %H:%M} UTC, {zone:%H:%M} in Jerusalem")


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


def _scheduler(settings: Settings, now: datetime) -> Iterator[Examined]:
    """Say whether one is alive, and whether its clock and ours agree; nothing where the database is wrong."""
    try:
        with Store.open(settings.database_url) as store:
            alive = store.runs.alive(now, "scheduler")
    except BriefgenError:
        return
    if not alive:
        yield Examined(what="scheduler", verdict="right", said="none is alive; `briefgen run` starts one")
        return
    first, ahead = alive[0], max(run.seen - now for run in alive)
    said = f"process {first.process} on {first.host}, last sign {max(0, int((now - first.seen).total_seconds()))} s ago"
    if ahead > SKEW:
        said += f"; a clock there is {int(ahead.total_seconds())} s ahead of this one"
    yield Examined(what="scheduler", verdict="wrong" if ahead > SKEW else "right", said=said)


def _writable(folder: Path) -> str:
    write_renditions((), folder)  # makes the folder, as a build would
    probe = write_whole(folder / ".probe", b"")
    probe.unlink()
    return f"{folder} can be written"


def _space(folder: Path) -> Iterator[Examined]:
    free = free_space(folder)
    verdict: Literal["right", "wrong"] = "right" if free >= LEAST_SPACE else "wrong"
    yield Examined(what="disk", verdict=verdict, said=f"{free / 1e9:.1f} GB free")


def _mail(settings: Settings) -> Examined:
    """Go as far as a sender goes before its first message: connected, encrypted, signed in."""
    if settings.smtp_url and settings.sender:
        return _attempt("mail", lambda: _submission(settings))
    missing = " and ".join(
        name
        for name, value in (("BRIEFGEN_SMTP_URL", settings.smtp_url), ("BRIEFGEN_SENDER", settings.sender))
        if not value
    )
    return Examined(what="mail", verdict="doubtful", said=f"{missing} not set, so nothing can be sent")


def _submission(settings: Settings) -> str:
    server = mail_server(settings.smtp_url)
    with connect(server, patience=_PATIENCE) as connection:
        way = "over TLS" if isinstance(connection.sock, SSLSocket) else "in the clear, on this machine"
    return f"{server.host}:{server.port} takes it {way}, as {settings.sender}"


def _signatures(settings: Settings, ask: Callable[[Key], str]) -> Iterator[Examined]:
    """Whether servers would accept what the key signs: one that no record in the DNS goes with does harm."""
    if not settings.sender:
        return
    if not settings.dkim_key:
        said = "none of our own (BRIEFGEN_DKIM_KEY): the mail server must make them, or large providers refuse the mail"
        yield Examined(what="signatures", verdict="right", said=said)
        return
    try:
        domain = sender_address(settings.sender).domain
        key = read_key(settings.dkim_key, domain=domain, selector=settings.dkim_selector)
    except BriefgenError as error:
        yield Examined(what="signatures", verdict="wrong", said=str(error))
        return
    try:
        problem = ask(key)
    except BriefgenError as error:
        yield Examined(what="signatures", verdict="doubtful", said=str(error))
        return
    if problem or not key.weakness:
        said = problem or f"{key.record_name} in the DNS goes with the key ({key.strength})"
        yield Examined(what="signatures", verdict="wrong" if problem else "right", said=said)
        return
    yield Examined(what="signatures", verdict="doubtful", said=key.weakness)


def _returns(settings: Settings) -> Iterator[Examined]:
    """Open the mailbox into which servers return what they could not deliver; no message of it is taken."""
    if settings.bounces:
        yield _attempt("bounces", lambda: _opened(settings))
    elif settings.sender:
        said = (
            "none are read (BRIEFGEN_BOUNCES): the mail server must pipe them to `bounces -`, or nobody hears of them"
        )
        yield Examined(what="bounces", verdict="right", said=said)


def _opened(settings: Settings) -> str:
    for _ in from_place(settings.bounces, base=settings.workspace, most=0, patience=_PATIENCE):
        break  # an mbox is read from its beginning
    return "the mailbox can be read"


def _pages(settings: Settings) -> Examined:
    """What readers' pages and every link in a message need. A secret that is too short is told with the settings."""
    wanted = (("BRIEFGEN_PUBLIC_URL", settings.public_url), ("BRIEFGEN_SECRET", settings.secret))
    lacking = " and ".join(name for name, value in wanted if not value)
    if not lacking:
        return Examined(what="web pages", verdict="right", said=f"at {settings.public_url}, links are signed")
    return Examined(
        what="web pages",
        verdict="doubtful",
        said=f"{lacking} not set, so readers can neither subscribe nor unsubscribe by themselves",
    )


def _model(settings: Settings) -> Examined:
    """Nothing is asked of the model: that could cost money."""
    if not (settings.llm_url or settings.llm_model or settings.llm_key):
        return Examined(what="language model", verdict="right", said="none is configured, and none is needed")
    if name := missing(settings):
        return Examined(what="language model", verdict="doubtful", said=f"{name} not set, so none is used")
    if not is_installed():
        return Examined(what="language model", verdict="wrong", said=EXTRA_MISSING)
    said = f'{settings.llm_model}, for briefings with model = "select" or "rewrite"'
    return Examined(what="language model", verdict="right", said=said)
