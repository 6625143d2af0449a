"""Sending, over the whole way with the ledger, beside Postfix's own load generator against the same sink, in one run.

``python -m tests.benchmarks.sending URL PORT MODE CONNECTIONS READERS [SIZE]`` sends, alone in its process.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from email.message import EmailMessage
from email.policy import SMTP
from itertools import chain
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from briefgen.deliver import Way, carry
from briefgen.deliver.dkim import read_key
from briefgen.deliver.encoding import Encoded, Imprint, marks
from briefgen.deliver.links import Links
from briefgen.deliver.pacing import Limits
from briefgen.deliver.signing import Signers
from briefgen.deliver.smtp import MailServer
from briefgen.deliver.tokens import Tokens
from briefgen.store import Store
from tests.benchmarks import plain_loops
from tests.benchmarks.booking import PLAN, fill
from tests.benchmarks.measuring import Row, own_peak_megabytes
from tests.factories import NOON

#: Messages of a run, octets of each; connections on loopback, and with delay.
MESSAGES, SIZE, CONNECTIONS, DELAYED = 6_000, 60_000, 8, 20
#: Seconds of each half of a round trip; messages sent over it by us, and by each loop.
HALF, FAR, PLAIN = 0.010, 3_000, 500
#: How often each is measured; the median counts.
RUNS = 3
#: Readers between whom memory must not grow, and octets of their messages.
GROWTH, SMALL = (10_000, 100_000), 1_000

_PATH = "/usr/sbin:/usr/local/sbin:/usr/bin:/bin"
_TOKENS = Tokens("a secret that only this measurement has, and nobody else")


def rows() -> Iterator[Row]:
    """Yield messages a second unsigned and signed, with delay, and memory."""
    yield from _measured(lambda sink, folder: chain(_near(sink, folder), _far(sink, folder), _memory(sink, folder)))


def rows_of_a_million() -> Iterator[Row]:
    """Yield memory with a million readers, which takes minutes."""
    yield from _measured(lambda sink, folder: _memory(sink, folder, GROWTH[0], 1_000_000))


def _measured(work: Callable[[int, str], Iterator[Row]]) -> Iterator[Row]:
    sink = shutil.which("smtp-sink", path=_PATH)
    if sink is None or shutil.which("smtp-source", path=_PATH) is None:
        yield Row(what="(sending is not measured; not at hand: smtp-source, of the package postfix)", measured="")
        return
    with _sink(sink) as port, tempfile.TemporaryDirectory() as folder:
        yield from work(port, folder)


def _near(port: int, folder: str) -> Iterator[Row]:
    """Yield us beside Postfix's own load generator, one after the other, some times over."""
    limits = {"unsigned": 0.6, "signed": 0.3}
    source, *ours = _in_turn(
        lambda: _of_source(port),
        *(lambda mode=mode: _ours(folder, port, mode, CONNECTIONS, MESSAGES)[0] for mode in limits),
    )
    peer = f"smtp-source {median(source):,.0f}/s"
    for (mode, limit), paces in zip(limits.items(), ours, strict=True):
        yield _row(f"send, {mode}, ledger in SQLite, {SIZE:,} octets", paces, peer, source, limit)


def _far(port: int, folder: str) -> Iterator[Row]:
    """Yield us beside loops over smtplib in as many threads, over the same slow network.

    The limit is set against the loop as it stands in programs. Against loops that leave work out it cannot be 8: one
    message a connection may be in flight without an answer, so nobody who keeps to that sends more than one in a round
    trip, and a loop with ready bytes over a kept connection sends one in four.
    """
    loops = {
        "message built, connection opened": (plain_loops.built_for_each, 8),
        "bytes ready, connection opened": (plain_loops.over_its_own, 0),
        "bytes ready, connection kept": (plain_loops.over_one, 0),
    }
    with _delayed(port) as far:
        ours, *others = _in_turn(
            lambda: _ours(folder, far, "unsigned", DELAYED, FAR)[0],
            *(lambda loop=loop: plain_loops.pace(loop, far, PLAIN, SIZE, DELAYED) for loop, _ in loops.values()),
        )
    yield Row(
        what=f"send, {HALF * 2_000:.0f} ms of round trip, {DELAYED} connections",
        measured=f"{median(ours):,.0f}/s",
        limit=f"(at most {DELAYED / HALF / 2:,.0f}/s: a message a round trip)",
    )
    for (name, (_, limit)), paces in zip(loops.items(), others, strict=True):
        peer = f"smtplib {median(paces):,.0f}/s"
        yield _row(f"  beside {DELAYED} threads, {name}", ours, peer, paces, limit)


def _memory(port: int, folder: str, few: int = GROWTH[0], many: int = GROWTH[1]) -> Iterator[Row]:
    peaks = [_ours(folder, port, "unsigned", CONNECTIONS, readers, SMALL)[1] for readers in (few, many)]
    yield Row(
        what=f"memory of send, {few:,} → {many:,} readers",
        measured=f"{peaks[0]:.0f} → {peaks[1]:.0f} MB",
        ratio=peaks[1] / peaks[0],
        limit="flat, < 150 MB",
        missed=peaks[1] > min(150, peaks[0] * 1.1),
    )


