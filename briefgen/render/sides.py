"""Story → who says what: the accounts beside each other, and the statements that belong to none of them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.model.edition import Account, EditionStory, Sentence, Statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One side's account, its statements in full."""

    name: str
    statements: tuple[Statement, ...]
    alone: tuple[Statement, ...]  #: those of them that say what no other side mentions
    only: tuple[Sentence, ...]  #: what else no other side mentions


def sides(story: EditionStory) -> tuple[Side, ...]:
    """Return the accounts to be shown beside each other; none where fewer than two have anything to show."""
    told = tuple(_side(story, account) for account in story.accounts)
    filled = tuple(side for side in told if side.statements or side.only)
    return filled if len(filled) > 1 else ()


def _side(story: EditionStory, account: Account) -> Side:
    """Return one account; a statement that no other side makes is marked and not told a second time."""
    statements = tuple(story.statements[n] for n in account.statements if 0 <= n < len(story.statements))
    alone = {_bare(sentence.text) for sentence in account.only}
    said = {_bare(statement.text) for statement in statements}
    return Side(
        name=account.name,
        statements=statements,
        alone=tuple(statement for statement in statements if _bare(statement.text) in alone),
        only=tuple(sentence for sentence in account.only if _bare(sentence.text) not in said),
    )


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(' .,;:!?…"“”«»„').casefold()


def others(story: EditionStory) -> tuple[Statement, ...]:
    """Return the statements that ``sides`` does not show, in their order."""
    shown = {id(said) for side in sides(story) for said in side.statements}
    return tuple(said for said in story.statements if id(said) not in shown)


def credit(said: Statement, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return role, side and channel of who speaks; what is empty or says again what stands there is left out."""
    parts: list[str] = []
    for part in (said.role, names.get(said.side, ""), said.channel):
        if part and part not in {said.name, *parts}:
            parts.append(part)
    return tuple(parts)
