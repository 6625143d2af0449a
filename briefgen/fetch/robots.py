"""robots.txt → what we may ask of a site (RFC 9309).

Rules are kept for a day. No answer, or one that is the server's fault, closes the site for an hour; any other answer
without rules opens it. What groups for other robots say is dropped before the rules are read: a file of 500 KB that
names thousands of robots before thousands of rules would take minutes.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from protego import Protego
from yarl import URL

from briefgen.model.page import RobotsRules

#: What comes after is not read (RFC 9309, 2.5). Bytes.
MOST_BYTES = 500 * 1024

#: How robots.txt calls us.
TOKEN = "briefgen"  # noqa: S105  a name, no secret

#: How long rules count (RFC 9309, 2.4), and how long a site without an answer is left alone.
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

#: Rules that close a site.
CLOSED = "User-agent: *\nDisallow: /\n"

#: A line that opens a group for somebody else. Spellings as Protego takes them.
_OTHERS = re.compile(
    rf"^[ \t]*+user[- ]?agent[ \t]*+:?+[ \t]*+(?!(?:\*|{TOKEN})[ \t]*(?:#|$))[^\n]*$", re.IGNORECASE | re.MULTILINE
)


def address(url: URL) -> URL:
    """Return where the robots.txt is that speaks for an address."""
    return url.origin().with_path("/robots.txt")


def rules(site: URL, status: int | None, body: bytes, now: datetime) -> RobotsRules:
    """An answer → the rules; ``status`` is None where there was none, or redirects led nowhere."""
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return RobotsRules(site=str(site.origin()), text=CLOSED, expires=now + HOUR)
    text = body[:MOST_BYTES].decode("utf-8-sig", "replace") if status == HTTPStatus.OK else ""
    return RobotsRules(site=str(site.origin()), text=_ours(text), expires=now + DAY)


def reader(known: RobotsRules) -> Callable[[URL], bool]:
    """Compile rules; return what tells whether an address of the site may be asked for."""
    compiled = Protego.parse(known.text)
    return lambda url: compiled.can_fetch(str(url), TOKEN)


def _ours(text: str) -> str:
    """Leave of a robots.txt what concerns us: groups stay groups, their other names become one."""
    lines = (line.strip() for line in text.replace("\0", "").splitlines())
    told = "\n".join(line for line in lines if line and not line.startswith("#"))
    return _OTHERS.sub("User-agent: another", told)
