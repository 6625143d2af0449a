"""All feeds and what is known of them → those to be asked in this round. Pure.

A host is more than the one feed that it sent away: none of its feeds is asked before it wants to be, in later rounds
neither (rule 5). And a host with many feeds is asked for so many in one round that the round ends; the others stay due
and come first in the next one (rule 6).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil

from briefgen.fetch.headers import LONGEST
from briefgen.fetch.limits import POLITE, Limits
from briefgen.fetch.polling import address_of, current, is_due
from briefgen.fetch.transport import host_of
from briefgen.fetch.turns import Rest
from briefgen.model.feed import Feed, FeedState

_Known = tuple[Feed, FeedState]


def resting(states: Iterable[FeedState], now: datetime) -> dict[str, Rest]:
    """Return the hosts that want to be left alone at ``now``, learned from the states of all feeds."""
    until: dict[str, datetime] = {}
    for state in states:
        if state.sent_away_by and state.sent_away_until:
            until[state.sent_away_by] = max(until.get(state.sent_away_by, state.sent_away_until), state.sent_away_until)
    spans = {host: moment - now for host, moment in until.items()}
    # Longer than any rule allows: the clock has been set back since.
    return {
        host: Rest(reason=f"{host} has sent us away for a while", retry_after=ceil(span.total_seconds()))
        for host, span in spans.items()
        if timedelta() < span <= timedelta(seconds=LONGEST)
    }


def due_now(
    feeds: Sequence[Feed],
    states: Mapping[str, FeedState],
    now: datetime,
    *,
    limits: Limits = POLITE,
    force: bool = False,
) -> list[_Known]:
    """Return the feeds to ask at ``now`` with their states, in the order in which they are to be asked.

    Args:
        feeds: the candidates, all or some.
        states: of all feeds there are, by id: other feeds of a host tell whether it wants to be left alone.
        now: the present, aware.
        limits: at most ``per_host`` feeds of one host.
        force: all candidates, also those that are not due, retired or too many. Those of a resting host, ``fetch_all``
            answers with "not asked".

    A host is first asked for the feed that it sent away, so that its back-off grows if it still does not want us; then
    for those that were asked longest ago, so that none of its feeds waits for ever.
    """
    known = [(feed, current(feed, states.get(feed.id, FeedState(feed=feed.id)))) for feed in feeds]
    known.sort(key=_order)
    if force:
        return known
    asleep = resting(states.values(), now)
    due = [(feed, state) for feed, state in known if is_due(feed, state, now)]
    chosen, taken = [], Counter[str]()
    for feed, state in due:
        if feed.path is None:
            host = host_of(address_of(feed, state))
            taken[host] += 1
            if host in asleep or taken[host] > limits.per_host:
                continue
        chosen.append((feed, state))
    return chosen


def _order(one: _Known) -> tuple[bool, bool, float]:
    """Who was sent away, who was never asked, who was asked longest ago."""
    _, state = one
    return state.sent_away_by is None, state.checked is not None, state.checked.timestamp() if state.checked else 0.0
