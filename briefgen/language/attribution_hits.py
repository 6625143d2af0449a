"""The tokens of a sentence → its reporting verbs, each with its subject. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.attribution_behind import subject_behind
from briefgen.language.attribution_sources import leading_subject, skip_back, subject_before
from briefgen.language.attribution_tokens import Token, has_verb
from briefgen.language.attribution_words import (
    BEING,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKERS,
    TIMES,
    Cue,
    Form,
    cues,
)

#: Before a verb: what follows was not said, or is no verb.
_UNSAID = (
    MODALS
    | NEGATIONS
    | (
        DETERMINERS
        - {
            "this",
            "that",
            "it",
            "these",
            "those",
            "one",
            "two",
            "three",
            "many",
            "some",
            "several",
            "both",
            "others",
            "other",
            "most",
            "all",
            "few",
        }
    )
    | {"such", "let's", "let"}
)


#: These forms are verbs only behind a pronoun, or before what is said.
_OFTENER_NOUNS = frozenset(("state", "states", "report", "reports", "charge", "demand", "order"))
#: In a headline so much of the words of some length begins with a capital.
MOST_CAPITAL, _LONG = 0.7, 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A reporting verb at ``verb``; its subject; ``left`` and ``right`` enclose both. Indices of tokens."""

    verb: int
    cues: tuple[Cue, ...]
    subject: tuple[int, int] | None
    left: int
    right: int
    inverted: bool = False
    elided: bool = False  #: the subject stands earlier in the sentence

    def may(self, frame: str) -> bool:
        """Tell whether the verb has one of these frames."""
        return any(letter in cue.frames for cue in self.cues for letter in frame)


def hits(found: Sequence[Token]) -> list[Hit]:
    """The reporting verbs of a sentence that somebody speaks by, in order."""
    table = cues()
    result: list[Hit] = []
    least = 0
    headline = _is_headline(found)
    for place, token in enumerate(found):
        if token.kind != "word" or token.low not in table or (token.capital and not headline and place):
            continue
        hit = _hit(found, place, table[token.low], least, result)
        if hit is not None:
            result.append(hit)
            least = hit.right
    return result


def _hit(found: Sequence[Token], verb: int, known: tuple[Cue, ...], least: int, before: Sequence[Hit]) -> Hit | None:  # noqa: PLR0911  a cascade
    begin = skip_back(found, verb)
    helpers = {token.low for token in found[begin:verb]}
    forms = {cue.form for cue in known}
    if not _is_said(found, begin, forms, helpers):
        return None
    inverted = _inverted(found, verb, begin, least, known)
    if inverted is not None:
        return Hit(verb, known, inverted, verb, inverted[1], inverted=True)
    if any(cue.noun for cue in known) and _is_noun(found, verb, begin):
        return None
    if forms == {"participle"} and not helpers & BEING:
        return _participle(found, verb, known, before)
    subject = subject_before(found, begin, least)
    if subject is None:
        return _elided(found, verb, begin, known, before)
    if subject[0] and found[subject[0] - 1].low in {"what", "whom", "how"}:
        return None  # "what X says the plan would do": no sentence is left of it
    return Hit(verb, known, subject, subject[0], verb + 1)


def _is_said(found: Sequence[Token], begin: int, forms: set[Form], helpers: set[str]) -> bool:
    """Tell whether the verb that begins at a place is neither denied nor passive nor an adjective."""
    previous = found[begin - 1] if begin else None
    if previous and previous.kind == "word":
        if previous.low in _UNSAID:
            return False
        if "past" in forms and previous.low in PREPOSITIONS - {"following", "speaking", "asked"}:
            return False  # "with alleged attacks"
    return "participle" in forms or not helpers & BEING  # "is saying", not "is said"


