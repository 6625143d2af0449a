"""The words of an attribution that can be shown alone: one span of the text, without quote marks. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.language.attribution import Attribution
from briefgen.language.sentences import Span, sentences

#: Characters of a statement, and words.
SHORTEST, LONGEST = 25, 420
FEWEST_WORDS = 5

_MARKS = "“”\"„‟«»'‘’``״ \n\t"
_OPENING = re.compile(r"^(?:[“\"„«‘'`״]+)")
#: What a statement cannot begin with, read alone.
_LEANS = re.compile(
    r"(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|there|here|such|which|who|whom|how|whether|what|"
    r"to|as|but|and|or|so|because|yet|also|"
    r"то|что|но|и|а|он|она|они|это|"
    r"אבל|הוא|היא|הם|זה|זאת|وهو|هو|هي|هذا|هذه|ذلك|"
    r"این|او|آنها|که|bu|o|onlar|ancak|ama)\b",
    re.IGNORECASE,
)
#: "CAIRO, Dec 5 (Agency) - ", "(Picture/Agency) MOSCOW — ".
_DATELINE = re.compile(
    r"(?:\([^()\n]{2,40}\)\s*)?[A-Z][A-Z.’'-]{2,30}(?: [A-Z][A-Z.’'-]+){0,3}"
    r"(?:, [^—–()\n-]{2,30}?|,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^()\n]{2,30}\))?\s*(?:—|–|--| - )\s*"
)
_THAT = re.compile(r"(?:that|что|כי|[بل]?(?:أن|إن)|که)[,:]?\s+(?=\S)", re.IGNORECASE)
#: How the subject of an English clause in lower case begins; of others the whole sentence is shown.
_SUBJECT = re.compile(r"(?:the|an?)\s")
#: Behind these, and behind "that", stands a sentence; behind others ("stressed the importance of") its verb must show.
_TELLS = re.compile(r"(?:sa(?:y|id)|t(?:ell|old)|according)", re.IGNORECASE)
_THAT_BEFORE = re.compile(r"\bthat[,:]?\s+$")
_HAS_VERB = re.compile(
    r"(?:(?!\b(?:that|which|who|whose|as|when|where|if|while)\b)[^,;:“\"])*?"
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|did|does)\b"
)
#: The feed ends here.
_CUT = re.compile(r"\W{0,2}(?:\.\.\.|…|\[(?:…|\.\.\.|\+))")
#: Somebody else is heard within what is said: "the man was armed, but his family do not believe it".
_OTHER_VOICE = re.compile(
    r",\s(?:but|while|whereas|although|though)\s(?!(?:would|will|had|has|have|was|were|did|does|is|are|it|they|he|she)\b)"
    r"[^,.;]{3,60}\b(?:say|says|said|claim\w*|den(?:y|ies|ied)|believ\w+|argu\w+|insist\w*|reject\w*|dismiss\w*|disput\w+)\b"
)
#: "X confirmed it in Y": what, stood elsewhere.
_POINTS_BACK = re.compile(
    r"\s+(?:(?:it|this|that|so|them|him|her|these|those)(?=\s*(?:[.,;!?]|$)|"
    r"\s+(?:in|on|at|by|to|with|from|during|last|earlier|later|yesterday|today|again|when|after|before|for|as)\b)"
    r"|(?:the|these|those|such)\s+(?:report|statement|claim|remark|comment|accusation|allegation|attack|strike|incident)s?"
    r"(?=\s*(?:[.,;!?]|$)))"
)
#: Before its speaker a sentence may have so many characters ("But the").
_OPENER = 10
#: Behind these stands no sentence: "urged both sides to", "called for calm", "vowed to". The whole one is shown.
_NO_CLAUSE = re.compile(
    r"(?:call|urg|vow|pledg|promis|threat|agree|offer|refus|swore|ask|demand|describ|label|dub|brand|encourag|order|"
    r"instruct|den(?:y|ie)|propos|recommend)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """``text[span.start:span.end]``; ``verbatim``: the speaker's own words, from within quote marks."""

    span: Span
    verbatim: bool
    whole: bool  #: the whole sentence of the report, reporting verb and all


