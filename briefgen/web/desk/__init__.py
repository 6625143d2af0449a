"""The editors' desk: an edition as it will go out, with what may be done to it. Mounted by ``serve``. Edge: HTTP."""

from briefgen.web.desk.application import desk_routes

__all__ = ["desk_routes"]
