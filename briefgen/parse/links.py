"""Links of a feed → absolute http(s) links without tracking parameters. Pure."""

from urllib.parse import urljoin, urlsplit, urlunsplit

#: Parameters that say where a reader came from, never what is shown.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def article_link(link: str, base: str) -> str:
    """A link as the feed has it, and the feed's address → an absolute http(s) link, or an empty string."""
    try:
        parts = urlsplit(urljoin(base, "".join(link.split())))
        host = parts.hostname
    except ValueError:  # brackets that are no IPv6 address
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith(_TRACKING))
    return urlunsplit(parts._replace(query=query))
