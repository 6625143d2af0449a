"""Stories as their reports tell them → as a language model orders or words them. Pure but for ``Narrator.ask``.

Only briefings that ask for it (``model`` in their file) come here. Whatever goes wrong, the sentences of the reports
stand, and one line of the log says for how many stories, and why.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from briefgen.judging import Assignment, Judgement
from briefgen.model.story import Treatment
from briefgen.summarize import Offer, Prompt, offer, prompt, verified

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came of one prompt: the model's words, or in ours what went wrong."""

    text: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrator:
    """A language model. ``ask`` takes prompts by story; it never fails and never takes longer than it may."""

    name: str  #: as the edition names it
    ask: Callable[[Mapping[str, Prompt]], Mapping[str, Answer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Retold:
    """Treatments by story, and the model that had a part in them; empty where it had none."""

    treatments: Mapping[str, Treatment]
    model: str = ""


def retell(
    treatments: Mapping[str, Treatment], judgement: Judgement, assignment: Assignment, narrator: Narrator
) -> Retold:
    """Ask the narrator how to tell the stories that are told in full; keep of it what is verified."""
    use = assignment.desk.briefing.model
    offers = _offers(treatments, judgement, assignment)
    if not offers:
        return Retold(treatments=treatments)
    answers = narrator.ask({story: prompt(offered, use) for story, offered in offers.items()})
    told = dict(treatments)
    problems: Counter[str] = Counter()
    left = 0
    used = False
    for story, offered in offers.items():
        answer = answers.get(story, Answer(problem="no answer"))
        if answer.problem:
            problems[answer.problem] += 1
            left += 1
            continue
        found = verified(answer.text, offered, use)
        problems.update(found.refused)
        if not found.sentences:
            left += 1
            continue
        used = True
        told[story] = replace(told[story], summary=replace(offered.summary, sentences=found.sentences))
    log.info("6/9 summarize: %s told %d of %d stories", narrator.name, len(offers) - left, len(offers))
    if problems:
        reasons = "; ".join(f"{why} ({times})" for why, times in problems.most_common())
        message = "the language model: %d of %d stories stand as their reports tell them; refused: %s"
        log.warning(message, left, len(offers), reasons)
    return Retold(treatments=told, model=narrator.name if used else "")


def _offers(treatments: Mapping[str, Treatment], judgement: Judgement, assignment: Assignment) -> dict[str, Offer]:
    """Quick hits are one sentence: nothing to order. What is not in the judgement's rarity cannot be weighed."""
    briefing = assignment.desk.briefing
    found = {}
    for placed in judgement.placed:
        story = placed.ranked.story
        if placed.brief:
            continue
        offered = offer(
            assignment.fresh(story),
            treatments[story.id].summary,
            judgement.rarity,
            use=briefing.model,
            language=briefing.language,
            timezone=briefing.timezone,
        )
        if offered is not None:
            found[story.id] = offered
    return found
