"""``briefgen preview``: a workspace's publications in the browser, as they look while their templates are edited."""

from briefgen.web.preview.running import Desk
from briefgen.web.preview.serving import address_of, listen, serve

__all__ = ["Desk", "address_of", "listen", "serve"]
