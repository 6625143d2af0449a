"""Average link: groups are merged, the most alike first, while their members are on average alike enough. Pure.

What scikit-learn's AgglomerativeClustering does in memory that grows with the square of the articles, done in steps.
Two facts make it exact: groups reach a level on average only if two of their members reach it; and merging down to a
level never leaves the connected parts of the graph of groups that reach it. So from one level to the next lower one,
only small parts are merged, however much hangs together further down.

Near, not exact, in two cases: of two groups with more than ``SAMPLE`` pairs between them, some members stand for all
when it is asked whether they reach a level; and a part with more than ``LARGEST`` articles is merged in pieces, with
``SAMPLED`` members for each group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from briefgen.cluster.likeness import Floats, Indices, Pairs

#: From one level to the next lower one.
STEP = 0.9

#: Articles merged at once. Their pairs take 30 bytes times half the square of this.
LARGEST = 500

#: Pairs of members that are compared of two groups.
SAMPLE = 400

#: Members that stand for all of a group in a part that is too large.
SAMPLED = 20

#: Of the float32 likenesses.
_ROUNDING = 1e-6

#: Of which so many are compared at once.
AT_ONCE = 200_000


class Comparison(Protocol):
    """Tells how alike articles are."""

    def each(self, ones: Indices, others: Indices) -> Floats:
        """Return the likeness of the first of each, of the second, and so on."""


def average_link(number: int, pairs: Pairs, comparison: Comparison, cut: float, *, largest: int = LARGEST) -> Indices:
    """Articles, of which ``pairs`` reach the cut → the number of the group of each."""
    linking = _Linking(pairs, comparison, cut, largest)
    groups = np.arange(number)
    for level in _levels(number, pairs, cut, largest):
        groups = linking.merged(groups, level)
    return groups


def _levels(number: int, pairs: Pairs, cut: float, largest: int) -> list[float]:
    """The levels from the lowest one on at which every part is small: what is above it, is merged in one go."""
    levels = [cut]
    while levels[0] < 1.0:
        held = pairs.within(pairs.likeness >= levels[0])
        if np.bincount(_parts(number, held.one, held.other)).max(initial=0) <= largest:
            break
        levels.insert(0, levels[0] / STEP)
    return levels


@dataclass(frozen=True, slots=True)
class _Linking:
    """``pairs`` are those that reach the cut."""

    pairs: Pairs
    comparison: Comparison
    cut: float
    largest: int

    def merged(self, groups: Indices, level: float) -> Indices:
        """Return the groups, merged while two are alike on average as the level demands."""
        members = _gathered(groups)
        sizes = np.array([len(of_one) for of_one in members])
        merged = np.arange(len(members))
        pieces: list[Indices] = []
        for part in _gathered(_parts(len(members), *self._alike(groups, members, level))):
            if sizes[part].sum() > self.largest:
                for group in part:
                    members[group] = members[group][:: -(-len(members[group]) // SAMPLED)]
                pieces += _pieces(part, np.minimum(sizes, SAMPLED), self.largest)
            elif len(part) > 1:
                pieces.append(part)
        pieces = [piece for piece in pieces if len(piece) > 1]
        inside = [[members[g] for g in piece] for piece in pieces]
        likenesses = self._likenesses([np.concatenate(held) for held in inside])
        for piece, held, likeness in zip(pieces, inside, likenesses, strict=True):
            merged[piece] = _linked(held, piece, likeness, level)
        found: Indices = np.unique(merged, return_inverse=True)[1][groups]
        return found

    def _likenesses(self, pieces: Sequence[Indices]) -> Iterator[NDArray[np.float64]]:
        """Yield the likeness of all pairs in each piece, as scipy's ``squareform`` orders them."""
        number = np.array([len(piece) * (len(piece) - 1) // 2 for piece in pieces], np.int64)
        for some in _batches(np.arange(len(pieces)), number, AT_ONCE):
            places = [np.triu_indices(len(pieces[n]), 1) for n in some]
            ones = np.concatenate([pieces[n][one] for n, (one, _) in zip(some, places, strict=True)])
            others = np.concatenate([pieces[n][other] for n, (_, other) in zip(some, places, strict=True)])
            likeness = self.comparison.each(ones, others).astype(np.float64)
            yield from np.split(likeness, np.cumsum(number[some])[:-1])

    def _alike(self, groups: Indices, members: Sequence[Indices], level: float) -> tuple[Indices, Indices]:
        """Pairs of groups that reach the level on average."""
        sizes = np.array([len(of_one) for of_one in members])
        one, other = groups[self.pairs.one], groups[self.pairs.other]
        between = one != other
        one, other = np.minimum(one, other)[between], np.maximum(one, other)[between]
        keys, places = np.unique(one * len(sizes) + other, return_inverse=True)
        one, other = keys // len(sizes), keys % len(sizes)
        total = np.bincount(places, self.pairs.likeness[between], minlength=len(keys))
        count = sizes[one] * sizes[other]
        unknown = count - np.bincount(places, minlength=len(keys))
        average = total / count
        possible = average + unknown * self.cut / count >= level - _ROUNDING
        for some in _batches(np.flatnonzero(possible & (unknown > 0)), count, SAMPLE):
            ones, others = [members[g] for g in one[some]], [members[g] for g in other[some]]
            average[some] = _averages(ones, others, self.comparison)
        reached = average >= level - _ROUNDING
        return one[reached], other[reached]


def _batches(chosen: Indices, sizes: Indices, largest: int) -> Iterator[Indices]:
    """Some of the chosen at a time, such that no more than ``AT_ONCE`` pairs are compared, or one of them."""
    cost = np.cumsum(np.minimum(sizes[chosen], largest))
    yield from (some for some in np.split(chosen, np.flatnonzero(np.diff(cost // AT_ONCE)) + 1) if len(some))


def _averages(one: Sequence[Indices], other: Sequence[Indices], comparison: Comparison) -> NDArray[np.float64]:
    """The average likeness of the members of each pair of groups."""
    sampled = [_sample(a, b) for a, b in zip(one, other, strict=True)]
    ones = np.concatenate([np.repeat(a, len(b)) for a, b in sampled])
    others = np.concatenate([np.tile(b, len(a)) for a, b in sampled])
    sizes = np.array([len(a) * len(b) for a, b in sampled])
    pair = np.repeat(np.arange(len(sizes)), sizes)
    averages: NDArray[np.float64] = np.bincount(pair, comparison.each(ones, others), minlength=len(sizes)) / sizes
    return averages


def _sample(one: Indices, other: Indices) -> tuple[Indices, Indices]:
    """Two groups → as many members of each, evenly from all, as make ``SAMPLE`` pairs."""
    if len(one) * len(other) <= SAMPLE:
        return one, other
    wanted = max(int(SAMPLE**0.5), SAMPLE // min(len(one), len(other)))
    return one[:: -(-len(one) // wanted)], other[:: -(-len(other) // wanted)]


def _linked(members: Sequence[Indices], names: Indices, likeness: NDArray[np.float64], level: float) -> Indices:
    """Groups → for each, the name of the first one that it is merged with."""
    distance = np.clip(1.0 - likeness, 0.0, None)
    labels = fcluster(linkage(distance, "average"), 1.0 - level, "distance")
    starts = np.cumsum([0, *(len(of_one) for of_one in members[:-1])])
    _, first, places = np.unique(labels[starts], return_index=True, return_inverse=True)
    found: Indices = names[first[places]]
    return found


def _pieces(part: Indices, sizes: Indices, largest: int) -> Iterator[Indices]:
    """A part of any size → pieces of neighbours with at most ``largest`` articles each, if a group has no more."""
    yield from np.split(part, np.flatnonzero(np.diff(np.cumsum(sizes[part]) // (largest + 1))) + 1)


def _parts(count: int, one: Indices, other: Indices) -> NDArray[np.int32]:
    """The number of the connected part of each."""
    graph = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(count, count))
    parts: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return parts


def _gathered(labels: NDArray[np.int32] | Indices) -> list[Indices]:
    """The members of each label, in order."""
    if not len(labels):
        return []
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
