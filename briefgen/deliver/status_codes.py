"""What a mail server says of a delivery → is the address dead, was it only this day, or was it we? Pure.

Codes by RFC 3463 and the registry that RFC 5248 opened; words where servers give no code, or the wrong one.
"""

import re
from typing import Literal

#: The address is dead; it may get the next message; or what was not wanted is the message, or who sent it: that says
#: nothing of the address, and a filter that dislikes us for a week ends nobody's subscription.
Verdict = Literal["hard", "soft", "blocked"]

#: The address does not exist, or is given up for good.
_DEAD = re.compile(r"5\.(?:1\.(?:0|1|2|3|4|6|10)|2\.1|4\.310)")
#: Policy (7), content (6), size (2.3, 3.4), the sender's address (1.7, 1.8).
_OURS = re.compile(r"[45]\.(?:7\.\d{1,3}|6\.\d{1,3}|2\.3|3\.4|1\.[78])")
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45][0-5]\d)(?=[ \-:.)\]]|$)")
#: Characters of what a server says that are looked at: anybody can write a report, and a long one.
_MOST = 4_000
#: Replies that are about the address even where they say no more (RFC 5321, 4.2.3; RFC 7504).
_BARE = frozenset({"521", "550", "551", "553", "556"})

#: The mailbox or its domain is not there.
_GONE = re.compile(
    r"unknown (?:user|recipient|address|local|mailbox)|"
    r"(?:user|recipient|mailbox|address|account)\b[^\s\w]{0,3} ?(?:\S{1,80} ){0,6}?"
    r"(?:unknown|not found|not exist|doesn'?t exist|no longer|disabled|inactive|"
    r"rejected|invalid|not listed|not known)|no such (?:user|recipient|mailbox|address|person|domain|local)|invalid "
    r"(?:recipient|mailbox|address|user)|(?:host|domain)(?: or domain)?(?: name)? (?:does not exist|not found)|"
    r"does(?: not|n'?t) have an? \S+ account|wrong or no longer valid|bad destination|not our customer|nxdomain|"
    r"mailbox unavailable|user doesn|no mailbox here|address rejected|couldn'?t (?:be )?f(?:i|ou)nd any host named",
    re.IGNORECASE,
)
#: This day: a full mailbox, a loop, a server that is away.
_PASSING = re.compile(
    r"over ?quota|quota (?:exceeded|full)|exceed\w* (?:\S+ ){0,4}(?:quota|storage|limit|size)|"
    r"mailbox (?:is |was )?full|mail ?box (?:\S+ ){0,3}full|"
    r"disk ?(?:space|quota)|insufficient (?:system )?(?:storage|disk)|space not enough|"
    r"too (?:large|big|many)|size limit|hop count|mail loop|loops? (?:back|detected)|gr[ae]y-?listed|gr[ae]ylisting|"
    r"tempor|try (?:again|later)|timed? ?out|expired|resources|not accepting|connection refused|nameserver error|"
    r"processing error|local configuration error",
    re.IGNORECASE,
)
#: What we are, or what we sent.
_UNWANTED = re.compile(
    r"\bspam|\bjunk|unsolicited|block(?:ed|list)|blacklist|denylist|reputation|policy|policies|\bspf\b|\bdkim\b|dmarc|"
    r"unauthenticated|content (?:rejected|filter|restriction)|rejected (?:for|due to|because of) (?:its )?content|"
    r"message (?:was |is |has been )?(?:rejected|refused|denied)|\bvirus|malware|phish|rate limit|"
    r"sender(?:'s)? (?:\S+ ){0,2}(?:address|domain|verif\w+|rejected|denied)|"
    r"relay(?:ing)? (?:access )?(?:denied|not permitted|prohibited)|administrative prohibition|"
    r"client host (?:\S+ )?rejected",
    re.IGNORECASE,
)


def verdict(status: str, words: str, *, bare: Verdict = "hard") -> Verdict:
    """Return whether the address is dead, or may get the next message, or was not the reason at all.

    ``status`` is a code of RFC 3463 such as ``5.1.1``, or empty; ``words`` are the server's. A dead address has a code
    or words that say so, and no words of something that passes; ``bare`` is what a lasting refusal without either
    comes to. All else counts for less and is forgotten in time.
    """
    words = " ".join(words.split())[:_MOST]
    code = status if _CODE.fullmatch(status) else _first(_CODE, words)
    reply = _first(_REPLY, words)
    passing, unwanted = _PASSING.search(words) is not None, _UNWANTED.search(words) is not None
    if _OURS.fullmatch(code):
        return "blocked"
    if code.startswith("4") or (not code and reply.startswith("4")):
        return "soft"
    gone = _GONE.search(words) is not None
    if _DEAD.fullmatch(code):
        return "hard" if gone or not (passing or unwanted) else "soft"
    if passing or unwanted:
        return "soft" if passing else "blocked"
    if gone:
        return "hard"
    return bare if code == "5.0.0" or (not code and reply in _BARE) else "soft"


def refusal(words: str) -> Verdict | None:
    """Return the same of what a server said in the dialogue; None where no server said it, but a lost line did."""
    return verdict("", words, bare="soft") if _REPLY.search(words) else None


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[1] if found else ""
