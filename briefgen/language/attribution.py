"""Text → who says what in it. Pure.

Lexical, as EMM NewsExplorer does it: quote marks, reporting verbs in their forms, and the order of both. One pass over
the text; the parts are in the modules ``attribution_…``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.language.attribution_abroad import LANGUAGES, abroad
from briefgen.language.attribution_clauses import clauses
from briefgen.language.attribution_found import Found
from briefgen.language.attribution_labels import headline, transcript, tweets
from briefgen.language.attribution_quotes import CLOSING, INSIDE, OPENING, masked, quotations
from briefgen.language.attribution_tokens import tokens
from briefgen.language.sentences import Span, sentences

_MARKS = OPENING + INSIDE + CLOSING


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a text says that somebody said: ``text[start:end]`` of each span.

    ``quoted``: every content lies within quote marks; else the text reports it in its own words, or in part.
    """

    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    quoted: bool


def attributions(text: str, language: str = "en") -> tuple[Attribution, ...]:
    """Text → its attributions in the order of their contents. A language without rules has none.

    What one says in several sentences is one attribution with several contents, as is what is interrupted by "he said".
    """
    if language != "en" and language not in LANGUAGES:
        return ()
    blind = masked(text, quotations(text))
    spans = tuple(sentences(text))
    found = list(_continued(text, blind, spans, language))
    if language == "en":
        found += _labelled(text, found)
    made = {_attribution(one, blind) for one in found if _is_said(text, one)}
    return tuple(sorted(made, key=lambda one: (one.contents[0].start, one.cue.start, one.contents[-1].end)))


def _continued(text: str, blind: str, spans: Sequence[Span], language: str) -> Iterator[Found]:
    """The attributions of each sentence; sentences that only quote go on with the last one."""
    last: Found | None = None
    for span in spans:
        if last is not None and _only_quotes(blind, span):
            last = _with(last, span)
            continue
        if last is not None and last.colon and not last.contents:
            last = _with(last, Span(span.start, _paragraph_end(text, span.start)))
        if last is not None and last.colon and last.contents and span.start < last.contents[-1][1]:
            continue
        made = (
            list(clauses(tokens(text, blind, span.start, span.end)))
            if language == "en"
            else list(abroad(text, blind, span, language))
        )
        if made:
            if last is not None:
                yield last
            yield from made[:-1]
            last = made[-1]
        elif last is not None:
            yield last
            last = None
    if last is not None:
        yield last


def _with(one: Found, span: Span) -> Found:
    return Found(one.source, one.cue, (*one.contents, (span.start, span.end)), one.colon)


def _only_quotes(blind: str, span: Span) -> bool:
    piece = blind[span.start : span.end]
    return piece[0] in _MARKS and not piece.strip(_MARKS + " .\n")


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text[: end if end >= 0 else None].rstrip())


def _labelled(text: str, found: Sequence[Found]) -> list[Found]:
    """What lines with a speaker in front say, where no sentence was read there."""
    first = next(iter(text.lstrip().split("\n", 1)), "")
    labelled = [*transcript(text), *tweets(text)]
    if (title := headline(first, len(text) - len(text.lstrip()))) is not None:
        labelled.append(title)
    taken = sorted(content for one in found for content in one.contents)
    return [one for one in labelled if not any(a <= one.contents[0][0] < b for a, b in taken)]


def _is_said(text: str, one: Found) -> bool:
    return any(text[a:b].strip(" .,\n") for a, b in one.contents)


def _attribution(one: Found, blind: str) -> Attribution:
    return Attribution(
        source=Span(*one.source) if one.source else None,
        cue=Span(*one.cue),
        contents=tuple(Span(*content) for content in one.contents),
        quoted=all(not blind[a:b].strip(_MARKS + " ,.\n") for a, b in one.contents),
    )
