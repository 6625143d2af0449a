"""The first sentences of a report, split once for all who read them. Pure."""

import functools
from itertools import islice

from briefgen.language.sentences import Span, sentences

#: How far into a report sentences are looked for. A news item tells the news first.
DEEPEST = 14


@functools.lru_cache(maxsize=2_048)  # candidates, figures and changes read the same reports
def opening(text: str) -> tuple[Span, ...]:
    """Text → its first ``DEEPEST`` sentences."""
    return tuple(islice(sentences(text), DEEPEST))
