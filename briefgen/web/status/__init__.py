"""The status page of ``briefgen run``: how things stand, for people and monitors. Reads the store only."""

from briefgen.web.status.application import application

__all__ = ["application"]
