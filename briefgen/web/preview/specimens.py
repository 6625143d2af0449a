"""What can be looked at: a workspace's publications, each with its saved editions, the sample's and the edge cases."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition, Masthead
from briefgen.model.wire import decode
from briefgen.web.preview.edge_cases import EDGE_CASES

#: How many saved editions of a publication are listed, the latest first.
LISTED = 12

Shelf = Literal["saved", "sample", "edge"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Specimen:
    """One edition that can be looked at, or the file that should be one."""

    publication: str
    shelf: Shelf
    name: str  #: unique on its shelf: ``israel/2021-12-28``, ``one-story``
    title: str
    shows: str
    edition: Edition | None
    problem: str = ""  #: why there is no edition

    @property
    def place(self) -> str:
        """The path of its address."""
        return f"{self.publication}/{self.shelf}/{self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """A publication and what there is of it, the latest first, edge cases last."""

    masthead: Masthead  #: as it is configured now
    configured: bool  #: False where only editions are left of it
    specimens: tuple[Specimen, ...]

    @property
    def id(self) -> str:
        """The briefing's."""
        return self.masthead.id

    def on(self, shelf: Shelf) -> tuple[Specimen, ...]:
        """Return what stands on one shelf."""
        return tuple(specimen for specimen in self.specimens if specimen.shelf == shelf)


def publications(
    briefings: Mapping[str, Briefing], saved: Sequence[tuple[str, Edition | str]], sample: Sequence[Edition]
) -> tuple[Publication, ...]:
    """Return what there is, by the order of the briefings; then what is saved of others.

    ``saved`` are editions by the name of their folder, or what is wrong with them, the latest first.
    """
    mastheads = {briefing.id: masthead_of(briefing) for briefing in briefings.values()}
    for edition in (*(found for _, found in saved if isinstance(found, Edition)), *sample):
        mastheads.setdefault(edition.briefing.id, edition.briefing)
    return tuple(
        Publication(
            masthead=masthead,
            configured=id_ in briefings,
            specimens=(*_saved(id_, saved), *_sample(id_, sample), *_edge(masthead)),
        )
        for id_, masthead in mastheads.items()
    )


def masthead_of(briefing: Briefing) -> Masthead:
    """Return the masthead that an edition of the briefing would have: the fields that both have."""
    shared = {field.name for field in dataclasses.fields(Masthead)} & {f.name for f in dataclasses.fields(Briefing)}
    given = {name: getattr(briefing, name) for name in shared}
    return Masthead(**{**given, "timezone": briefing.timezone.key})


def find_editions(out: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and file of what is saved in ``out``, the latest of each publication first, at most ``LISTED``."""
    counted: dict[Path, int] = {}
    for file in sorted(out.glob("**/edition.json"), reverse=True):
        publication = file.parent.parent
        counted[publication] = counted.get(publication, 0) + 1
        if counted[publication] <= LISTED:
            yield file.parent.relative_to(out).as_posix(), file


def read_saved(file: Path) -> Edition | str:
    """Return the edition of a file, or in a line what is wrong with it.

    As ``pipeline.read_edition``, which would bring all that makes editions with it: seconds, at every start.
    """
    try:
        return decode(file.read_bytes())
    except OSError as error:
        return f"{file} cannot be read: {(error.strerror or str(error)).lower()}"
    except (ValueError, RecursionError) as error:
        return f"{file} is not an edition.json: {error}"


def _saved(publication: str, saved: Sequence[tuple[str, Edition | str]]) -> Iterator[Specimen]:
    for name, found in saved:
        if isinstance(found, Edition) and found.briefing.id == publication:
            yield _specimen(publication, "saved", name, found)
        elif isinstance(found, str) and name.split("/")[-2:-1] == [publication]:
            yield Specimen(
                publication=publication,
                shelf="saved",
                name=name,
                title=name.split("/")[-1],
                shows="not readable",
                edition=None,
                problem=found,
            )


def _sample(publication: str, sample: Sequence[Edition]) -> Iterator[Specimen]:
    for edition in sample:
        if edition.briefing.id == publication:
            yield _specimen(publication, "sample", edition.id, edition)


def _edge(masthead: Masthead) -> Iterator[Specimen]:
    for case in EDGE_CASES:
        yield Specimen(
            publication=masthead.id,
            shelf="edge",
            name=case.id,
            title=case.title,
            shows=case.shows,
            edition=case.make(masthead),
        )


def _specimen(publication: str, shelf: Shelf, name: str, edition: Edition) -> Specimen:
    stories = len(edition.stories)
    told = f"{stories} {'story' if stories == 1 else 'stories'}"
    parts = name.split("/")
    shows = told if parts[:-1] == [publication] else f"{told}, {'/'.join(parts[:-2]) or name}"
    return Specimen(
        publication=publication,
        shelf=shelf,
        name=name,
        title=f"{edition.date:%d %b %Y}".lstrip("0"),
        shows=shows,
        edition=edition,
    )
