"""How many stories one day had on whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class DayTally:
    """Distinct stories of one UTC day, of all feeds, that name any tracked actor: by actor, topic, and pair of them."""

    day: date
    articles: int  #: that were published on it, so that a later count tells whether more came
    stories: int  #: that name anybody watched
    actors: Mapping[str, int] = field(default_factory=dict)  #: and topics
    pairs: Mapping[tuple[str, str], int] = field(
        default_factory=dict
    )  #: two actors, or actor and topic; ids in order of the alphabet
