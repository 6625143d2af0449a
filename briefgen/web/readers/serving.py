"""The readers' pages on a port of this machine, until SIGTERM or Ctrl-C."""

import socket
from collections.abc import Callable, Sequence

from starlette.routing import BaseRoute

from briefgen.web.listening import answer
from briefgen.web.readers.application import application
from briefgen.web.readers.site import Site

#: Where the pages are if nobody says otherwise.
PORT = 8700

#: Seconds that requests in hand have to end.
_PATIENCE = 5


def serve(site: Site, bound: socket.socket, *, on_ready: Callable[[], None], more: Sequence[BaseRoute] = ()) -> None:
    """Answer requests until Ctrl-C or SIGTERM; what is in hand is answered, and what was asked for still done."""
    answer(application(site, more), bound, on_ready=on_ready, patience=_PATIENCE)
