"""A reader's own links: who and what for → URL, and what its token says back. Pure.

``web.readers`` answers them, messages carry them. A token stands in the path, so that none is lost to a program that
cuts queries off; only the one of a pro edition is a query, since the page without it is what may be shared.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from briefgen.deliver.tokens import Tokens

#: First parts of the paths that are no briefing: a briefing of such a name has no page.
RESERVED: Final = frozenset(
    {"confirm", "unsubscribe", "preferences", "subscribe", "assets", "editions", "desk", "status", "robots.txt"}
)

#: The query of a page that only pro readers see whole.
READER: Final = "reader"

#: How long a reader has to confirm.
CONFIRM_WITHIN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """What a token says: whose it is, and for which briefings; none where it is for all."""

    subscriber: int
    briefings: tuple[str, ...] = ()


class Links:
    """Makes the links of readers, and reads their tokens."""

    def __init__(self, public_url: str, tokens: Tokens) -> None:
        """Take the address of the web pages, without a slash at its end, and what signs."""
        self._url, self._tokens = public_url, tokens

    def unsubscribe(self, subscriber: int, briefing: str) -> str:
        """Return the link that ends one subscription: a page for a GET, RFC 8058's one click for a POST. Never ends."""
        return f"{self._url}/unsubscribe/{self._tokens.sign('unsubscribe', _said(subscriber, briefing))}"

    def preferences(self, subscriber: int) -> str:
        """Return the link to all that a reader gets."""
        return f"{self._url}/preferences/{self._tokens.sign('preferences', _said(subscriber))}"

    def confirm(self, subscriber: int, briefings: tuple[str, ...], now: datetime) -> str:
        """Return the link of the message that asks whether it was the reader who subscribed."""
        return f"{self._url}/confirm/{self._tokens.sign('confirm', _said(subscriber, *briefings), at=now)}"

    def edition(self, edition: str, subscriber: int = 0) -> str:
        """Return an edition's page; for a reader, the one on which he sees what is pro as long as he has it."""
        page = f"{self._url}/{edition}/"
        return f"{page}?{READER}={self.reading(subscriber)}" if subscriber else page

    def reading(self, subscriber: int) -> str:
        """Return the token in the query of a page that only pro readers see whole."""
        return self._tokens.sign("archive", _said(subscriber))

    def meant_to_unsubscribe(self, token: str) -> Meant | None:
        """Read the token of ``unsubscribe``; None for any other text."""
        return _meant(self._tokens.read("unsubscribe", token))

    def meant_to_prefer(self, token: str) -> Meant | None:
        """Read the token of ``preferences``; None for any other text."""
        return _meant(self._tokens.read("preferences", token))

    def meant_to_confirm(self, token: str, now: datetime) -> Meant | None:
        """Read the token of ``confirm``; None for any other text, and for one that is too old."""
        return _meant(self._tokens.read("confirm", token, now=now, lasts=CONFIRM_WITHIN))

    def meant_to_read(self, token: str) -> Meant | None:
        """Read the token of ``edition``; None for any other text."""
        return _meant(self._tokens.read("archive", token))


def _said(subscriber: int, *briefings: str) -> str:
    return ",".join((str(subscriber), *briefings))


def _meant(said: str | None) -> Meant | None:
    if said is None:
        return None
    subscriber, *briefings = said.split(",")
    return Meant(subscriber=int(subscriber), briefings=tuple(briefings))
