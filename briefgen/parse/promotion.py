"""Drops the lines of a text that sell or steer instead of telling. Pure.

Text rules, because structure does not help: on a page that is one ``div`` every extractor keeps 66 of 67 such lines
(reference ``language.md``). To lose a line of the report is worse than to keep one of promotion: so a line is dropped
only if it is short, is no part of a longer sentence, and speaks to the reader in the words of ``phrases``.
"""

import re
from collections.abc import Iterator

from briefgen.language.sentences import sentences
from briefgen.parse import phrases

#: Longer lines are reporting. Characters.
LONGEST = 260

#: So long is a sentence that ends a list of links: headlines end without a full stop, offers are shorter. Characters.
PROSE = 90

#: A line so long that does not end as a sentence was wrapped: the next one goes on with it. Characters.
_WRAPPED = 40

#: A line may open with a bullet or a dash, but what opens with a quotation mark is somebody's words.
_OPENING = r"^[^\w\"“”„«»'‘’]*"
_PROMOTION = re.compile(rf"{_OPENING}(?:{'|'.join(phrases.SURE)})", re.IGNORECASE)
_ARROW = re.compile(r"^(?:>>+|►|▶|➤)\s*\S")
_LIKELY = re.compile("|".join(phrases.LIKELY), re.IGNORECASE)
_REPORTING = re.compile("|".join(phrases.REPORTING), re.IGNORECASE)
_HEADING = re.compile(rf"{_OPENING}(?:{'|'.join(phrases.HEADING)})\s*[:…]?\W*$", re.IGNORECASE)
_END = re.compile(r"[.!?؟。…][\"'”’»)\]]*$")
#: What some feeds put behind a text that they cut off.
_MORE = re.compile(
    r"(?<=[.!?…\])”\"])\s*(?:read more|continue reading|read the full (?:story|article))[\s.…»>→]*$", re.IGNORECASE
)


def is_promotion(line: str) -> bool:
    """Tell whether a line sells or steers."""
    line = line.strip()
    if len(line) > LONGEST:
        return False
    if _PROMOTION.search(line) or (_ARROW.search(line) and not _END.search(line)):
        return True
    return _is_likely(line) and not _REPORTING.search(line)


def _is_likely(line: str) -> bool:
    lowered = line.lower()
    return any(word in lowered for word in phrases.LIKELY_WORDS) and bool(_LIKELY.search(line))


def without_promotion(text: str) -> str:
    """Return the text without its promotion lines and the lists of links below their headings; paragraphs stay so."""
    paragraphs: list[list[str]] = []
    for is_first, line in _telling(text):
        if is_first or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _telling(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the lines that stay, each with whether it is the first of its paragraph to do so."""
    below_heading = False
    for paragraph in text.split("\n\n"):
        is_first, goes_on = True, False
        for line in filter(str.strip, paragraph.split("\n")):
            if not goes_on:
                below_heading = _is_heading(line) or (below_heading and not _is_prose(line))
            if not goes_on and not below_heading and is_promotion(line):
                line = _news_before(line)  # noqa: PLW2901  what stays of it
            kept = bool(line) and (goes_on or not below_heading)
            goes_on = kept and len(line) >= _WRAPPED and not _END.search(line.rstrip())
            if kept:
                yield is_first, _MORE.sub("", line) or line
                is_first = False


def _news_before(line: str) -> str:
    """The sentences of a line before the first that promotes, if they report something; else nothing."""
    end = 0
    for span in sentences(line):
        if is_promotion(line[span.start : span.end]):
            break
        end = span.end
    news = line[:end]
    return news if len(news) >= PROSE or _REPORTING.search(news) else ""


def _is_heading(line: str) -> bool:
    return len(line) <= LONGEST and bool(_HEADING.search(line.strip()))


def _is_prose(line: str) -> bool:
    """Tell whether a line is a sentence of a report rather than a headline or an offer."""
    if not _END.search(line.rstrip()) or is_promotion(line):
        return False
    return len(line) >= PROSE or bool(_REPORTING.search(line))
