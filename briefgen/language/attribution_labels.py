"""Lines that name their speaker: headlines ("Minister: no talks"), transcripts ("SMITH: Yes."), shown tweets. Pure."""

import re
from collections.abc import Iterator

from briefgen.language.attribution_found import Found

_LINE = re.compile(r"[^\n]+")
_NAME = r"[^\W\d_][\w.’'\-]*"
_HEADLINE = re.compile(rf"\s*(?P<source>{_NAME}(?: {_NAME}){{0,4}})(?P<cue>:) (?P<content>\S[^\n]*)")
_TRANSCRIPT = re.compile(
    r"[“\"\s]*(?P<source>[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,3})(?P<cue>:) (?P<content>\S[^\n]*)"
)
_TWEET = re.compile(r"(?P<cue>— ?)(?P<source>[^\n()—]{2,60} \(@\w{1,20}\))")
#: Labels of outlets, not of speakers.
_LABELS = frozenset(
    (
        *("exclusive", "video", "watch", "update", "updated", "analysis", "opinion", "live", "breaking", "photos"),
        *("correction", "transcript", "note", "editor", "explainer", "review", "interview", "profile", "timeline"),
        *("factbox", "editorial", "column", "commentary", "feature", "podcast", "gallery", "q", "a", "the", "latest"),
        *("fact", "check", "part", "day", "week", "chapter", "how", "why", "what", "where", "when", "who"),
    )
)
_LONGEST_HEADLINE = 200
_SHORTEST_TWEET, _LONGEST_TWEET = 15, 700


def headline(line: str, start: int = 0) -> Found | None:
    """The first line of a text, "X: …", at ``start`` of it → what X says there."""
    found = _HEADLINE.fullmatch(line.rstrip())
    if found is None or len(line) > _LONGEST_HEADLINE:
        return None
    words = found["source"].split()
    if not found["source"][0].isupper() or _LABELS & {word.lower().strip("’'") for word in words}:
        return None
    if sum(word[0].isupper() for word in words) * 2 < len(words):
        return None
    return _found(found, start)


def transcript(text: str) -> Iterator[Found]:
    """The paragraphs "NAME: …" of a text, in order; one alone is no transcript."""
    lines = [(line.start(), match) for line in _LINE.finditer(text) if (match := _TRANSCRIPT.match(line[0]))]
    lines = [(start, match) for start, match in lines if not _LABELS & set(match["source"].lower().split())]
    if len(lines) > 1:
        yield from (_found(match, start) for start, match in lines)


def tweets(text: str) -> Iterator[Found]:
    """Paragraphs that end on "— Name (@handle) date": shown tweets."""
    for line in _LINE.finditer(text):
        signed = _TWEET.search(line[0])
        if signed and _SHORTEST_TWEET < signed.start() < _LONGEST_TWEET:
            start, end = line.start(), line.start() + len(line[0][: signed.start()].rstrip())
            source = (start + signed.start("source"), start + signed.end("source"))
            cue = (start + signed.start("cue"), start + signed.start("cue") + 1)
            yield Found(source, cue, ((start, end),))


def _found(match: "re.Match[str]", start: int) -> Found:
    content = match["content"].rstrip()
    first = start + match.start("content")
    last = first + len(content.rstrip(".") if content.endswith(".") and not content.endswith("..") else content)
    return Found(
        (start + match.start("source"), start + match.end("source")),
        (start + match.start("cue"), start + match.end("cue")),
        ((first, last),),
    )
