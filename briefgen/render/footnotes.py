"""Which number a cited report bears in print, and where its note stands: at its first cite. One notebook an edition."""

from briefgen.model.edition import EditionStory


class Notebook:
    """Numbers reports in the order in which a template cites them, over the whole edition.

    A reader who looks from a sentence to the foot of the page must find one note of that number there, so a story's own
    numbers will not do. Where the notes stand under their story instead, they do (``counted=False``), as in every other
    format.
    """

    def __init__(self, *, counted: bool) -> None:
        """Begin with nothing cited."""
        self._counted = counted
        self._numbers: dict[tuple[str, int], int] = {}

    def opens(self, story: EditionStory, n: int) -> bool:
        """Tell whether report ``n`` is cited for the first time; from now on it has its number."""
        key = story.id, n
        if key in self._numbers:
            return False
        self._numbers[key] = len(self._numbers) + 1 if self._counted else n
        return True

    def number(self, story: EditionStory, n: int) -> int:
        """Return the number of report ``n``, which has been cited or is cited now."""
        self.opens(story, n)
        return self._numbers[story.id, n]
