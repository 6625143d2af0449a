"""Edition → the number that readers see beside each story. Pure.

Readers count along the page; ``rank``, which orders stories over all sections, would give them 1, 19, 6, 7.
"""

from collections.abc import Mapping

from briefgen.model.edition import Edition


def numbers(edition: Edition) -> Mapping[str, int]:
    """Return the number of each story by its id: its place in reading order, from 1."""
    ids = [story.id for section in edition.sections for story in section.stories]
    return {story_id: place for place, story_id in enumerate(ids, start=1)}
