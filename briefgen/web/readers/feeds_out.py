"""What programs read: a feed of each briefing, with full content, as Atom (RFC 4287) and JSON Feed 1.1; the sitemap."""

import json
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.render.linked_data import description
from briefgen.render.moments import iso
from briefgen.web.readers.answering import for_all, site_of
from briefgen.web.readers.archive import FED, MAPPED
from briefgen.web.readers.reading import briefing_of
from briefgen.web.readers.site import Site


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One edition in a feed."""

    url: str
    title: str
    description: str
    content: str  #: HTML
    language: str
    published: datetime
    updated: datetime


def atom(request: Request) -> Response:
    """Answer with a briefing's feed as Atom."""
    site, briefing = site_of(request), briefing_of(request)
    entries = _entries(site, briefing)
    text = site.engine.fill(
        "site/feed.atom.j2",
        briefing.language,
        site.theme_name(briefing),
        briefing=briefing,
        home=f"{site.settings.public_url}/{briefing.id}/",
        entries=entries,
        updated=max((each.updated for each in entries), default=site.now().replace(hour=0, minute=0, second=0)),
    )
    return for_all(request, text, "application/atom+xml", **_OPEN)


def json_feed(request: Request) -> Response:
    """Answer with a briefing's feed as JSON Feed."""
    site, briefing = site_of(request), briefing_of(request)
    home = f"{site.settings.public_url}/{briefing.id}/"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": briefing.title,
        "description": briefing.tagline,
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": briefing.language,
        "authors": [{"name": site.name}],
        "items": [
            {
                "id": each.url,
                "url": each.url,
                "title": each.title,
                "summary": each.description,
                "content_html": each.content,
                "image": f"{each.url}card.png",
                "language": each.language,
                "date_published": iso(each.published),
                "date_modified": iso(each.updated),
            }
            for each in _entries(site, briefing)
        ],
    }
    return for_all(request, json.dumps(feed, ensure_ascii=False, indent=1), "application/feed+json", **_OPEN)


def sitemap(request: Request) -> Response:
    """Answer with the addresses of all pages that are for everybody."""
    site = site_of(request)
    pages: list[tuple[str, str]] = [(f"{site.settings.public_url}/", "")]
    for name in site.briefings:
        rows = site.archive.rows(name, MAPPED)
        pages.append((f"{site.settings.public_url}/{name}/", ""))
        pages += [(site.links.edition(row.id), iso(row.built)) for row in rows]
    return for_all(request, site.engine.fill("site/sitemap.xml.j2", "en", pages=pages[:50_000]), "application/xml")


def robots(request: Request) -> Response:
    """Answer with what search engines should leave alone: what is some reader's."""
    url, root = site_of(request).settings.public_url, site_of(request).root
    own = "".join(f"Disallow: {root}/{name}/\n" for name in ("confirm", "preferences", "unsubscribe"))
    return for_all(request, f"User-agent: *\n{own}\nSitemap: {url}/sitemap.xml\n", "text/plain")


#: Feeds are for programs of all sites.
_OPEN = {"Access_Control_Allow_Origin": "*", "Cross_Origin_Resource_Policy": "cross-origin"}


def _entries(site: Site, briefing: Briefing) -> list[Entry]:
    found = []
    for row in site.archive.rows(briefing.id, FED):
        edition = site.archive.edition(row)
        if edition is not None:
            page_url = site.links.edition(row.id)
            content = site.archive.content(row, edition, page_url, whole=briefing.tier == "free")
            found.append(_entry(edition, page_url, content, row.built))
    return found


def _entry(edition: Edition, page_url: str, content: str, built: datetime) -> Entry:
    return Entry(
        url=page_url,
        title=edition.title,
        description=description(edition),
        content=content,
        language=edition.briefing.language,
        published=edition.period.end,
        updated=built,
    )
