"""What the readers' pages are made of: the workspace, its store and templates, the clock, and what is being done."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from briefgen.config import Config
from briefgen.config.settings import Settings
from briefgen.deliver.dkim import Key, read_key
from briefgen.deliver.links import RESERVED, Links
from briefgen.deliver.smtp import mail_server
from briefgen.deliver.tokens import Tokens
from briefgen.model.briefing import Briefing
from briefgen.model.errors import UsageError
from briefgen.render import Engine, packaged_templates
from briefgen.render.message import sender_address
from briefgen.render.moments import locale_of
from briefgen.store import Store
from briefgen.web.readers.archive import Archive
from briefgen.web.readers.buckets import Buckets
from briefgen.web.readers.outbox import Outbox
from briefgen.web.readers.timetable import RHYTHMS, rhythm
from briefgen.web.readers.visitors import Network, networks

#: Sign-ups from one address of the network: so many at once, and one more each minute.
_VISITS, _VISIT_EVERY = 60, timedelta(minutes=1)

#: How long a form may lie open.
FORM_LASTS = timedelta(hours=12)


@dataclass(kw_only=True)
class Site:
    """One newsroom's pages."""

    config: Config
    settings: Settings
    store: Store
    engine: Engine
    now: Callable[[], datetime]
    outbox: Outbox
    visits: Buckets = field(default_factory=lambda: Buckets(_VISITS, _VISIT_EVERY))

    def __post_init__(self) -> None:
        """Make what follows from these."""
        self.tokens = Tokens(self.settings.secret)
        self.links = Links(self.settings.public_url, self.tokens)
        out = self.settings.workspace / "out"
        self.archive = Archive(self.store, self.briefings, self.engine, out)
        parts = urlsplit(self.settings.public_url)
        self.root = parts.path.rstrip("/")  #: what stands before our paths
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.trusted: tuple[Network, ...] = networks(self.settings.trusted_proxies)
        self.languages = self.engine.languages
        self.key: Key | None = None  #: what letters are signed with, as editions are
        if self.settings.dkim_key:
            domain, selector = sender_address(self.settings.sender).domain, self.settings.dkim_selector
            self.key = read_key(self.settings.dkim_key, domain=domain, selector=selector)

    @cached_property
    def briefings(self) -> Mapping[str, Briefing]:
        """What is published: free ones first, memos and reports last, the more frequent before others, by title."""

        def place(one: Briefing) -> tuple[object, ...]:
            return (one.tier == "pro", one.kind != "edition", RHYTHMS.index(rhythm(one)), one.title)

        shown = sorted((one for one in self.config.briefings.values() if one.id not in RESERVED), key=place)
        return {one.id: one for one in shown}

    @cached_property
    def name(self) -> str:
        """Who publishes."""
        theme = self.engine.theme_named("")
        return str(theme["logo"].get("text") or theme["publisher"]["name"])

    @cached_property
    def style(self) -> tuple[str, bytes]:
        """The style sheet of all pages: its name, which changes with it, and its bytes."""
        themes = {one.id: self.theme(one) for one in self.briefings.values()}
        sheet = self.engine.fill("site/style.css.j2", "en", themes=themes).encode()
        return f"{hashlib.sha256(sheet).hexdigest()[:16]}.css", sheet

    @cached_property
    def script(self) -> tuple[str, bytes]:
        """The one script, which nothing depends on: its name, which changes with it, and its bytes."""
        script = self.engine.fill("site/clock.js.j2", "en").encode()
        return f"{hashlib.sha256(script).hexdigest()[:16]}.js", script

    def theme(self, briefing: Briefing) -> Mapping[str, Any]:
        """Return the values of a publication's theme."""
        return self.engine.theme_named(self.theme_name(briefing))

    def theme_name(self, briefing: Briefing) -> str:
        """Return the folder of templates that a publication wears."""
        return briefing.template or briefing.id

    def frame(self) -> dict[str, Any]:
        """Return what every page is told of the site."""
        return {
            "root": self.root,
            "public_url": self.settings.public_url,
            "style": self.style[0],
            "script": self.script[0],
            "site_name": self.name,
            "languages": {each: locale_of(each).get_display_name(each) or each for each in self.languages},
        }

    def fill(self, template: str, language: str, **values: Any) -> str:
        """Fill one of ``templates/site/`` in a language."""
        return self.engine.fill(f"site/{template}", language, **self.frame(), **values)


def open_site(config: Config, settings: Settings, store: Store, now: Callable[[], datetime]) -> Site:
    """Return the pages of a workspace. Raises UsageError, in one line, for a setting that they need and that is not."""
    wanted = {
        "BRIEFGEN_PUBLIC_URL": settings.public_url,
        "BRIEFGEN_SECRET": settings.secret,
        "BRIEFGEN_SMTP_URL": settings.smtp_url,
        "BRIEFGEN_SENDER": settings.sender,
    }
    if lacking := [name for name, value in wanted.items() if not value]:
        message = f"the readers' pages need {', '.join(lacking)}: readers are asked to confirm by mail"
        raise UsageError(message)
    mail_server(settings.smtp_url)
    sender_address(settings.sender)
    own = settings.workspace / "templates"
    engine = Engine([*([own] if own.is_dir() else []), packaged_templates()])
    return Site(config=config, settings=settings, store=store, engine=engine, now=now, outbox=Outbox())
