"""Edition → the same with ever less beside its sentences, for a format that is cut when too long. Pure.

Headlines, sentences and the reports that they cite are in every step.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefgen.model.edition import Account, Edition, EditionStory, Trends


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortened:
    """One step: the edition, whether reports that nothing cites are listed too, whether anything else is missing."""

    edition: Edition
    listed: bool
    complete: bool


#: What goes, one after the other, of the stories that rank below each of these places.
_SPARED = (10, 5, 3, 1, 0)
_PARTS: tuple[tuple[str, ...], ...] = (("timeline", "only"), ("statements", "accounts"), ("figures", "changes"))


def shorter(edition: Edition) -> Iterator[Shortened]:
    """Yield the edition as it is, then with ever less; what the first stories hold goes last."""
    yield Shortened(edition=edition, listed=True, complete=True)
    yield Shortened(edition=edition, listed=False, complete=True)
    for spared in _SPARED:
        for gone in _PARTS:
            less = _without(edition, gone, spared)
            if less != edition:
                yield Shortened(edition=less, listed=False, complete=False)
            edition = less
    yield Shortened(edition=replace(edition, trends=Trends()), listed=False, complete=False)


def _without(edition: Edition, gone: tuple[str, ...], spared: int) -> Edition:
    """Return the edition without these parts of all stories that rank below ``spared``."""

    def told(story: EditionStory) -> EditionStory:
        return story if story.rank <= spared else _bare(story, gone)

    sections = (replace(section, stories=tuple(map(told, section.stories))) for section in edition.sections)
    return replace(edition, sections=tuple(sections))


def _bare(story: EditionStory, gone: tuple[str, ...]) -> EditionStory:
    fields: dict[str, Any] = {name: () for name in gone if name != "only"}
    if "only" in gone:
        fields["accounts"] = tuple(_spoken(account) for account in story.accounts)
    return replace(story, **fields)


def _spoken(account: Account) -> Account:
    return replace(account, only=())
