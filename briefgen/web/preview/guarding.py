"""Who may ask, and what a page may do: hosts, origins and headers. Pure but for the middleware at the end.

A web page of strangers must not be able to read drafts through the browser of an editor (DNS rebinding), nor send a
test in the editor's name (CSRF), and what stands in an edition must not run in our pages.
"""

import secrets
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefgen.web.hosts import is_known_host

#: What our own pages may do: run our one script, show what we serve. Nothing from elsewhere, nothing inline.
SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

#: What an edition's document may do: look as its author made it, with pictures, which mail programs load too. No
#: script, no form, no style or font from elsewhere.
DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)

_ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_own_form(headers: Mapping[str, str], given: str, token: str) -> bool:
    """Tell whether a POST comes from a form of ours: its token, and what the browser says of its origin."""
    origin, host = headers.get("origin", ""), headers.get("host", "")
    site = headers.get("sec-fetch-site", "same-origin")
    same_origin = not origin or urlsplit(origin).netloc == host
    return same_origin and site == "same-origin" and secrets.compare_digest(given.encode(), token.encode())


class Guard:
    """Refuses hosts that are not ours, and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp, bound: str, names: Collection[str] = ()) -> None:
        """Take the application, the address that is listened at and the machine's names."""
        self._app, self._bound, self._names = app, bound, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (*_ALWAYS.items(), ("Content-Security-Policy", SHELL_POLICY)):
                    headers.setdefault(name, value)
            await send(message)

        if is_known_host(host, self._bound, self._names):
            await self._app(scope, receive, send_guarded)
            return
        words = "This preview answers to this machine's own names only, and the request was for another one.\n"
        await PlainTextResponse(words, status_code=403)(scope, receive, send_guarded)
