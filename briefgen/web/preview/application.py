"""The addresses of the preview → answers. Edge: HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from briefgen.model.errors import BriefgenError, UsageError
from briefgen.model.finding import Level
from briefgen.render import packaged_templates
from briefgen.trying import send_trial
from briefgen.web.hosts import is_loopback
from briefgen.web.preview.broadcast import STILL_HERE, message
from briefgen.web.preview.documents import content_of, document
from briefgen.web.preview.faults import Fault
from briefgen.web.preview.guarding import DOCUMENT_POLICY, Guard, is_own_form
from briefgen.web.preview.looking import Look, look_at
from briefgen.web.preview.pages import ASSETS, asset, fill
from briefgen.web.preview.running import Preview
from briefgen.web.preview.sheets import picture
from briefgen.web.preview.views import PARTS, TABS
from briefgen.web.preview.watching import Watcher

#: Bytes of a form that anybody needs.
_FORM = 10_000

_LEVELS: tuple[Level, ...] = ("error", "warning", "note")

#: Parts of the page that change with what is looked at.
_PARTS = ("list", "overlay", "status", "note")

_MEDIA = {
    "html": "text/plain; charset=utf-8",  # a download, which must not run here
    "eml": "message/rfc822",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "pdf": "application/pdf",
}


class Answers:
    """What is answered to each address."""

    def __init__(self, preview: Preview) -> None:
        """Take the preview that is asked about."""
        self._preview = preview

    def _look(self, request: Request) -> Look:
        try:
            specimen = self._preview.workshop.specimen(request.path_params["place"])
        except UsageError as error:
            raise HTTPException(404, str(error)) from error
        return look_at(specimen, request.path_params.get("tab", ""), request.query_params)

    async def home(self, _: Request) -> Response:
        """Go to the edition that is looked at first."""
        preview = self._preview
        first = preview.workshop.first(preview.desk.briefing)
        if first is None or preview.building:
            page = fill("nothing.html.j2", faults=preview.workshop.config_faults, building=preview.building)
            return HTMLResponse(page, status_code=503)
        return RedirectResponse(look_at(first, "page", {}).address(), status_code=302)

    async def look(self, request: Request) -> Response:
        """Answer with the whole page."""
        look = self._look(request)
        state = await self._preview.state(look)
        return HTMLResponse(fill("shell.html.j2", **self._preview.values(look, state)))

    async def view(self, request: Request) -> Response:
        """Answer with the document in the frame."""
        look = self._look(request)
        state = await self._preview.state(look)
        if not state.version:
            return _document(fill("waiting.html.j2", pending=state.pending).encode())
        return _document(await asyncio.to_thread(document, look, state.files, state.version))

    async def raw(self, request: Request) -> Response:
        """Answer with the HTML alone, as a reader's program shows it."""
        look = self._look(request)
        if not look.device:
            raise HTTPException(404, "only page and email are HTML; /file/NAME/… has every file")
        state = await self._preview.state(look)
        if not state.version:
            return PlainTextResponse(_told(state.faults), status_code=500)
        return _document(content_of(look.part.file, state.files))

    async def file(self, request: Request) -> Response:
        """Answer with a file as a build would write it."""
        name = request.path_params["file"]
        if name not in PARTS:
            raise HTTPException(404, f"there is no file {name!r}; there are {', '.join(PARTS)}")
        made = await self._preview.made(self._look(request).specimen, PARTS[name])
        if made.faults:
            return PlainTextResponse(_told(made.faults), status_code=500)
        shown = "inline" if "inline" in request.query_params else "attachment"
        policy = "frame-ancestors 'none'" if name.endswith(".pdf") else "default-src 'none'"  # a viewer has own styles
        headers = {"Content-Disposition": f'{shown}; filename="{name}"', "Content-Security-Policy": policy}
        return Response(content_of(name, made.files), media_type=_MEDIA[name.rpartition(".")[2]], headers=headers)

    async def sheet(self, request: Request) -> Response:
        """Answer with a page of the PDF as a picture."""
        made = self._preview.typesetter.look(self._look(request).specimen).made
        try:
            pdf = made.files["briefing.pdf"] if made else b""
            png = await asyncio.to_thread(picture, pdf, request.path_params["number"])
        except (KeyError, IndexError, ValueError) as error:
            raise HTTPException(404, "there is no such page") from error
        return Response(png, media_type="image/png")

    async def checks(self, request: Request) -> Response:
        """Answer with the findings in all files of the edition, and the tabs that have faults."""
        look = self._look(request)
        checked = await asyncio.to_thread(self._preview.check, look)
        broken = [tab for tab in TABS if tab in checked.broken]
        counts = {level: sum(one.level == level for one in checked.findings) for level in _LEVELS}
        page = fill("checks.html.j2", look=look, findings=checked.findings, broken=broken, tabs=TABS)
        return JSONResponse({"checks": page, "counts": counts, "broken": broken})

    async def events(self, request: Request) -> Response:
        """Answer with a stream: what a look shows, now and after each change."""
        self._look(request)  # 404 where nothing stands there

        async def stream() -> AsyncIterator[str]:
            async for changed in self._preview.broadcast.changes():
                yield await self._news(request) if changed else STILL_HERE

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def _news(self, request: Request) -> str:
        """Return the version of the document, and the parts of the page around it, as an event."""
        try:
            look = self._look(request)
        except HTTPException:
            return message("gone", {})
        state = await self._preview.state(look)
        values = self._preview.values(look, state)
        parts = {name: fill(f"{name}.html.j2", **values) for name in _PARTS}
        return message("state", {"version": state.version, "parts": parts})

    async def wake(self, request: Request) -> Response:
        """Answer with a stream that says when there is something new to look at."""

        async def stream() -> AsyncIterator[str]:
            first = "building" not in request.query_params or self._preview.building
            async for changed in self._preview.broadcast.changes():
                yield message("change", {}) if changed and not first else STILL_HERE
                first = False

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def send(self, request: Request) -> Response:
        """Send a test to one reader."""
        body = await _body(request)
        form = {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}
        if not is_own_form(request.headers, form.get("token", ""), self._preview.token):
            return _answer("This form is not from here, or from before a restart: reload the page.", 403)
        if request.client is None or not is_loopback(request.client.host):
            return _answer("Tests are sent from this machine itself only.", 403)
        made = await self._preview.made(self._look(request).specimen, PARTS["email.eml"])
        if made.faults:
            return _answer(_told(made.faults), 500)
        desk = self._preview.desk
        try:
            settings = desk.settings()
            mail, typed = made.files["email.eml"], form.get("address", "")
            reader = await asyncio.to_thread(send_trial, mail, typed, settings, desk.now())
        except BriefgenError as error:
            return _answer(str(error), 400 if isinstance(error, UsageError) else 502)
        return _answer(f"Sent to {reader}.", 200)


