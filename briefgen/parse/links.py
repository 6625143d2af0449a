"""Links of a feed → absolute http(s) links without tracking parameters. Pure."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

#: Parameters that say where a reader came from, never what is shown.
_TRACKING = (
    "utm_",
    "at_medium",
    "at_campaign",
    "fbclid",
    "gclid",
    "dclid",
    "yclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
)

#: What has no place in an address, and what a later format could take for its end.
_UNSAFE = re.compile('[\\x00-\\x20\\x7f-\\xa0"<>\\\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')

#: Longer than any browser sends.
LONGEST = 4000

#: Most links: absolute, with a path, without anything that is taken out or written anew. They are as they shall be.
_SAFE = "[A-Za-z0-9_.~%+,:@!*()'$=-]"
_PARAMETER = rf"(?!(?i:amp;|{'|'.join(_TRACKING)})){_SAFE}++"
_PLAIN = re.compile(
    rf"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/+{_SAFE}(?:{_SAFE}|/)*+(?:\?{_PARAMETER}(?:&{_PARAMETER})*+)?"
)


def article_link(link: str, *bases: str) -> str:
    """A link as the feed has it, and what it may be relative to → an absolute http(s) link, or an empty string.

    Of the bases the first counts that makes it absolute.
    """
    if is_plain(link):
        return link
    link = "".join(link.split()).replace("&amp;", "&")
    found = (_absolute(link, base) for base in (*bases, "")) if link else iter(())
    return next(filter(None, found), "")


def is_plain(link: str) -> bool:
    """Tell whether a link is one that ``article_link`` returns as it is, and ``names_an_item``: one look, for speed."""
    return _PLAIN.fullmatch(link) is not None and len(link) <= LONGEST


def names_an_item(link: str) -> bool:
    """Tell whether a link leads past the front page of its site, so that it can tell items apart."""
    parts = urlsplit(link)
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _absolute(link: str, base: str) -> str:
    try:
        parts = urlsplit(urljoin(base, link))
        host, _ = parts.hostname, parts.port
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return ""
    if parts.scheme not in {"http", "https"} or not host or len(link) > LONGEST:
        return ""
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith(_TRACKING))
    return _UNSAFE.sub(
        lambda found: quote(found[0], safe="", errors="replace"), urlunsplit(parts._replace(query=query))
    )