def spoken(text: str, said: Attribution, around: Span) -> Iterator[Spoken]:
    """An attribution and the sentence it stands in → what of it can be shown, the contents in order."""
    for content in said.contents:
        span = _within(text, content)
        if span is None or _is_cut_off(text, content):
            continue
        quoted = _is_quoted(text, content)
        if not quoted:
            span = _without_that(text, _without_dateline(text, span))
        span = _shortened(text, span)
        if not quoted and _is_afterthought(said, content):
            continue
        clause = quoted or (_is_clause(text, said, span) and not _is_bent(text, said, content))
        if not quoted and _OTHER_VOICE.search(text, span.start, span.end):
            continue
        if clause and _fits(text, span) and not _LEANS.match(text, span.start):
            yield Spoken(span, quoted, whole=False)
        elif not quoted and not said.quoted and _tells_alone(text, said, content, around):
            yield Spoken(_without_dateline(text, around), verbatim=False, whole=True)


def _is_cut_off(text: str, content: Span) -> bool:
    """Tell whether the feed ends within what is said."""
    return bool(_CUT.match(text, content.end)) or text.endswith(("...", "…"), 0, content.end)


def _is_afterthought(said: Attribution, content: Span) -> bool:
    """Tell whether it stands behind "A, X said": "the latest of many" is the reporter's own."""
    return content.start > said.cue.start and any(one.end <= said.cue.start for one in said.contents)


def _is_clause(text: str, said: Attribution, span: Span) -> bool:
    """Tell whether the reporter's words may be a sentence: "would leave", "the importance of" and the like are none."""
    first = text[span.start]
    if not first.islower() or first > "z":
        return True
    if not _SUBJECT.match(text, span.start):
        return False
    told = _TELLS.match(text, said.cue.start) or _THAT_BEFORE.search(text, max(0, span.start - 10), span.start)
    return bool(told or _HAS_VERB.match(text, span.start, span.end))


def _tells_alone(text: str, said: Attribution, content: Span, around: Span) -> bool:
    """Tell whether the whole sentence is the speaker's: he, or what he says, opens it, and nothing points back."""
    if said.source is None or not around.start <= said.cue.start:
        return False
    whole = _without_dateline(text, around)
    before = text[whole.start : max(whole.start, min(said.source.start, said.cue.start, content.start))]
    piece = text[whole.start : whole.end]
    return (
        whole.end - whole.start <= LONGEST
        and (len(before) <= _OPENER or before.rstrip().endswith(","))
        and not _LEANS.match(piece.lstrip(_MARKS)[:30])
        and not _POINTS_BACK.match(text, said.cue.end, whole.end)
        and _balanced(text, whole)
    )


def _is_bent(text: str, said: Attribution, content: Span) -> bool:
    """Tell whether the verb has made the content less than a clause: "urged both to", Turkish "…diğini söyledi"."""
    if _NO_CLAUSE.match(text, said.cue.start):
        return True
    return content.end <= said.cue.start and not text[content.end : said.cue.start].strip()


def _within(text: str, content: Span) -> Span | None:
    """A content without the quote marks around it and the comma before "he said"."""
    piece = text[content.start : content.end]
    if _is_quoted(text, content):
        start = content.start + len(piece) - len(piece.lstrip(_MARKS))
        end = content.end - (len(piece) - len(piece.rstrip(_MARKS)))
    else:
        start, end = content.start, content.end
    while end > start and text[end - 1] in ",;: —–-،\n":
        end -= 1
    return Span(start, end) if end > start else None


def _is_quoted(text: str, content: Span) -> bool:
    """Tell whether all of it stands within one pair of quote marks."""
    piece = text[content.start : content.end]
    opening = _OPENING.match(piece)
    if not opening:
        return False
    inside = piece[opening.end() :].rstrip(". ,\n")
    closes = inside[-1:] in "”\"»“״'’" if inside else False
    marks = sum(inside.count(mark) for mark in '“”"«»')
    return marks <= 1 if closes else marks == 0


def _without_dateline(text: str, span: Span) -> Span:
    found = _DATELINE.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found and found.end() < span.end else span


def _without_that(text: str, span: Span) -> Span:
    found = _THAT.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found else span


def _shortened(text: str, span: Span) -> Span:
    """As many whole sentences of a long one as fit."""
    if span.end - span.start <= LONGEST:
        return span
    end = span.start
    for part in sentences(text[span.start : span.end]):
        if part.end > LONGEST:
            break
        end = span.start + part.end
    return Span(span.start, end)


def _fits(text: str, span: Span) -> bool:
    length = span.end - span.start
    piece = text[span.start : span.end]
    return (
        SHORTEST <= length <= LONGEST
        and len(piece.split()) >= FEWEST_WORDS
        and "\n\n" not in piece
        and _balanced(text, span)
    )


def _balanced(text: str, span: Span) -> bool:
    piece = text[span.start : span.end]
    return piece.count("“") == piece.count("”") and piece.count('"') % 2 == 0 and piece.count("(") == piece.count(")")
