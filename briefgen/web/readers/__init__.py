"""The readers' pages: what there is to read, signing up, preferences and leaving, the archive and its feeds.

A GET changes nothing, and no answer tells whether an address is known to us: what a sign-up does is done after the
answer (``outbox``). Pages need no script and set no cookie.
"""

from briefgen.web.readers.serving import PORT, serve
from briefgen.web.readers.site import Site, open_site

__all__ = ["PORT", "Site", "open_site", "serve"]
