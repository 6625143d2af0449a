"""Story → the numbers of the reports that it cites. Pure."""

from briefgen.model.edition import EditionStory


def cited(story: EditionStory) -> frozenset[int]:
    """Return the numbers of the reports that a sentence, change, statement or figure of the story rests on."""
    numbers = {n for sentence in story.summary for n in sentence.cites}
    numbers.update(n for change in story.changes for n in change.cites)
    numbers.update(statement.cite for statement in story.statements)
    numbers.update(value.cite for figure in story.figures for value in figure.values)
    return frozenset(numbers)
