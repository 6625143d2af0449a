"""What a newsroom offers: each briefing with how often it comes, when next, and its latest edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from briefgen.model.briefing import Briefing
from briefgen.model.reader import Subscription
from briefgen.web.readers.site import Site
from briefgen.web.readers.timetable import Coming, Rhythm, coming, day_told, hour, often, rhythm


@dataclass(frozen=True, kw_only=True, slots=True)
class Latest:
    """The newest edition of a briefing."""

    title: str
    day: date
    told: str  #: its date in the reader's language
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A briefing as the pages show it."""

    briefing: Briefing
    theme: Mapping[str, Any]
    rhythm: Rhythm
    often: str
    hour: str
    coming: Coming | None
    latest: Latest | None
    subscription: Subscription | None = None  #: of the reader whose page it is
    open: bool = True  #: the reader may subscribe: it is free, or he has pro


def offer(  # noqa: PLR0913  whom it is for, each named
    site: Site,
    briefing: Briefing,
    language: str,
    *,
    zone: tzinfo | None = None,
    subscription: Subscription | None = None,
    pro: bool = False,
) -> Offer:
    """Return what a page shows of a briefing; times on the reader's clock where we know it."""
    now, words = site.now(), site.engine.words(language)
    return Offer(
        briefing=briefing,
        theme=site.theme(briefing),
        rhythm=rhythm(briefing),
        often=often(briefing, words, language),
        hour=hour(briefing, language, now),
        coming=coming(briefing, language, now, zone) if briefing.kind != "memo" else None,
        latest=latest(site, briefing, language),
        subscription=subscription,
        open=pro or briefing.tier == "free",
    )


def latest(site: Site, briefing: Briefing, language: str) -> Latest | None:
    """Return the newest edition that is out."""
    row = site.archive.latest(briefing.id)
    edition = site.archive.edition(row) if row else None
    if row is None or edition is None:
        return None
    spoken = next((one.language for one in edition.stories[:1] if one.headline == edition.title), None)
    return Latest(
        title=edition.title,
        day=row.date,
        told=day_told(row.date, language),
        language=spoken or edition.briefing.language,
    )


def form_token(site: Site, now: datetime) -> str:
    """Return what makes a form ours: valid for hours, for signing up only."""
    return site.tokens.sign("form", "subscribe", at=now)
