"""Readers by the command line: lists in, lists out, one reader told, ended or forgotten; teams.

A list that says nothing of consent asks: its readers get the message that asks them to confirm, as from the web.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast, get_args

from briefgen.config import Config
from briefgen.config.settings import Settings
from briefgen.deliver.smtp import FOR_GOOD, connect, mail_server, refusal
from briefgen.model.briefing import Tier
from briefgen.model.errors import UsageError
from briefgen.model.reader import ImportedLine, ReaderLine, Subscriber, Subscription, Suppression, Team
from briefgen.store import Store
from briefgen.web.readers import open_site
from briefgen.web.readers.letters import envelope
from briefgen.web.readers.signing_up import confirm_letter

#: Lines that are stored in one transaction, and rows that are read at a time.
BATCH = 500

#: Messages over one connection: servers end it after some hundreds.
_LETTERS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Enlisted:
    """What became of a list."""

    lines: tuple[ImportedLine, ...]
    asked: int = 0  #: readers who were written to, so that they confirm
    unasked: int = 0  #: readers who wait to be written to, for want of settings
    refused: tuple[tuple[str, str], ...] = ()  #: addresses that our mail server takes no mail for, with its words

    def count(self, outcome: str) -> int:
        """Return how many lines came out so."""
        return sum(line.outcome == outcome for line in self.lines)


def enlist(  # noqa: PLR0913  what it is done with, each named
    lines: Sequence[ReaderLine],
    source: str,
    *,
    config: Config,
    settings: Settings,
    store: Store,
    now: Callable[[], datetime],
    on_step: Callable[[str], None] = lambda _: None,
) -> Enlisted:
    """Store the lines, and ask to confirm those who are new and whose consent nobody vouches for.

    Done again, it writes to nobody who was asked before, but to those whom it did not come to, because the settings
    were missing or the mail server failed.
    """
    done: list[ImportedLine] = []
    for start in range(0, len(lines), BATCH):
        done += store.readers.import_lines(lines[start : start + BATCH], source, now())
        on_step("stored")
    waiting = _waiting(store, lines, done)
    if not waiting or not _can_ask(settings):
        return Enlisted(lines=tuple(done), unasked=len(waiting))
    refused = []
    site = open_site(config, settings, store, now)
    with closing(site.outbox):
        every = [*waiting.items()]
        for start in range(0, len(every), _LETTERS):
            with connect(mail_server(settings.smtp_url)) as connection:
                for subscriber, briefings in every[start : start + _LETTERS]:
                    reader = store.readers.get(subscriber)
                    if reader is None:
                        continue
                    language = config.briefings[briefings[0]].language.partition("-")[0]
                    mail = confirm_letter(site, reader, tuple(dict.fromkeys(briefings)), (), language)
                    sender, address = envelope(reader.email, settings.sender)
                    code, words = refusal(connection, mail, sender=sender, reader=address)
                    if code:
                        refused.append((reader.email, words))
                    if not code or code >= FOR_GOOD:
                        store.askings.note(subscriber, now())
                    on_step("asked")
    return Enlisted(lines=tuple(done), asked=len(waiting) - len(refused), refused=tuple(refused))


def _waiting(store: Store, lines: Sequence[ReaderLine], done: Sequence[ImportedLine]) -> dict[int, list[str]]:
    """Return the readers who are to be asked, each about which briefings: who is new, or was never asked."""
    open_ones = [(one, line.briefing) for one, line in zip(done, lines, strict=True) if one.status == "asked"]
    known = sorted({one.subscriber for one, _ in open_ones})
    never = {
        each for start in range(0, len(known), BATCH) for each in store.askings.never(known[start : start + BATCH])
    }
    waiting: dict[int, list[str]] = {}
    for one, briefing in open_ones:
        if one.outcome == "added" or one.subscriber in never:
            waiting.setdefault(one.subscriber, []).append(briefing)
    return waiting


def everybody(store: Store, briefing: str = "") -> Iterator[tuple[Subscriber, Subscription]]:
    """Yield every reader with each of his subscriptions."""
    after = (0, "")
    while page := store.subscriptions.page(after=after, most=BATCH, briefing=briefing):
        yield from page
        reader, last = page[-1]
        after = (reader.id, last.briefing)


def everything_suppressed(store: Store) -> Iterator[tuple[str, Suppression]]:
    """Yield every suppression with the mark that its address is known by."""
    after = ""
    while page := store.suppressions.page(after=after, most=BATCH):
        yield from page
        after = page[-1][0]


def reader_at(store: Store, email: str) -> Subscriber:
    """Return the reader with this address. UsageError if there is none."""
    found = store.readers.find(email)
    if found is None:
        message = f"there is no reader {email!r}"
        raise UsageError(message)
    return found


def put_in_team(store: Store, reader: Subscriber, team: str, now: datetime) -> None:
    """Make a reader a member of a team; of none, where that is empty. UsageError for an unknown team."""
    try:
        store.readers.change(replace(reader, team=team), "editor", now)
    except ValueError as error:
        raise UsageError(str(error)) from error


def save_team(store: Store, team: str, name: str, seats: int, tier: str) -> None:
    """Store a team; one without a name keeps the one it had. UsageError for a tier that there is not."""
    if tier not in get_args(Tier):
        message = f"there is no tier {tier!r}: {', '.join(get_args(Tier))}"
        raise UsageError(message)
    before = {one.id: one.name for one, _ in store.readers.teams()}
    store.readers.save_team(Team(id=team, name=name or before.get(team, team), seats=seats, tier=cast("Tier", tier)))


def _can_ask(settings: Settings) -> bool:
    return all((settings.smtp_url, settings.sender, settings.public_url, settings.secret))
