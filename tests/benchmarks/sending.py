"""Sending, over the whole way with the ledger, beside Postfix's own load generator against the same sink, in one run.

``python -m tests.benchmarks.sending URL PORT MODE CONNECTIONS READERS [SIZE]`` sends, alone in its process.
"""

import json
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

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
from tests.benchmarks.booking import PLAN, fill
from tests.benchmarks.measuring import Row, own_peak_megabytes
from tests.factories import NOON

#: Messages of a run, octets of each; connections on loopback, and with delay.
MESSAGES, SIZE, CONNECTIONS, DELAYED = 6_000, 60_000, 8, 20
#: Seconds of each half of a round trip; messages sent over it by us, and by threads of smtplib.
HALF, FAR, PLAIN, FRESH = 0.010, 3_000, 1_000, 500
#: Readers between whom memory must not grow, and octets of their messages.
GROWTH, SMALL = (10_000, 100_000), 1_000

_PATH = "/usr/sbin:/usr/local/sbin:/usr/bin:/bin"
_TOKENS = Tokens("a secret that only this measurement has, and nobody else")


def rows() -> Iterator[Row]:
    """Yield messages a second unsigned and signed, with delay, and memory."""
    source, sink = shutil.which("smtp-source", path=_PATH), shutil.which("smtp-sink", path=_PATH)
    if source is None or sink is None:
        yield Row(what="(sending is not measured; not at hand: smtp-source, of the package postfix)", measured="")
        return
    with _sink(sink) as port, tempfile.TemporaryDirectory() as folder:
        at_best = _of_source(source, port)
        yield Row(what=f"smtp-source, {SIZE:,} octets, {CONNECTIONS} connections", measured=f"{at_best:,.0f}/s")
        for mode, limit in (("unsigned", 0.6), ("signed", 0.3)):
            pace = _ours(folder, port, mode, CONNECTIONS, MESSAGES)[0]
            yield _row(f"send, {mode}, with the ledger in SQLite", pace, at_best, "smtp-source", limit)
        with _delayed(port) as far:
            pace = _ours(folder, far, "unsigned", DELAYED, FAR)[0]
            plain, fresh = _threads(far, PLAIN, _over_one_connection), _threads(far, FRESH, _each_over_its_own)
            what = f"send, {HALF * 2_000:.0f} ms of round trip, {DELAYED} connections"
            yield _row(what, pace, fresh, f"smtplib, {DELAYED} threads, one message a connection", 8)
            yield _row("  the same", pace, plain, "smtplib, connections kept", 0)
        peaks = [_ours(folder, port, "unsigned", CONNECTIONS, readers, SMALL)[1] for readers in GROWTH]
        yield Row(
            what=f"memory, {GROWTH[0]:,} → {GROWTH[1]:,} readers",
            measured=f"{peaks[0]:.0f} → {peaks[1]:.0f} MB",
            ratio=peaks[1] / peaks[0],
            limit="flat, < 150 MB",
            missed=peaks[1] > min(150, peaks[0] * 1.1),
        )


def _row(what: str, pace: float, peer: float, name: str, limit: float) -> Row:
    ratio = pace / peer
    return Row(
        what=what,
        measured=f"{pace:,.0f}/s",
        peer=f"{name} {peer:,.0f}/s"[-60:],
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


def _of_source(program: str, port: int) -> float:
    # -d: the next message over the same connection, as ours do.
    command = [program, "-d", "-s", str(CONNECTIONS), "-m", str(MESSAGES), "-l", str(SIZE)]
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


def _threads(port: int, messages: int, work: Callable[[int, int], None]) -> float:
    threads = [threading.Thread(target=work, args=(port, messages // DELAYED)) for _ in range(DELAYED)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return messages / (time.perf_counter() - start)


def _over_one_connection(port: int, messages: int) -> None:
    text = _message(SIZE)
    with smtplib.SMTP("127.0.0.1", port, local_hostname="bench") as server:
        for _ in range(messages):
            server.sendmail("desk@example.org", ["reader@example.org"], text)


def _each_over_its_own(port: int, messages: int) -> None:
    text = _message(SIZE)
    for _ in range(messages):
        with smtplib.SMTP("127.0.0.1", port, local_hostname="bench") as server:
            server.sendmail("desk@example.org", ["reader@example.org"], text)


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
