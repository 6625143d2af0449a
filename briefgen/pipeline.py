"""THE file to read: the nine steps, in order.

``poll`` (1 to 3) fills the store, ``make_edition`` (4 to 7) is pure, ``publish`` (8 and 9) writes files.
``poll`` and ``publish`` meet only in the store.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefgen.checking import chosen, heard
from briefgen.cluster import group
from briefgen.compose import lay_out, trends
from briefgen.config import Config
from briefgen.fetch import Limits, due_now, fetch_steadily
from briefgen.full_text import hosts_at_rest, read_pages
from briefgen.judging import Assignment, announced, finder_of, judge, treat
from briefgen.match import strengths
from briefgen.memos import make_memo
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition, Sources
from briefgen.model.errors import BriefgenError, NothingReadError, OutputError, UsageError
from briefgen.model.moment import Period
from briefgen.model.rendition import Format
from briefgen.model.story import Story
from briefgen.model.tally import DayTally
from briefgen.model.watch import Watchlist
from briefgen.model.wire import decode
from briefgen.outcomes import Polled, learned, polled, relied_on, to_remember
from briefgen.parsers import parse_batches
from briefgen.parsing_pool import Bounds, Pool
from briefgen.publishing import OnMissing, pressing, published
from briefgen.reading import REMEMBERED, Desk, each_once, late_for, period_of, read_for, sources_of
from briefgen.reporting import make_report
from briefgen.retelling import Narrator, Retold, retell
from briefgen.store import Store
from briefgen.tallying import history

log = logging.getLogger(__name__)

#: Where more feeds are due, no document is read in this process: what that loads stays, 100 MB of it.
FEW = 10

#: Results are written in batches: one transaction for so many feeds.
BATCH = 40

# 1–3: poll ------------------------------------------------------------------------------------------------------


def poll(  # noqa: PLR0913  what a caller may choose
    config: Config,
    store: Store,
    *,
    now: datetime,
    until: datetime | None = None,
    only: Collection[str] = (),
    force: bool = False,
    limits: Limits | None = None,
    pool: Pool | None = None,
    on_feed: Callable[[str], None] = lambda _: None,
    on_result: Callable[[Polled], None] = lambda _: None,
    on_page: Callable[[str], None] = lambda _: None,
) -> tuple[Polled, ...]:
    """Feeds → store. Ask the feeds that are due (all with ``force``), keep what they hold; then the pages of articles.

    ``on_feed`` hears of each feed that has answered, ``on_result`` of each that is stored, ``on_page`` of the feed of
    each page that was asked for.
    Items dated after ``until`` do not exist yet. ``pool`` has the workers that read, else they last as long as
    the poll. One dead feed stops nothing: its error is a value.
    Raises UsageError for an unknown feed in ``only`` and where there is no feed at all, NothingReadError if every feed
    that was asked failed.
    """
    states = store.feed_states()
    bounds = limits or Limits()
    due = due_now(chosen(config.feeds, only), states, now, limits=bounds, force=force)
    if force:
        due = [(feed, replace(state, etag=None, last_modified=None, body_hash=None)) for feed, state in due]
    log.info("1/9 fetch: %d of %d feeds are due", len(due), len(config.feeds))
    known = {feed.id: state for feed, state in due}
    at_rest = hosts_at_rest(states.values(), store.page_rests(now), now)
    items = {} if force else store.known_items(known)
    results = fetch_steadily(due, documents=config.workspace / "feeds", now=now, limits=bounds, resting=at_rest)
    with nullcontext(pool) if pool else Pool(Bounds() if len(due) <= FEW else Bounds(here=0)) as workers:
        told: list[Polled] = []
        for batch in parse_batches(heard(results, on_feed), now, until=until, known=items, pool=workers, size=BATCH):
            saved = [
                (learned(result, parsed, known, now), parsed.articles if parsed else ()) for result, parsed in batch
            ]
            counts = store.save_polls(saved, now, to_remember(batch, items), relied_on(batch, items))
            for (result, parsed), count in zip(batch, counts, strict=True):
                one = polled(result, count, parsed.unchanged if parsed else 0)
                told.append(one)
                on_result(one)
        log.info("3/9 store: %d new articles, %d changed", sum(p.new for p in told), sum(p.updated for p in told))
        if told and all(p.status == "failed" for p in told):
            first = told[0]
            message = f"no feed could be read; the first of {len(told)}: {first.feed}: {first.error}"
            raise NothingReadError(message)
        pages = read_pages(
            config,
            store,
            lambda: finder_of(config.watchlist),
            feeds=chosen(config.feeds, only),
            now=until or now,
            limits=bounds,
            pool=workers,
            on_page=on_page,
        )
    return tuple(replace(p, pages=pages.read.get(p.feed, 0)) for p in told)


# 4–7: make_edition, pure ------------------------------------------------------------------------------------------


def make_edition(  # noqa: PLR0913  all that an edition is made of
    articles: Sequence[Article],
    known: Sequence[Edition],
    desk: Desk,
    period: Period,
    *,
    sources: Sources | None = None,
    late: Collection[str] = (),
    history: Sequence[DayTally] = (),
    narrator: Narrator | None = None,
) -> Edition:
    """Articles and earlier editions → edition. Pure: the same arguments give the same edition.

    ``known`` are the briefing's editions of the weeks before, the latest first; ``history`` are the days' tallies for
    the trends. ``narrator`` is the language model of a briefing that wants one: then this is as pure as the model.
    """
    assignment = Assignment(desk=desk, period=period, known=known, late=late)
    judgement = judge(articles, assignment)
    treatments = {p.ranked.story.id: treat(p, judgement, assignment) for p in judgement.placed}
    log.info("6/9 summarize: %d of %d stories", len(treatments), len(judgement.ranked))
    told = retell(treatments, judgement, assignment, narrator) if narrator else Retold(treatments=treatments)
    edition = lay_out(
        judgement.placed,
        told.treatments,
        briefing=desk.briefing,
        period=period,
        feeds=desk.feeds,
        watchlist=desk.watchlist,
        late=late,
        sources=sources,
        week_ahead=announced(judgement, assignment),
        trends=trends(history, briefing=desk.briefing, period=period, watchlist=desk.watchlist),
        model=told.model,
    )
    log.info("7/9 compose: %s, %d words", edition.id, edition.word_count)
    return edition


def find_stories(store: Store, watchlist: Watchlist, start: datetime, end: datetime) -> tuple[Story, ...]:
    """Store → the stories of all articles published after ``start``, up to ``end``, in all languages."""
    articles, finder = each_once(store.articles(start, end)), finder_of(watchlist)
    return group(articles, {a.id: strengths(finder.find(a)) for a in articles})


# 8–9: publish ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """An edition and the files it became."""

    edition: Edition
    files: tuple[Path, ...]


def build(  # noqa: PLR0913  what a caller may choose
    config: Config,
    store: Store,
    briefing: Briefing,
    *,
    at: datetime,
    now: datetime,
    out: Path,
    formats: Collection[Format],
    sender: str,
    public_url: str = "",
    narrator: Narrator | None = None,
    about: str = "",
    text: Path | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Published:
    """Store → edition → files in ``out/BRIEFING/DATE/``; of a memo, or a report on demand, ``out/BRIEFING/DATE-SLUG/``.

    ``at`` ends the period, ``now`` is when it is really made. The edition is kept in the store, and the next one begins
    where it ends, if its ``edition.json`` is among the formats: a PDF on demand takes no news from other readers.
    ``sender`` signs the email; below ``public_url`` the web pages stand, if anywhere.
    ``narrator`` is the language model that the briefing asks for, if there is one (``language_model.narrator_for``).
    ``about`` is a report's subject in place of its standing one, ``text`` a memo's file in place of the newest.
    """
    with pressing(config.workspace, formats) as tools:  # the PDF's worker starts while we read and judge
        on_step("reading the store")
        if briefing.kind == "memo":
            edition = make_memo(config, store, briefing, at=at, text=text, out=out)
        elif briefing.kind == "report":
            edition = make_report(config, store, briefing, at=at, about=about, on_step=on_step)
        else:
            edition = _edition(config, store, briefing, at=at, narrator=narrator, on_step=on_step)
        if "json" in formats and is_final(store, edition.id):
            message = f"{edition.id} went out, or editors have it, and is not made again: `briefgen correct` changes it"
            raise UsageError(message)
        on_step(f"rendering {len(edition.stories)} stories")
        try:
            files = published(edition, formats, folder=out / edition.id, tools=tools, signed=(sender, public_url))
        except OutputError:
            raise  # a full disk: the edition stays unbuilt
        except BriefgenError:
            _keep(store, edition, formats, now)  # it is final: the format that failed can be rendered again
            raise
        _keep(store, edition, formats, now)
    return Published(edition=edition, files=files)


def is_final(store: Store, name: str) -> bool:
    """Tell whether an edition is in the hands of editors or readers, who would not know it again made anew."""
    return store.ledger.mailing(name) is not None or store.reviews.find(name) is not None


def _edition(  # noqa: PLR0913  as build
    config: Config,
    store: Store,
    briefing: Briefing,
    *,
    at: datetime,
    narrator: Narrator | None,
    on_step: Callable[[str], None],
) -> Edition:
    """Store → the standing edition of a briefing: read what it is made of, and make it."""
    known = store.editions_before(briefing.id, at.astimezone(briefing.timezone).date(), REMEMBERED)
    previous = known[0] if known else None
    period = period_of(briefing, at, previous)
    desk = Desk(briefing=briefing, watchlist=config.watchlist, feeds={feed.id: feed for feed in config.feeds})
    articles = read_for(store, desk, period)
    on_step(f"judging {len(articles)} articles")
    sources = sources_of(config, briefing, store.feed_states(), period)
    late = late_for(store, briefing, period, previous)
    days = history(store, config.watchlist, finder_of(config.watchlist), period)
    return make_edition(articles, known, desk, period, sources=sources, late=late, history=days, narrator=narrator)


def publish(  # noqa: PLR0913  what a caller may choose
    edition: Edition,
    formats: Collection[Format],
    *,
    folder: Path,
    workspace: Path,
    sender: str,
    public_url: str = "",
    on_missing: OnMissing | None = None,
) -> tuple[Path, ...]:
    """Edition → files in ``folder``, each whole or not at all. Returns their paths.

    ``on_missing`` hears of formats of ``publishing.LATER`` that could not be made; without it that is raised.
    """
    with pressing(workspace, formats) as tools:
        signed = sender, public_url
        return published(edition, formats, folder=folder, tools=tools, signed=signed, told=on_missing)


def _keep(store: Store, edition: Edition, formats: Collection[Format], now: datetime) -> None:
    if "json" in formats:
        store.save_edition(edition, now)


def read_edition(file: Path) -> Edition:
    """Read a saved edition. Raises UsageError, with the file's name, for anything else."""
    try:
        return decode(file.read_bytes())
    except OSError as error:
        message = f"{file} cannot be read: {(error.strerror or str(error)).lower()}"
    except (ValueError, RecursionError) as error:
        message = f"{file} is not an edition.json: {error}"
    raise UsageError(message)