def _inverted(
    found: Sequence[Token], verb: int, begin: int, least: int, known: tuple[Cue, ...]
) -> tuple[int, int] | None:
    """The subject behind the verb: "…," said X; None where it does not stand there."""
    if begin != verb or verb <= least or verb + 1 >= len(found) or all(cue.form == "participle" for cue in known):
        return None
    quoted, following = found[verb - 1].kind == "quotation", found[verb + 1]
    if not (quoted or found[verb - 1].low == ",") or any(cue.lemma == "tell" for cue in known):
        return None
    pronoun = following.low in PRONOUNS | {"that", "to"} and not (quoted and following.low in {"he", "she"})
    if following.kind != "word" or pronoun or following.low in PREPOSITIONS | TIMES:
        return None
    subject = subject_behind(found, verb + 1, len(found))
    return subject if subject is None or quoted or _is_phrase(found, *subject) else None


def _is_phrase(found: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether no clause stands there: "X, who leads Y", not "the plan fell"."""
    comma = next((i for i in range(start, end) if found[i].low == ","), end)
    return not any(has_verb(found, i, i + 1) and found[i].low not in SPEAKERS for i in range(start, comma))


def _is_noun(found: Sequence[Token], verb: int, begin: int) -> bool:  # noqa: PLR0911  a cascade
    """Tell whether a form that may be a noun ("claims") is one, by the word before and the one behind."""
    if begin < verb or begin == 0:
        return begin == 0
    previous, word = found[begin - 1], found[verb].low
    if previous.kind == "quotation":
        return False
    if previous.kind == "mark":
        return previous.low != ","
    low = previous.low
    if low in CONJUNCTIONS:
        return not word.endswith("s")
    if low in DETERMINERS | PREPOSITIONS or low.endswith("'s"):
        return low not in {"this", "it", "one", "that"}
    if word in _OFTENER_NOUNS:
        return not _is_its_subject(previous, word) and not (low.endswith("s") and _goes_on(found, verb))
    if previous.capital:
        return verb + 1 < len(found) and (found[verb + 1].low == "," or found[verb + 1].low in PREPOSITIONS)
    return low not in PRONOUNS | SPEAKERS and not low.endswith("s")


def _is_its_subject(previous: Token, word: str) -> bool:
    return previous.low in PRONOUNS or (word == "reports" and previous.capital and not previous.low.endswith("s"))


def _goes_on(found: Sequence[Token], verb: int) -> bool:
    """Tell whether a clause or a quotation follows."""
    return verb + 1 < len(found) and (found[verb + 1].kind == "quotation" or found[verb + 1].low in {"that", ",", ":"})


def _is_headline(found: Sequence[Token]) -> bool:
    """Tell whether Most Words Begin Like These."""
    long = [token for token in found if token.kind == "word" and token.end - token.start >= _LONG]
    return sum(token.capital for token in long) >= MOST_CAPITAL * len(long)


def _participle(found: Sequence[Token], verb: int, known: tuple[Cue, ...], before: Sequence[Hit]) -> Hit | None:
    """Of "…, saying that": the subject is that of the clause before."""
    left = verb
    if left and found[left - 1].low in {"by", "while", "and", "also", "later", "then"}:
        left -= 1
    if left and found[left - 1].low == ",":
        left -= 1
    noun = not verb or any(cue.noun for cue in known) or found[verb - 1].low in PREPOSITIONS | DETERMINERS
    if left == verb and noun and not (verb and found[verb - 1].kind == "quotation"):
        return None
    subject = before[-1].subject if before else leading_subject(found, 0, left)
    return Hit(verb, known, subject, left, verb + 1, elided=True) if subject else None


def _elided(found: Sequence[Token], verb: int, begin: int, known: tuple[Cue, ...], before: Sequence[Hit]) -> Hit | None:
    """Of "X met Y and said that": the subject is that of the clause before."""
    if begin == 0 or found[begin - 1].low not in {"and", "but", ",", "then"}:
        return None
    left = begin - 1
    if left and found[left].low != "," and found[left - 1].low == ",":
        left -= 1
    subject = before[-1].subject if before else leading_subject(found, 0, left)
    return Hit(verb, known, subject, left, verb + 1, elided=True) if subject else None
