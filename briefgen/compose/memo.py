"""An editor's text and the stories beside it → Edition. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.compose.balance import balance
from briefgen.compose.layout import masthead
from briefgen.compose.reading_time import reading_minutes, word_count
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition, EditionStory, Section
from briefgen.model.feed import Feed
from briefgen.model.memo import MemoFile
from briefgen.model.moment import LENGTH, Period
from briefgen.model.watch import Watchlist

#: The section of the stories that the editor put beside the text, where the configuration names no other.
BESIDE = "The reports behind it"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """A story as an edition told it, with that edition's names."""

    story: EditionStory
    names: Mapping[str, str]


def compose_memo(
    file: MemoFile, attached: Sequence[Attached], *, briefing: Briefing, feeds: Mapping[str, Feed], watchlist: Watchlist
) -> Edition:
    """Put text and stories together. The period ends when the memo was written; its slug tells it from others."""
    end = file.memo.written
    date = end.astimezone(briefing.timezone).date()
    stories = tuple(replace(one.story, rank=rank) for rank, one in enumerate(attached, 1))
    title = briefing.sections[0].title if briefing.sections else BESIDE
    sections = (Section(title=title, stories=stories),) if stories else ()
    words = word_count(sections) + len(f"{file.memo.standfirst} {file.memo.markdown}".split())
    shown = {name for story in stories for name in (*story.actors, *story.topics)}
    return Edition(
        id=f"{briefing.id}/{date}-{file.slug}",
        title=file.title,
        date=date,
        briefing=replace(masthead(briefing), language=file.language),
        period=Period(start=end - LENGTH[briefing.cadence], end=end),
        cutoff=end,
        sections=sections,
        names={name: said for one in attached for name, said in one.names.items() if name in shown},
        balance=balance(stories, feeds=feeds, watchlist=watchlist),
        slug=file.slug,
        memo=file.memo,
        word_count=words,
        reading_minutes=reading_minutes(words),
    )
