"""The addresses of the readers' pages → answers. Edge: HTTP."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from briefgen.web.readers import feeds_out, leaving, reading, welcome
from briefgen.web.readers.answering import say, site_of
from briefgen.web.readers.guarding import Guard
from briefgen.web.readers.site import Site

log = logging.getLogger(__name__)

_BOTH = ["GET", "POST"]

#: A file whose name changes with it is never asked for again.
_FOR_EVER = "public, max-age=31536000, immutable"


def application(site: Site, more: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application; ``more`` are addresses of others, such as the editors', which win over the archive's."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(site.outbox.close)

    routes = [
        Route("/", welcome.home),
        Route("/subscribe", welcome.to_home),
        Route("/subscribe", welcome.subscribe, methods=["POST"]),
        Route("/confirm/{token}", welcome.confirm, methods=_BOTH),
        Route("/unsubscribe/{token}", leaving.unsubscribe, methods=_BOTH),
        Route("/preferences/{token}", leaving.preferences, methods=_BOTH),
        Route("/assets/{name}", _asset),
        Route("/robots.txt", feeds_out.robots),
        Route("/sitemap.xml", feeds_out.sitemap),
        *more,
        Route("/{briefing}", reading.with_slash),
        Route("/{briefing}/", reading.editions),
        Route("/{briefing}/latest", reading.latest),
        Route("/{briefing}/feed.atom", feeds_out.atom),
        Route("/{briefing}/feed.json", feeds_out.json_feed),
        Route("/{briefing}/{name}", reading.with_slash),
        Route("/{briefing}/{name}/", reading.edition),
        Route("/{briefing}/{name}/card.png", reading.card),
        Route("/{briefing}/{name}/briefing.pdf", reading.pdf),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, public_url=site.settings.public_url, on_fault=_broken)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _refused},
    )
    app.router.redirect_slashes = False
    app.state.site = site
    return app


def _asset(request: Request) -> Response:
    site, asked = site_of(request), request.path_params["name"]
    for (name, content), kind in ((site.style, "text/css"), (site.script, "text/javascript")):
        if asked == name:
            return Response(content, media_type=kind, headers={"Cache-Control": _FOR_EVER})
    raise HTTPException(404)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return await run_in_threadpool(say, request, "not_found", "not_found_more", status=status)


async def _broken(request: Request, error: Exception) -> Response:
    """Tell the reader that it is our fault, and the log of what kind: its words may hold an address."""
    log.error("a page failed: %s", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
    return await run_in_threadpool(say, request, "wrong", "wrong_more", status=503)
