"""PDFs, which take seconds: made in the background when somebody looks; the last one is shown meanwhile."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.web.preview.specimens import Specimen
from briefgen.web.preview.workshop import Made, Workshop


@dataclass(frozen=True, kw_only=True, slots=True)
class Typeset:
    """The latest PDF of an edition, if there is one yet, and whether it is of now."""

    made: Made | None
    fresh: bool


class Typesetter:
    """Remembers PDFs by place, and makes them anew when they are asked for after a change."""

    def __init__(self, workshop: Workshop, on_done: Callable[[], None]) -> None:
        """``on_done`` hears when a PDF has become ready."""
        self._workshop, self._on_done = workshop, on_done
        self._latest: dict[str, tuple[int, Made]] = {}
        self._jobs: dict[str, asyncio.Task[None]] = {}

    def look(self, specimen: Specimen) -> Typeset:
        """Return what there is; where it is not of now, begin to make it."""
        generation, made = self._latest.get(specimen.place, (-1, None))
        fresh = generation == self._workshop.generation
        if not fresh and specimen.place not in self._jobs:
            self._jobs[specimen.place] = asyncio.create_task(self._make(specimen))
        return Typeset(made=made, fresh=fresh)

    def glance(self, specimen: Specimen) -> Made | None:
        """Return the PDF if it is there and of now; begin nothing."""
        generation, made = self._latest.get(specimen.place, (-1, None))
        return made if generation == self._workshop.generation else None

    async def close(self) -> None:
        """Wait for what is being made; whoever closes has ended the press before."""
        await asyncio.gather(*self._jobs.values(), return_exceptions=True)

    async def _make(self, specimen: Specimen) -> None:
        generation = self._workshop.generation
        try:
            made = await asyncio.to_thread(self._workshop.print, specimen)
            self._latest[specimen.place] = (generation, made)
        finally:
            del self._jobs[specimen.place]
        self._on_done()
