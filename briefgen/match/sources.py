"""A name that only says where the news is from: "…, the agency reported". Pure. Texts are as written, in English.

The medium that reports is not what the article is about, nor is the state whose television it is.
"""

import re

from briefgen.model.watch import Actor

_MEDIUM = re.compile(r"\b(?:News Agency|news agency|News|Television|TV|Radio|Observatory|state media)\b")

_REPORTS = (
    r"(?:reported|reports|reporting|said|says|saying|quoted|quotes|cited|cites|added|adds|wrote|announced|aired)\b"
)
_TO_WHOM = re.compile(
    r"\b(?:told|tells|according to|citing|cited by|quoted by|reported by|reports by|quoting|interview (?:with|to)"
    r"|statement (?:to|carried by)|carried by|published by|aired on|broadcast on|source:|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: What a medium may be called behind its name, up to the verb.
_BEHIND = re.compile(
    rf"(?:\s+(?:state|news|agency|television|TV|channel|newspaper|radio|broadcaster|daily|network|website))*,?"
    rf"(?:\s+(?:has|have|had|also|later|earlier))?\s+{_REPORTS}"
)
#: "Iran's state television", "the Houthi-run X TV", "Russian news agency X".
_WHOSE = re.compile(
    r"(?:'s|’s|-(?:run|owned|affiliated|linked|controlled|backed))?\s+"
    r"(?:(?:state(?:-(?:run|owned|controlled|affiliated|linked))?|official|semi-?official|public|local|national)\s+)*"
    r"(?:[A-Z][\w’'.-]*\s+){0,3}"
    r"(?:news agency|television|TV|media|radio|newspaper|daily|broadcaster|channel|news (?:site|website|outlet))\b"
)
_THEN = re.compile(rf"(?:\s+[A-Z][\w’'.-]*){{0,3}},?(?:\s+(?:has|have|had|also|later))?\s+{_REPORTS}")


def is_medium(actor: Actor) -> bool:
    """Tell whether an actor is one that reports: a news agency, a channel, an observatory."""
    return actor.kind == "organization" and any(
        _MEDIUM.search(name) for name in (actor.name, *actor.aliases.get("en", ()))
    )


def is_source(text: str, start: int, end: int, *, medium: bool) -> bool:
    """Tell whether what stands at a place is named only for having reported the news."""
    asked = bool(_TO_WHOM.search(text, max(0, start - 40), start))
    if medium:
        return asked or bool(_BEHIND.match(text, end))
    whose = _WHOSE.match(text, end)
    return bool(whose and (asked or _THEN.match(text, whose.end())))
