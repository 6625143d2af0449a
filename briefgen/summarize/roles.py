"""Names, titles and offices as reports write them. Pure."""

import re
from datetime import date

from briefgen.model.watch import Actor
from briefgen.summarize.channels import is_official

NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z][\w.’'-]*|al|bin|ben|ibn|el|de|von|van|abu)){0,5} [A-Z][\w’'-]+")
TITLE = re.compile(
    r"((?:[A-Z][\w’'-]+ |of |for |and |the |to ){0,7}(?:(?:deputy |special |former |foreign |prime |chief )*"
    r"(?:minister|spokes\w+|envoy|ambassador|leader|chief|secretary|representative|president|general|commander|adviser|"
    r"director|aide) )?)$"
)
_JOB = re.compile(r"[Cc]hief|[Ll]eader|[Hh]ead|[Dd]irector|[Cc]hair|[Dd]eputy|[Aa]dvis|[Aa]ide|[Ss]peaker|[Oo]fficer")
_TRAILING = re.compile(r"(?:\s+(?:also|who|that|which|have|has|then|later|however))+$")
TITLES = frozenset(
    (
        *(
            "Attorney",
            "Minister",
            "Foreign",
            "Defense",
            "Defence",
            "Prime",
            "Deputy",
            "President",
            "Spokesman",
            "Spokeswoman",
        ),
        *("Spokesperson", "Ambassador", "General", "Gen.", "Lt.", "Maj.", "Brig.", "Col.", "Mr.", "Mrs.", "Ms.", "Dr."),
        *("Sen.", "Rep.", "Secretary", "Ministry", "Chief", "Commander", "Envoy", "Special", "Representative", "State"),
        *("Director", "Chairman", "Speaker", "Adviser", "Advisor", "Senior", "Former", "Vice", "Supreme", "Leader"),
        *("King", "Prince", "Sheikh", "Ayatollah", "Interior", "Finance", "Justice", "National", "Security", "Council"),
    )
)


def role_at(actor: Actor, day: date) -> str:
    """The office that an actor held on a day; of several the latest."""
    held = [r for r in actor.roles if (r.start is None or r.start <= day) and (r.end is None or day <= r.end)]
    return max(held, key=lambda r: (r.start or date.min, r.title)).title if held else ""


def apposition(words: str, name: str) -> str:
    """What stands behind a name: "X, the top aide to Y," → "top aide to Y"."""
    rest = words.partition(name)[2]
    found = re.match(r",\s*(?:the |a |an )?([a-z][^,]{2,70})(?:,|$)", " ".join(rest.split()))
    return (
        found[1].strip()
        if found and not re.match(r"(?:who|which|whose)\b|.*\b(?:was|is|were|had|has)\b", found[1])
        else ""
    )


def short(name: str) -> str:
    """A source's words as a name: without what follows the first comma."""
    return _TRAILING.sub("", name.split(",", maxsplit=1)[0].strip())


def office(written: str) -> str:
    """A title without articles and "Mr"; empty where no office is left of it."""
    role = re.sub(r"^(?:(?:the|and|of|for|to|mr|mrs|ms|dr)\b\.?\s*)+", "", written.strip(), flags=re.IGNORECASE)
    return role if is_official(role) or _JOB.search(role) else ""
