"""What a language model answered → the sentences that may stand in a summary. Pure.

Nothing of an answer is believed: numbers count if they were offered, words if ``verification`` finds no fault in them.
Where a wording is refused, the sentence that it was made of stands as its report has it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.language.words import words
from briefgen.model.briefing import ModelUse
from briefgen.model.story import CitedSentence
from briefgen.summarize.anchors import Source
from briefgen.summarize.offers import Offer
from briefgen.summarize.telling import ENOUGH_WORDS, MOST_SENTENCES, TOLD_ALREADY
from briefgen.summarize.verification import MOST_CITES, fault

#: A longer answer is none; four sentences have a hundredth of it.
LONGEST = 100_000
#: A summary of fewer is no better than the one that stands.
FEWEST_SENTENCES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What is left of an answer: no sentences if the summary is to stand as it was."""

    sentences: tuple[CitedSentence, ...] = ()
    refused: tuple[str, ...] = ()  #: why, in our words: none of the model's own goes into a log


@dataclass(frozen=True, slots=True)
class _Wording:
    """An entry of the answer: the numbers it cites, and its words where it has any."""

    cites: tuple[int, ...]
    text: str = ""


def verified(answer: str, offered: Offer, use: ModelUse) -> Verified:
    """Answer → its sentences that may stand, or why none may."""
    entries = _entries(answer)
    if entries is None:
        return Verified(refused=("it is no list in JSON",))
    wordings = [_wording(entry, len(offered.sentences)) for entry in entries]
    if use == "select":
        return _chosen([one.cites[0] for one in wordings if one is not None], offered)
    return _reworded([one for one in wordings if one is not None], offered)


def _entries(answer: str) -> list[Any] | None:
    """Read the list, be it in a fence, behind words, or the one value of an object."""
    if len(answer) > LONGEST:
        return None
    begin = min((place for place in (answer.find("["), answer.find("{")) if place >= 0), default=-1)
    if begin < 0:
        return None
    try:
        found, _ = json.JSONDecoder().raw_decode(answer, begin)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    return found if isinstance(found, list) else None


def _wording(entry: Any, offered: int) -> _Wording | None:
    """Read an entry: a number, or words with their cites. None if a cite is unknown, or there is none."""
    if isinstance(entry, dict):
        text, cites = entry.get("text", ""), entry.get("cites")
    else:
        text, cites = "", [entry]
    if not isinstance(text, str) or not isinstance(cites, list) or not cites:
        return None
    if any(type(cite) is not int or not 1 <= cite <= offered for cite in cites):
        return None
    return _Wording(tuple(dict.fromkeys(cites)), " ".join(text.split()))


def _chosen(numbers: Sequence[int], offered: Offer) -> Verified:
    told = _Telling(offered.summary.language)
    for number in dict.fromkeys(numbers):
        told.add(offered.sentences[number - 1])
    if len(told.sentences) < FEWEST_SENTENCES:
        return Verified(refused=("it names fewer than two sentences that say different things",))
    return Verified(sentences=tuple(told.sentences))


def _reworded(wordings: Sequence[_Wording], offered: Offer) -> Verified:
    found = [(one, _fault(one, offered)) for one in wordings[:MOST_SENTENCES]]
    refused = tuple(wrong.partition(":")[0] for _, wrong in found if wrong)
    kept = {cite for one, wrong in found if not wrong for cite in one.cites}
    told = _Telling(offered.target)
    for one, wrong in found:
        if not wrong:
            told.add(_as_worded(one, offered))
        elif one.cites[0] not in kept:
            kept.add(one.cites[0])
            told.add(offered.sentences[one.cites[0] - 1])
    least = min(FEWEST_SENTENCES, len(offered.summary.sentences))
    if len(refused) == len(found) or len(told.sentences) < least:
        return Verified(refused=refused or ("it cites too few of the sentences",))
    return Verified(sentences=tuple(told.sentences), refused=refused)


class _Telling:
    """Sentences in the order of telling, none that says what is told already, and no more than is read."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.sentences: list[CitedSentence] = []
        self._stems: set[str] = set()
        self._length = 0

    def add(self, sentence: CitedSentence) -> None:
        """Take a sentence, if there is room for it and it says something."""
        own = set(words(sentence.text, self.language))
        full = self._length >= ENOUGH_WORDS and len(self.sentences) >= FEWEST_SENTENCES
        if full or len(self.sentences) == MOST_SENTENCES or len(own & self._stems) >= TOLD_ALREADY * len(own):
            return
        self.sentences.append(sentence)
        self._stems |= own
        self._length += len(sentence.text.split())


def _fault(one: _Wording, offered: Offer) -> str:
    if len(one.cites) > MOST_CITES:
        return f"it cites {len(one.cites)} sentences"
    language = offered.summary.language
    cited = [Source(offered.sentences[n - 1].text, offered.written[n - 1], language) for n in one.cites]
    return fault(one.text, cited, offered.target)


def _as_worded(one: _Wording, offered: Offer) -> CitedSentence:
    cited = [offered.sentences[n - 1] for n in one.cites]
    if any(one.text == sentence.text for sentence in cited):
        return next(sentence for sentence in cited if sentence.text == one.text)
    return CitedSentence(
        text=one.text,
        articles=tuple(dict.fromkeys(article for sentence in cited for article in sentence.articles)),
        rewritten=True,
        language=offered.target if offered.is_foreign else "",
    )
