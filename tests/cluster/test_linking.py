"""Average link in steps gives what average link in one go gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from briefgen.cluster.likeness import Floats, Indices, Pairs
from briefgen.cluster.linking import average_link

CUT = 0.12


class Table:
    """Likenesses, all written down."""

    def __init__(self, likeness: Floats) -> None:
        self.likeness = likeness

    def each(self, ones: Indices, others: Indices) -> Floats:
        """Return the likeness of the first of each, of the second, and so on."""
        found: Floats = self.likeness[ones, others]
        return found

    def pairs(self) -> Pairs:
        """Return those that reach the cut."""
        one, other = np.nonzero(np.triu(self.likeness, 1) >= CUT)
        return Pairs(one, other, self.likeness[one, other])


def a_table(seed: int, number: int) -> Table:
    """Return the likenesses of articles of some happenings, with chance ones in between."""
    chance = np.random.default_rng(seed)
    vectors = np.abs(chance.normal(size=(number, 12))) ** 3 + 2 * np.eye(12)[chance.integers(0, 12, number)]
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    return Table(((vectors @ vectors.T) ** 4 * 0.5).astype(np.float32))


def in_one_go(table: Table) -> set[frozenset[int]]:
    """Return the groups that scipy makes of everything at once."""
    distance = np.clip(1.0 - table.likeness.astype(np.float64), 0, None)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - CUT, "distance")
    return groups_of(labels)


def groups_of(labels: NDArray[np.int32] | Indices) -> set[frozenset[int]]:
    """Return the members of each label."""
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}


@given(st.integers(0, 10_000), st.integers(2, 150))
@settings(max_examples=40, deadline=None)
def test_small_numbers_are_merged_exactly(seed: int, number: int) -> None:
    """In one part."""
    table = a_table(seed, number)
    assert groups_of(average_link(number, table.pairs(), table, CUT)) == in_one_go(table)


@pytest.mark.parametrize("largest", [80, 150])
def test_a_part_too_large_for_one_go_is_merged_step_by_step_with_the_same_result(
    largest: int,
) -> None:
    """From level to level, only small parts hang together."""
    for seed in range(5):
        table = a_table(seed, 300)
        assert groups_of(average_link(300, table.pairs(), table, CUT, largest=largest)) == in_one_go(table)


def test_a_thousand_copies_of_one_text_end() -> None:
    """No level separates them; they are merged in pieces, and the pieces with each other."""
    table = Table(np.ones((1_300, 1_300), np.float32))
    one, other = np.triu_indices(1_300, 1)
    near = other - one <= 40
    pairs = Pairs(one[near], other[near], np.ones(int(near.sum()), np.float32))
    assert len(groups_of(average_link(1_300, pairs, table, CUT))) == 1


def test_nothing_is_merged_without_pairs() -> None:
    """And nothing at all is no error."""
    table = a_table(1, 3)
    nothing = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    assert groups_of(average_link(3, nothing, table, CUT)) == {frozenset({0}), frozenset({1}), frozenset({2})}
    assert len(average_link(0, nothing, table, CUT)) == 0
