"""What all answers have in common: the language, the page, the form that must be ours."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from briefgen.web.readers.forms import Form, form_of
from briefgen.web.readers.guarding import LIVELY_POLICY, is_ours
from briefgen.web.readers.languages import chosen
from briefgen.web.readers.site import Site

#: A page that is some reader's, or holds a form: kept nowhere.
OWN = {"Cache-Control": "no-store", "Vary": "Accept-Language", "X-Robots-Tag": "noindex"}

#: The answer to a form: a browser that may not even remember it shows a fault to whoever goes back.
IN_HISTORY = "private, no-cache"

#: What is for all: kept for some minutes, then asked for anew by its tag.
PUBLIC = "public, max-age=300"


def site_of(request: Request) -> Site:
    """Return the site that is asked."""
    site: Site = request.app.state.site
    return site


def language_of(request: Request) -> str:
    """Return the language that a page is to be in."""
    asked, accepted = request.query_params.get("language", ""), request.headers.get("accept-language", "")
    return chosen(asked, accepted, site_of(request).languages)


def show(request: Request, template: str, *, status: int = 200, found: bool = False, **values: Any) -> Response:
    """Return one of our pages, for whoever asked alone; only one that is to be ``found`` is for search engines.

    One whose values say ``lively`` may run our script.
    """
    headers = {name: value for name, value in OWN.items() if not (found and name == "X-Robots-Tag")}
    if request.method == "POST":
        headers["Cache-Control"] = IN_HISTORY
    if values.get("lively"):
        headers["Content-Security-Policy"] = LIVELY_POLICY
    return HTMLResponse(written(request, template, **values), status_code=status, headers=headers)


def see(request: Request, **said: str) -> Response:
    """Send whoever posted a form to the same address, by GET: so going back and reloading post nothing again."""
    language = {name: request.query_params[name] for name in ("language",) if name in request.query_params}
    return RedirectResponse(f"?{urlencode({**language, **said})}", status_code=303, headers=OWN)


def written(request: Request, template: str, **values: Any) -> str:
    """Return one of our pages as text. Its links keep the language if the reader has chosen it."""
    site, language = site_of(request), language_of(request)
    kept = f"?language={language}" if "language" in request.query_params else ""
    return site.fill(template, language, kept=kept, here=_path(request.url), **values)


def say(request: Request, title: str, text: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page that says one thing, in the words of these names."""
    return show(request, "said.html.j2", status=status, title=title, text=text, **values)


def body_of(request: Request) -> bytes:
    """Return the body, which the guard has read."""
    body: bytes = request.scope["state"]["body"]
    return body


def posted(request: Request) -> Form | None:
    """Return the form of a POST; None if a page of somebody else's sent it."""
    return form_of(body_of(request)) if is_ours(request.headers, site_of(request).origin) else None


def foreign(request: Request) -> Response:
    """Answer to a form that is not ours."""
    return say(request, "form_foreign", "form_foreign_more", status=403)


def for_all(request: Request, content: bytes | str, media_type: str, **headers: str) -> Response:
    """Return what is the same for everybody; nothing but a word if the browser has it already."""
    raw = content.encode() if isinstance(content, str) else content
    tag = f'"{hashlib.sha256(raw).hexdigest()[:24]}"'
    given = {"Cache-Control": PUBLIC, "ETag": tag, **{name.replace("_", "-"): value for name, value in headers.items()}}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=given)
    return Response(raw, media_type=media_type, headers=given)


def _path(url: URL) -> str:
    return url.path
