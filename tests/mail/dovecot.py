"""A Dovecot of our own: mailboxes that LMTP fills and IMAP reads, on loopback. Nothing of the system's is used."""

import imaplib
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.mail.postfix import a_free_port

_PASSWORD = "x"  # noqa: S105  of mailboxes that live for one test

_CONFIGURATION = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/certificate.pem
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
recipient_delimiter = +
auth_username_format = %Lu
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = passwd-file
  args = {folder}/users
  default_fields = uid=nobody gid=nogroup home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def missing() -> str:
    """Return why there can be no Dovecot here; empty where there can."""
    there = shutil.which("dovecot") and all(Path("/usr/lib/dovecot", name).exists() for name in ("imap", "lmtp"))
    return "" if there else "Dovecot is not installed: sh .ci/setup mail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dovecot:
    """A running one."""

    imap: int
    imaps: int
    lmtp: int
    authority: Path  #: whose certificate it shows

    def messages(self, mailbox: str, count: int = 1) -> list[bytes]:
        """Wait until a mailbox has so many messages; return all that it has."""
        pause = threading.Event()
        connection = imaplib.IMAP4("127.0.0.1", self.imap, timeout=20)
        try:
            connection.login(mailbox, _PASSWORD)
            for _ in range(200):
                _, (number, *_) = connection.select(readonly=True)
                if int(number or b"0") >= count:
                    break
                pause.wait(0.1)
            if not int(number or b"0"):
                return []
            _, found = connection.fetch("1:*", "(RFC822)")
            return [part[1] for part in found if isinstance(part, tuple)]
        finally:
            connection.logout()


@contextmanager
def a_dovecot(*mailboxes: str) -> Iterator[Dovecot]:
    """Lend one that has these mailboxes and refuses all others."""
    folder = Path(tempfile.mkdtemp(prefix="briefgen-dovecot-"))
    server = Dovecot(imap=a_free_port(), imaps=a_free_port(), lmtp=a_free_port(), authority=folder / "authority.pem")
    try:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(server.authority)
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(folder / "certificate.pem")
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        shutil.chown(folder / "mail", "nobody", "nogroup")
        (folder / "users").write_text("".join(f"{name}:{{PLAIN}}{_PASSWORD}::::::\n" for name in mailboxes))
        file = folder / "dovecot.conf"
        file.write_text(_CONFIGURATION.format(folder=folder, imap=server.imap, imaps=server.imaps, lmtp=server.lmtp))
        process = subprocess.Popen(  # noqa: S603  Debian's own
            ["dovecot", "-F", "-c", str(file)],  # noqa: S607  wherever the system has it
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(server.imap)
            yield server
        finally:
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # its processes may be writing their last words


def _await(port: int) -> None:
    pause = threading.Event()
    for _ in range(200):
        try:
            imaplib.IMAP4("127.0.0.1", port, timeout=20).shutdown()
        except OSError:
            pause.wait(0.05)
        else:
            return
    message = f"nobody answers at port {port}"
    raise AssertionError(message)
