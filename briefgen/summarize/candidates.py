"""The sentences of a report that can stand alone. Pure.

A sentence is quoted out of its place, so it must not lean on what stood before it: no open pronoun, no "However",
no dateline, nothing that speaks to the reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.language.sentences import Span, is_whole
from briefgen.model.article import Article
from briefgen.summarize.opening import opening

# ruff: noqa: E501  one pattern on one line is what can be read

#: Words that a told sentence has at least and at most.
SHORTEST, LONGEST = 7, 55

#: Characters of a feed's only sentence that lacks a full stop; a longer one may be cut off.
LONGEST_TEASER = 240
#: Something must follow these.
_UNFINISHED = re.compile(
    r"\b(?:the|an?|of|to|in|on|at|by|for|from|with|and|or|but|as|that|which|who|whose|its|his|her|their|this|is|are|was|were|"
    r"has|have|had|will|would|after|before|into|over|than|said|says)$",
    re.IGNORECASE,
)
#: "JERUSALEM (AP) — ", "BEIRUT, Dec. 28 (Levant Wire) - ", "МОСКВА, 28 декабря. /ТАСС/. "
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’ -]{1,30}(?:, [\w.'’ ]{2,30}){0,3} ?\([^()]{2,40}\)|[A-ZÀ-Þ][A-ZÀ-Þ.'’ /-]{2,40}(?:, [\w.'’ ]{2,30}){0,3})"
    r"\s*(?:[—–:]|-{1,2})\s+"
    r"|[А-ЯЁ][А-ЯЁа-яё.-]+, \d{1,2} [а-я]+\.? ?[—–/-]+ ?[А-ЯЁа-яё ]*[./]*\s*[—–-]?\s*"
)
_LEANS = re.compile(
    r"""[\W_]*(?:
    he|she|it|they|him|her|them|his|hers|its|their|theirs|i|we|you|my|our|your|(?-i:us|Us)|
    this|that|these|those|there|here|such|
    however|but|and|or|so|yet|nor|still|also|meanwhile|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence|
    instead|otherwise|besides|likewise|similarly|consequently|additionally|then|later|earlier|afterwards?|
    for\ (?:example|instance)|in\ (?:addition|contrast|particular|turn|response|other\ words)|on\ the\ (?:other\ hand|contrary)|
    as\ a\ result|at\ the\ (?:same\ time|time)|by\ contrast|of\ course|indeed|in\ fact|
    both|neither|either|one|some|many|most|others?|another|the\ (?:two|three|former|latter|pair|same|other|move|decision|
    statement|report|incident|attack|comments?|remarks?|announcement|latest|man|men|woman|women|boys?|girls?|teen(?:ager)?s?|
    victims?|suspects?|attackers?|assailants?|gunm[ae]n|shooter|couple)|asked|
    בנוסף|עם\ זאת|אולם|אך|אבל|הוא|היא|הם|זה|זאת|
    و?لكن|كما|وأضاف|وقال|وأوضح|هو|هي|هم|هذا|هذه|ذلك|
    однако|но|а|и|он|она|они|это|кроме\ того|при\ этом|также|
    ancak|fakat|ama|ayrıca|bu|o|onlar|
    اما|ولی|همچنین|او|آنها|این|وی
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPEAKS_TO_READER = re.compile(
    r"\b(?:you|your|yours|we|our|ours|my|we['’]ll|we['’]re|here['’]s|here are|(?:in )?this (?:article|story|post|piece|video|podcast)"
    r"|read (?:the|our)|listen to|watch (?:the|our)|(?:file |handout |undated )photos?|photos? (?:by|shows?|of the day)|pictured"
    r"|locator map|getty images|reuters/\w+)\b|https?://|www\.|@\w",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
#: What stands below a picture. Agencies close a caption with the full date or the photographer's credit, and open it with
#: the kind of view or "in this photo": forms of the trade, not of an outlet. A sentence of news has the weekday instead.
#: "A general view shows …", "… in Homs, Syria, on March 8, 2023.", "… (A. Name/Agency)".
_CAPTION = re.compile(
    r"^(?:an?|the|this|in this)\s+(?:general|aerial|undated|file|handout)\s+(?:view|photo|photograph|picture|image)\b"
    rf"|,\s(?:on\s|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s){_MONTH}\s\d{{1,2}},\s\d{{4}}\W*$"
    r"|\((?-i:[A-Z])[^()/]{2,40}/(?-i:[A-Z])[^()/]{1,40}\)\W*$",
    re.IGNORECASE,
)
#: A full date at the end, year and all, is that of a picture or of history, unless something is to happen then.
_DATED = re.compile(rf"\bon\s{_MONTH}\s\d{{1,2}},\s\d{{4}}\W*$", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|due|set|scheduled|expected|planned|next|until|by)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“«].*?[\"”»]", re.DOTALL)


#: What makes a line of few words a sentence: a form of "be", "have" or a modal, a past tense, or what may be a present one.
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|"
    r"said|told|made|took|met|came|fell|rose|won|lost|left|shot|began|begun|held|went|gave|saw|sent|found|got|kept|led|put|set|hit|cut|"
    r"spoke|broke|ran|drew|threw|struck|fled|fought|bought|brought|built|sold|paid|laid|stood|sat|became|grew|knew|wrote|shut|spent|"
    r"sought|caught|taught|thought|felt|heard|let|read|rode|sank|sunk|swore|hung|say|want|agree|warn|urge|meet|"
    r"\w+ed|\w+s)\b|['’](?:s|re|ve|ll|d)\s+(?:been|being|not|no|\w+ing)\b"
)
#: Neither "plan's" nor a name in -s is a verb.
_POSSESSIVE = re.compile(r"['’]s\b|\b[A-Z]\w+")
#: Lines of fewer words are looked at for a verb; in a longer one the list would miss too many.
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """``article.text[span.start:span.end]``, and how many sentences stood before it."""

    article: Article
    span: Span
    position: int

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.article.text[self.span.start : self.span.end]


