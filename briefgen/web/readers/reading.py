"""The archive: lists, pages, pictures, PDFs."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from briefgen.deliver.links import READER
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.store.listing import EditionRow
from briefgen.web.readers.answering import OWN, PUBLIC, for_all, language_of, site_of, written
from briefgen.web.readers.archive import LISTED
from briefgen.web.readers.offers import offer
from briefgen.web.readers.site import Site
from briefgen.web.readers.timetable import day_told


def editions(request: Request) -> Response:
    """List the editions of a briefing."""
    site, briefing, language = site_of(request), briefing_of(request), language_of(request)
    listed = []
    for row in site.archive.rows(briefing.id, LISTED):
        edition = site.archive.edition(row)
        if edition is not None:
            listed.append((row, edition.title, day_told(row.date, language)))
    page = written(request, "archive.html.j2", offer=offer(site, briefing, language), listed=listed)
    return for_all(request, page, "text/html", Vary="Accept-Language")


def latest(request: Request) -> Response:
    """Go to the latest edition."""
    site, briefing = site_of(request), briefing_of(request)
    row = site.archive.latest(briefing.id)
    if row is None:
        raise HTTPException(404)
    return RedirectResponse(f"{site.root}/{row.id}/", status_code=302, headers={"Cache-Control": "max-age=60"})


def with_slash(request: Request) -> Response:
    """Go to the address as it is written: with a slash at its end."""
    site = site_of(request)
    if "name" in request.path_params:
        row, _ = _found(request)
        return RedirectResponse(f"{site.root}/{row.id}/", status_code=308)
    return RedirectResponse(f"{site.root}/{briefing_of(request).id}/", status_code=308)


def edition(request: Request) -> Response:
    """Show an edition; of one that is pro its head and first story, unless a reader's link says that he has pro."""
    site, briefing = site_of(request), briefing_of(request)
    row, found = _found(request)
    page_url = site.links.edition(row.id)
    pdf = "briefing.pdf" if site.archive.pdf(row) else ""
    if briefing.tier == "free":
        page = site.archive.page(row, found, page_url, root=site.root, pdf=pdf)
        return for_all(request, page.html, "text/html", Content_Security_Policy=page.policy)
    if not _has_pro(request, site):
        return for_all(request, _teaser(site, found, page_url), "text/html")
    query = f"?{READER}={request.query_params[READER]}"
    more = {"root": site.root, "pdf": pdf and pdf + query, "query": query}
    own = site.archive.page(row, found, page_url, kept=False, **more)
    return HTMLResponse(own.html, headers={**OWN, "Content-Security-Policy": own.policy})


def card(request: Request) -> Response:
    """Show the picture of an edition."""
    row, found = _found(request)
    return for_all(request, site_of(request).archive.picture(row, found), "image/png")


def pdf(request: Request) -> Response:
    """Hand out the PDF that a build wrote; of a pro edition to readers who have pro."""
    site, briefing = site_of(request), briefing_of(request)
    row, _ = _found(request)
    file, free = site.archive.pdf(row), briefing.tier == "free"
    if file is None or not (free or _has_pro(request, site)):
        raise HTTPException(404)
    name = f"{row.id.replace('/', '-')}.pdf"
    headers = {"Cache-Control": PUBLIC} if free else OWN
    return FileResponse(
        file, media_type="application/pdf", filename=name, content_disposition_type="inline", headers=headers
    )


def briefing_of(request: Request) -> Briefing:
    """Return the briefing of an address; 404 if there is none."""
    found = site_of(request).briefings.get(request.path_params["briefing"])
    if found is None:
        raise HTTPException(404)
    return found


def _found(request: Request) -> tuple[EditionRow, Edition]:
    site, parts = site_of(request), request.path_params
    row = site.archive.row(f"{parts['briefing']}/{parts['name']}")
    edition = site.archive.edition(row) if row else None
    if row is None or edition is None:
        raise HTTPException(404)
    return row, edition


def _has_pro(request: Request, site: Site) -> bool:
    meant = site.links.meant_to_read(request.query_params.get(READER, ""))
    return meant is not None and site.store.readers.has_pro(meant.subscriber)


def _teaser(site: Site, edition: Edition, page_url: str) -> str:
    frame = {**site.frame(), "kept": "", "here": "", "page_url": page_url}
    return site.engine.render("site/teaser.html.j2", edition, **frame, briefing=site.briefings[edition.briefing.id])
