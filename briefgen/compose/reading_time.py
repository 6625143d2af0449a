"""How much there is to read in an edition. Pure."""

from collections.abc import Iterator, Sequence

from briefgen.model.edition import EditionStory, Section, WeekAheadEntry

#: Words that a reader takes in within a minute (Brysbaert 2019: 238 of English non-fiction).
WORDS_A_MINUTE = 238


def word_count(sections: Sequence[Section], week_ahead: Sequence[WeekAheadEntry] = ()) -> int:
    """Count the words that are there to be read: not the lists of reports, trends and sources, which are looked up."""
    texts = [text for section in sections for story in section.stories for text in _texts(story, brief=section.brief)]
    return sum(len(text.split()) for text in (*texts, *(entry.text for entry in week_ahead)))


def reading_minutes(words: int) -> int:
    """Words → minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def _texts(story: EditionStory, *, brief: bool) -> Iterator[str]:
    """Every text of a story once; quick hits show headline and summary only."""
    yield story.headline
    yield from (sentence.text for sentence in story.summary)
    if brief:
        return
    yield from (change.text for change in story.changes)
    yield from (statement.text for statement in story.statements)
    yield from (sentence.text for account in story.accounts for sentence in account.only)
    for figure in story.figures:
        yield figure.what
        yield from (value.value for value in figure.values)
    yield from (entry.text for entry in story.timeline)
