"""A name and what stands around it → why it may be somebody else. Pure. Texts are as written, most rules for English.

"Tom Bennett" and "Bennett Coleman" are others than Naftali Bennett, "Nasrallah Street" is no person, "Lebanon, Ohio"
no state of the Levant, and the Islamic Jihad Union not Islamic Jihad. What stands before or behind a name tells so only
where capitals mean names: not in headlines written In Capitals.
"""

import re
from collections.abc import Collection

from rapidfuzz import fuzz

from briefgen.language.fold import fold
from briefgen.language.skeleton import skeleton

#: How far back a given name can begin. Characters.
_BACK = 60

_CALLED = re.compile(r"\b(?:called|named|nicknamed|dubbed|name is|names? was)\s+[\"'“‘]?$", re.IGNORECASE)
#: The word before, over particles such as "al-", "ben" and "von"; not the first of its sentence, nor of a quotation.
_BEFORE = re.compile(r"(?<=[\w,;] )([^\W\d_][\w'’.-]*) (?:(?:al|el|ben|bin|ibn|abu|de|van|von|der)[ -])*(?:[aeAE]l-)?$")
#: The first word of its sentence or quotation, likewise.
_FIRST = re.compile(
    r"(?:^|[.!?:;\"“”‘—–\n]\s?)([^\W\d_][\w'’-]*) (?:(?:al|el|ben|bin|ibn|abu|de|van|von|der)[ -])*(?:[aeAE]l-)?$"
)
_BEHIND = re.compile(r"(?: [A-Z]\.)? ([A-Z][a-z]{2,})(?!\w|['’](?!s\b))")
#: A lower-case word that a headline In Capitals would have written with one.
_LOWER_WORD = re.compile(
    r"(?<![\w'’-])"
    r"(?!(?:the|and|but|nor|for|with|from|into|onto|upon|over|than|via|per|amid|after|before|about|off|out|its)\b)"
    r"[a-z]{3,}\b"
)

#: A group that only leans on the one named, or left it.
_LEANING = re.compile(r"[ -](?:linked|affiliated?|affiliates|inspired|offshoots?|splinters?)\b", re.IGNORECASE)
#: In capitals behind an organization's name: another body, or the people of a title page.
_BODIES = re.compile(r" (?:Union|Foundation|Institute|University|Operatives|Pharmaceuticals?|Systems|Group \()")
#: Towns of the United States carry the names of the Old World.
_AMERICAN = re.compile(
    r", (?:Ala(?:bama|\.)|Alaska|Ariz(?:ona|\.)|Ark(?:ansas|\.)|Calif(?:ornia|\.)|Colo(?:rado|\.)|Conn(?:ecticut|\.)"
    r"|Del(?:aware|\.)|Fla\.|Florida|Ga\.|Hawaii|Idaho|Ill(?:inois|\.)|Ind(?:iana|\.)|Iowa|Kan(?:sas|\.)|Ky\.|Kentucky"
    r"|La\.|Louisiana|Maine|Md\.|Maryland|Mass(?:achusetts|\.)|Mich(?:igan|\.)|Minn(?:esota|\.)|Miss(?:issippi|ouri|\.)"
    r"|Mo\.|Mont(?:ana|\.)|Neb(?:raska|\.)|Nev(?:ada|\.)|New (?:Hampshire|Jersey|Mexico|York)|N\.[CDHJMY]\.|Ohio"
    r"|North (?:Carolina|Dakota)|Okla(?:homa|\.)|Ore(?:gon|\.)|Pennsylvania|Pa\.|Rhode Island|R\.I\.|S\.[CD]\."
    r"|South (?:Carolina|Dakota)|Tenn(?:essee|\.)|Tex(?:as|\.)|Utah|Vermont|Vt\.|Virginia|Va\.|W\.Va\.|West Virginia"
    r"|Wis(?:consin|\.)|Wyo(?:ming|\.)|(?:OH|TX|IN|PA|IL|NY|CA|VA|WV|KY|TN|MN|NH|NJ|CT|MO|OR|UT|ID|KS|ME|GA|NC|SC)\b)"
)
_BEFORE_A_TOWN = re.compile(r"\b(?:Fort|Mount|Lake|Saint|St\.) $")

#: Prepositions and such; a given name may stand behind "and" or "with".
_SMALL_WORD = re.compile(r"(?<![\w])(?:в|во|на|из|при|до|под|над|о|об|по|in|en|im|aus|à|au|de|du)\s$", re.IGNORECASE)
_RUSSIAN_TITLE = re.compile(r"(?:През|Прем|Мин|Ген|Глав|Шейх|Корол|Эмир|Аятолл|Посол|Спикер|Господин|Г-н|МИД)")

