"""A Postfix of our own: private configuration, queue and log, on loopback. Nothing of the system's is used."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_DAEMONS = Path("/usr/lib/postfix/sbin")

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
meta_directory = /etc/postfix
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.news.example
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_mynetworks, reject
local_recipient_maps =
local_transport = error:none
alias_maps =
recipient_delimiter = +
virtual_mailbox_domains = readers.example news.example
virtual_mailbox_maps = {maps}
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
lmtp_destination_concurrency_limit = 10
default_transport = error:none
smtputf8_enable = yes
in_flow_delay = 0
"""

_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def missing() -> str:
    """Return why there can be no Postfix here; empty where there can."""
    if not (_DAEMONS / "master").exists() or shutil.which("postfix") is None:
        return "Postfix is not installed: sh .ci/setup mail"
    return "" if os.geteuid() == 0 else "Postfix must be started by root"


def a_free_port() -> int:
    """Return a port of loopback that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@dataclass(frozen=True, kw_only=True, slots=True)
class Postfix:
    """A running one."""

    folder: Path
    port: int

    @property
    def log(self) -> Path:
        """The file that it writes what it does into."""
        return self.folder / "mail.log"

    def taken_over(self) -> Counter[str]:
        """Return how often it took over each message, by Message-ID: so many mails of it were handed in whole."""
        log = self.log.read_text()
        active = {*re.findall(r"postfix/qmgr\[\d+\]: (\w+): from=<", log)}
        named = {*re.findall(r"postfix/cleanup\[\d+\]: (\w+): message-id=<([^>]+)>", log)}
        return Counter(identity for queue, identity in named if queue in active)

    def queued(self) -> int:
        """Return how many messages it has not delivered."""
        folders = ("incoming", "active", "deferred", "maildrop")
        return sum(len(files) for name in folders for _, _, files in os.walk(self.folder / "queue" / name))

    def drained(self, seconds: float) -> bool:
        """Wait until it has delivered everything; False if that takes too long."""
        pause = threading.Event()
        for _ in range(int(seconds / 0.05)):
            if not self.queued():
                return True
            pause.wait(0.05)
        return False

    def start(self) -> None:
        """Start it, as it is laid out, and wait until it answers."""
        subprocess.run(["postfix", "-c", str(self.folder / "etc"), "start"], check=True, capture_output=True)  # noqa: S603, S607  Debian's own
        awaited(self.port)

    def stop(self) -> None:
        """End it and all its processes."""
        process = int((self.folder / "queue" / "pid" / "master.pid").read_text())
        os.kill(process, signal.SIGTERM)
        pause = threading.Event()
        while Path(f"/proc/{process}").exists() and "Z" not in _state(process):
            pause.wait(0.02)


@contextmanager
def a_postfix(lmtp: int, *, mailboxes: str = "static:all") -> Iterator[Postfix]:
    """Lend one that delivers by LMTP to a port."""
    # Not below pytest's own folder: that is closed to Postfix's user.
    folder = Path(tempfile.mkdtemp(prefix="briefgen-postfix-"))
    try:
        server = _start(folder, lmtp, mailboxes)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _start(folder: Path, lmtp: int, mailboxes: str) -> Postfix:
    folder.chmod(0o755)
    for name in ("queue", "data", "etc"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix", "postfix")
    port = a_free_port()
    main = _MAIN.format(folder=folder, daemons=_DAEMONS, lmtp=lmtp, maps=mailboxes)
    (folder / "etc" / "main.cf").write_text(main)
    (folder / "etc" / "master.cf").write_text(_SERVICES.format(port=port))
    server = Postfix(folder=folder, port=port)
    server.start()
    return server


def awaited(port: int) -> None:
    """Return when a mail server answers at a port."""
    pause = threading.Event()
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as talk:
                if talk.recv(200).startswith(b"220"):
                    talk.sendall(b"QUIT\r\n")
                    talk.recv(200)
                    return
        except OSError:
            pause.wait(0.05)
    message = f"nobody answers at port {port}"
    raise AssertionError(message)


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
