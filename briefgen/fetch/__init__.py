"""Step 1 of 9. Feeds that are due, with their states → FetchedFeed | Unchanged | FetchError, one for each.

And pages of articles → FetchedPage | PageError.

Outside this package everything is synchronous; asyncio and aiohttp live in here alone. How one feed gets its result:

======================  ===========================================================================================
``due``                 chooses, without I/O, the feeds of a round: who is due, whose host rests, not too many of one
``polling``             decides, without I/O, whether a feed is due and what a result does to its state
``quiet``               the hours and days in which a document asks not to be polled
``round``               one round over all due feeds: saved documents from disk, the others over HTTP
``running``             a round in an event loop of its own: what waits, by host → its results, as they come
``loop``                the event loop itself: uvloop, with timers that are never early
``saved``               a document inside ``feeds/`` → result
``turns``               whose turn it is: one request at a time per host, spaced; hosts that sent us away rest
``walk``                one address over HTTP: turns, redirects, rests, deadline, ceiling, whoever asks
``transport``           one feed over HTTP → result: a conditional request
``pages``               one round over the pages of articles, minding what robots.txt asks
``links``               one round over links: who answers
``posting``             one document to an operator's webhook
``gate``                what robots.txt of the sites of a round lets us ask for
``robots``              robots.txt → what we may ask of a site
``network``             the sockets: no connection to an address that ``addresses`` does not permit
``decoding``            gzip, deflate and br in small pieces, with a ceiling on what comes out
``headers``             Retry-After, Cache-Control, Expires and validators, read from what was served
``faults``              an exception of aiohttp or the operating system → one line for people
======================  ===========================================================================================
"""

from briefgen.fetch.due import due_now, resting
from briefgen.fetch.limits import Limits
from briefgen.fetch.links import fetch_links
from briefgen.fetch.network import Network
from briefgen.fetch.pages import PageResult, fetch_pages, is_other_file
from briefgen.fetch.polling import address_of, after, body_hash, current, is_due, is_persistent
from briefgen.fetch.posting import post_json
from briefgen.fetch.round import fetch_all, fetch_steadily
from briefgen.fetch.turns import Rest

__all__ = [
    "Limits",
    "Network",
    "PageResult",
    "Rest",
    "address_of",
    "after",
    "body_hash",
    "current",
    "due_now",
    "fetch_all",
    "fetch_links",
    "fetch_pages",
    "fetch_steadily",
    "is_due",
    "is_other_file",
    "is_persistent",
    "post_json",
    "resting",
]
