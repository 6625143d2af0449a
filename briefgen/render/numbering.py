"""Edition → the number that readers see beside each story. Pure.

Readers count along the page; ``rank``, which orders stories over all sections, would give them 1, 19, 6, 7.
"""

from collections.abc import Mapping

from briefgen.model.edition import Edition


def numbers(edition: Edition) -> Mapping[str, int]:
    """Return the number of each story by its id: its place in reading order, from 1; quick hits are counted last.

    They show no number, and so leave no gap where one of their sections stands before others.
    """
    sections = sorted(edition.sections, key=lambda section: section.brief)
    ids = [story.id for section in sections for story in section.stories]
    return {story_id: place for place, story_id in enumerate(ids, start=1)}
