"""Links: where they lead, and whether they can. Nothing is asked here; ``linting`` does, with ``--links``. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from briefgen.lint.markup import Element
from briefgen.lint.rules import Document, Rule, Spot, at, shown
from briefgen.model.link import LinkAnswer

#: What follows a reader about, by the name of the parameter: analytics, advertisers, newsletters' own.
_FOLLOWING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igsh|igshid|li_fat_id|mc_cid|"
    r"mc_eid|_hsenc|_hsmi|hsCtaTracking|vero_id|mkt_tok|oly_enc_id|oly_anon_id|rb_clickid|s_cid|wickedid|at_medium|"
    r"at_campaign|ns_mchannel|ns_source|ns_campaign|cmpid|xtor|smid|_openstat|spm|ref_src|ref_url)$",
    re.IGNORECASE,
)
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCRIPTS = ("javascript:", "data:", "vbscript:", "file:", "blob:")
_LOCAL = re.compile(
    r"^(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[?::1\]?|.*\.(?:local|internal|localhost)$)"
)

#: Texts that say nothing of where a link leads.
_VAGUE = frozenset(
    {"here", "click here", "click", "this", "this link", "link", "more", "read more", "learn more", "read on"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link, where it stands."""

    url: str
    line: int
    column: int


def links_of(document: Document) -> Iterator[Link]:
    """Yield every web address that a reader may follow."""
    for element in document.markup.all("a", "area"):
        url = (element.get("href") or "").strip()
        if url.lower().startswith(("http://", "https://")):
            yield Link(url=url, line=element.line, column=element.column)


def _hrefs(document: Document) -> Iterator[tuple[Element, str]]:
    for element in document.markup.all("a", "area"):
        if (url := element.get("href")) is not None:
            yield element, url.strip()


@lru_cache(maxsize=4096)
def _host(url: str) -> str | None:
    """Return the host of an address; None for one that is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return None if port == 0 else parts.hostname or ""


def link_empty(document: Document) -> Iterator[Spot]:
    """A link leads somewhere."""
    for element in document.markup.all("a"):
        url = element.get("href")
        if url is not None and not url.strip():
            yield at(element, f"a link that leads nowhere: {shown(element.words())}")
        elif url is None and not (element.get("id") or element.get("name")):
            yield at(element, f"<a> without href: {shown(element.words())}")


def link_unnamed(document: Document) -> Iterator[Spot]:
    """A link says where it leads."""
    for element, _ in _hrefs(document):
        named = element.words() or element.get("aria-label") or element.get("title") or element.get("alt")
        if not named and not any(image.get("alt") for image in element.iter("img")):
            yield at(element, f"a link without words, to {shown(element.get('href') or '')}")


def link_vague(document: Document) -> Iterator[Spot]:
    """Not “click here”."""
    for element, _ in _hrefs(document):
        if element.words().strip(" .›»→>").casefold() in _VAGUE and not element.get("aria-label"):
            yield at(element, f"the link says only {shown(element.words())}")


def link_target(document: Document) -> Iterator[Spot]:
    """``#here`` exists."""
    names = {element.get(key) for element in document.markup.elements for key in ("id", "name")}
    for element, url in _hrefs(document):
        if not url.startswith("#"):
            continue
        if url == "#":
            yield at(element, f"# leads nowhere: {shown(element.words())}")
        elif url[1:] not in names and unquote(url[1:]) not in names and url != "#top":
            yield at(element, f"{shown(url)} is not in the document")


def link_script(document: Document) -> Iterator[Spot]:
    """Nothing but addresses."""
    for element, url in _hrefs(document):
        if "".join(url.split()).lower().startswith(_SCRIPTS):
            yield at(element, f"a link to {shown(url, 40)}")


def link_broken(document: Document) -> Iterator[Spot]:
    """An address that can be one."""
    for element, url in _hrefs(document):
        scheme, colon, _ = url.partition(":")
        if not url or url.startswith("#") or "".join(url.split()).lower().startswith(_SCRIPTS):
            continue
        if colon and scheme.lower() in {"http", "https"}:
            host = _host(url)
            if not host or any(letter.isspace() for letter in url):
                yield at(element, f"{shown(url)} is no address")
            elif _LOCAL.match(host):
                yield at(element, f"{shown(url)} can be reached from this machine only")
        elif colon and scheme.isalnum() and scheme.lower() not in _SCHEMES:
            yield at(element, f"a link to {shown(url)}: readers' programs do not follow {shown(scheme, 20)}")


