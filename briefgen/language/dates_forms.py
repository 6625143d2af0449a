"""The forms of dates in English text, as patterns. Data.

A form is named by its last group that took part: ``dates_english`` reads it.
"""

import functools
import re

# ruff: noqa: E501  one form on one line is what can be read

_MONTH = (
    r"(?:Jan(?:uary\b|\b\.?)|Feb(?:ruary\b|\b\.?)|Mar(?:ch\b|\b\.?)|Apr(?:il\b|\b\.?)|May\b|June?\b|July?\b|Aug(?:ust\b|\b\.?)"
    r"|Sept(?:ember\b|\b\.?)|Sep\b\.?|Oct(?:ober\b|\b\.?)|Nov(?:ember\b|\b\.?)|Dec(?:ember\b|\b\.?))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?"
_DAY = r"[0-3]?\d"
_YEAR = r"(?:1[5-9]|20)\d\d\b(?![\d-])"
_UNIT = r"(?:day|week|fortnight|month|year|decade)"
_NUMBER = r"(?:\d{1,3}|(?:a\s)?couple\sof|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
_PART = r"(?:(?:(?:the\s)?(?:very\s)?(?:end|start|beginning|close|middle|first\shalf|second\shalf)\sof|(?:early|late|mid|earlier|later)(?:\sin)?)[\s-])?"
_NAMED = rf"(?:(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?\s)?(?:the\s)?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|through)\s)"

_BY_NUMBER = rf"""
    (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
  | (?P<a0>\d\d?)(?P<between>[./])(?P<b0>\d\d?)(?P=between)(?P<y0>(?:19|20)\d\d)\b
  | {_NAMED}(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:{_TO}(?P<d1to>{_DAY})(?:st|nd|rd|th)?)?\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?
  | (?P<year>(?:19|20)\d\d)\b(?![-–.,/]?\d|%|\s(?:people|men|women|children|troops|soldiers|dollars|miles|km|shares|percent))
"""
_COUNTED = rf"""
    (?P<n9>{_NUMBER})\s(?P<unit9>{_UNIT})s?\s(?:or\s(?:so|two|more)\s)?(?P<way9>ago|from\snow|from\stoday)\b
  | (?P<n9b>an?|one)\s(?P<unit9b>month|year)\s(?P<way9b>earlier)\b
"""
_BY_MONTH = rf"""
    {_NAMED}(?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s(?:percent|million|billion|people|years?)\b)(?:{_TO}(?P<d2to>{_DAY})(?:st|nd|rd|th)?(?![\d%]|[.:]\d))?(?:,?\s(?P<y2>{_YEAR}))?
  | {_PART}(?P<m3>{_MONTH}),?\s(?:of\s)?(?P<y3>{_YEAR})
  | {_PART}(?P<m14>{_MONTH}),?\s(?:of\s)?(?:the\s)?(?P<which14>last|this|next|previous|same)\syear\b
  | {_PART}(?P<m11>{_MONTH})
"""
_BY_WEEKDAY = rf"""
    (?P<ofweek>{_WEEKDAY})\s(?:of\s)?(?P<week5>last|next|this)\sweek\b
  | (?:(?P<which5>last|next|this\spast|this\scoming|this|coming|past|following|previous|earlier|later|early|late)\s)?(?P<weekday>{_WEEKDAY})\b(?!s\b)
"""
_BY_WHICH = rf"""
    (?P<which4>last|next|this|this\spast|this\scoming|the\sprevious)\s(?P<m4>{_MONTH})
  | {_PART}(?:(?:earlier|later|early|late)\s)?(?P<which6>last|next|this)\s(?P<unit6>week(?:end)?|month|quarter|year)\b(?!['’]s\s(?:end|time))
"""
_BY_NAME = (
    r"(?P<day>(?:the\s)?day\sbefore\syesterday|(?:the\s)?day\safter\stomorrow|yesterday|today|tomorrow|tonight|last\snight"
    r"|this\s(?:morning|afternoon|evening))\b"
)
_BY_PART = r"""
    (?:the\s)?(?:end|close)\sof\s(?:the|this)\s(?P<end8>month|year)\b
  | (?:(?:the\s)?(?:end|start|beginning|middle)\sof|(?:later|earlier)\sin)\sthe\s(?P<unit7>week|month|year)\b
"""
#: Told from the date before it in the text: "the following month", "a day later".
_FROM_THERE = rf"""
    the\s(?P<which15>next|following|previous|same)\s(?P<unit15>day|week|month|year)\b
  | (?P<n15>{_NUMBER})\s(?P<unit15b>{_UNIT})s?\s(?P<way15>later|earlier)\b
"""
_BY_END = r"(?P<end8>month|year)(?:['’]s\s|[-\s])end\b"
_WITHIN = rf"(?:in|within)\s(?P<n10>{_NUMBER})\s(?P<unit10>{_UNIT})s?(?P<time10>['’]s?\stime)?\b"
_QUARTER = rf"(?P<q12>first|second|third|fourth)[-\s]quarter(?:\s(?:of|in)\s(?P<y12>{_YEAR}))?\b"
_NTH = rf"the\s(?P<d13>{_DAY})(?:st|nd|rd|th)\b(?=\s(?:of\s(?P<which13>this|next|last)\smonth)|[.,;)]|\s*$)"


def _all(beginnings: str, forms: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(beginnings.split(), forms)


#: By the first letters of a word, the forms that may begin with it, in the order in which they are tried.
_STARTS = {
    **_all("0 1 2 3 4 5 6 7 8 9", (_BY_NUMBER, _COUNTED, _FROM_THERE)),
    **_all("jan feb mar apr may jun jul aug sep oct nov dec", (_BY_MONTH,)),
    **_all("tue wed thu fri sat sun", (_BY_NUMBER, _BY_MONTH, _BY_WEEKDAY)),
    "mon": (_BY_NUMBER, _BY_MONTH, _BY_WEEKDAY, _BY_END),
    **_all("las nex", (_BY_NAME, _BY_WHICH, _BY_WEEKDAY)),
    **_all("yes tod tom ton day", (_BY_NAME,)),
    **_all("ear lat mid end sta beg clo", (_BY_PART, _BY_WHICH, _BY_MONTH, _BY_WEEKDAY)),
    **_all("com pas fol pre", (_BY_WEEKDAY,)),
    **_all("a an one two fiv six sev eig nin ten ele twe fif thr cou", (_COUNTED, _FROM_THERE)),
    **_all("fir sec", (_QUARTER,)),
    "fou": (_QUARTER, _COUNTED, _FROM_THERE),
    "thi": (_QUARTER, _BY_NAME, _BY_WHICH, _BY_WEEKDAY, _COUNTED, _FROM_THERE),
    "the": (_FROM_THERE, _BY_NAME, _BY_PART, _BY_WHICH, _BY_NUMBER, _BY_MONTH, _NTH),
    "in": (_WITHIN,),
    "wit": (_WITHIN,),
    "yea": (_BY_END,),
}


@functools.cache
def forms() -> dict[str, re.Pattern[str]]:
    """The first letters of a word, in lower case → the pattern of all that may begin with it."""
    compiled: dict[tuple[str, ...], re.Pattern[str]] = {}
    for beginning in _STARTS.values():
        if beginning not in compiled:
            compiled[beginning] = re.compile("|".join(beginning), re.IGNORECASE | re.VERBOSE)
    return {start: compiled[beginning] for start, beginning in _STARTS.items()}


#: A word or number that none goes on in, and its first letters: those of a longer word, or all of a short one.
PLACE = re.compile(r"(?<![\w$€£.,/-])(?:\d|[A-Za-z]{1,3})")