def candidates(article: Article, shortest: int = SHORTEST) -> Iterator[Candidate]:
    """Yield the sentences of a report that can be told alone, in order; ``shortest`` counts words."""
    for position, span in enumerate(opening(article.text)):
        start = _after_dateline(article.text, span) if position == 0 else span.start
        candidate = Candidate(article, Span(start, span.end), position)
        ended = f"{candidate.text}." if _is_teaser(article, span) else candidate.text
        if stands_alone(ended, shortest, article.language):
            yield candidate


def _is_teaser(article: Article, span: Span) -> bool:
    """Tell whether an English sentence is all that the feed has, whole but for its full stop: agencies' feeds are so.

    What a feed has cut off is longer, ends in dots, or on a word that something must follow.
    """
    text = article.text.strip()
    alone = article.text[span.start : span.end].strip() == text and len(text) <= LONGEST_TEASER
    return alone and article.language == "en" and text[-1:].isalnum() and not _UNFINISHED.search(text)


def stands_alone(sentence: str, shortest: int = SHORTEST, language: str = "en") -> bool:
    """Tell whether a sentence can be understood without the one before it."""
    if "\n" in sentence or not shortest <= len(sentence.split()) <= LONGEST:
        return False
    if not is_whole(sentence) or sentence.rstrip('"”’»').endswith("?"):
        return False
    if sentence[0] in "\"“«'‘" or _LEANS.match(sentence):
        return False
    if language == "en" and not _is_sentence(sentence):
        return False
    if _CAPTION.search(sentence) or (_DATED.search(sentence) and not _AHEAD.search(sentence)):
        return False
    return not _SPEAKS_TO_READER.search(_QUOTED.sub("", sentence))


def _is_sentence(line: str) -> bool:
    """Tell whether an English line has a verb: "Criticism of the plan in the capital." is none."""
    return len(line.split()) >= _SHORT or _VERB.search(_POSSESSIVE.sub("", line)) is not None


def _after_dateline(text: str, span: Span) -> int:
    found = _DATELINE.match(text, span.start, span.end)
    return found.end() if found else span.start
