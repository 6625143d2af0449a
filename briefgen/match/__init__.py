"""Step 4 of 9. Article × Watchlist → Match: who and what an article is about. Pure."""

from briefgen.match.finder import Finder
from briefgen.match.relevance import Relevance, relevance, strengths

__all__ = ["Finder", "Relevance", "relevance", "strengths"]
