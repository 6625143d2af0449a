"""How a sentence means it: negated, open, ahead, denied, qualified. A new wording must keep all of it. Pure.

By words, in the six languages where they are separate words; what Persian and Turkish verbs say by a prefix or an ending
is not seen here (``verification`` lets no new verb in there).
"""

import re

from briefgen.summarize.denial import denies

# ruff: noqa: E501  one pattern on one line is what can be read

_NEGATES = {
    "en": r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable|fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing) to|reject(?:s|ed|ing)?|halt(?:s|ed|ing)?|cancel(?:s|led|ling|ed|ing)?)\b|n['’]t\b",
    "ru": r"(?<!\w)(?:не|нет|ни|нельзя|без|никто|ничего|никогда)(?!\w)",
    "he": r"(?<!\w)ו?(?:לא|אין|בלי|ללא|אינו|אינה|אינם|טרם)(?!\w)",
    "ar": r"(?<!\w)و?(?:لا|لم|لن|ليس|ليست|ما|غير|دون|بدون|عدم)(?!\w)",
    "fa": r"(?<!\w)(?:نه|بدون|نیست|نشد|نکرد|نخواهد|نمی\w*|هیچ)(?!\w)",
    "tr": r"(?<!\w)(?:değil|yok|hiç|hiçbir|\w+s[ıiuü]z)(?!\w)",
}
_PERHAPS = re.compile(
    r"\b(?:may|might|could|possibl[ye]|perhaps|likely|unlikely|potential(?:ly)?|reported(?:ly)?|alleged(?:ly)?|suspected|apparent(?:ly)?|"
    r"unconfirmed|purported(?:ly)?|believed|rumou?red|accus(?:e|es|ed|ing)|claim(?:s|ed|ing)?|feared|presumed|seem(?:s|ed)?|appear(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|intend(?:s|ed)?|expect(?:s|ed)?|scheduled|due|set to|going to|about to|"
    r"want(?:s|ed)?|hop(?:e|es|ed|ing)|vow(?:s|ed)?|pledg(?:e|es|ed)|promis(?:e|es|ed)|threat(?:en|ens|ened|ening)|propos(?:e|es|ed|al)|"
    r"urg(?:e|es|ed|ing)|demand(?:s|ed)?|ask(?:s|ed)?|call(?:s|ed)? (?:for|on)|consider(?:s|ed|ing)?|attempt(?:s|ed)?|try|tries|tried|seek(?:s|ing)?|sought)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|until|provided that|as long as|whether)\b", re.IGNORECASE)

#: Words without which what they stand before is something else.
_QUALIFIES = re.compile(
    r"\b(former|ex|acting|deputy|vice|assistant|interim|caretaker|designate|elect|late|would-be|attempted|foiled|thwarted|failed|averted|"
    r"fake|false|mock|simulated|so-called|self-styled|partial(?:ly)?|partly|nearly|almost|only|some|few|part of|half of|most|many)"
    r"\b[\s-]+(\w+)",
    re.IGNORECASE,
)
#: Words of grammar that say how things stand to each other: no new one may come in.
_RELATES = re.compile(
    r"\b(after|before|against|by|under|over|above|below|from|until|since|because|despite|although|though|without|more|less|than|most|least|"
    r"all|every|each|only|first|last|always|instead|except|towards?|into|behind|between|during|via|through)\b",
    re.IGNORECASE,
)


def negates(text: str, language: str) -> bool:
    """Tell whether a sentence says that something is not."""
    pattern = _NEGATES.get(language)
    return pattern is not None and re.search(pattern, text, re.IGNORECASE) is not None


def knows_negation(language: str) -> bool:
    """Tell whether ``negates`` can see anything in a language."""
    return language in _NEGATES


def stances(text: str) -> dict[str, bool]:
    """Return what an English sentence does, by the word for it."""
    return {
        "negates": negates(text, "en"),
        "is uncertain": _PERHAPS.search(text) is not None,
        "looks ahead": _AHEAD.search(text) is not None,
        "sets a condition": _IF.search(text) is not None,
        "denies": denies(text),
    }


def qualified(text: str) -> frozenset[tuple[str, str]]:
    """Return what an English sentence qualifies, with the word that does: ``("former", "minister")``."""
    return frozenset((word.lower(), of.lower()) for word, of in _QUALIFIES.findall(text))


def relations(text: str) -> frozenset[str]:
    """Return the words by which an English sentence relates things to each other."""
    return frozenset(word.lower() for word in _RELATES.findall(text))
