"""The environment and ``.env`` → ``Settings``: what differs between machines, and the secrets.

What the newsroom decides stands in ``feeds/``; no secret ever does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from briefgen.config.dotenv import parse_dotenv
from briefgen.config.values import did_you_mean
from briefgen.config.variables import CHECKS
from briefgen.model.errors import ConfigError, Mistake

_PREFIX = "BRIEFGEN_"

#: How long articles are kept where nothing else is said: a year, and the weeks that a yearly look back begins before.
KEEP_DAYS = 400

#: Hours after its time that a daily edition still goes out, where nothing else is said: from six until noon.
CATCH_UP = 6

#: Connections to the mail server where nothing else is said.
SMTP_CONNECTIONS = 8

#: Messages over one of them where nothing else is said, before it is closed and another one opened.
SMTP_MESSAGES = 500

#: What bounds messages to all domains together, among the rates.
ALL = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The variables ``BRIEFGEN_…``, one field each; empty where not set. No repr shows a secret."""

    workspace: Path  #: absolute
    database_url: str = field(repr=False)  #: of SQLAlchemy; may hold a password
    keep_days: int = KEEP_DAYS  #: articles that no edition cites are deleted after so long; 0 is never
    smtp_url: str = field(default="", repr=False)
    sender: str = ""  #: ``Name <address>``
    smtp_connections: int = SMTP_CONNECTIONS  #: open at once
    smtp_messages: int = SMTP_MESSAGES  #: over one connection
    #: ``DOMAIN=MESSAGES`` a second, between commas; ``*`` for each other domain, ``all`` for all together.
    smtp_rates: str = ""
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
    for key, problem_of in CHECKS.items():
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
    messages = int(given.pop("smtp_messages", SMTP_MESSAGES))
    given.pop("workspace", None)
    return Settings(
        workspace=workspace,
        keep_days=keep_days,
        catch_up=catch_up,
        smtp_connections=connections,
        smtp_messages=messages,
        **given,
    )


def rates_of(settings: Settings) -> dict[str, float]:
    """Return messages a second by domain, ``*`` for each other one, ``all`` for all together; no entry: no bound."""
    pairs = (one.partition("=") for one in settings.smtp_rates.split(",") if one.strip())
    return {domain.strip().lower(): float(rate) for domain, _, rate in pairs}


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
        elif variable.key == _PREFIX + "WORKSPACE":
            mistake(variable.line, variable.key, "counts in the environment only, for this file stands in a workspace")
        elif variable.key in _known():
            found[variable.key] = _Source(file=path.name, line=variable.line, value=variable.value)
        elif variable.key.startswith(_PREFIX):
            mistake(variable.line, variable.key, f"is not a setting{did_you_mean(variable.key, _known())}")
    return {key: source for key, source in found.items() if source.value}
