"""Sentences that say that something is not so, or that it is now known to be so. Pure."""

import re

# ruff: noqa: E501  one pattern on one line is what can be read

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|rebuts?|rebutted|debunks?|debunked|disput(?:es|ed)|(?:a|cruel|outright|blatant)\W+lie|no truth|untrue|"
    r"(?:dismiss(?:es|ed)?|reject(?:s|ed)?|shoot(?:s)? down|shot down|contradict(?:s|ed)?)\b.{0,40}\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|suggestions?|assertions?)|"
    r"(?:reports?|claims?|allegations?|rumou?rs?)\b.{0,40}\b(?:false|baseless|unfounded|fabricated|incorrect|not true))\b"
    r"|(?<!\w)(?:מכחיש\w*|הכחיש\w*|מפריכ\w*)(?!\w)|(?<!\w)و?(?:نفت|نفى|ينفي|تنفي|نفي|كذّب|كذب)(?!\w)"
    r"|(?<!\w)(?:опроверг\w*|опровергает|отрица\w+|отрицал\w*)(?!\w)|(?<!\w)(?:تکذیب|رد کرد)(?!\w)|(?<!\w)(?:yalanla\w*|reddet\w*)(?!\w)",
    re.IGNORECASE,
)
#: To be denied entry, access or bail is another thing.
_DENIED_SOMETHING = re.compile(
    r"\bden(?:y|ies|ied|ying)\b(?:\s\w+){0,3}\s(?:entry|access|bail|visas?|permission|parole|rights?|permits?|treatment|asylum|a chance)\b",
    re.IGNORECASE,
)
#: What follows is another matter: "denies motives after brokering talks".
_FURTHER = re.compile(r"\s(?:after|as|when|while|amid|following|since|but|because|and)\s|[,;]\s", re.IGNORECASE)
#: So many words, the verb included, name nothing yet.
ENOUGH = 2

_CONFIRMS = re.compile(
    r"\b(?:confirm(?:s|ed|ing)?|acknowledg(?:es?|ed|ing)|admit(?:s|ted|ting)?|verif(?:y|ies|ied))\b"
    r"|(?<!\w)(?:מאשר\w*|אישר\w*|הודה|הודתה)(?!\w)|(?<!\w)و?(?:أكد|أكدت|يؤكد|تؤكد|اعترف\w*)(?!\w)"
    r"|(?<!\w)(?:подтверд\w+|подтвержда\w+|признал\w*)(?!\w)|(?<!\w)(?:تأیید|تایید)(?!\w)|(?<!\w)(?:doğrula\w*|teyit)(?!\w)",
    re.IGNORECASE,
)
_NOT_CONFIRMED = re.compile(
    r"\b(?:(?:not|n['’]t|no|never|cannot|could not|neither|nor|without|yet to|declin\w+ to|refus\w+ to|unable to)\b(?:\s\w+){0,4}\s+(?:confirm\w*|verif\w+|acknowledg\w+|admit\w*))",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:unconfirmed|reported(?:ly)?|alleged(?:ly)?|claim(?:s|ed)?|purported(?:ly)?|apparent(?:ly)?|suspected|believed to|rumou?red|according to|sources?|"
    r"(?:local|state|social) media|not (?:be )?(?:independently )?(?:confirmed|verified))\b",
    re.IGNORECASE,
)


def denies(sentence: str) -> bool:
    """Tell whether a sentence says that somebody denies something."""
    return _DENIES.search(sentence) is not None and _DENIES.search(_DENIED_SOMETHING.sub("", sentence)) is not None


def denied(sentence: str) -> str:
    """Return the words that name what is denied: behind the verb, else before it; empty where nothing is."""
    found = _DENIES.search(_DENIED_SOMETHING.sub("", sentence))
    if found is None:
        return ""
    whole = found.string
    behind = _FURTHER.split(whole[found.start() :], maxsplit=1)[0]
    return behind if len(behind.split()) > ENOUGH else whole[: found.end()]


def confirms(sentence: str) -> bool:
    """Tell whether a sentence says that somebody confirms something."""
    return _CONFIRMS.search(_NOT_CONFIRMED.sub("", sentence)) is not None


def is_hedged(sentence: str) -> bool:
    """Tell whether a sentence leaves open whether what it tells is so."""
    return _HEDGED.search(sentence) is not None or _NOT_CONFIRMED.search(sentence) is not None
