"""The numbers that readers see."""

from briefgen.model.edition import Section
from briefgen.render.numbering import numbers
from tests.factories import an_edition, an_edition_story


def test_stories_are_counted_as_they_are_read_not_as_they_rank() -> None:
    """A section's stories follow each other even if another section's story ranks between them."""
    first, second, third = (an_edition_story(rank=rank, id=f"s-{rank}") for rank in (1, 3, 2))
    edition = an_edition(Section(title="A", stories=(first, second)), Section(title="B", stories=(third,)))
    assert numbers(edition) == {"s-1": 1, "s-3": 2, "s-2": 3}
