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
from briefgen.fetch.turns import Rest
from briefgen.fetch.walk import host_of
from briefgen.model.feed import Feed, FeedState

_Known = tuple[Feed, FeedState]

_LONGEST = timedelta(seconds=LONGEST)


def resting(states: Iterable[FeedState], now: datetime) -> dict[str, Rest]:
    """Return the hosts that want to be left alone at ``now``, or did until then, learned from the states of all feeds.

    A host that has answered one of its feeds since is not among them.
    """
    all_states = list(states)
    known: dict[str, list[FeedState]] = {}
    for state in all_states:
        if state.sent_away_by and state.sent_away_until:
            known.setdefault(state.sent_away_by, []).append(state)
    answered = _answered(all_states) if known else {}
    rests = {}
    for host, away in known.items():
        since = answered.get(host)
        lasting = [s for s in away if since is None or s.checked is None or s.checked >= since]
        # Longer than any rule allows: the clock has been set back since. So long ago: it counts no more.
        near = [s for s in lasting if s.sent_away_until and abs(s.sent_away_until - now) <= _LONGEST]
        if near:
            until = max(s.sent_away_until for s in near if s.sent_away_until)
            rests[host] = _rest(host, until, now, max(s.sent_away_times for s in near))
    return rests


def _rest(host: str, until: datetime, now: datetime, times: int) -> Rest:
    seconds = max(ceil((until - now).total_seconds()), 0)
    reason = f"{host} has sent us away; it is left alone until {until:%Y-%m-%d %H:%M} UTC"
    return Rest(reason=reason, retry_after=seconds, over=seconds == 0, times=times)


def _answered(states: Iterable[FeedState]) -> dict[str, datetime]:
    """Return when each host last gave a feed what it asked for, by the address at which that feed is asked."""
    last: dict[str, datetime] = {}
    for state in states:
        address = state.adopted or state.configured
        if state.succeeded and address:
            host = host_of(address)
            last[host] = max(last.get(host, state.succeeded), state.succeeded)
    return last


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
    asleep = {host for host, rest in resting(states.values(), now).items() if not rest.over}
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
