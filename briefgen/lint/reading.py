"""How hard a text is to read, where a formula is honest: in English only. Pure.

Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59, in years of American
school. Syllables are counted by groups of vowels. Of other languages nothing is said: what formulas there are rest on
schoolbooks, and their numbers cannot be compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.language.sentences import is_whole, sentences
from briefgen.lint.markup import Element, Text
from briefgen.lint.rules import Document, Rule, Spot

#: Of fewer words nothing is said.
_LEAST_WORDS = 100

#: A paragraph of fewer words is a label.
_LEAST_IN_PARAGRAPH = 8

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:(?<=[^aeiouyl])es|(?<=[^aeiouytd])ed|(?<=[^aeiouyl])e)$")

_PARAGRAPHS = ("p", "li", "blockquote", "dd")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ease:
    """What was counted."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """Years of school, by Flesch and Kincaid."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def syllables_in(word: str) -> int:
    """Return how many syllables an English word has, near enough for an average."""
    lower = word.lower()
    return max(1, len(_VOWELS.findall(_SILENT.sub("", lower))))


def ease_of(document: Document) -> Ease | None:
    """Return how easily the document's English sentences are read; None if there are too few of them."""
    words = ends = syllables = 0
    for element in document.markup.all(*_PARAGRAPHS):
        text = _own_text(element)
        found = _WORD.findall(text)
        if len(found) >= _LEAST_IN_PARAGRAPH and is_whole(text) and _is_english(element):
            words += len(found)
            ends += sum(1 for _ in sentences(text))
            syllables += sum(map(syllables_in, found))
    return Ease(words=words, sentences=ends, syllables=syllables) if words >= _LEAST_WORDS else None


def _own_text(element: Element) -> str:
    """Return the text of a paragraph, without the numbers of its sources and without paragraphs inside it."""
    found: list[str] = []
    stack: list[Element | Text] = list(reversed(element.nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            found.append(node.text)
        elif node.tag not in {"sup", *_PARAGRAPHS} and "cites" not in (node.get("class") or ""):
            stack.extend(reversed(node.nodes))
    return "".join(found)


def _is_english(element: Element) -> bool:
    language = next((found for one in (element, *element.above()) if (found := one.get("lang"))), "")
    return language.partition("-")[0].lower() == "en"


def reading_level(document: Document) -> Iterator[Spot]:
    """How many years of school a reader needs."""
    if ease := ease_of(document):
        said = f"Flesch-Kincaid grade {ease.grade:.1f}: {ease.words / ease.sentences:.0f} words a sentence"
        yield Spot(message=f"{said}, {ease.syllables / ease.words:.2f} syllables a word")


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="reading-level",
        level="note",
        what="how many years of school the English sentences ask for (Flesch-Kincaid grade)",
        help="quality papers write at 10 to 14; shorter sentences lower it most",
        look=reading_level,
    ),
)
