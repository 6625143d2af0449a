"""Who may ask what, and what a page may do: hosts, bodies, forms of others, headers."""

import asyncio
import base64
import hashlib
import html
import re
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What our own pages may do: look as our one style sheet says, send forms to us.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

#: One that may also run our one script, which tells times on the reader's clock.
LIVELY_POLICY = f"{PAGE_POLICY}; script-src 'self'"

_ALWAYS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    # Not no-referrer: browsers would then send forms with the origin "null". No token reaches another site.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_YEAR = 31_536_000

#: Bytes that a form of ours has at most, and seconds that it may take to arrive.
MOST_BYTES, PATIENCE = 32_768, 10.0

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_ATTRIBUTE = re.compile(r'<[^<>]*\sstyle="([^"]*)"')


def edition_policy(page: str) -> str:
    """Return what an edition's page may do: wear exactly the styles that stand in it, known by their hashes."""
    sheets = [_hash(sheet) for sheet in _STYLE.findall(page)]
    attributes = [_hash(html.unescape(value)) for value in dict.fromkeys(_ATTRIBUTE.findall(page))]
    styles = " ".join(dict.fromkeys([*sheets, *(["'unsafe-hashes'"] if attributes else []), *attributes])) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; img-src 'self' data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def is_ours(headers: Mapping[str, str], origin: str) -> bool:
    """Tell whether a POST may come from a page of ours, as far as the browser says where it comes from."""
    site, said = headers.get("sec-fetch-site", ""), headers.get("origin", "")
    if site:
        return site in {"same-origin", "none"}
    return not said or said == origin


class Guard:
    """Refuses hosts that are not ours and bodies that are too long; adds the headers that every answer has.

    A body is read here, under its limits, and lies in ``scope["state"]["body"]``.
    """

    def __init__(
        self, app: ASGIApp, public_url: str, on_fault: Callable[[Request, Exception], Awaitable[Response]]
    ) -> None:
        """Take the application, the address at which readers know it, and what answers to a fault of ours."""
        self._app, self._on_fault = app, on_fault
        parts = urlsplit(public_url)
        self._host, self._prefix = parts.netloc.lower(), parts.path.rstrip("/")
        self._headers = dict(_ALWAYS)
        if parts.scheme == "https":
            self._headers["Strict-Transport-Security"] = f"max-age={_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if self._prefix and scope["path"].startswith(f"{self._prefix}/"):  # a proxy that leaves it
            scope = {**scope, "path": scope["path"].removeprefix(self._prefix)}
        refusal = await self._refusal(scope, receive)
        try:
            await (refusal or self._app)(scope, receive, send_guarded)
        except Exception as fault:
            if begun:
                raise
            answer = await self._on_fault(Request(scope), fault)  # here, so that no server logs its words
            await answer(scope, receive, send_guarded)

    async def _refusal(self, scope: Scope, receive: Receive) -> Response | None:
        """Return what refuses a request; None for one that is to be answered, whose body is read then."""
        if Headers(scope=scope).get("host", "").lower() != self._host:
            return PlainTextResponse("This is another site.\n", status_code=421)
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(receive)
        except TimeoutError:
            return PlainTextResponse("This took too long.\n", status_code=408)
        if body is None:
            return PlainTextResponse("This is too long.\n", status_code=413)
        scope.setdefault("state", {})["body"] = body
        return None


async def _body(receive: Receive) -> bytes | None:
    """Return the body; None for one that is too long, of which the rest is not read."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return body
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body"):
            return body


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
