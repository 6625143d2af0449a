"""Text → the language and direction that it is set in: what its feed says, unless the letters contradict. Pure."""

import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from briefgen.model.edition import EditionStory, Sentence
from briefgen.render.scripts import direction

#: Languages written in Cyrillic letters, by primary subtag.
_CYRILLIC = {"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"}
#: Marks around direct speech, where a language does not use the English ones.
_GUILLEMETS = ("«", "»")
_QUOTES = {
    "he": ('"', '"'),
    "de": ("„", "“"),
    **dict.fromkeys(("ar", "fa", "fr", "ru", "uk"), _GUILLEMETS),
}
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u052f]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Sentences in a row that are of one language."""

    language: str
    sentences: tuple[Sentence, ...]

    @property
    def rewritten(self) -> bool:
        """Tell whether a language model worded any of them."""
        return any(sentence.rewritten for sentence in self.sentences)


def runs(story: EditionStory) -> tuple[Run, ...]:
    """Return the summary's sentences by language, in their order."""

    def tongue(sentence: Sentence) -> str:
        return sentence_language(story, sentence)

    grouped = itertools.groupby(story.summary, key=tongue)
    return tuple(Run(language=language, sentences=tuple(sentences)) for language, sentences in grouped)


def sentence_language(story: EditionStory, sentence: Sentence) -> str:
    """Return a sentence's own language, else the story's, else that of the first cited report that its letters fit."""
    languages = {report.n: report.language for report in story.articles}
    named = [sentence.language or story.language, *(languages[n] for n in sentence.cites if n in languages)]
    return _fitting(sentence.text, named)


def quoted_language(story: EditionStory, text: str, cite: int) -> str:
    """Return the language of words out of one report: the report's, else the story's."""
    named = [report.language for report in story.articles if report.n == cite]
    return _fitting(text, [*named, story.language])


def quoted(text: str, language: str) -> str:
    """Return words between the quotation marks of their own language."""
    before, after = _QUOTES.get(language.partition("-")[0].lower(), ("“", "”"))
    return f"{before}{text}{after}"


def voice(text: str, language: str) -> tuple[str, str]:
    """Return language and direction of a text that is said to be of a language.

    Feeds err: where most letters run against the language, or are of another script than it, the letters decide
    (``und-Arab``, ``und-Hebr``, ``und-Cyrl``, ``und``).
    """
    classes = Counter(unicodedata.bidirectional(character) for character in text)
    arabic, hebrew, rightward = classes["AL"], classes["R"], classes["L"]
    said = direction(language)
    if arabic + hebrew == rightward:
        return language, said
    shown = "rtl" if arabic + hebrew > rightward else "ltr"
    if shown == said:
        return (language if shown == "rtl" else _leftward(text, language, rightward)), shown
    if shown == "ltr":
        return _leftward(text, "und", rightward), shown
    return ("und-Arab" if arabic > hebrew else "und-Hebr"), shown


def _leftward(text: str, language: str, letters: int) -> str:
    """Return the language, or ``und`` with its script where Cyrillic stands for Latin or the other way round."""
    cyrillic = 2 * len(_CYRILLIC_LETTER.findall(text)) > letters
    if cyrillic == (language.partition("-")[0].lower() in _CYRILLIC):
        return language
    return "und-Cyrl" if cyrillic else "und"


def _fitting(text: str, named: list[str]) -> str:
    fitting = (language for language in named if voice(text, language)[0] == language)
    return next(fitting, voice(text, named[0])[0])
