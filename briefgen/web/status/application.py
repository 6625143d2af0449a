"""How things stand → a page that loads itself anew, JSON, and one answer for monitors. Nothing can be changed here."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefgen.model.errors import BriefgenError
from briefgen.operation.standing import Standing, as_document, deliveries, lag, outcome, span
from briefgen.web.hosts import is_known_host

_HERE = Path(__file__).parent

#: Seconds after which the page loads itself anew, unless it is asked to hold still.
_ANEW = 30

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def application(look: Callable[[], Standing], host: str) -> ASGIApp:
    """Return what answers. ``look`` reads the store; ``host`` is the address that is listened at."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(span=span, lag=lag, deliveries=deliveries, outcome=outcome)
    page = environment.get_template("status.html.j2")
    style = (_HERE / "assets" / "status.css").read_text(encoding="utf-8")

    async def show(request: Request) -> Response:
        anew = 0 if "still" in request.query_params else _ANEW  # who reads it aloud is not thrown back to its beginning
        return HTMLResponse(page.render(found=await run_in_threadpool(look), anew=anew))

    async def tell(_: Request) -> Response:
        return JSONResponse(as_document(await run_in_threadpool(look)))

    async def health(_: Request) -> Response:
        found = await run_in_threadpool(look)
        return PlainTextResponse(f"{found.state}\n", status_code=503 if found.state == "down" else 200)

    async def sheet(_: Request) -> Response:
        return Response(style, media_type="text/css")

    async def failed(_: Request, error: Exception) -> Response:
        return PlainTextResponse(f"{error}\n", status_code=503)

    routes = [Route("/", show), Route("/status.json", tell), Route("/health", health), Route("/status.css", sheet)]
    return _Guard(Starlette(routes=routes, exception_handlers={BriefgenError: failed}), host)


class _Guard:
    """Refuses hosts that are not ours, and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app, self._host = app, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if scope["type"] == "http" and not is_known_host(Headers(scope=scope).get("host", ""), self._host):
            refused = PlainTextResponse("This page answers to this machine's own names only.\n", status_code=403)
            await refused(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)
