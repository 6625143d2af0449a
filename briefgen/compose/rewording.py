"""One wording of a story → another, wherever readers see it. Pure.

A quotation that is corrected is corrected everywhere it stands: in its own words, and in the accounts of the sides.
"""

from collections.abc import Iterator
from dataclasses import replace

from briefgen.model.edition import Account, EditionStory, Sentence


def occurs(story: EditionStory, wording: str) -> bool:
    """Tell whether a wording stands in a story where a correction can change it."""
    return bool(wording) and any(wording in text for text in _texts(story))


def reworded(story: EditionStory, old: str, new: str) -> EditionStory:
    """Put one wording in the place of another; a sentence or a quotation of which nothing is left goes."""
    in_headline = old in story.headline
    headline = story.headline.replace(old, new).strip() or story.headline
    changes = (replace(change, text=change.text.replace(old, new).strip()) for change in story.changes)
    statements = [replace(one, text=_put(one.text, old, new)) if old in one.text else one for one in story.statements]
    left = [place for place, one in enumerate(statements) if one.text]
    return replace(
        story,
        headline=headline,
        headline_by="editor" if in_headline else story.headline_by,
        summary=_sentences(story.summary, old, new),
        changes=tuple(change for change in changes if change.text),
        statements=tuple(statements[place] for place in left),
        accounts=_accounts(story.accounts, {place: now for now, place in enumerate(left)}, old, new),
        timeline=tuple(
            entry
            for entry in (replace(one, text=one.text.replace(old, new).strip()) for one in story.timeline)
            if entry.text
        ),
    )


def _accounts(accounts: tuple[Account, ...], places: dict[int, int], old: str, new: str) -> tuple[Account, ...]:
    """Return what sides tell; none where fewer than two are left."""
    told = [
        replace(
            one,
            statements=tuple(places[place] for place in one.statements if place in places),
            only=_sentences(one.only, old, new),
        )
        for one in accounts
    ]
    left = tuple(one for one in told if one.statements)
    return left if len(left) > 1 else ()


def _sentences(sentences: tuple[Sentence, ...], old: str, new: str) -> tuple[Sentence, ...]:
    changed = (
        replace(one, text=_put(one.text, old, new), corrected=True) if old in one.text else one for one in sentences
    )
    return tuple(one for one in changed if one.text)


def _put(text: str, old: str, new: str) -> str:
    return " ".join(text.replace(old, new).split())


def _texts(story: EditionStory) -> Iterator[str]:
    yield story.headline
    yield from (sentence.text for sentence in story.summary)
    yield from (change.text for change in story.changes)
    yield from (statement.text for statement in story.statements)
    yield from (sentence.text for account in story.accounts for sentence in account.only)
    yield from (entry.text for entry in story.timeline)
