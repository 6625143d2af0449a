"""Something changed → everybody who listens hears of it. Messages of server-sent events (WHATWG HTML §9.2)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

#: Seconds after which a silent stream says that it is still there.
HEARTBEAT = 15.0

#: Milliseconds after which a browser comes back that has lost us.
RETRY = 400

#: What a stream says when there is nothing to say.
STILL_HERE = ": still here\n\n"


class Broadcast:
    """Who wants to hear of changes."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._listeners: set[asyncio.Event] = set()
        self._closed = False

    def tell(self) -> None:
        """Tell everybody that something changed; who is still busy with an earlier change hears of both at once."""
        for listener in self._listeners:
            listener.set()

    def close(self) -> None:
        """End all streams at once."""
        self._closed = True
        self.tell()

    async def changes(self) -> AsyncIterator[bool]:
        """Yield True at once and after each change, False while nothing changes, until the end."""
        changed = asyncio.Event()
        changed.set()
        self._listeners.add(changed)
        try:
            while not self._closed:
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        await changed.wait()
                except TimeoutError:
                    yield False
                else:
                    changed.clear()
                    if not self._closed:
                        yield True
        finally:
            self._listeners.discard(changed)


def message(event: str, said: Any) -> str:
    """Return one event of a stream."""
    return f"retry: {RETRY}\nevent: {event}\ndata: {json.dumps(said)}\n\n"