def application(preview: Preview) -> Starlette:
    """Return the application of a preview; while it runs, the workspace is watched."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watcher = Watcher(preview.desk.workspace, packaged_templates())
        tasks = [asyncio.create_task(preview.follow(watcher)), asyncio.create_task(preview.build_sample())]
        try:
            yield
        finally:
            preview.end()
            await watcher.close()
            await preview.typesetter.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    answers = Answers(preview)
    routes = [
        Route("/", answers.home),
        Route("/look/{tab}/{place:path}", answers.look),
        Route("/view/{tab}/{place:path}", answers.view),
        Route("/raw/{tab}/{place:path}", answers.raw),
        Route("/file/{file}/{place:path}", answers.file),
        Route("/sheet/{number:int}/{place:path}", answers.sheet),
        Route("/checks/{tab}/{place:path}", answers.checks),
        Route("/events/{tab}/{place:path}", answers.events),
        Route("/wake", answers.wake),
        Route("/send/{place:path}", answers.send, methods=["POST"]),
        Route("/assets/{name}", _asset),
    ]
    guard = Middleware(Guard, bound=preview.desk.host, names=preview.desk.names)
    return Starlette(routes=routes, middleware=[guard], lifespan=lifespan, exception_handlers={HTTPException: _refused})


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404, "there is no such file")
    return Response(asset(name), headers={"Content-Type": ASSETS[name]})


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _FORM:
            raise HTTPException(413, "this form is too long")
    return body


async def _refused(_: Request, error: Exception) -> Response:
    status, words = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, str(error))
    return HTMLResponse(fill("refused.html.j2", words=words), status_code=status)


def _document(html: bytes) -> Response:
    return HTMLResponse(html, headers={"Content-Security-Policy": DOCUMENT_POLICY})


def _answer(words: str, status: int) -> Response:
    return JSONResponse({"said": words}, status_code=status)


def _told(faults: tuple[Fault, ...]) -> str:
    return "\n".join(f"{fault.file}:{fault.line}: {fault.problem}" if fault.file else fault.problem for fault in faults)
