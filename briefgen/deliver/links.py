"""Where a reader's own links lead: address of the web pages and token → URL. Pure.

``web.readers`` answers them, messages carry them. A token stands in the path, so that none is lost to a program that
cuts queries off; only the one of a pro edition is a query, since the page without it is what may be shared.
"""

from typing import Final

#: First parts of the paths that are no briefing: a briefing of such a name has no page.
RESERVED: Final = frozenset(
    {"confirm", "unsubscribe", "preferences", "subscribe", "assets", "editions", "desk", "status"}
)

#: The query of a page that only pro readers see whole.
READER: Final = "reader"


def confirm_url(public_url: str, token: str) -> str:
    """Return the link of the message that asks whether it was really the reader who subscribed."""
    return f"{public_url}/confirm/{token}"


def unsubscribe_url(public_url: str, token: str) -> str:
    """Return the link that ends one subscription: a page for a GET, RFC 8058's one click for a POST."""
    return f"{public_url}/unsubscribe/{token}"


def preferences_url(public_url: str, token: str) -> str:
    """Return the link to all that a reader gets."""
    return f"{public_url}/preferences/{token}"


def edition_url(public_url: str, edition: str, token: str = "") -> str:
    """Return an edition's page; of a pro edition with the token of a reader who has it."""
    page = f"{public_url}/{edition}/"
    return f"{page}?{READER}={token}" if token else page
