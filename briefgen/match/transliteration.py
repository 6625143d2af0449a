"""A folded spelling → the other spellings of the same name that transliteration makes. Pure.

Arabic names come into Latin letters in many ways: al- or el-, written with the next consonant or left out; one
consonant or two; -ah, -eh or -a; and some given names in half a dozen forms. Russian and Turkish have the article too;
Hebrew may double vav and yod, and write an alef or not; Arabic may write "Abd Allah" in one word. British and American
English differ in -our, -re, -ise. All of it holds for names of several words only: one word that is changed may be
another name.
"""

import itertools
import re
from collections.abc import Iterator

#: No alias has more forms than this.
MOST = 48

#: Forms of one given name. Families that share a form stand together.
_GIVEN = (
    "mohammed mohammad muhammad mohamed muhammed mohamad muhamad mohamud",
    "mahmoud mahmud mahmood",
    "ahmed ahmad ahmet",
    "hassan hasan",
    "hussein hossein husain hussain husayn hussien hosein",
    "yousef youssef yusuf yusef yousuf",
    "khaled khalid",
    "ismail ismael esmail esmaeil",
    "ibrahim ebrahim",
    "saleh salih",
    "qassem qasem qasim qassim kassem ghassem ghasem",
    "yahya yehya yahia",
    "abdul abdel abd",
    "abdullah abdallah",
    "ali aly",
    "moqtada muqtada muktada",
    "moammar muammar",
    "najib nagib",
    "saad sad",
    "naim naeem",
    "masoud massoud masud",
    "javad jawad",
    "bagher baqer baqir baghir",
    "khalifa khalifah",
    "said saeed sayeed",
    "sergei sergey",
    "dmitry dmitri dmitriy",
    "alexander aleksandr alexandr aleksander",
    "mikhail michail",
    "yevgeny evgeny yevgeni evgeni",
    "yitzhak itzhak yitzchak",
    "yosef joseph",
    "binyamin benyamin",
    "qaeda qaida",
)
_FAMILY = {form: tuple(family.split()) for family in _GIVEN for form in family.split()}

#: American, British.
_TWO_WAYS = (
    ("defense", "defence"), ("organization", "organisation"), ("mobilization", "mobilisation"), ("center", "centre"),
    ("labor", "labour"), ("program", "programme"), ("normalization", "normalisation"), ("u.s.", "us"), ("u.n.", "un"),
    ("militarization", "militarisation"), ("armor", "armour"), ("authorization", "authorisation"),
)  # fmt: skip
_OTHER_WAY = {one: pair for pair in _TWO_WAYS for one in pair}

#: Letters with which the Arabic article is spoken as one: as-Sadr, ash-Sharaa.
_SUN = re.compile(r"(?:sh|th|dh|[tdrzsnl])")
_RUSSIAN_SUN = {
    "с": "ас", "ш": "аш", "т": "ат", "н": "ан", "р": "ар", "д": "ад", "з": "аз", "л": "аль",
}  # fmt: skip
_ARTICLE = re.compile(r"(?:al|el|a(?:s|sh|n|d|r|z|t|th)|e(?:s|n|d|r|z|t))")
_RUSSIAN_ARTICLE = re.compile(r"(?:аль|эль|а[сштнрдз]|э[сштнрдз])")

_ENDING = re.compile(r"(?<=[bcdfghjklmnpqrstvwxyz])(?:ah|eh|a)$")
_DOUBLED = re.compile(r"([bdfgklmnprstz])\1")
_LONG = 6  #: letters from which a word may lose one of two consonants or change its ending

_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0430-\u045f]")
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_ARABIC = re.compile(r"[\u0621-\u06d3]")


def variants(alias: str) -> tuple[str, ...]:
    """A folded alias → itself first, then what else it may be written as."""
    words = alias.split()
    if len(words) < 2:  # noqa: PLR2004
        return (alias,)
    if _LATIN.search(alias):
        forms = _latin(words)
    elif _CYRILLIC.search(alias):
        forms = _russian(words)
    elif _HEBREW.search(alias):
        forms = _hebrew(alias)
    elif _ARABIC.search(alias):
        forms = _arabic(alias)
    else:
        return (alias,)
    return tuple(dict.fromkeys(itertools.islice(itertools.chain((alias,), forms), MOST)))


def _latin(words: list[str]) -> Iterator[str]:
    choices = [_of_word(words, place) for place in range(len(words))]
    for chosen in itertools.product(*choices):
        kept = [word for word in chosen if word]
        if len(kept) > 1:
            yield " ".join(kept)


def _of_word(words: list[str], place: int) -> tuple[str, ...]:
    word = words[place]
    if place + 1 < len(words) and _ARTICLE.fullmatch(word):
        return _articles(words[place + 1], may_be_left_out=place > 0)
    if word in _FAMILY and place + 1 < len(words):
        return (word, *(form for form in _FAMILY[word] if form != word))
    if word in _OTHER_WAY:
        return (word, *(form for form in _OTHER_WAY[word] if form != word))
    forms = {word: None}
    if len(word) >= _LONG:
        single = _DOUBLED.sub(r"\1", word)
        forms |= dict.fromkeys(
            (single, *(_ENDING.sub(end, form) for form in (word, single) for end in ("a", "ah", "eh")))
        )
    return tuple(forms)


def _articles(following: str, *, may_be_left_out: bool) -> tuple[str, ...]:
    sun = _SUN.match(following)
    spoken = (f"a{sun[0]}", f"e{sun[0]}") if sun else ()
    return ("al", "el", *spoken, *(("",) if may_be_left_out else ()))


def _russian(words: list[str]) -> Iterator[str]:
    choices = []
    for place, word in enumerate(words):
        if place + 1 < len(words) and _RUSSIAN_ARTICLE.fullmatch(word):
            spoken = _RUSSIAN_SUN.get(words[place + 1][0], "аль")
            choices.append(
                (word, *{"аль", "эль", spoken, ""} - {word}) if place else (word, *sorted({"аль", spoken} - {word}))
            )
        else:
            choices.append(tuple(dict.fromkeys((word, word[0] + word[1:].replace("э", "е")))))
    for chosen in itertools.product(*choices):
        kept = [word for word in chosen if word]
        if len(kept) > 1:
            yield " ".join(kept)


def _hebrew(alias: str) -> Iterator[str]:
    yield re.sub(r"(?<=\w)(וו|יי)", lambda found: found[0][0], alias)
    yield re.sub(r"(?<=\w)ו(?!ו)(?=\w)", "וו", alias)
    yield re.sub(r"(?<=\w)א(?=\w)", "", alias)
    yield re.sub(r"(?<= )א(?:ל)? ", "אל ", alias)
    yield re.sub(r"(?<= )א(?:ל)? ", "א ", alias)
    yield re.sub(r"(?<= )א(?:ל)? ", "אל", alias)
    yield re.sub(r"(?<= )א(?:ל)? ", "", alias)


def _arabic(alias: str) -> Iterator[str]:
    yield alias.replace("عبد ال", "عبدال")
    yield re.sub(r"\bعبدال", "عبد ال", alias)
    yield re.sub(r"(?<=\w) الله\b", "الله", alias)
    yield re.sub(r"(?<=\w{2})الله\b", " الله", alias)
    yield re.sub(r" (اي|ها|هاي|ان|اند)\b", r"\1", alias)
    yield re.sub(r"(?<=\w) بن (?=\w)", " ابن ", alias)
