"""Which of the ranked stories an edition tells, where, and how fully. Pure.

1. The first story is the top story. Each further one goes to the first section that claims it and has room.
2. An affair is told once: of stories of one storyline a section tells the first in full, and a second only in a
   weekly and only if it is as grave as armed force (``GRAVE``): two raids of one week are two stories, three an affair.
3. What comes below the cut, or found no room, is told in a line: the quick hits, at the end, within ``max_stories``.
   Of an affair that is told above only what is hard news itself; its background its timeline and reports show.
4. Nothing weak pads a quiet day: what falls below ``FULL`` is not told in full, below ``BRIEFLY`` not at all, and what
   is mostly background only in a line. Both bounds come down with the best story of the day, for a workspace of two
   feeds has no story of many outlets; but never below ``LEAST``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefgen.compose.ranking import Ranked
from briefgen.model.briefing import Briefing, SectionRule
from briefgen.model.moment import Cadence

#: The section of the story that ranks first.
TOP = "Top story"

#: The section of stories that no section of the briefing claims, where the briefing has none that takes all.
REST = "Also noted"

#: The section of the quick hits.
BRIEF = "In brief"

#: What one outlet tells of one actor of the briefing reaches about .46 if its words show no kind of event, .54 and more
#: if it is hard news, .43 as a result or a statement. So a full story is hard news, or told by more than one outlet.
FULL, BRIEFLY = 0.50, 0.40

#: The same as shares of the best story's score, where that is lower.
FULL_OF_BEST, BRIEFLY_OF_BEST = 0.80, 0.65

#: Something soft of one outlet, less what background takes, stays below.
LEAST = 0.25

#: The gravity of armed force, and of hard news at all.
GRAVE, HARD = 0.65, 0.5

#: So many stories of one storyline a section tells in full.
OF_ONE_AFFAIR: Mapping[Cadence, int] = {"daily": 1, "weekly": 2, "monthly": 2}

#: Where the briefing says nothing, one of so many stories is a quick hit.
ONE_HIT_OF = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A chosen story: its rank over the edition, and the section that claimed it."""

    ranked: Ranked
    rank: int
    section: str
    brief: bool = False  #: told in a line


def choose(
    ranked: Sequence[Ranked], briefing: Briefing, storylines: Mapping[str, str] = MappingProxyType({})
) -> tuple[Placed, ...]:
    """Take the best stories for which there is room, by the rules above. ``storylines`` are ids by story id.

    What a story is about throughout decides on its section; a name that only some reports drop claims it if nothing
    else does. A full section passes a story on to the next one that claims it.
    """
    hits = quick_hits(briefing)
    least_full, least_brief = floors(ranked)
    full = [one for one in ranked if one.score >= least_full and not _is_background(one)]
    told = _told_in_full(full, briefing, storylines, briefing.max_stories - hits)
    above = {p.ranked.story.id for p in told}
    affairs = {affair for p in told if (affair := storylines.get(p.ranked.story.id))}
    below: list[Placed] = []
    for one in ranked:
        if len(below) == hits:
            break
        affair = storylines.get(one.story.id, "")
        if one.story.id in above or one.score < least_brief or (affair in affairs and not _is_hard(one)):
            continue
        if affair:
            affairs.add(affair)
        below.append(Placed(ranked=one, rank=len(told) + len(below) + 1, section=BRIEF, brief=True))
    return (*told, *below)


def why_left_out(
    one: Ranked,
    ranked: Sequence[Ranked],
    placed: Sequence[Placed],
    storylines: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Say of a ranked story that was not placed why it was not, in words that follow an "and"."""
    least = floors(ranked)[1]
    if one.score < least:
        return f"a story needs a score of {least:.2f} on this day"
    affair = storylines.get(one.story.id)
    told = next((p for p in placed if affair and storylines.get(p.ranked.story.id) == affair), None)
    if told:
        return f"story {told.rank} tells its affair"
    return "there was no room for it"


def floors(ranked: Sequence[Ranked]) -> tuple[float, float]:
    """Return the scores that a story needs to be told in full and at all, by the best one of the day."""
    best = max((one.score for one in ranked), default=0.0)
    return max(LEAST, min(FULL, FULL_OF_BEST * best)), max(LEAST, min(BRIEFLY, BRIEFLY_OF_BEST * best))


def quick_hits(briefing: Briefing) -> int:
    """Return how many quick hits the briefing has at most; one story at least is told in full."""
    wanted = briefing.max_stories // ONE_HIT_OF if briefing.quick_hits is None else briefing.quick_hits
    return min(wanted, briefing.max_stories - 1)


def section_titles(briefing: Briefing) -> tuple[str, ...]:
    """Return the titles of all sections that an edition may have, in their order, each once."""
    return tuple(dict.fromkeys([TOP, *(rule.title for rule in briefing.sections), REST, BRIEF]))


def _told_in_full(
    ranked: Sequence[Ranked], briefing: Briefing, storylines: Mapping[str, str], most: int
) -> tuple[Placed, ...]:
    rules = briefing.sections or (SectionRule(title=REST),)
    room = {rule.title: rule.max_stories or briefing.max_stories for rule in rules}
    affairs: dict[tuple[str, str], int] = {}
    placed: list[Placed] = []
    for one in ranked:
        if len(placed) == most:
            break
        affair = storylines.get(one.story.id, "")
        most_of_it = OF_ONE_AFFAIR[briefing.cadence] if one.gravity >= GRAVE else 1
        claiming = list(_claiming(rules, one))
        if affair and any(affairs.get((title, affair), 0) >= most_of_it for title in claiming):
            continue  # a neighbouring section is no way round
        section = next((title for title in claiming if room[title]), "")
        home = section or next(iter(claiming), "")
        if not placed:  # the top story takes no room in its section, but its affair is told there
            section = TOP
        elif section:
            room[section] -= 1
        else:
            continue
        if affair:
            affairs[home, affair] = affairs.get((home, affair), 0) + 1
        placed.append(Placed(ranked=one, rank=len(placed) + 1, section=section))
    return tuple(placed)


def _is_background(one: Ranked) -> bool:
    return one.background > 0.5  # noqa: PLR2004  most of it


def _is_hard(one: Ranked) -> bool:
    return one.gravity >= HARD and not _is_background(one)


def _claiming(rules: Sequence[SectionRule], story: Ranked) -> Iterator[str]:
    """Yield the titles of the sections that claim a story, the best claim first."""
    for rule in rules:
        if not story.foremost.isdisjoint((*rule.topics, *rule.actors)):
            yield rule.title
    named = {*story.actors, *story.topics}
    for rule in rules:
        if not (rule.topics or rule.actors) or not named.isdisjoint((*rule.topics, *rule.actors)):
            yield rule.title
