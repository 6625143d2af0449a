"""Text and the day it was written on → the dates in it. Pure.

Rules of our own, by language: absolute dates, and those that only the writing day completes ("Friday", "next month",
"in two weeks"). English reads the tense of the clause; a bare weekday in another language is the last one, unless a
word of the future stands by. Nothing is guessed where the calendar has no such day. Holidays are no dates.
"""

from dataclasses import dataclass
from datetime import date

from briefgen.language.dates_calendar import Precision, Side, bounds, unit_of
from briefgen.language.dates_elsewhere import elsewhere
from briefgen.language.dates_english import english
from briefgen.language.dates_tense import side
from briefgen.language.dates_vocabulary import vocabulary
from briefgen.language.fold import fold


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """``text[start:end]`` names a day, or a week, month, quarter or year.

    ``value`` is ISO 8601 (``2021-12-27``, ``2021-W52``, ``2021-12``, ``2021-Q4``, ``2021``). Counted time ("two weeks
    ago", "year-end") has the day it comes to for its value, and the unit that it can be trusted to for its precision.
    """

    start: int
    end: int
    value: str
    precision: Precision

    @property
    def first(self) -> date:
        """The first day of it, of counted time of the unit that the day lies in."""
        return self._bounds()[0]

    @property
    def last(self) -> date:
        """The last day of it."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[date, date]:
        found = bounds(self.value)
        if found and found[0] == found[1]:
            found = bounds(unit_of(found[0], self.precision))
        if found is None:
            message = f"{self.value!r} is no ISO date, week, month, quarter or year"
            raise ValueError(message)
        return found


def dates(text: str, written: date, language: str = "en") -> tuple[DatedSpan, ...]:
    """Return the dates of a text in order, none inside another.

    ``written`` is the local day of publication; ``language`` the text's own, a primary subtag of BCP 47.
    """
    found = english(text, written) if language == "en" else elsewhere(text, written, language)
    return tuple(DatedSpan(*one) for one in found)


def side_of(text: str, span: DatedSpan, language: str = "en") -> Side:
    """Tell whether the words around a date of a sentence look ahead or back; only English tells the latter."""
    if language == "en":
        return side(text, span.start, span.end)
    words = vocabulary(language)
    return "future" if words and words.future.search(fold(text).text) else ""