#: What stands before a surname and is no given name.
TITLES = frozenset(
    re.findall(
        r"\w+",
        """
    minister premier president chancellor king queen prince princess sheikh sheik sultan emir general gen colonel col
    maj major lt capt captain brig adm admiral marshal chief secretary speaker leader chairman chairwoman envoy
    ambassador spokesman spokeswoman spokesperson mr mrs ms dr prof sir lord mk mp pm fm dm ayatollah imam pope
    governor justice judge attorney director commander deputy rep sen senator mayor elect the and but for with when
    while as if after before both on in at of from by about that says tells to against under over since until than
    israeli russian iranian syrian turkish palestinian lebanese egyptian american iraqi saudi qatari hojatolislam
    sayyed sayyid seyyed hajj haj
    """,
    )
)
#: With these even the first word of a sentence is part of somebody else's name.
_CALLINGS = frozenset(
    re.findall(
        r"\w+",
        """
    rabbi father mother bishop archbishop cardinal pastor reverend rev saint sister brother aunt uncle madame lady baron
    baroness coach actor actress singer composer painter poet novelist
    """,
    )
)
#: With these a sentence begins, and not a name. Of an ambiguous surname any other word does begin one.
_OPENERS = frozenset(
    re.findall(
        r"\w+",
        """
    a an the this that these those his her its their our my your he she it they we who what when where why how which
    later then earlier meanwhile yesterday today tomorrow now once also instead here there still yet so or nor if though
    although because despite during following without within amid even only not perhaps maybe however moreover again
    soon never always often even just like unlike unless until upon among between beyond through throughout across
    did does do has had have is was are were will would can could may might should must let see watch read
    exclusive analysis opinion breaking report live video interview profile factbox update explainer
    """,
    )
)
#: What stands behind a name and does not go on with it.
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december government administration cabinet regime said says
    """,
    )
)

#: Of the letters of two forms of one given name, the share at least in common.
_ALIKE = 60


def doubt_of_person(
    text: str,
    place: tuple[int, int],
    given: Collection[str],
    capitals: Collection[int] = (),
    *,
    ambiguous: bool = False,
) -> str:
    """A text, the place of a surname in it and the given names of whom is meant, folded → a doubt or "".

    ``capitals`` are places where other names begin or end: they are no part of this one. ``ambiguous`` surnames are
    doubted for the first word of a sentence too, unless sentences begin so.
    """
    start, end = place
    before = text[max(0, start - _BACK) : start]
    if _CALLED.search(before):
        return f"{text[start:end]!r} is what something is called"
    if not _has_sentences(text, start, end):
        return ""
    found = _BEFORE.search(before)
    if found and start - len(before) + found.end(1) not in capitals and _is_given_name(found[1], given):
        return _in_another(text, start, end, f"{found[1]}{text[start - len(before) + found.end(1) : end]}")
    opens = _FIRST.search(before)
    if opens and start - len(before) + opens.end(1) not in capitals and _is_given_name(opens[1], given):
        word = fold(opens[1]).text
        if word in _CALLINGS or (ambiguous and word not in _OPENERS):
            return _in_another(text, start, end, f"{opens[1]}{text[start - len(before) + opens.end(1) : end]}")
    return _goes_on(text, start, end, capitals)


def doubt_elsewhere(text: str, place: tuple[int, int], given: Collection[str], capitals: Collection[int] = ()) -> str:
    """The same for an ambiguous surname in another language with capitals, such as Russian: another given name before.

    A place does not count ("в Женеве Беннет …"): a small word stands before it.
    """
    start, end = place
    before = text[max(0, start - _BACK) : start]
    found = _BEFORE.search(before)
    if not found or start - len(before) + found.end(1) in capitals or not _is_given_name(found[1], given):
        return ""
    if _SMALL_WORD.search(before[: found.start(1)]) or _RUSSIAN_TITLE.match(found[1]):
        return ""
    return _in_another(text, start, end, f"{found[1]}{text[start - len(before) + found.end(1) : end]}")


def doubt_of_body(text: str, start: int, end: int) -> str:
    """A text and the place of an organization's name in it → a doubt or ""."""
    leaning = _LEANING.match(text, end)
    if leaning:
        return f"{text[start : leaning.end()]!r} is another group that only leans on it"
    other = _BODIES.match(text, end)
    if other and _has_sentences(text, start, end):
        return _in_another(text, start, end, text[start : other.end()].strip(" ("))
    return ""


def doubt_of_place(text: str, start: int, end: int) -> str:
    """A text and the place of a state's name in it → a doubt or ""."""
    american = _AMERICAN.match(text, end)
    if american:
        return _in_another(text, start, end, text[start : american.end()])
    before = _BEFORE_A_TOWN.search(text, max(0, start - 10), start)
    return _in_another(text, start, end, text[before.start() : end]) if before else ""


def _in_another(text: str, start: int, end: int, longer: str) -> str:
    return f"{text[start:end]!r} stands in another name, {longer!r}"


def _has_sentences(text: str, start: int, end: int) -> bool:
    """Tell whether what is around a name is written with lower-case words."""
    return bool(_LOWER_WORD.search(text, max(0, start - 200), start) or _LOWER_WORD.search(text, end, end + 200))


def _goes_on(text: str, start: int, end: int, capitals: Collection[int]) -> str:
    behind = _BEHIND.match(text, end)
    if behind and behind.start(1) not in capitals and behind[1].lower() not in _NO_NAMES | TITLES:
        return _in_another(text, start, end, text[start : behind.end()])
    return ""


def _is_given_name(word: str, given: Collection[str]) -> bool:
    """Tell whether a word is a given name, but of somebody else."""
    plain = fold(word).text.strip(".' ")
    if not word[0].isupper() or (word.isupper() and len(word) > 1) or "'" in plain or plain in TITLES:
        return False
    last = plain.rsplit(" ", maxsplit=1)[-1]
    return last not in TITLES and not any(_may_be(last, name) for name in given)


def _may_be(word: str, name: str) -> bool:
    """Tell whether a word is a given name, its initial, or another spelling of it."""
    if len(word) == 1 or "." in word:
        return name.startswith(word[0])
    return word == name or (skeleton(word) == skeleton(name) and fuzz.ratio(word, name) >= _ALIKE)