def link_relative(document: Document) -> Iterator[Spot]:
    """In an email there is nothing to be relative to."""
    for element, url in _hrefs(document):
        if url and not url.startswith("#") and ":" not in url.partition("/")[0]:
            yield at(element, f"{shown(url)} leads nowhere from an inbox")


def link_tracking(document: Document) -> Iterator[Spot]:
    """No parameter follows the reader about."""
    for element, url in _hrefs(document):
        if following := tracking_in(url):
            yield at(element, f"{', '.join(following)} in {shown(url)}")


def tracking_in(url: str) -> list[str]:
    """Return the parameters of an address by which its reader is followed, each once."""
    try:
        names = (name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=200))
        return list(dict.fromkeys(name for name in names if _FOLLOWING.match(name)))
    except ValueError:
        return []


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A document's links with what came of asking."""

    links: tuple[Link, ...]
    answers: Mapping[str, LinkAnswer]


#: A server that answers so is there; it only does not like us.
_REFUSALS = frozenset({401, 402, 403, 405, 406, 408, 418, 429, 451, 503, 999})


def link_dead(answered: Answered) -> Iterator[Spot]:
    """Something is there."""
    for link in answered.links:
        answer = answered.answers.get(link.url)
        if answer and answer.asked and answer.reason and answer.status not in _REFUSALS:
            yield Spot(line=link.line, column=link.column, message=f"{shown(link.url)}: {answer.reason}")


def link_moved(answered: Answered) -> Iterator[Spot]:
    """It is still there."""
    yield from _led_on(answered, moved=True)


def link_redirected(answered: Answered) -> Iterator[Spot]:
    """It is there itself."""
    yield from _led_on(answered, moved=False)


def _led_on(answered: Answered, *, moved: bool) -> Iterator[Spot]:
    for link in answered.links:
        answer = answered.answers.get(link.url)
        if answer and answer.leads_to and answer.moved == moved:
            how = "has moved to" if moved else "redirects to"
            yield Spot(line=link.line, column=link.column, message=f"{shown(link.url)} {how} {shown(answer.leads_to)}")


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="link-empty",
        level="error",
        what="a link has no address",
        help="give the address, or leave the <a> out",
        look=link_empty,
    ),
    Rule(
        id="link-unnamed",
        level="error",
        what="a link has no words",
        help="put words into the link, or an alt text into its image",
        look=link_unnamed,
    ),
    Rule(
        id="link-vague",
        level="note",
        what="a link says “click here” or “more”",
        help="say where it leads: screen readers list links without what is around them",
        look=link_vague,
    ),
    Rule(
        id="link-target",
        level="error",
        what="a link leads to a place that is not in the document, or to #",
        help="give the target the id, or remove the link",
        look=link_target,
    ),
    Rule(
        id="link-script",
        level="error",
        what="a link is a script or opens a file: javascript:, data:, file:",
        help="link to an https address",
        look=link_script,
    ),
    Rule(
        id="link-broken",
        level="error",
        what="a link is no address, or one of this machine or a private network",
        help="give a whole address that others can reach, such as https://example.org/page",
        look=link_broken,
    ),
    Rule(
        id="link-tracking",
        level="warning",
        what="a link carries parameters that follow the reader: utm_*, fbclid, gclid …",
        help="remove the parameters: the page is the same without them",
        look=link_tracking,
    ),
)

EMAIL_RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="link-relative",
        level="error",
        what="a link of the email is relative",
        help="give the whole address: an email lies nowhere",
        look=link_relative,
    ),
)

ANSWERED_RULES: tuple[Rule[Answered], ...] = (
    Rule(
        id="link-dead",
        level="error",
        what="nothing is found at a link (asked with --links only)",
        help="mend or remove the link",
        look=link_dead,
    ),
    Rule(
        id="link-moved",
        level="warning",
        what="a link has moved for good (asked with --links only)",
        help="link to where it has moved",
        look=link_moved,
    ),
    Rule(
        id="link-redirected",
        level="note",
        what="a link redirects for now (asked with --links only)",
        help="see whether it leads where it should, and not to a start page",
        look=link_redirected,
    ),
)