def _in_turn(*works: Callable[[], float]) -> list[list[float]]:
    """Return the figures of each, measured one after the other, and again: a busy minute is everybody's."""
    return [list(figures) for figures in zip(*([work() for work in works] for _ in range(RUNS)), strict=True)]


def _row(what: str, paces: Sequence[float], peer: str, others: Sequence[float], limit: float) -> Row:
    ratio = median(pace / other for pace, other in zip(paces, others, strict=True))
    return Row(
        what=what,
        measured=f"{median(paces):,.0f}/s",
        peer=peer,
        ratio=ratio,
        limit=f"≥ {limit:g}" if limit else "",
        missed=ratio < limit,
    )


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  our words
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def _sink(program: str) -> AbstractContextManager[int]:
    port = _free()
    return _running([program, "-u", "nobody", f"127.0.0.1:{port}", "1024"], port)


def _delayed(target: int) -> AbstractContextManager[int]:
    port = _free()
    command = [sys.executable, "-m", "tests.benchmarks.delaying", str(port), str(target), str(HALF)]
    return _running(command, port)


def _of_source(port: int) -> float:
    # -d: the next message over the same connection, as ours do.
    command = [
        str(shutil.which("smtp-source", path=_PATH)),
        "-d",
        "-s",
        str(CONNECTIONS),
        "-m",
        str(MESSAGES),
        "-l",
        str(SIZE),
    ]
    addresses = ["-f", "desk@example.org", "-t", "reader@example.org", f"127.0.0.1:{port}"]
    start = time.perf_counter()
    subprocess.run([*command, *addresses], check=True)  # noqa: S603  our own words
    return MESSAGES / (time.perf_counter() - start)


def _ours(  # noqa: PLR0913, PLR0917  as on the command line
    folder: str, port: int, mode: str, connections: int, readers: int, size: int = SIZE
) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(dir=folder) as own:
        url = f"sqlite:///{own}/briefgen.db"
        with Store.open(url) as store:
            fill(url, readers)
            store.ledger.plan(PLAN, NOON)
        words = [url, str(port), mode, str(connections), str(readers), str(size)]
        command = [sys.executable, "-m", "tests.benchmarks.sending", *words]
        told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603  our own words
    return readers / told["seconds"], told["peak"]


def _message(size: int) -> bytes:
    own = marks(_TOKENS, PLAN.edition)
    mail = EmailMessage(policy=SMTP.clone(max_line_length=76))
    mail["From"], mail["Subject"] = "Israel Briefing <desk@example.org>", "A calm day"
    links = f"{own.text.preferences}\n{own.text.unsubscribe}\n"
    lines = (size - 600) // 72
    mail.set_content("Talks resume.\n" * (lines // 10) + links, cte="quoted-printable")
    last = f'<a href="{own.html.unsubscribe}">leave</a>'
    rest = ("Talks resume in the capital, says the ministry of the other side.\n" * lines)[
        : size - lines // 10 * 15 - 800
    ]
    mail.add_alternative(f"<p>{rest}</p>{last}", subtype="html", cte="quoted-printable")
    mail.set_boundary("=_bench")
    return mail.as_bytes()


def _send(words: Sequence[str]) -> None:
    url, port, mode, connections, readers, size = words
    pem = generate_private_key(65_537, 2_048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    key = read_key(pem, domain="example.org", selector="briefgen") if mode == "signed" else None
    imprint = Imprint(
        edition=PLAN.edition,
        briefing="israel",
        title="Israel Briefing",
        form="html",
        domain="example.org",
        links=Links("https://briefing.example.org", _TOKENS),
        tokens=_TOKENS,
        key=key,
    )
    encoded = Encoded(_message(int(size)), imprint)
    limits = Limits(connections=int(connections), messages=1_000_000)
    with Store.open(url) as store, Signers(key) if key else nullcontext() as signers:
        run, ledger = store.runs.start("sender", NOON), store.ledger
        way = Way(server=MailServer(host="127.0.0.1", port=int(port)), limits=limits, signer=signers)
        start = time.perf_counter()
        carried = carry(
            way,
            PLAN.edition,
            lambda settled, wanted: ledger.step(run, settled, wanted, NOON),
            lambda row: encoded.letter(row, NOON),
            now=lambda: NOON,
            ahead=lambda most, besides, passed: ledger.ahead(PLAN.edition, most, besides, passed, NOON),
        )
        seconds = time.perf_counter() - start
    if carried.sent != int(readers):
        sys.exit(f"{carried}")
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": _peak()}))


def _peak() -> float:
    """Return the megabytes that this program held; what ``getrusage`` says began with whoever started it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return own_peak_megabytes()
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    _send(sys.argv[1:])
