"""Step 2 of 9. FetchedFeed → Articles: plain text, absolute links, UTC dates. Pure.

The only home of feedparser and nh3: a foreign entry is seen nowhere else.
"""

from briefgen.parse.feed import ParsedFeed, parse_feed

__all__ = ["ParsedFeed", "parse_feed"]
