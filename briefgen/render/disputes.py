"""Story → the figures that its reports tell differently. Pure.

Figures that agree are not shown: the sentences hold them already.
"""

from dataclasses import dataclass

from briefgen.model.edition import EditionStory


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One value, and who tells it."""

    value: str
    publishers: tuple[str, ...]
    cites: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """What is counted, and the values that are told of it, in the order of the figure."""

    what: str
    values: tuple[Told, ...]


def disputes(story: EditionStory) -> tuple[Dispute, ...]:
    """Return each figure of which the reports tell different values, equal values joined."""
    publishers = {report.n: report.publisher for report in story.articles}
    found = []
    for figure in story.figures:
        cites: dict[str, list[int]] = {}
        for told in figure.values:
            cites.setdefault(told.value, []).append(told.cite)
        if figure.agree or not cites:
            continue
        values = tuple(
            Told(
                value=value,
                publishers=tuple(dict.fromkeys(publishers[n] for n in numbers if n in publishers)),
                cites=tuple(dict.fromkeys(numbers)),
            )
            for value, numbers in cites.items()
        )
        found.append(Dispute(what=figure.what, values=values))
    return tuple(found)
