"""Stories × earlier editions → which of them go on, under which id. Pure.

A story of an earlier edition goes on in the story that holds its reports. Where they fell to several (a split), the one
with the most of them keeps the id; where several came together (a merge), the story keeps the id of the one of which it
holds the most, and the others are recorded. So an id stays when the report it was named after leaves the window.

A story does not go on in one that has drawn in half of its reports or fewer and is mostly others': there something else
has happened, and what an edition told of the one was not told of the other.
"""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.model.edition import Edition
from briefgen.model.story import Continued, Story

#: The larger part of reports: of the earlier story's that are still read, or of the story's own.
MOST_OF = 0.5


@dataclass(slots=True)
class _Known:
    """What the earlier editions told under one id."""

    begun: float
    storyline: str = ""
    editions: list[str] = field(default_factory=list)  #: the newest first
    urls: set[str] = field(default_factory=set)


def follow(stories: Sequence[Story], known: Sequence[Edition]) -> tuple[tuple[Story, ...], Mapping[str, Continued]]:
    """Return the stories under the ids that they keep, and by these ids how each goes on.

    ``known`` are the briefing's editions, in any order.
    """
    before = _known(known)
    shared = _shared(stories, before)
    kept = _kept(shared, before)
    taken = {*before}
    renamed, followed = [], {}
    for story in stories:
        held = sorted(shared.get(story.id, ()), key=lambda name: (before[name].begun, name))
        name = kept.get(story.id)
        if name is None:
            name = _free(story, taken)
            taken.add(name)
        going_on = [other for other in held if other == name or other not in kept.values()]
        parted = [other for other in held if other not in going_on]
        editions = {(edition, other) for other in held for edition in before[other].editions}
        renamed.append(replace(story, id=name))
        followed[name] = Continued(
            id=name,
            earlier=tuple(sorted(editions, reverse=True)),
            merged=tuple(other for other in going_on if other != name),
            split_from="" if name in held or not parted else parted[0],
            storyline=next((before[other].storyline for other in [name, *held] if other in before), ""),
        )
    return tuple(renamed), followed


def _known(known: Sequence[Edition]) -> dict[str, _Known]:
    before: dict[str, _Known] = {}
    for edition in sorted(known, key=lambda edition: (edition.period.end, edition.id), reverse=True):
        for story in edition.stories:
            begun = story.first_reported.timestamp()
            one = before.setdefault(story.id, _Known(begun, story.storyline))
            one.begun = min(one.begun, begun)
            one.editions.append(edition.id)
            one.urls.update(report.url for report in story.articles)
    return before


def _shared(stories: Sequence[Story], before: Mapping[str, _Known]) -> dict[str, Counter[str]]:
    """Story → how many of the reports of each earlier one it holds."""
    holding: dict[str, list[str]] = {}
    for name, one in before.items():
        for url in one.urls:
            holding.setdefault(url, []).append(name)
    shared: dict[str, Counter[str]] = {}
    for story in stories:
        for url in {article.url for article in story.articles} & holding.keys():
            shared.setdefault(story.id, Counter()).update(holding[url])
    left: Counter[str] = Counter()  # how many of the reports of each are in any story still
    for counted in shared.values():
        left.update(counted)
    size = {story.id: len(story.articles) for story in stories}
    return {story: strong for story, counted in shared.items() if (strong := _going_on(counted, left, size[story]))}


def _going_on(shared: Counter[str], left: Mapping[str, int], size: int) -> Counter[str]:
    """The earlier stories of which a story holds the larger part, or that are the larger part of it."""
    return Counter({n: count for n, count in shared.items() if count > MOST_OF * left[n] or count >= MOST_OF * size})


def _kept(shared: Mapping[str, Counter[str]], before: Mapping[str, _Known]) -> dict[str, str]:
    """Story → the id it keeps: each id in one story at most, and where most of its reports are."""
    claims = sorted(
        (-count, before[name].begun, name, story)
        for story, counted in shared.items()
        for name, count in counted.items()
    )
    kept: dict[str, str] = {}
    given: set[str] = set()
    for _, _, name, story in claims:
        if story not in kept and name not in given:
            kept[story] = name
            given.add(name)
    return kept


def _free(story: Story, taken: set[str]) -> str:
    """An id of the story's own: that of its first report after which nothing is named yet."""
    names = ("s-" + article.id.removeprefix("a-") for article in story.articles)
    further = (f"{story.id}-{n}" for n in itertools.count(2))
    return next(name for name in itertools.chain(names, further) if name not in taken)
