"""What a mail server says of a delivery → is the address dead, or was it only this message, this day? Pure.

Codes by RFC 3463 and the registry that RFC 5248 opened; words where servers give no code, or the wrong one.
"""

import re
from typing import Literal

Verdict = Literal["hard", "soft"]

#: The address does not exist, or is given up for good. 5.1.7 and 5.1.8 are about our own, 5.7 about what we sent.
_DEAD = re.compile(r"5\.(?:0\.0|1\.(?:0|1|2|3|4|6|10)|2\.1|4\.310)")
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45][0-5]\d)(?=[ \-:.)\]]|$)")

#: The mailbox or its domain is not there.
_GONE = re.compile(
    r"unknown (?:user|recipient|address|local|mailbox)|(?:user|recipient|mailbox|address|account)\W+(?:\S+\W+){0,4}?"
    r"(?:is |was |has |does |not |no |been )*(?:unknown|not found|not exist|doesn'?t exist|no longer|disabled|inactive|"
    r"rejected|invalid|not listed|not known)|no such (?:user|recipient|mailbox|address|person|domain|local)|invalid "
    r"(?:recipient|mailbox|address|user)|(?:host|domain)(?: or domain)?(?: name)? (?:does not exist|not found)|"
    r"does(?: not|n'?t) have an? \S+ account|wrong or no longer valid|bad destination|not our customer|nxdomain|"
    r"mailbox unavailable|user doesn|no mailbox here|address rejected|couldn'?t (?:be )?f(?:i|ou)nd any host named",
    re.IGNORECASE,
)
#: This message, or this day: a full mailbox, a filter, a loop, a server that is away.
_PASSING = re.compile(
    r"over ?quota|quota (?:exceeded|full)|exceeded (?:\S+ ){0,4}(?:quota|storage|limit|size)|mailbox (?:is |was )?full|"
    r"mail ?box (?:\S+ ){0,3}full|disk (?:space|quota)|insufficient (?:system )?(?:storage|disk)|too (?:large|big|"
    r"many)|size limit|hop count|mail loop|loops? (?:back|detected)|spam|block(?:ed|list)|blacklist|reputation|policy|"
    r"dmarc|content (?:rejected|filter)|virus|greylist|gr[ae]y-?listed|tempor|try (?:again|later)|timed? ?out|expired|"
    r"resources|not accepting|connection refused|rate limit|nameserver error|processing error|"
    r"local configuration error",
    re.IGNORECASE,
)


def verdict(status: str, words: str) -> Verdict:
    """Return whether the address is dead (``hard``) or may get the next message (``soft``).

    ``status`` is a code of RFC 3463 such as ``5.1.1``, or empty; ``words`` are the server's. A dead address has a code
    or words that say so, and no words of something that passes; all else counts for less and is forgotten in time.
    """
    code = status if _CODE.fullmatch(status) else _first(_CODE, words)
    reply = _first(_REPLY, words)
    if code.startswith("4") or (not code and reply.startswith("4")):
        return "soft"
    gone, passing = _GONE.search(words) is not None, _PASSING.search(words) is not None
    if code in {"5.0.0", ""}:  # says nothing: the words do
        return "hard" if gone or (bool(reply or code) and not passing) else "soft"
    if _DEAD.fullmatch(code):
        return "soft" if passing and not gone else "hard"
    return "hard" if gone and not passing else "soft"


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[1] if found else ""
