"""The environment and ``.env`` → ``Settings``: what differs between machines, and the secrets.

What the newsroom decides stands in ``feeds/``; no secret ever does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from email.utils import parseaddr
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from briefgen.config.dotenv import parse_dotenv
from briefgen.config.values import did_you_mean
from briefgen.model.errors import ConfigError, Mistake

_PREFIX = "BRIEFGEN_"
_DATABASES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")

#: How long articles are kept where nothing else is said: a year, and the weeks that a yearly look back begins before.
KEEP_DAYS = 400

#: Hours after its time that a daily edition still goes out, where nothing else is said: from six until noon.
CATCH_UP = 6

#: After a day the next edition is due.
_MOST_HOURS = 24

#: Storylines and trends look back over weeks.
_LEAST_DAYS, _MOST_DAYS = 60, 36_500

#: Connections to the mail server where nothing else is said, and at most.
SMTP_CONNECTIONS, _MOST_CONNECTIONS = 8, 200

#: Characters of a secret that cannot be guessed.
LEAST_SECRET = 32

#: What ``briefgen init`` writes beside ``feeds/``: every variable, commented out.
ENV_EXAMPLE = """\
# Copy this file to .env and take the # off the lines you need. The real environment wins over .env.
# Keep .env to yourself: it holds secrets.

# Where articles and editions are kept. Without it: SQLite in out/briefgen.db
# BRIEFGEN_DATABASE_URL=postgresql+psycopg://briefgen:password@localhost/briefgen

# Articles that no edition cites are deleted after so many days; 0 keeps them for ever. Storylines and trends look back
# over weeks, so it cannot be less than 60.
# BRIEFGEN_KEEP_DAYS=400

# Sending: smtp:// with STARTTLS, or smtps://
# BRIEFGEN_SMTP_URL=smtp://user:password@mail.example.org:587
# BRIEFGEN_SENDER="Israel Briefing <briefing@example.org>"

# How many connections at once; how many messages a second to a domain, * to each other one
# BRIEFGEN_SMTP_CONNECTIONS=8
# BRIEFGEN_SMTP_RATES=gmail.com=20, *=5

# A message that may have gone out, or not, when a sender died: hold it for the operator, or send it again. Where our
# Postfix runs on this machine its log knows, and nothing stays in doubt.
# BRIEFGEN_IN_DOUBT=hold
# BRIEFGEN_MAIL_LOG=/var/log/mail.log

# DKIM: the private key (in double quotes, over several lines) and the selector of its DNS record
# BRIEFGEN_DKIM_KEY=
# BRIEFGEN_DKIM_SELECTOR=briefgen

# `briefgen run`: who is told when something fails, an address or a webhook; and for how many hours after its time a
# daily edition that was missed still goes out (a weekly four times, a monthly twelve times as long)
# BRIEFGEN_OPERATOR=desk@example.org
# BRIEFGEN_CATCH_UP=6

# The readers' and editors' pages: their address, and a random text of 32 characters and more that
# signs links (openssl rand -hex 32)
# BRIEFGEN_PUBLIC_URL=https://briefing.example.org
# BRIEFGEN_SECRET=

# Machines whose word counts on whom they ask for (X-Forwarded-For): addresses or networks of the proxies before us
# BRIEFGEN_TRUSTED_PROXIES=127.0.0.1, ::1

# Where mail to the return path arrives, for `briefgen bounces`: a Maildir, an mbox, or imaps://
# BRIEFGEN_BOUNCES=imaps://bounces:password@mail.example.org/INBOX

# Who reviews an edition before it goes out, where its briefing has review_minutes and names no editors of its own
# BRIEFGEN_EDITORS="Dana Lev <dana@example.org>, desk@example.org"

