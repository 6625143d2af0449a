"""How alike two articles are, and which pairs are alike enough to matter. Pure.

Likeness is that of their words (``vectors``), times

- ``exp(−days / FADING_DAYS)``: the same words a week later tell of another happening;
- ``SHORT_LIKENESS`` where both are a headline with a line under it, its root where one is: such share a large part of
  their few words by chance. So feeds of headlines have a cut of their own;
- ``NAMELESS_LIKENESS`` where both name somebody or something, but nothing in common: "drone strike kills three" happens
  in two countries on one day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from briefgen.cluster.names import names
from briefgen.cluster.vectors import vectors
from briefgen.model.article import Article

Indices = NDArray[np.int64]
Floats = NDArray[np.float32]

#: After so many days a report of the same words is 1/e as likely to be of the same happening.
FADING_DAYS = 4.0

#: Title and text of fewer words are a headline with a line under it.
SHORT_WORDS, SHORT_LIKENESS = 60, 0.8

NAMELESS_LIKENESS = 0.65

#: Products of two articles' words, on average for each article, that finding the pairs may cost. The rarest words come
#: first; those beyond the budget are in so many articles that nothing is alike by them alone.
BUDGET = 3_000

#: Rows and columns compared at once, and pairs completed at once: they bound memory.
ROWS, COLUMNS, PAIRS = 512, 8_192, 20_000

#: So many neighbours an article has at most, the most alike: ten thousand copies of one text need no more.
NEIGHBOURS = 150

_SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles, each once, and how alike they are."""

    one: Indices
    other: Indices
    likeness: Floats

    def within(self, kept: NDArray[np.bool_] | Indices) -> "Pairs":
        """Return some of them."""
        return Pairs(self.one[kept], self.other[kept], self.likeness[kept])


class Likeness:
    """Compares articles of one window. They are numbered in the order given: by date, the undated last."""

    def __init__(self, articles: Sequence[Article], background: Sequence[Article] = ()) -> None:
        lengths = np.array([len(a.title.split()) + len(a.text.split()) for a in articles])
        shortness = np.where(lengths < SHORT_WORDS, SHORT_LIKENESS**0.5, 1.0).astype(np.float32)
        rows = csr_array(diags_array(shortness) @ vectors(articles, background))
        self.days = np.array([a.published.timestamp() / _SECONDS_A_DAY if a.dated else np.nan for a in articles])
        self._rare, self._common = _split(rows, self.days)
        self._common_length = np.sqrt(np.asarray(self._common.multiply(self._common).sum(axis=1), np.float32))
        found = names(articles)
        self._named = np.array([bool(held) for held in found])
        self._names = _incidence(found)

    def near(self, cut: float) -> Pairs:
        """Return the pairs that reach the cut."""
        found = [_strongest(pairs) for rows in self._chunks(ROWS) for pairs in [self._near(rows, cut)]]
        return Pairs(
            np.concatenate([p.one for p in found]),
            np.concatenate([p.other for p in found]),
            np.concatenate([p.likeness for p in found]),
        )

    def block(self, ones: Indices, others: Indices) -> Floats:
        """Return the likeness of each of the ones with each of the others, as a matrix."""
        likeness: Floats = (self._rare[ones] @ self._rare[others].T).toarray()
        if self._common.nnz:
            likeness += (self._common[ones] @ self._common[others].T).toarray()
        likeness *= _fading(self.days[ones][:, None], self.days[others][None, :])
        apart = (self._names[ones] @ self._names[others].T).toarray() == 0
        apart &= self._named[ones][:, None] & self._named[others][None, :]
        likeness[apart] *= NAMELESS_LIKENESS
        return likeness

    def each(self, ones: Indices, others: Indices) -> Floats:
        """Return the likeness of the first of each, of the second, and so on."""
        likeness: Floats = _products(self._rare, ones, others) + _products(self._common, ones, others)
        likeness *= _fading(self.days[ones], self.days[others])
        likeness[self._nameless(ones, others)] *= NAMELESS_LIKENESS
        return likeness

    def _nameless(self, ones: Indices, others: Indices) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = _products(self._names, ones, others) == 0
        found &= self._named[ones] & self._named[others]
        return found

    def _chunks(self, size: int) -> Iterator[Indices]:
        number = len(self.days)
        for start in range(0, number, size):
            yield np.arange(start, min(number, start + size))

    def _near(self, rows: Indices, cut: float) -> Pairs:
        reach = -np.log(cut) * FADING_DAYS
        latest = self.days[rows[-1]]
        one, other, likeness = [], [], []
        for columns in self._chunks(COLUMNS):
            if columns[-1] < rows[0]:
                continue  # compared already
            if self.days[columns[0]] - latest > reach and np.isfinite(self.days[columns[-1]]):
                continue  # too late
            found = self._compared(rows, columns, cut)
            one.append(found.one)
            other.append(found.other)
            likeness.append(found.likeness)
        return Pairs(np.concatenate(one), np.concatenate(other), np.concatenate(likeness))

    def _compared(self, rows: Indices, columns: Indices, cut: float) -> Pairs:
        product = (self._rare[rows[0] : rows[-1] + 1] @ self._rare[columns[0] : columns[-1] + 1].T).tocoo()
        most = self._common_length[rows].max() * self._common_length[columns].max()
        few = product.data >= cut - most
        pairs = Pairs(product.row[few] + rows[0], product.col[few] + columns[0], product.data[few])
        fading = _fading(self.days[pairs.one], self.days[pairs.other])
        most = pairs.likeness + self._common_length[pairs.one] * self._common_length[pairs.other]
        possible = (most * fading >= cut) & (pairs.one < pairs.other)
        pairs, fading = pairs.within(possible), fading[possible]
        likeness = (pairs.likeness + _products(self._common, pairs.one, pairs.other)) * fading
        enough = likeness >= cut
        pairs = Pairs(pairs.one[enough], pairs.other[enough], likeness[enough])
        pairs.likeness[self._nameless(pairs.one, pairs.other)] *= NAMELESS_LIKENESS
        return pairs.within(pairs.likeness >= cut)


