"""A small newsroom that sends: an edition, its readers, the settings."""

from pathlib import Path
from typing import Any

from briefgen.config.settings import Settings
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.model.reader import ReaderLine
from briefgen.store import Store
from tests.factories import NOON, a_briefing, an_edition

DOMAIN = "readers.example"


def a_sending_edition() -> Edition:
    """Return an edition."""
    return an_edition()


def its_briefing(edition: Edition, **fields: Any) -> Briefing:
    """Return its briefing."""
    return a_briefing(**{"id": edition.briefing.id, "timezone": a_briefing().timezone} | fields)


def the_settings(workspace: Path, port: int, **fields: Any) -> Settings:
    """Return settings of a newsroom whose mail server listens at a port."""
    given: dict[str, Any] = {
        "workspace": workspace,
        "database_url": f"sqlite:///{workspace}/out/briefgen.db",
        "smtp_url": f"smtp://127.0.0.1:{port}",
        "sender": "Desk <desk@news.example>",
        "public_url": "https://news.example",
        "secret": "not a secret, but long enough for one",
    }
    return Settings(**given | fields)


def subscribe(store: Store, edition: Edition, *readers: str, **fields: Any) -> list[int]:
    """Store confirmed readers by address; return their ids."""
    lines = [
        ReaderLine(line=n, email=email, briefing=edition.briefing.id, confirmed=True, **fields)
        for n, email in enumerate(readers, start=2)
    ]
    told = [
        one for n in range(0, len(lines), 500) for one in store.readers.import_lines(lines[n : n + 500], "list", NOON)
    ]
    return [one.subscriber for one in told]
