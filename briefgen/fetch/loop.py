"""The event loop of a round: uvloop where there is one (not on Windows), which asks for 1.4 times as many feeds.

In two things it is asyncio's own again. uvloop looks names up in four threads, whatever it is told: four dead name
servers would stop a round; here the loop's executor does it, of which the round says how large it is. And it counts
whole milliseconds, so that a timer may be early; here none is, so that the spacing of requests holds.
"""

import asyncio
import functools
import socket
import time
from collections.abc import Callable
from typing import Any

try:
    import uvloop
except ImportError:
    new_loop = asyncio.new_event_loop
else:
    #: Seconds by which a timer of uvloop may be early: its clock is cut to milliseconds, the delay is rounded.
    _EARLY = 0.0015

    class _Loop(uvloop.Loop):
        def time(self) -> float:
            """Return the seconds of a clock that never goes back."""
            return time.monotonic()

        def call_later(  # type: ignore[override]  # asyncio's own is generic in the arguments, which are passed on
            self, delay: float, callback: Callable[..., Any], *args: Any, context: Any = None
        ) -> asyncio.TimerHandle:
            """Call back after ``delay`` seconds or a little later."""
            return super().call_later(delay + _EARLY, callback, *args, context=context)

        async def getaddrinfo(  # noqa: PLR0913  asyncio's arguments
            self,
            host: str | bytes | None,
            port: str | bytes | int | None,
            *,
            family: int = 0,
            type: int = 0,  # noqa: A002  the name in asyncio
            proto: int = 0,
            flags: int = 0,
        ) -> Any:
            """Look a name up, in the executor; a number needs no look-up, and each connection asks for one."""
            try:
                return socket.getaddrinfo(host, port, family, type, proto, flags | socket.AI_NUMERICHOST)
            except socket.gaierror:
                look_up = functools.partial(socket.getaddrinfo, host, port, family, type, proto, flags)
                return await self.run_in_executor(None, look_up)

        async def getnameinfo(self, *where: Any) -> Any:
            """Look an address up, in the executor."""
            return await self.run_in_executor(None, socket.getnameinfo, *where)

    new_loop = _Loop
