"""What each variable ``BRIEFGEN_…`` may hold: a value → what is wrong with it, in words. Pure.

No message repeats a secret.
"""

import re
from collections.abc import Callable, Mapping
from email.utils import parseaddr
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

_DATABASES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")

#: After a day the next edition is due.
_MOST_HOURS = 24

#: Storylines and trends look back over weeks.
_LEAST_DAYS, _MOST_DAYS = 60, 36_500

#: Characters of a secret that cannot be guessed.
LEAST_SECRET = 32

#: Connections to the mail server at most.
_MOST_CONNECTIONS = 200

#: Messages over one of them at most.
_MOST_MESSAGES = 100_000


def split_senders(senders: str) -> list[str]:
    """``Dana Lev <dana@example.org>, desk@example.org`` → each of them; a comma in quotation marks parts nothing."""
    found = re.findall(r'(?:"[^"]*"|[^,"])+', senders)
    return [one.strip() for one in found if one.strip()]


def _database_problem(url: str) -> str | None:
    scheme, separator, rest = url.partition("://")
    if separator and scheme in _DATABASES and (rest or scheme.startswith("sqlite")):
        return None
    right = "must be sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
    return f"{right}, not {scheme}://…" if separator else right


def _keep_days_problem(days: str) -> str | None:
    if days.isascii() and days.isdecimal() and (days == "0" or _LEAST_DAYS <= int(days[:9]) <= _MOST_DAYS):
        return None
    return f"must be a number of days from {_LEAST_DAYS} to {_MOST_DAYS}, or 0 to keep everything, not {days!r}"


def _catch_up_problem(hours: str) -> str | None:
    if hours.isascii() and hours.isdecimal() and int(hours[:9]) <= _MOST_HOURS:
        return None
    return f"must be a number of hours from 0 to {_MOST_HOURS}, not {hours!r}"


def _operator_problem(operator: str) -> str | None:
    """Check an address or a webhook. The address of a webhook is a secret: no message repeats it."""
    if "://" not in operator:
        return None if _is_address(operator) else "must be an address such as desk@example.org, or a webhook's URL"
    try:
        parts = urlsplit(operator)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.username is not None or re.search(r"\s", operator):
        return "must be the URL of a webhook, such as https://chat.example.org/hooks/…"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_near(host)):
        return None
    return "must begin with https:// (http:// only in one's own network)"


def _connections_problem(number: str) -> str | None:
    if number.isascii() and number.isdecimal() and 1 <= int(number[:9]) <= _MOST_CONNECTIONS:
        return None
    return f"must be a number of connections from 1 to {_MOST_CONNECTIONS}, not {number!r}"


def _messages_problem(number: str) -> str | None:
    if number.isascii() and number.isdecimal() and 1 <= int(number[:9]) <= _MOST_MESSAGES:
        return None
    return f"must be a number of messages from 1 to {_MOST_MESSAGES:,}, not {number!r}"


def _rates_problem(rates: str) -> str | None:
    for one in rates.split(","):
        domain, _, rate = (part.strip() for part in one.partition("="))
        if (
            not re.fullmatch(r"\*|[A-Za-z0-9.-]+", domain)
            or not re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", rate)
            or not float(rate)
        ):
            return f"must be messages a second by domain, such as gmail.com=20, *=5, not {rates!r}"
    return None


def _in_doubt_problem(word: str) -> str | None:
    return None if word in {"hold", "send"} else f"must be hold or send, not {word!r}"


def _public_url_problem(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is not an address: {error}"
    if not host or parts.query or parts.fragment or re.search(r"[\s<>\"]", url):
        return f"must be the address of the web pages, such as https://briefing.example.org, not {url!r}"
    if not url.isascii():  # it stands in headers, where it would be no link (RFC 8058, 3.1)
        return f"must be written in ASCII, a host such as bücher.example as xn--bcher-kva.example, not {url!r}"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host)):
        return None
    return f"must begin with https:// (http:// only on this machine itself), not {url!r}"


def _secret_problem(secret: str) -> str | None:
    if len(secret) >= LEAST_SECRET:
        return None
    return f"must have at least {LEAST_SECRET} random characters: `openssl rand -hex 32` makes them"


def _proxies_problem(proxies: str) -> str | None:
    try:
        for one in proxies.split(","):
            ip_network(one.strip(), strict=False)
    except ValueError:
        return f"must be addresses or networks with commas between them, such as 127.0.0.1, 10.0.0.0/8, not {proxies!r}"
    return None


def _llm_url_problem(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    right = "must be the address of a service that speaks the OpenAI protocol, such as https://llm.example.org/v1"
    if not host or parts.scheme not in {"https", "http"} or parts.query or parts.fragment or re.search(r"\s", url):
        return right
    if parts.username is not None or parts.password is not None:
        return f"{right}; its key belongs into BRIEFGEN_LLM_KEY"
    if parts.scheme == "http" and not _is_near(host):
        return "must begin with https:// (http:// only in one's own network): articles and key would be read on the way"
    return None


def _is_near(host: str) -> bool:
    """Tell whether a host is this machine, has a private address or, as a service beside ours has, a bare name."""
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))
    return address.is_private or address.is_loopback


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sender_problem(sender: str) -> str | None:
    if sender.isprintable():
        _, address = parseaddr(sender)
        bare = sender == address or sender.endswith(f"<{address}>")
        if bare and _is_address(address):
            return None
    return f"must be an address such as Israel Briefing <briefing@example.org>, not {sender!r}"


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+", text) is not None and text.isprintable()


def _editors_problem(editors: str) -> str | None:
    wrong = next((one for one in split_senders(editors) if _sender_problem(one)), None)
    return None if wrong is None else f"must be addresses with commas between them; {wrong!r} is none"


def _bounces_problem(place: str) -> str | None:
    scheme, found, rest = place.partition("://")
    if not found or (scheme == "imaps" and "@" in rest):
        return None
    return "must be imaps://USER:PASSWORD@HOST/MAILBOX, or the path of an mbox or a Maildir"


#: By variable: what tells, in words, why a value cannot be; None for one that can.
CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "BRIEFGEN_BOUNCES": _bounces_problem,
    "BRIEFGEN_CATCH_UP": _catch_up_problem,
    "BRIEFGEN_DATABASE_URL": _database_problem,
    "BRIEFGEN_EDITORS": _editors_problem,
    "BRIEFGEN_IN_DOUBT": _in_doubt_problem,
    "BRIEFGEN_KEEP_DAYS": _keep_days_problem,
    "BRIEFGEN_LLM_URL": _llm_url_problem,
    "BRIEFGEN_OPERATOR": _operator_problem,
    "BRIEFGEN_PUBLIC_URL": _public_url_problem,
    "BRIEFGEN_SECRET": _secret_problem,
    "BRIEFGEN_SENDER": _sender_problem,
    "BRIEFGEN_SMTP_CONNECTIONS": _connections_problem,
    "BRIEFGEN_SMTP_MESSAGES": _messages_problem,
    "BRIEFGEN_SMTP_RATES": _rates_problem,
    "BRIEFGEN_TRUSTED_PROXIES": _proxies_problem,
}
