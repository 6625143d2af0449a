"""An address, or a list of them, → new feeds of the workspace. What ``feeds add`` and ``feeds import`` do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from briefgen.config import Config
from briefgen.config.feeds_file import acceptable, address_key, append_feeds, free_id
from briefgen.fetch import Limits, fetch_all
from briefgen.model.errors import NothingReadError, UsageError
from briefgen.model.feed import Feed, FeedState, FetchedFeed, FetchError
from briefgen.parse import ParsedFeed
from briefgen.parse.discovery import find_places
from briefgen.parse.heading import heading_of
from briefgen.parse.opml import Outline, parse_opml
from briefgen.parsers import parse_all


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """One feed that was found and written."""

    feed: Feed
    articles: int  #: that it holds now


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What became of a list of feeds."""

    added: tuple[Feed, ...]
    known: tuple[str, ...] = ()  #: addresses that the workspace has, or that stood in the list before
    refused: tuple[str, ...] = ()  #: what cannot be a feed, each with its reason


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    fetched: FetchedFeed
    parsed: ParsedFeed


def add_feed(config: Config, url: str, *, now: datetime, private: bool = False, limits: Limits | None = None) -> Added:
    """Find the feed at an address, or of the page that is there; check that it can be read; write it.

    ``private`` permits addresses of our own network, for this site only. Raises UsageError for no address and for one
    that is known, NothingReadError where there is no feed that can be read.
    """
    asked = _candidate(url if "://" in url else f"https://{url}", "new", private=private)
    _refuse_known(config, asked.address)
    found = _find(config, asked, now, limits or Limits())
    _refuse_known(config, found.fetched.feed.address, found.fetched.url)
    feed = _described(config, found, asked)
    append_feeds(config.workspace, [feed])
    return Added(feed=feed, articles=len(found.parsed.articles))


def import_feeds(config: Config, document: bytes, name: str) -> Imported:
    """Write the feeds of an OPML document, all or none; none is asked. Raises UsageError for what is no OPML."""
    try:
        outlines = parse_opml(document)
    except ValueError as error:
        message = f"{name}: {error}"
        raise UsageError(message) from None
    seen = {address_key(feed.url) for feed in config.feeds if feed.url}
    taken = {feed.id for feed in config.feeds}
    added: list[Feed] = []
    known: list[str] = []
    refused = [f"{title}: its address is none of http or https" for title in outlines.unusable]
    for outline in outlines.feeds:
        if address_key(outline.url) in seen:
            known.append(outline.url)
            continue
        feed = _of_outline(outline, taken)
        if isinstance(feed, Feed):
            seen.add(address_key(outline.url))
            taken.add(feed.id)
            added.append(feed)
        else:
            refused.append(f"{outline.title or outline.url}: {feed}")
    if added:
        append_feeds(config.workspace, added)
    return Imported(added=tuple(added), known=tuple(known), refused=tuple(refused))


def _of_outline(outline: Outline, taken: set[str]) -> Feed | str:
    host = urlsplit(outline.url).hostname or outline.url
    ours = dict(outline.ours)
    name = free_id(outline.title, outline.url, taken)
    table: dict[str, Any] = {"title": outline.title or host, "url": outline.url, "homepage": outline.homepage}
    if outline.language:
        table["language"] = outline.language
    table |= {key: ours[key] for key in ("country", "ownership") if key in ours}
    table["full_text"] = ours.get("full_text") == "true"
    for key, number in (("weight", float), ("poll_minutes", int)):
        try:
            table[key] = number(ours[key])
        except (KeyError, ValueError):
            continue
    if ours.get("id", name) not in taken and isinstance(
        feed := acceptable({**table, "id": ours.get("id", name)}), Feed
    ):
        return feed
    return acceptable({**table, "id": name})


def _candidate(url: str, name: str, *, private: bool) -> Feed:
    feed = acceptable({"id": name, "title": "New", "url": url, "allow_private_network": private})
    if isinstance(feed, str):
        raise UsageError(feed)
    return feed


def _refuse_known(config: Config, *addresses: str) -> None:
    keys = {address_key(address) for address in addresses}
    for feed in config.feeds:
        if feed.url and address_key(feed.url) in keys:
            message = f"{feed.url} is already polled, as feed {feed.id!r}"
            raise UsageError(message)


def _find(config: Config, asked: Feed, now: datetime, limits: Limits) -> _Found:
    """Return the feed at the address or, if a page is there, the first one that the page leads to."""
    (answer,) = fetch_all([(asked, FeedState(feed=asked.id))], documents=config.workspace, now=now, limits=limits)
    if not isinstance(answer, FetchedFeed):
        reason = answer.reason if isinstance(answer, FetchError) else "nothing was sent"
        message = f"{asked.address}: {reason}"
        raise NothingReadError(message)
    ((outcome, parsed),) = parse_all([answer], now)
    if parsed:
        return _Found(fetched=answer, parsed=parsed)
    places = find_places(answer)
    for addresses in (places.declared, places.linked, places.guessed):
        if found := _first_readable(config, _candidates(addresses, asked, answer.url), now, limits):
            return found
    reason = outcome.reason if isinstance(outcome, FetchError) else "not a feed"
    message = f"{asked.address}: {reason}, and no feed was found that belongs to it"
    raise NothingReadError(message)


def _candidates(addresses: Sequence[str], asked: Feed, page: str) -> list[Feed]:
    """Places of other hosts get no permission to be in our own network."""
    own = {urlsplit(page).netloc, urlsplit(asked.address).netloc}
    tables = (
        {
            "id": f"new-{n}",
            "title": "New",
            "url": address,
            "allow_private_network": asked.allow_private_network and urlsplit(address).netloc in own,
        }
        for n, address in enumerate(addresses)
    )
    return [feed for feed in map(acceptable, tables) if isinstance(feed, Feed)]


def _first_readable(config: Config, candidates: Sequence[Feed], now: datetime, limits: Limits) -> _Found | None:
    due = [(feed, FeedState(feed=feed.id)) for feed in candidates]
    found = {}
    answers = fetch_all(due, documents=config.workspace, now=now, limits=limits)
    for answer, parsed in parse_all(answers, now):
        if isinstance(answer, FetchedFeed) and parsed:
            found[answer.feed.id] = _Found(fetched=answer, parsed=parsed)
    return next((found[feed.id] for feed in candidates if feed.id in found), None)


def _described(config: Config, found: _Found, asked: Feed) -> Feed:
    """Return the feed with what its document says of it, ready to be written."""
    fetched, heading = found.fetched, heading_of(found.fetched)
    address = fetched.feed.address
    parts = urlsplit(address)
    page = asked.address if asked.address != address else f"{parts.scheme}://{parts.netloc}/"
    written = Counter(article.language for article in found.parsed.articles).most_common(1)
    given = {
        "id": free_id(heading.title, address, {feed.id for feed in config.feeds}),
        "title": heading.title or parts.hostname or address,
        "url": address,
        "homepage": heading.homepage or page,
        "language": heading.language or (written[0][0] if written else "en"),
    }
    feed = acceptable(given)
    if isinstance(feed, str):
        raise UsageError(feed)
    return replace(feed, allow_private_network=fetched.feed.allow_private_network)
