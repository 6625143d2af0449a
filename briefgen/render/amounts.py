"""Edition → the sums and shares that its stories tell of, for whoever reads numbers first. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model.edition import Edition, EditionStory

#: So many are shown, one a story; a single one is no overview.
_LEAST, _MOST = 2, 4

_NUMBER = r"\d+(?:[.,]\d+)*"
_SCALE = (
    r"\s?(?:[tbm]n|trillion|billion|million|thousand|трлн|млрд|млн|milyar|milyon|מיליארד|מיליון|مليار|مليون|میلیارد|میلیون)"
    r"\b"
)
_COUNTED = r"\s(?:dollars|euros|pounds|shekels|barrels|cubic metres)\b"
_SHARE = r"\s?(?:%|٪|per ?cent\b|percentage points\b|процент\w*|yüzde\b|אחוז\w*|في المئة|درصد)"
_AMOUNT = re.compile(
    rf"[$€£₪¥₺](?:\s?){_NUMBER}(?:{_SCALE}|[tbm]\b)?|{_NUMBER}(?:{_SHARE}|{_SCALE}(?:{_COUNTED})?|{_COUNTED})",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A sum or share as a report words it."""

    value: str
    story: EditionStory


def amounts(edition: Edition) -> tuple[Amount, ...]:
    """Return the first sum or share of each full story, of its headline if it has one, in the order of the edition."""
    found = (next(_in(story), None) for section in edition.sections if not section.brief for story in section.stories)
    told = tuple(amount for amount in found if amount)[:_MOST]
    return told if len(told) >= _LEAST else ()


def _in(story: EditionStory) -> Iterator[Amount]:
    for text in (story.headline, *(sentence.text for sentence in story.summary)):
        for amount in _AMOUNT.finditer(text):
            yield Amount(value=amount[0], story=story)
