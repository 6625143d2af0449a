"""Where an edition's reports come from, and who is absent. Pure.

A report counts for the country and owner of its outlet; a republished copy counts as its origin, so not at all. A
country is absent if the edition tells a story about it (its state, or who speaks for it, is among the foremost
``SIDES`` actors), and in no such story an outlet of that country is heard: then others speak of it, and it does not. Of
a story with an outlet whose country is not configured that cannot be said.

The country of an actor is that of his side, known by its English name in Unicode CLDR. A side that is no state has
none: nobody's outlets are expected of a movement.
"""

import functools
from collections import Counter
from collections.abc import Mapping, Sequence

from babel import Locale

from briefgen.model.edition import Balance, EditionStory
from briefgen.model.feed import Feed
from briefgen.model.watch import Actor, Watchlist

#: So many of a story's actors, the strongest first, are those whom it concerns.
SIDES = 2

#: So many absent countries are told at most, those of most stories first.
MOST_ABSENT = 5


def balance(stories: Sequence[EditionStory], *, feeds: Mapping[str, Feed], watchlist: Watchlist) -> Balance:
    """Stories of an edition → its balance line, with the reports of each country by its code of ISO 3166-1."""
    reports = [report for story in stories for report in story.articles if report.origin and report.feed in feeds]
    countries = Counter(feeds[report.feed].country for report in reports if feeds[report.feed].country)
    owned = sum(feeds[report.feed].ownership == "state" for report in reports)
    return Balance(
        countries=dict(sorted(countries.items())),
        state_owned=round(owned / len(reports), 2) if reports else 0.0,
        absent=_absent(stories, feeds, watchlist),
    )


def country_of(actor: Actor, watchlist: Watchlist) -> str:
    """Return the code of the country that an actor is or speaks for; empty where his side is no state."""
    side = watchlist.actors.get(actor.side, actor) if actor.side else actor
    if side.kind != "state":
        return ""
    codes = _codes()
    return next((codes[n] for name in (side.name, *side.aliases.get("en", ())) if (n := name.casefold()) in codes), "")


def _absent(stories: Sequence[EditionStory], feeds: Mapping[str, Feed], watchlist: Watchlist) -> tuple[str, ...]:
    concerned: Counter[str] = Counter()
    heard: set[str] = set()
    for story in stories:
        outlets = {feeds[report.feed].country for report in story.articles if report.feed in feeds}
        if "" in outlets:
            continue
        actors = [watchlist.actors[name] for name in story.actors[:SIDES] if name in watchlist.actors]
        sides = {code for actor in actors if (code := country_of(actor, watchlist))}
        concerned.update(sides)
        heard |= sides & outlets
    absent = sorted((code for code in concerned if code not in heard), key=lambda code: (-concerned[code], code))
    return tuple(absent[:MOST_ABSENT])


@functools.cache
def _codes() -> dict[str, str]:
    """English names of countries, folded → their codes; regions have numbers and are left out."""
    return {name.casefold(): code for code, name in Locale("en").territories.items() if code.isalpha()}
