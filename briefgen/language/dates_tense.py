"""Does a clause of English look ahead or back? Pure.

A news item says "Friday" and means the last or the next one: the verb nearest to the word tells which.
"""

import re
from itertools import pairwise

from briefgen.language.dates_calendar import Side

#: Characters and words before and after a date in which its verb is looked for.
REACH = 170
MOST_WORDS = 16
#: Words within which a verb of the present makes a timetable.
CLOSE = 5
#: Letters from which on a word has a capital in a headline that gives it to all.
LONG = 5

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*|[,;:]|--|[—–]")
#: Where a sentence ends, as far as a window needs to know. Not behind a single letter or a short title.
_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?]['\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])"
    r"|\n\s*\n|\.\n"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AHEAD = _words("""
    will shall won't we'll they'll he'll she'll it'll i'll you'll would wouldn't 'll expected scheduled slated
    due planned poised expects expecting plans planning hopes hoping intends intending aims prepares preparing
    vows pledges promises upcoming forthcoming deadline payable effective expires expiring redeemable redemption
    may might could should must can cannot tomorrow
""")
#: "The council meets on Thursday": a timetable, in the present.
_TIMETABLE = _words("""
    meets begins starts opens resumes ends closes expires convenes arrives travels leaves departs faces heads
    visits hosts flies votes takes expire begin resume convene meet arrive depart go goes returns comes holds
""")
_BEFORE_INFINITIVE_PAST = _words("""
    failed managed helped began started continued used went came rushed got had refused forced led moved
    returned able voted chose decided tried attempted close first last
""")
_NOT_INFINITIVE = _words("""
    the a an his her its their our your my this that these those some any all each war death power work school
    court office home jail prison date it him them us me you what which whom one two three more less about
    almost nearly as at in on by just only and or toward
""")
_PAST = _words("""
    was were had did said told took fell rose met left won lost saw made went came gave got began held found
    struck fought shot sent spoke wrote grew kept led brought bought sold built broke chose drew drove felt flew
    hit hurt knew laid ran sought shook showed shut slid spent stood swore swept threw understood withdrew
    became forgot cut sank slipped jumped paid put read wasn't weren't hadn't didn't ago since been announcing
    saying telling adding thought taught heard dealt meant sat rang sprang tore woke wound
""")
_NOT_PAST = _words("""
    need indeed hundred speed feed seed breed exceed proceed succeed unprecedented united red bed embed shed wed
    sacred naked hatred kindred bleed creed greed heed deed weed alleged preferred armed unarmed occupied
    besieged embattled exiled retired sophisticated unmanned unspecified
""")
_BE = frozenset(("be", "being"))
_MODAL = frozenset(
    ("will", "would", "to", "may", "might", "could", "should", "must", "can", "shall", "won't", "cannot")
)
#: Straight before a date. "by Friday" looks ahead unless a verb says otherwise.
_WEAKLY_AHEAD = frozenset(("by", "before", "beginning", "starting"))
_STRAIGHT_AHEAD = frozenset(("until", "till", "payable", "effective", "due", "expire", "expires", "deadline"))
#: "postponed to January": a new day, whatever else the clause tells.
_MOVED = frozenset(("postponed", "delayed", "extended", "rescheduled", "moved", "adjourned", "deferred"))
_STRAIGHT_BACK = frozenset(("since", "ended", "dated", "following"))
_ADJECTIVE_AFTER = frozenset(("a", "an", "the", "its", "his", "her", "their", "still", "newly", "recently", "long"))
#: "asked him to respond", "agreed to meet": what is to be done lies ahead, though it was said before.
_ASKS = _words("""
    asked agreed ordered told invited planned scheduled urged decided promised pledged vowed wanted hoped
    intended allowed instructed directed required authorized approved proposed offered called committed designed
    supposed ready likely unlikely set agreement deal pact invitation promise pledge commitment
""")
#: "is to meet": the verb of what is to come.
_BE_TO = frozenset(("is", "are", "was", "were", "be", "plan", "plans", "order", "intention", "goal", "proposal"))
#: "attempting to cast": neither.
_TRIES = frozenset(
    ("attempting", "trying", "seeking", "working", "struggling", "effort", "efforts", "attempt", "attempts")
)
#: Before these a verb of the timetable is a noun: "53 percent of the votes".
_BEFORE_NOUN = frozenset(
    ("a", "an", "the", "of", "his", "her", "its", "their", "two", "three", "no", "key", "for", "with")
)
_CLAUSE = frozenset((",", ";", ":", "--", "—", "–"))


def side(text: str, start: int, end: int) -> Side:
    """Tell whether the clause around ``text[start:end]``, a date, looks ahead or back."""
    before = _before(text, start)
    possessive = text[end : end + 2] in ("'s", "’s")
    if len(before) > 1 and (found := _straight(before[-1:] if not possessive else [], before)):
        return found
    if before[-1:] == ["through"]:
        return "future" if _backward(before) == "future" else ""
    after = _after(text, end)
    opens = not [word for word in before[:-1] if word not in _CLAUSE] or before[-1] == ","
    if opens and not possessive:
        return _forward(after) or _backward(before)
    found = _backward(before)
    if not found and before[-1:] and before[-1] in _WEAKLY_AHEAD:
        return "future"
    return found or _forward(after)


def _straight(last: list[str], before: list[str]) -> Side:
    """What the words straight before a date say, whatever the verb."""
    if before[-2:] == ["ahead", "of"] or not _STRAIGHT_AHEAD.isdisjoint(last):
        return "future"
    if before[-1:] == ["to"] and not _MOVED.isdisjoint(before[-4:]):
        return "future"
    return "past" if not _STRAIGHT_BACK.isdisjoint(last) else ""


def _before(text: str, start: int) -> list[str]:
    """The words of the sentence up to a place, in lower case, those nearest last."""
    window = text[max(0, start - REACH) : start]
    cut = 0
    for end in _END.finditer(window):
        cut = end.end()
    return _lower(_WORD.findall(window, cut))[-MOST_WORDS:]


def _after(text: str, end: int) -> list[str]:
    window = text[end : end + REACH]
    stop = _END.search(window)
    return _lower(_WORD.findall(window, 0, stop.start() if stop else len(window)))[:MOST_WORDS]


def _lower(words: list[str]) -> list[str]:
    """Lower case; "to" before a name is "toward", unless every long word has a capital, as in some headlines."""
    lower = [word.lower().replace("’", "'") for word in words]
    if any(len(word) >= LONG and word[0].islower() for word in words):
        for place, (word, following) in enumerate(pairwise(words)):
            if word == "to" and following[0].isupper():
                lower[place] = "toward"
    return lower


def _backward(words: list[str]) -> Side:
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _TIMETABLE and len(words) - place <= CLOSE and _is_verb(words[:place]):
            return "future"
        if found := _tells(words, place):
            return found
    return ""


def _is_verb(before: list[str]) -> bool:
    """Tell whether a word of a timetable is a verb, by the word before it; an infinitive is looked at as one."""
    return not before or (before[-1] != "to" and before[-1] not in _BEFORE_NOUN)


def _forward(words: list[str]) -> Side:
    for place in range(len(words)):
        if found := _tells(words, place):
            return found
    return ""


def _tells(words: list[str], place: int) -> Side:
    """What the word at a place says, together with the auxiliaries before it."""
    word = words[place]
    if word in _AHEAD and words[place - 1 : place] != ["as"]:  # "went as planned"
        return _of_modal(words, place)
    if word == "to" and place + 1 < len(words):
        return _of_infinitive(words, place)
    if word == "set" and words[place + 1 : place + 2] in (["to"], ["for"]):
        return "future"
    if word == "set" and words[place + 1 : place + 2] in (["on"], ["in"], []):
        return "past"
    if _is_past(word):
        return _of_past(words, place)
    return ""


def _of_modal(words: list[str], place: int) -> Side:
    """Tell of "will meet", but "would have met"; "was expected" of a day looks ahead all the same."""
    if words[place] in _MODAL and "have" in words[place + 1 : place + 3]:
        return "past"
    return "future"


def _of_infinitive(words: list[str], place: int) -> Side:
    following, before = words[place + 1], words[place - 1] if place else ""
    if following in _NOT_INFINITIVE or not following.isalpha() or following.endswith(("ing", "ed", "s")):
        return ""
    if before in _BEFORE_INFINITIVE_PAST:
        return "past"
    if before in _ASKS or before in _BE_TO:
        return "future"
    if before in _TRIES:
        return ""
    for earlier in range(place - 1, max(-1, place - 9), -1):
        if words[earlier] in _CLAUSE or words[earlier] in _ASKS or words[earlier] in _AHEAD:
            break
        if _is_past(words[earlier]):
            return _of_past(words, earlier)  # "fired at the crowd to disperse it": a purpose
    return "" if "," in words[place:] else "future"  # "to protect it, with troops arriving Tuesday"


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 3 and "-" not in word and word not in _NOT_PAST)  # noqa: PLR2004  "bed"


def _of_past(words: list[str], place: int) -> Side:
    """A past form is a participle where "be" stands before it: "to be completed", "will be paid"."""
    before = words[max(0, place - 3) : place]
    if not _ADJECTIVE_AFTER.isdisjoint(before[-1:]) and words[place] not in _PAST:
        return ""  # "a still unspecified date"
    if not _BE.isdisjoint(before):
        return "future" if not _MODAL.isdisjoint(words[max(0, place - 5) : place]) else ""
    if not {"may", "will", "would", "to"}.isdisjoint(before[-1:]):
        return "future"  # "will put": the base form looks the same
    return "past"
