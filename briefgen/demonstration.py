"""``briefgen demo``: the whole way on the sample workspace, offline."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefgen import pipeline
from briefgen.config import Config, load
from briefgen.model.errors import NothingReadError, OutputError
from briefgen.model.rendition import FORMATS, Format
from briefgen.pipeline import Published
from briefgen.store import Store, address_of

#: The sample's present: 28 December 2021, 06:00 in Jerusalem.
PRESENT = datetime(2021, 12, 28, 4, tzinfo=UTC)

#: What the demo publishes.
BRIEFINGS = ("israel", "week-in-review")

SENDER = "briefgen demo <briefing@example.org>"


def run(
    workspace: Path,
    out: Path,
    on_step: Callable[[str], None],
    *,
    formats: Collection[Format] = FORMATS,
    everything: bool = False,
) -> tuple[Published, ...]:
    """Poll the sample feeds into a new store inside ``out`` and build the demo's editions there.

    ``everything``: every publication of the workspace, memos last, for they take stories from editions.
    """
    config = load(workspace, feeds_file="sample/feeds.toml")
    database = (out / "briefgen.db").absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for leftover in out.glob("briefgen.db*"):
            leftover.unlink()
    except OSError as error:
        message = f"{out} cannot be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(message) from error
    with Store.open(address_of(database)) as store:
        _miss(config, store)
        pipeline.poll(config, store, now=PRESENT, until=PRESENT, on_feed=on_step)
        every = sorted(config.briefings.values(), key=lambda one: (one.kind == "memo", one.id))
        chosen = [one.id for one in every] if everything else BRIEFINGS
        return tuple(_build(config, store, briefing, out, on_step, formats=formats) for briefing in chosen)


def _miss(config: Config, store: Store) -> None:
    """Ask on earlier days for what is not saved with the sample: that feed is down, and for long enough to be told."""
    absent = [feed.id for feed in config.feeds if feed.path is None]
    for day in (2, 1) if absent else ():
        with suppress(NothingReadError):
            pipeline.poll(config, store, now=PRESENT - timedelta(days=day), only=absent)


def _build(  # noqa: PLR0913  what it is built of
    config: Config,
    store: Store,
    briefing: str,
    out: Path,
    on_step: Callable[[str], None],
    *,
    formats: Collection[Format],
) -> Published:
    return pipeline.build(
        config,
        store,
        config.briefings[briefing],
        at=PRESENT,
        now=PRESENT,
        out=out,
        formats=formats,
        sender=SENDER,
        on_step=lambda what: on_step(f"{briefing}: {what}"),
    )
