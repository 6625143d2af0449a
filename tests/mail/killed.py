"""Senders in processes of their own, which are killed in the middle of their work."""

import multiprocessing
import random
from collections.abc import Callable
from multiprocessing.connection import Connection

from briefgen.commands.opening import present
from briefgen.config.settings import Settings
from briefgen.sending import send
from briefgen.store import Store
from tests.mail.newsstand import a_sending_edition, its_briefing

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.mail.killed"])


def _work(settings: Settings, heard: Connection) -> None:
    edition = a_sending_edition()
    with Store.open(settings.database_url) as store:
        report = send(
            edition,
            its_briefing(edition),
            store,
            settings,
            clock=present,
            on_outcome=lambda _: heard.send_bytes(b"."),
        )
    heard.send_bytes(f"{report.carried.trouble or 'done'}".encode())


def send_killed(settings: Settings, most: int, chance: random.Random) -> int:
    """Send in another process and kill it after some outcomes, at most so many; return how many it told of."""
    return _send(settings, chance.randint(0, most))


def send_through(settings: Settings) -> str:
    """Send in another process until it ends; return what it says then."""
    heard, tells = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_work, args=(settings, tells))
    process.start()
    tells.close()
    said = b""
    try:
        while True:
            said = heard.recv_bytes()
    except EOFError:
        process.join()
    return said.decode()


def _send(settings: Settings, patience: int) -> int:
    heard, tells = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_work, args=(settings, tells))
    process.start()
    tells.close()
    told = 0
    try:
        while told < patience:
            heard.recv_bytes()
            told += 1
    except EOFError:
        pass
    process.kill()
    process.join()
    return told


Killed = Callable[[Settings, int, random.Random], int]
