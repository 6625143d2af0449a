"""Links that are counted → where the edition's report stands. Edge: HTTP.

Only what is in a stored edition of a briefing that counts is led to: no address of anybody's choosing. Nothing of who
asks is read or kept, and no cookie is set. HEAD counts nothing.
"""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefgen.model.edition import Edition
from briefgen.render.counting import OPENED, OPENS, PIXEL, links_of
from briefgen.store import Store

_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def counting_routes(store: Store) -> list[Route]:  # noqa: C901  two addresses and what they share
    """Return the addresses of counted links, for ``web.readers.serve``."""

    def edition_of(request: Request) -> Edition:
        name = f"{request.path_params['briefing']}/{request.path_params['name']}"
        for edition in (store.edition(name), store.reviews.frozen(name)):
            if edition is not None and edition.briefing.counts:
                return edition
        raise HTTPException(404)

    def follow(request: Request) -> Response:
        edition, link = edition_of(request), request.path_params["link"]
        # A story that was dropped later on was in the mail.
        links = {**links_of(store.reviews.frozen(edition.id) or edition), **links_of(edition)}
        if link not in links:
            raise HTTPException(404)
        if request.method == "GET":
            store.link_counts.add(edition.id, link)
        return RedirectResponse(links[link], status_code=302, headers=_HEADERS)

    def opened(request: Request) -> Response:
        edition = edition_of(request)
        if request.method == "GET":
            store.link_counts.add(edition.id, OPENS)
        return Response(
            PIXEL, media_type="image/gif", headers=_HEADERS | {"Cross-Origin-Resource-Policy": "cross-origin"}
        )

    async def answer_follow(request: Request) -> Response:
        return await run_in_threadpool(follow, request)

    async def answer_opened(request: Request) -> Response:
        return await run_in_threadpool(opened, request)

    return [
        Route("/{briefing}/{name}/to/{link}", answer_follow),
        Route(f"/{{briefing}}/{{name}}/{OPENED}", answer_opened),
    ]