def _split(rows: csr_array, days: NDArray[np.float64]) -> tuple[csr_array, csr_array]:
    """Split into the columns of rare words, which find the pairs, and those of common ones, which complete them."""
    frequencies = np.bincount(rows.indices, minlength=rows.shape[1]).astype(np.float64)
    span = float(np.nanmax(days) - np.nanmin(days)) if np.isfinite(days).any() else 0.0
    window = min(1.0, 4.0 * FADING_DAYS / max(span, 1.0))
    order = np.argsort(frequencies, kind="stable")
    work = np.cumsum(frequencies[order] ** 2) * window / 2
    rare = np.zeros(rows.shape[1], np.bool_)
    rare[order[work <= BUDGET * rows.shape[0]]] = True
    return _only(rows, rare), _only(rows, ~rare)


def _only(rows: csr_array, columns: NDArray[np.bool_]) -> csr_array:
    kept = columns[rows.indices]
    ends = np.concatenate([[0], np.cumsum(kept)])[rows.indptr].astype(np.int32)
    return csr_array((rows.data[kept], rows.indices[kept], ends), shape=rows.shape)


def _incidence(held: Sequence[frozenset[str]]) -> csr_array:
    numbers: dict[str, int] = {}
    indices = [numbers.setdefault(name, len(numbers)) for of_one in held for name in sorted(of_one)]
    ends = np.concatenate([[0], np.cumsum([len(of_one) for of_one in held])])
    data = np.ones(len(indices), np.float32)
    rows = csr_array(
        (data, np.array(indices, np.int32), ends.astype(np.int32)), shape=(len(held), max(1, len(numbers)))
    )
    rows.sort_indices()
    return rows


def _products(rows: csr_array, ones: Indices, others: Indices) -> Floats:
    """The products of rows: of the first of each, of the second, and so on."""
    found = np.zeros(len(ones), np.float32)
    if rows.nnz:
        for start in range(0, len(found), PAIRS):
            part = slice(start, start + PAIRS)
            found[part] = rows[ones[part]].multiply(rows[others[part]]).sum(axis=1)
    return found


def _fading(one: NDArray[np.float64], other: NDArray[np.float64]) -> Floats:
    """An undated article is as near to every day."""
    apart = np.nan_to_num(np.abs(one - other), nan=0.0)
    fading: Floats = np.exp(-apart / FADING_DAYS).astype(np.float32)
    return fading


def _strongest(pairs: Pairs) -> Pairs:
    """At most ``NEIGHBOURS`` of each article."""
    order = np.lexsort((pairs.other, -pairs.likeness, pairs.one))
    ones = pairs.one[order]
    first = np.searchsorted(ones, ones)
    kept = np.arange(len(order)) - first < NEIGHBOURS
    return pairs.within(order[kept])
