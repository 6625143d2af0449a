"""Dates in Russian, Arabic, Hebrew, Persian and Turkish text. Pure.

One reading for all: each language gives its words (``dates_vocabulary``). Works on folded text, where spellings,
digits and vowel points of six scripts are one; the spans are those of the original.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from briefgen.language.dates_calendar import (
    Found,
    Precision,
    Side,
    day_near,
    day_of,
    month_near,
    month_value,
    shift_days,
    shift_months,
    unit_of,
    weekday_near,
)
from briefgen.language.dates_vocabulary import UNITS, Kind, Vocabulary, vocabulary
from briefgen.language.fold import fold

#: Folded characters on either side in which a word of the future is looked for, inside the sentence.
REACH = 120

#: Words, numbers, and the marks over which no date goes on.
_WORD = re.compile(r"[^\W\d_]+|\d+|[,.;:!?؟،؛۔()](?=\s)|\n")
_SENTENCE_END = re.compile(r"[.!?؟۔]\s|\n")
_CLAUSE_END = re.compile(r"[.!?؟۔,;:،؛]\s|\n")
_FIGURES = re.compile(
    r"(?<![\d.,/])(\d\d?)([./])(\d\d?)\2((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d) ([01]\d) ([0-3]\d)(?!\d)"
)
_YEARS = range(1900, 2100)
_SIDES: dict[int, Side] = {-1: "past", 0: "", 1: "future"}
_LAST_DAY, _DECEMBER = 31, 12


def elsewhere(text: str, written: date, language: str) -> Iterator[Found]:
    """Yield start, end, ISO value and precision of each date, in order; nothing in a language without a vocabulary."""
    words = vocabulary(language)
    if words is None:
        return
    folded = fold(text)
    reader = _Reader(folded.text, written, words)
    for start, end, value, precision in reader.read():
        yield (*folded.original(start, end), value, precision)


class _Reader:
    """The words of a folded text, and what the vocabulary says of each."""

    def __init__(self, text: str, written: date, words: Vocabulary) -> None:
        self.text, self.written, self.vocabulary = text, written, words
        found = list(_WORD.finditer(text))
        self.spans = [word.span() for word in found]
        self.words = [word[0] for word in found]
        self.future = words.future

    def read(self) -> Iterator[Found]:
        figures = {found.start(): found for found in _FIGURES.finditer(self.text)}
        known, beginnings = self.vocabulary.words, self.vocabulary.beginnings
        done = 0
        for place, word in enumerate(self.words):
            if place < done or not (word in known or word[0].isdigit() or word in beginnings):
                continue
            found, used = self._in_figures(figures, place) if word[0].isdigit() else (None, 1)
            if not found:
                found, used = self._at(place)
            if found:
                yield from found
                done = place + used

    # what stands at a place

    def kind(self, place: int, kind: Kind, many: int = 1) -> int | None:
        """What the word at a place is as a month, a weekday …; nothing where it is none."""
        if not 0 <= place <= len(self.words) - many:
            return None
        if many > 1 and self.spans[place + 1][0] - self.spans[place][1] != 1:
            return None
        word = self.words[place] if many == 1 else " ".join(self.words[place : place + many])
        meanings = self.vocabulary.words.get(word)
        return meanings.get(kind) if meanings else None

    def long(self, place: int, kind: Kind) -> tuple[int | None, int]:
        """The same for a word that may be two, and how many it is."""
        if 0 <= place < len(self.words) and self.words[place] in self.vocabulary.beginnings:
            two = self.kind(place, kind, 2)
            if two is not None:
                return two, 2
        return self.kind(place, kind), 1

    def figure(self, place: int, allowed: range) -> int | None:
        word = self.words[place] if 0 <= place < len(self.words) else ""
        number = int(word) if word.isdecimal() and len(word) <= 4 else -1  # noqa: PLR2004  a year has four
        return number if number in allowed else None

    def span(self, first: int, many: int) -> tuple[int, int]:
        return self.spans[first][0], self.spans[first + many - 1][1]

    def side(self, place: int) -> Side:
        """A clause with a word of the future looks ahead; where the verb comes last, a sentence."""
        start, end = self.spans[place]
        stop = _SENTENCE_END if self.vocabulary.verb_last else _CLAUSE_END
        before = stop.split(self.text[max(0, start - REACH) : start])[-1]
        after = stop.split(self.text[end : end + REACH])[0]
        return "future" if self.future.search(before + " " + after) else ""

    # the forms

    def _at(self, place: int) -> tuple[list[Found] | None, int]:
        forms: tuple[Callable[[int], tuple[list[Found] | None, int]], ...]
        if self.words[place][0].isdigit():
            forms = (self._day_of_month, self._counted)
        else:
            forms = (self._month, self._counted, self._period, self._weekday, self._named)
        for form in forms:
            found, used = form(place)
            if found:
                return found, used
        return None, 1

    def _in_figures(self, figures: dict[int, re.Match[str]], place: int) -> tuple[list[Found] | None, int]:
        """``14.01.2022``, ``14/1/2022``, ``2022-01-14``, whose hyphens are spaces by now."""
        found = figures.get(self.spans[place][0])
        if not found:
            return None, 1
        if found[4]:
            day = day_of(int(found[4]), int(found[3]), int(found[1]))
        else:
            day = day_of(int(found[5]), int(found[6]), int(found[7]))
        return ([(found.start(), found.end(), day.isoformat(), "day")], 3) if day else (None, 1)

    def _day_of_month(self, place: int) -> tuple[list[Found] | None, int]:
        """``23 января 2022``, ``10–12 января``."""
        first = self.figure(place, range(1, _LAST_DAY + 1))
        if first is None:
            return None, 1
        between = place + 1
        last = self.figure(between, range(1, _LAST_DAY + 1))
        if last is None and (last := self.figure(between + 1, range(1, _LAST_DAY + 1))) is not None:
            between += 1
        at = between + 1 if last else place + 1
        if last and self.spans[at - 1][0] - self.spans[place][1] > 6:  # noqa: PLR2004  "10 по 12"
            return None, 1
        month, many = self.long(at, "month")
        if month is None:
            return None, 1
        year, used = self._year_behind(at + many, month)
        used += at + many - place
        beginning = self._in(year, month, first, place)
        if beginning is None:
            return None, 1
        ending = day_of(beginning.year, month, last) if last else None
        if ending is None or ending <= beginning:
            return [(*self.span(place, used), beginning.isoformat(), "day")], used
        return [
            (*self.span(place, 1), beginning.isoformat(), "day"),
            (*self.span(at - 1, used - (at - 1 - place)), ending.isoformat(), "day"),
        ], used

    def _in(self, year: int | None, month: int, day: int, place: int) -> date | None:
        return day_of(year, month, day) if year else day_near(self.written, month, day, self.side(place))

    def _year_behind(self, place: int, month: int) -> tuple[int | None, int]:
        """The year behind a month, over the month's other name, and how many words that is."""
        again, many = self.long(place, "month")
        gap = self.text[self.spans[place - 1][1] : self.spans[place][0]] if again else ""
        skipped = many if again == month and gap.strip() == "/" else 0
        year = self.figure(place + skipped, _YEARS)
        return year, skipped + (year is not None)

    def _month(self, place: int) -> tuple[list[Found] | None, int]:
        """``январь 2022``, ``в январе``; a bare one only where something leads to it."""
        month, many = self.long(place, "month")
        if month is None:
            return None, 1
        year, used = self._year_behind(place + many, month)
        used += many
        way = self.kind(place + many, "way") if self.vocabulary.way_after else self.kind(place - 1, "way")
        if year:
            value = month_value(year, month)
        elif way is not None or self._is_led(place, many):
            value = month_near(self.written, month, _SIDES[way] if way else self.side(place))
        else:
            return None, 1
        return [(*self.span(place, used), value, "month")], used

    def _is_led(self, place: int, many: int) -> bool:
        """Tell whether a bare month is meant as one: "in", a joined preposition, or "the month of"."""
        word = self.words[place]
        joined = word[:1] in ("ב", "ל", "מ", "ה") and self.vocabulary.words.get(word[1:], {}).get("month") is not None
        named = self.kind(place + many, "unit") == UNITS.index("month") and not self.vocabulary.way_after
        return joined or named or self.kind(place - 1, "lead") is not None

    def _weekday(self, place: int) -> tuple[list[Found] | None, int]:
        """``в прошлую пятницу``, ``يوم الاثنين المقبل``, ``ביום שני``, ``cuma günü``."""
        weekday, many = self.long(place, "weekday")
        if weekday is None or self.kind(place - 1, "every") is not None:
            return None, 1
        way = self.kind(place + many, "way") if self.vocabulary.way_after else self.kind(place - 1, "way")
        called = self.kind(place - 1, "day") is not None or self.kind(place + many, "day") is not None
        if weekday not in self.vocabulary.bare_weekdays and not called and (way is None or self.vocabulary.way_after):
            return None, 1
        used = many + (way is not None and self.vocabulary.way_after)
        if way == -1:
            yesterday = shift_days(self.written, -1)
            day = yesterday and weekday_near(yesterday, weekday, "past")
        elif way == 1:
            tomorrow = shift_days(self.written, 1)
            day = tomorrow and weekday_near(tomorrow, weekday, "future")
        else:
            day = weekday_near(self.written, weekday, self.side(place))
        return ([(*self.span(place, used), day.isoformat(), "day")], used) if day else (None, 1)

    def _named(self, place: int) -> tuple[list[Found] | None, int]:
        days, many = self.long(place, "named")
        day = shift_days(self.written, days) if days is not None else None
        if day and self.kind(place + many, "weekday") == day.weekday():
            many += 1  # "yesterday, Sunday"
        return ([(*self.span(place, many), day.isoformat(), "day")], many) if day else (None, 1)

    def _period(self, place: int) -> tuple[list[Found] | None, int]:
        """``на следующей неделе``, ``الأسبوع المقبل``, ``השבוע``."""
        current = self.kind(place, "current")
        unit, way = (current, 0) if current is not None else (self.kind(place, "unit"), self.kind(place + 1, "way"))
        used = 1 if current is not None else 2
        if unit is None or way is None:
            way, unit = self.kind(place, "way"), self.kind(place + 1, "unit")
        if unit is None or way is None or UNITS[unit] == "day":
            return None, 1
        if current is not None and (later := self.kind(place + 1, "way")) is not None:
            way, used = later, 2
        day = self._shifted(unit, way)
        precision = _precision(unit)
        return ([(*self.span(place, used), unit_of(day, precision), precision)], used) if day else (None, 1)

    def _counted(self, place: int) -> tuple[list[Found] | None, int]:
        """``три дня назад``, ``قبل ثلاثة أيام``, ``בעוד שבועיים``."""
        sign, at = 0, place
        if not self.vocabulary.counts_after:
            sign, at = self._sign(place), place + 1
            if not sign and self.kind(place, "ago") is None:
                at = place  # Russian has "ago" behind and "in" before
        many, unit, used = self._count(at)
        if unit is None:
            return None, 1
        behind = self._sign(at + used)
        if not sign:
            sign, used = behind, used + 1
        day = self._shifted(unit, sign * many) if sign else None
        if day is None or (sign > 0 and self.side(place) != "future"):
            return None, 1
        used += at - place
        return [(*self.span(place, used), day.isoformat(), _precision(unit))], used

    def _sign(self, place: int) -> int:
        if self.kind(place, "ago") is not None:
            return -1
        return 1 if self.kind(place, "ahead") is not None else 0

    def _count(self, place: int) -> tuple[int, int | None, int]:
        """How many of which unit, and in how many words."""
        dual = self.kind(place, "dual")
        if dual is not None:
            return 2, dual, 1
        number = self.figure(place, range(1, 1000))
        if number is None:
            number = self.kind(place, "number")
        if number is None:
            return 1, self.kind(place, "unit"), 1
        return number, self.kind(place + 1, "unit"), 2

    def _shifted(self, unit: int, many: int) -> date | None:
        if unit <= 1:
            return shift_days(self.written, many * (7 if unit else 1))
        return shift_months(self.written, many * (_DECEMBER if UNITS[unit] == "year" else 1))


def _precision(unit: int) -> Precision:
    precisions: tuple[Precision, ...] = ("day", "week", "month", "year")
    return precisions[unit]
