"""Edition → the same with ever less of it, for a format that is cut when too long. Pure.

Two ways. Where the rest can be read on a page, the first stories stay whole and the others are told by headline and
first sentence: a reader is better served by ten stories and a way on than by forty without their accounts. Where there
is no page, what stands beside the sentences goes first, from the last stories up. Only what no room is left for even
then becomes headlines, and at the very end a number of stories.
"""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.model.edition import Account, Edition, EditionStory, Trends


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortened:
    """One step: the edition, and what of its stories is told. All are by default."""

    edition: Edition
    listed: bool = True  #: reports that nothing cites are listed, not counted
    complete: bool = True  #: nothing else is missing
    begun: frozenset[str] = field(default_factory=frozenset)  #: ids of stories told by headline and first sentence
    bare: bool = False  #: those by their headline alone
    counted: frozenset[str] = field(default_factory=frozenset)  #: ids of stories that are not told, only counted


#: What goes, one after the other, of the stories that rank below each of these places.
_SPARED = (10, 5, 3, 1, 0)
_PARTS: tuple[tuple[str, ...], ...] = (("timeline", "only"), ("statements", "accounts"), ("figures", "changes"))
_EVERYTHING = tuple(name for names in _PARTS for name in names)


def shorter(edition: Edition, *, on_page: bool = False) -> Iterator[Shortened]:
    """Yield the edition as it is, then with ever less; the last steps are small, however long the edition.

    ``on_page``: the rest can be read on a page that the reader is led to.
    """
    yield Shortened(edition=edition)
    yield Shortened(edition=edition, listed=False)
    if on_page:
        yield from _begun(edition)
        yield from _stripped(edition, begun=_full(edition)[1:])
    else:
        yield from _stripped(edition)
        yield from _begun(replace(_told(edition, _EVERYTHING), trends=Trends()))
    yield from _headlines(replace(_told(edition, _EVERYTHING), trends=Trends()))


def _full(edition: Edition) -> tuple[str, ...]:
    """Return the ids of the stories that are told in full, the most important first."""
    brief = {story.id for section in edition.sections if section.brief for story in section.stories}
    return tuple(story.id for story in edition.stories if story.id not in brief)


def _begun(edition: Edition) -> Iterator[Shortened]:
    """Yield the edition with ever fewer of its stories whole, at last only the lead."""
    full = _full(edition)
    for whole in range(len(full) - 1, 0, -1):
        yield Shortened(edition=edition, listed=False, complete=False, begun=frozenset(full[whole:]))


def _headlines(edition: Edition) -> Iterator[Shortened]:
    """Yield the edition with headlines in place of all stories but the lead; then with half of them, and so on."""
    shown = len(edition.stories)
    while shown:
        counted = frozenset(story.id for story in edition.stories[shown:])
        begun = frozenset(_full(edition)[1:])
        yield Shortened(edition=edition, listed=False, complete=False, begun=begun, bare=True, counted=counted)
        shown //= 2


def _stripped(edition: Edition, begun: Iterable[str] = ()) -> Iterator[Shortened]:
    """Yield the edition with ever less beside its sentences; what the first stories hold goes last."""
    step = functools.partial(Shortened, listed=False, complete=False, begun=frozenset(begun))
    for spared in _SPARED:
        for gone in _PARTS:
            less = _told(edition, gone, spared)
            if less != edition:
                yield step(edition=less)
            edition = less
    yield step(edition=replace(edition, trends=Trends()))


def _told(edition: Edition, gone: tuple[str, ...], spared: int = 0) -> Edition:
    """Return the edition without these parts of all stories that rank below ``spared``."""

    def told(story: EditionStory) -> EditionStory:
        return story if story.rank <= spared else _bare(story, gone)

    sections = (replace(section, stories=tuple(map(told, section.stories))) for section in edition.sections)
    return replace(edition, sections=tuple(sections))


def _bare(story: EditionStory, gone: tuple[str, ...]) -> EditionStory:
    fields: dict[str, Any] = {name: () for name in gone if name != "only"}
    if "only" in gone and "accounts" not in gone:
        fields["accounts"] = tuple(_spoken(account) for account in story.accounts)
    return replace(story, **fields)


def _spoken(account: Account) -> Account:
    return replace(account, only=())
