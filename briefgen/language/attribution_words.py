"""The English words that attribute: reporting verbs in all forms and what may stand beside them. Pure.

The frames of a verb: ``c`` a clause may follow without "that"; ``q`` it may stand beside a quotation or behind a
clause; ``o`` the one addressed comes between ("told reporters that"); ``i`` what is promised follows as "to …"; ``u``
what somebody is urged to ("urged both to"); ``n`` its words "X a Y" are the content ("called the strike a crime").
With any, a clause with "that" is content.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Form = Literal["finite", "past", "participle"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True)
class Cue:
    """What a form of a reporting verb may do."""

    lemma: str
    frames: str
    form: Form
    noun: bool = False  #: the same letters are a noun as well: "claims", "report"


_SAYING = {
    "cq": "say add claim insist argue note warn announce acknowledge admit allege assert confirm contend emphasize "
    "emphasise stress suggest complain conclude concede predict reveal disclose reiterate declare state report "
    "write explain reply respond recall joke quip observe remark boast lament testify estimate indicate hint counter "
    "charge caution tweet recount affirm",
    "q": "repeat ask wonder continue echo urge recommend propose retort shout exclaim cry post answer inquire muse "
    "maintain elaborate mention demand decree deny chant interject rant scoff protest speculate "
    "underscore underline signal",
    "cqo": "tell remind assure inform warn advise notify brief",
    "qi": "vow pledge promise threaten agree offer refuse swear",
    "u": "urge encourage order ask implore instruct",
    "n": "call describe label dub brand characterize portray",
}
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "swear": ("swears", "swore", "swearing"),
    "admit": ("admits", "admitted", "admitting"),
    "brief": ("briefs", "briefed", "briefing"),
}
#: Forms that are nouns too.
_NOUNS = _words(
    """
    claim claims note notes report reports state states estimate estimates hint hints charge charges caution
    joke jokes remark remarks boast boasts reply repeat answer answers demand demands post posts promise
    promises offer offers pledge pledges vow vows order orders urge urges threat label labels brand brands call
    calls guess fear fears hope hopes protest protests show shows decree signal signals brief briefs cry cries
    echo shout counter feeling writing finding briefing posting warning meaning showing tweet tweets charging
    charged
    """
)

#: Not the speaker's own: nobody said it yet, or nobody is named.
MODALS = _words(
    """
    would could should may might will shall can must cannot to 'll won't can't couldn't wouldn't
    """
)
NEGATIONS = _words(
    """
    not never n't didn't doesn't don't hasn't haven't hadn't isn't wasn't aren't nobody
    """
)
BEING = _words(
    """
    is are was were be been being 's 're
    """
)
AUXILIARIES = _words(
    """
    has have had is are was were be been being 's 're 've 'd does did do
    """
)
ADVERBS = _words(
    """
    also later then now still just once again often always even first recently previously earlier too soon
    further meanwhile yet already today yesterday immediately simply even instead rather perhaps monday tuesday
    wednesday thursday friday saturday sunday tonight ever only ultimately
    """
)
PRONOUNS = _words(
    """
    he she they it i we you who which one
    """
)
DETERMINERS = _words(
    """
    a an the this that these those his her its their our my your some many several one two three four both
    another other most all no any each every few
    """
)
CONJUNCTIONS = _words(
    """
    and but or yet so nor
    """
)
SUBORDINATORS = _words(
    """
    that because while when whereas although though if unless after before until since as whether where why how
    what than whom whose like which who
    """
)
PREPOSITIONS = _words(
    """
    in on at during after before for from with without by of to about against over under amid among between
    through via into since despite following speaking asked when while if as within upon despite because
    although though
    """
)
TIMES = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight earlier later
    recently last this next morning afternoon evening night week month year january february march april may
    june july august september october november december jan feb mar jan. feb. mar. apr. jun. jul. aug. sept.
    oct. nov. dec. apr jun jul aug sept sep oct nov dec early late mid then previously ago separately repeatedly
    publicly again flatly bluntly
    """
)
#: Behind a comma these begin a remark of the reporter.
ASIDES = _words(
    """
    citing referring speaking alluding pointing calling describing comparing accusing blaming dismissing
    criticizing criticising urging blasting rejecting denouncing condemning praising echoing quoting responding
    answering using reading according prompting drawing sparking underscoring signaling signalling
    """
)
#: Those who speak without a capital letter.
SPEAKERS = _words(
    """
    official officials police source sources spokesman spokeswoman spokesperson analyst analysts expert experts
    people authorities critics aides aide diplomat diplomats minister ministry president senator lawmakers
    lawmaker residents witnesses witness prosecutors prosecutor lawyers lawyer attorney attorneys investigators
    researchers officers officer campaign candidate nominee company army military government statement report
    opponents supporters activists organizers he she they i we it one judge mayor governor director commander
    general envoy ambassador professor author adviser advisers adviser’s leader leaders chief head chairman
    chairwoman activist group groups reporter journalist mother father sister brother wife husband son daughter
    """
)
_VERBS = _words(
    """
    is are was were be been has have had does did do would could should may might will can must went came took
    made got gave saw knew thought felt held kept let met paid put ran sat sent set stood told won lost led left
    fell rose began became brought built bought caught chose came cut drew drove fought found grew heard hit
    hurt knew lay meant read rose sold shot shut spoke spent stuck struck swept taught threw understood wore
    wrote isn't wasn't aren't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't
    shouldn't seems appears wants plans needs remains becomes makes takes gives goes comes gets faces keeps
    """
)

#: "aided", not "need".
_SHORTEST_PAST = 5


@functools.cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Return every form of every reporting verb, in lower case."""
    table: dict[str, list[Cue]] = {}
    for frames, lemmas in _SAYING.items():
        for lemma in lemmas.split():
            for word, form in _forms(lemma):
                table.setdefault(word, []).append(Cue(lemma, frames, form, word in _NOUNS))
    return {word: tuple(found) for word, found in table.items()}


def _forms(lemma: str) -> Iterator[tuple[str, Form]]:
    third, past, participle = _IRREGULAR.get(lemma) or _regular(lemma)
    yield lemma, "finite"
    yield third, "finite"
    yield past, "past"
    yield participle, "participle"


def _regular(lemma: str) -> tuple[str, str, str]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeo":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    return lemma + ("es" if lemma.endswith(("sh", "ss", "ch", "o")) else "s"), lemma + "ed", lemma + "ing"


def is_verb(word: str) -> bool:
    """Tell whether a word in lower case looks like a finite verb or participle of the past."""
    past = len(word) >= _SHORTEST_PAST and word.endswith("ed")
    return past or word in _VERBS or (word in cues() and word not in _NOUNS)
