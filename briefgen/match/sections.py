"""What an outlet files an article under → topics. Pure.

A category of the feed, or a folder of the address (``/sport/2023/…``), is the outlet's own word for what it is. It
tells sport and gossip apart from news better than any words of the text.
"""

import functools
from collections.abc import Mapping
from urllib.parse import unquote

from briefgen.language.fold import fold
from briefgen.model.article import Article
from briefgen.model.watch import Mention, Watchlist

#: Folded name of a section → the topics that it belongs to.
Sections = Mapping[str, tuple[str, ...]]


def sections(watchlist: Watchlist) -> Sections:
    """Collect the sections of all topics."""
    found: dict[str, tuple[str, ...]] = {}
    for topic in watchlist.topics.values():
        for name in topic.sections:
            found[_folded(name)] = (*found.get(_folded(name), ()), topic.id)
    return found


def filed_under(article: Article, known: Sections) -> tuple[Mention, ...]:
    """Return a mention for each topic to which a category or a folder of the article belongs."""
    if not known:
        return ()
    folders = article.url.partition("://")[2].partition("?")[0].split("/")[1:-1]
    mentions: dict[str, Mention] = {}
    for name in (*article.categories, *folders):
        for topic in known.get(_folded(name), ()):
            mentions.setdefault(topic, Mention(id=topic, words=name, place="section", start=0, end=0))
    return tuple(mentions.values())


@functools.lru_cache(maxsize=4096)  # outlets have few sections and many articles
def _folded(name: str) -> str:
    return " ".join(fold(unquote(name)).text.split())
