"""Folders of a workspace → the kinds of what changes in them, bursts in one go. The only home of watchfiles."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path

from watchfiles import awatch

from briefgen.web.preview.changes import Burst, Kind, kind_of

#: Milliseconds between two looks, and the longest that one batch is gathered for.
STEP, GATHERED = 8, 40

#: Folders of a workspace that are watched with all that is in them.
DEEP = ("templates", "feeds", "out")


class Watcher:
    """Watches a workspace and the packaged templates, folders that come later too."""

    def __init__(self, workspace: Path, packaged: Path) -> None:
        """Take absolute paths."""
        self._workspace, self._packaged = workspace, packaged
        self._batches: asyncio.Queue[set[Path]] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._stop, self._stop_deep = asyncio.Event(), asyncio.Event()

    async def changes(self) -> AsyncIterator[frozenset[Kind]]:
        """Yield the kinds of changes, until the watcher is closed."""
        self._start(self._watch_shallow())
        self._start(self._watch_deep())
        loop, burst = asyncio.get_running_loop(), Burst()
        pending: set[Kind] = set()
        due: float | None = None
        while not self._stop.is_set():
            batch = await self._next(None if due is None else due - loop.time())
            kinds = {kind for path in batch if (kind := kind_of(path, self._workspace, self._packaged))}
            if kinds:
                pending |= kinds
                due = burst.arrived(loop.time())
            if due is not None and loop.time() >= due:
                burst.shown()
                due = None
                yield frozenset(pending)
                pending.clear()

    async def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._stop_deep.set()
        self._batches.put_nowait(set())
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _next(self, seconds: float | None) -> set[Path]:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(None if seconds is None else max(seconds, 0)):
                return await self._batches.get()
        return set()

    async def _watch_shallow(self) -> None:
        """Watch the workspace's own folder: ``.env``, and folders that come or go: then the deep watch begins anew."""
        async for changes in awatch(
            self._workspace, watch_filter=None, stop_event=self._stop, recursive=False, step=STEP, debounce=GATHERED
        ):
            paths = {Path(path) for _, path in changes}
            if paths & {self._workspace / name for name in DEEP}:
                self._stop_deep.set()
                self._stop_deep = asyncio.Event()
                self._start(self._watch_deep())
            self._batches.put_nowait(paths)

    async def _watch_deep(self) -> None:
        folders = {self._workspace / name for name in DEEP} | {self._packaged}
        existing = [folder for folder in folders if folder.is_dir()]
        stop = self._stop_deep
        try:
            await self._gather(existing, stop, polling=False)
        except FileNotFoundError:
            return  # gone between two lines; the shallow watch tells when it comes back
        except OSError:  # the machine watches no more files for us: then we look ourselves
            await self._gather(existing, stop, polling=True)

    async def _gather(self, folders: list[Path], stop: asyncio.Event, *, polling: bool) -> None:
        async for changes in awatch(
            *folders,
            watch_filter=None,
            stop_event=stop,
            step=STEP,
            debounce=GATHERED,
            force_polling=polling or None,
            ignore_permission_denied=True,
        ):
            self._batches.put_nowait({Path(path) for _, path in changes})

    def _start(self, work: Coroutine[None, None, None]) -> None:
        self._tasks.append(asyncio.create_task(work))