# A language model, for briefings with model = "select" or "rewrite": any service that speaks the OpenAI protocol
# (pip install 'briefgen[llm]')
# BRIEFGEN_LLM_URL=https://llm.example.org/v1
# BRIEFGEN_LLM_MODEL=
# BRIEFGEN_LLM_KEY=
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The variables ``BRIEFGEN_…``, one field each; empty where not set. No repr shows a secret."""

    workspace: Path  #: absolute
    database_url: str = field(repr=False)  #: of SQLAlchemy; may hold a password
    keep_days: int = KEEP_DAYS  #: articles that no edition cites are deleted after so long; 0 is never
    smtp_url: str = field(default="", repr=False)
    sender: str = ""  #: ``Name <address>``
    smtp_connections: int = SMTP_CONNECTIONS  #: open at once
    smtp_rates: str = ""  #: ``DOMAIN=MESSAGES`` a second, between commas; ``*`` for each other domain
    in_doubt: str = "hold"  #: or ``send``: what to do with what may have been sent, where no log tells
    mail_log: str = ""  #: file that the Postfix which we hand our mail to writes its log into
    public_url: str = ""  #: of the web pages, without a slash at its end
    secret: str = field(default="", repr=False)
    trusted_proxies: str = "127.0.0.1, ::1"  #: addresses and networks, between commas
    dkim_key: str = field(default="", repr=False)
    dkim_selector: str = ""
    bounces: str = field(default="", repr=False)  #: path of a Maildir or mbox, or ``imaps://…``; may hold a password
    editors: str = ""  #: ``Name <address>``, between commas
    operator: str = field(default="", repr=False)  #: who is told of failures: an address, or the URL of a webhook
    catch_up: int = CATCH_UP  #: hours after its time that a daily edition still goes out
    llm_url: str = field(default="", repr=False)
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Source:
    """Where a value stands: for messages."""

    file: str
    line: int
    value: str = field(repr=False)


def read_settings(workspace: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings of a workspace from ``environ`` and, for what is not set there, from its ``.env``.

    Raises ConfigError with every mistake; the values of secrets are in none of the messages.
    """
    workspace = workspace.resolve()
    mistakes: list[Mistake] = []
    found = _from_dotenv(workspace / ".env", mistakes)
    found |= {key: _Source(file="environment", line=1, value=environ[key]) for key in _known() if environ.get(key)}
    values = {key: source.value.strip() for key, source in found.items()}
    for key, problem_of in _CHECKS.items():
        if values.get(key) and (problem := problem_of(values[key])):
            mistakes.append(Mistake(file=found[key].file, line=found[key].line, key=key, problem=problem))
    if mistakes:
        raise ConfigError(tuple(mistakes))
    given = {name.removeprefix(_PREFIX).lower(): value for name, value in values.items() if value}
    given.setdefault("database_url", f"sqlite:///{workspace}/out/briefgen.db")
    given["public_url"] = given.get("public_url", "").rstrip("/")
    keep_days = int(given.pop("keep_days", KEEP_DAYS))
    catch_up = int(given.pop("catch_up", CATCH_UP))
    connections = int(given.pop("smtp_connections", SMTP_CONNECTIONS))
    given.pop("workspace", None)
    return Settings(workspace=workspace, keep_days=keep_days, catch_up=catch_up, smtp_connections=connections, **given)


def rates_of(settings: Settings) -> dict[str, float]:
    """Return messages a second by domain, ``*`` for each other one."""
    pairs = (one.partition("=") for one in settings.smtp_rates.split(",") if one.strip())
    return {domain.strip().lower(): float(rate) for domain, _, rate in pairs}


def split_senders(senders: str) -> list[str]:
    """``Dana Lev <dana@example.org>, desk@example.org`` → each of them; a comma in quotation marks parts nothing."""
    found = re.findall(r'(?:"[^"]*"|[^,"])+', senders)
    return [one.strip() for one in found if one.strip()]


def _known() -> list[str]:
    return [_PREFIX + each.name.upper() for each in fields(Settings)]


def _from_dotenv(path: Path, mistakes: list[Mistake]) -> dict[str, _Source]:
    """Read our variables of a ``.env``, which need not exist; the last of a name counts, others' are left alone."""

    def mistake(line: int, key: str, problem: str) -> None:
        mistakes.append(Mistake(file=path.name, line=line, key=key, problem=problem))

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        mistake(1, "", f"this file cannot be read: {error.strerror}")
        return {}
    except UnicodeDecodeError as error:
        mistake(error.object.count(b"\n", 0, error.start) + 1, "", "must be saved as UTF-8")
        return {}
    found = {}
    for variable in parse_dotenv(text):
        if not variable.key:
            mistake(variable.line, "", 'must be KEY=value, KEY="value" or a # comment')
        elif variable.key in _known():
            found[variable.key] = _Source(file=path.name, line=variable.line, value=variable.value)
        elif variable.key.startswith(_PREFIX):
            mistake(variable.line, variable.key, f"is not a setting{did_you_mean(variable.key, _known())}")
    return {key: source for key, source in found.items() if source.value}


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


_CHECKS: dict[str, Callable[[str], str | None]] = {
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
    "BRIEFGEN_SMTP_RATES": _rates_problem,
    "BRIEFGEN_TRUSTED_PROXIES": _proxies_problem,
}
