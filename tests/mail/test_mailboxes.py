"""The whole way of a message: our sender, a real Postfix, a real Dovecot, and what a reader's program finds there."""

import email
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from briefgen import cli
from briefgen.commands.opening import present
from briefgen.deliver.dkim import Key, read_key
from briefgen.deliver.reports import read_report
from briefgen.deliver.tokens import Tokens
from briefgen.model.edition import Edition
from briefgen.render import packaged_templates, render
from briefgen.sending import Report, send
from briefgen.store import Store
from tests.mail import dovecot, postfix
from tests.mail.dovecot import Dovecot, a_dovecot
from tests.mail.newsstand import DOMAIN, a_sending_edition, its_briefing, subscribe, the_settings
from tests.mail.postfix import Postfix, a_postfix
from tests.newsroom import a_newsroom

_LACKING = postfix.missing() or dovecot.missing()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(_LACKING), reason=_LACKING)]

READER, PLAIN_READER, PDF_READER = f"reader@{DOMAIN}", f"plain@{DOMAIN}", f"pdf@{DOMAIN}"
GONE = f"gone@{DOMAIN}"
BOUNCES = "bounces@news.example"


@pytest.fixture(scope="module")
def mailboxes() -> Iterator[Dovecot]:
    """Three readers, and where bounces come to."""
    with a_dovecot(READER, PLAIN_READER, PDF_READER, BOUNCES) as lent:
        yield lent


@pytest.fixture(scope="module")
def server(mailboxes: Dovecot) -> Iterator[Postfix]:
    """It takes mail for all of the readers' domain but one, whom it knows not to exist."""
    known = ", ".join(f"{{ {name} = x }}" for name in (READER, PLAIN_READER, PDF_READER, GONE, BOUNCES))
    with a_postfix(mailboxes.lmtp, mailboxes=f"inline:{{ {known} }}") as lent:
        yield lent


@pytest.fixture(scope="module")
def pem() -> str:
    """A key of 2,048 bits."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def sent(store: Store, workspace: Path, server: Postfix, edition: Edition | None = None, **fields: Any) -> Report:
    """Send an edition to whoever has subscribed."""
    edition = edition or a_sending_edition()
    settings = the_settings(workspace, server.port, **fields)
    return send(edition, its_briefing(edition), store, settings, clock=present)


def read(raw: bytes) -> EmailMessage:
    """Return a message as a mail program sees it."""
    return email.message_from_bytes(raw, policy=default)


@pytest.fixture(scope="module")
def received(
    tmp_path_factory: pytest.TempPathFactory, server: Postfix, mailboxes: Dovecot, pem: str
) -> tuple[bytes, bytes, bytes, Report]:
    """Return what three readers found in their mailboxes, and what we thought of it."""
    workspace = tmp_path_factory.mktemp("newsroom")
    with Store.open(f"sqlite:///{workspace}/briefgen.db") as store:
        subscribe(store, a_sending_edition(), READER)
        subscribe(store, a_sending_edition(), PLAIN_READER, format="text")
        subscribe(store, a_sending_edition(), PDF_READER, format="pdf")
        report = sent(store, workspace, server, dkim_key=pem, dkim_selector="briefgen")
    html, text, pdf = (mailboxes.messages(name)[0] for name in (READER, PLAIN_READER, PDF_READER))
    return html, text, pdf, report


def key_of(pem: str) -> Key:
    """Return the key as we read it."""
    return read_key(pem, domain="news.example", selector="briefgen")


def test_a_message_arrives_with_what_big_providers_ask_for(received: tuple[bytes, bytes, bytes, Report]) -> None:
    """In the format that its reader wanted."""
    html, text, _, report = received
    assert (report.carried.sent, report.counts["sent"], report.good) == (3, 3, True)
    mail = read(html)
    assert mail["To"] == READER
    assert mail["Message-ID"] == "<israel.2021-12-28.1.html@news.example>"
    assert mail["Return-Path"].startswith("<bounces+1.1.")
    assert b"\nList-Unsubscribe: <https://news.example/unsubscribe/" in html.replace(b"\r\n", b"\n")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert read(text).get_content_type() == "text/plain"
    assert "https://news.example/unsubscribe/" in read(text).get_content()


def test_a_pdf_arrives_as_it_stands_on_the_web(received: tuple[bytes, bytes, bytes, Report]) -> None:
    """Attached to the same mail that others get, under the edition's name: octet by octet what a build writes."""
    mail = read(received[2])
    assert (mail.get_content_type(), mail["Message-ID"]) == (
        "multipart/mixed",
        "<israel.2021-12-28.3.pdf@news.example>",
    )
    (attached,) = mail.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", "israel-2021-12-28.pdf")
    (file,) = render(a_sending_edition(), ["pdf"], templates=[packaged_templates()])
    assert attached.get_content() == file.content
    html = mail.get_body(("html",))
    assert html is not None
    assert "talks resume" in html.get_content()


def record(key: Key) -> bytes:
    """Return what the DNS would say of a key."""
    return key.record.encode()


def test_dkimpy_believes_the_signature_and_none_of_a_changed_message(
    received: tuple[bytes, bytes, bytes, Report], pem: str
) -> None:
    """A word of the body, the subject, the unsubscribe link: whatever was changed."""
    key = key_of(pem)

    def believed(message: bytes) -> bool:
        return bool(dkim.verify(message, dnsfunc=lambda _name, timeout=5: record(key)))  # noqa: ARG005  dkimpy's call

    for message in received[:3]:
        assert believed(message)
        assert not believed(message.replace(b"ministers", b"minister5", 1))
        assert not believed(message.replace(b"Subject: ", b"Subject: Re: ", 1))
        assert not believed(message.replace(b"/unsubscribe/", b"/unsubscribf/", 1))


@pytest.mark.skipif(shutil.which("opendkim") is None, reason="OpenDKIM is not installed: sh .ci/setup mail")
def test_opendkim_believes_the_signature_and_none_of_a_changed_message(
    received: tuple[bytes, bytes, bytes, Report], pem: str, tmp_path: Path
) -> None:
    """Its status is 0 either way, so its words are read."""
    (tmp_path / "keys").write_text(f"{key_of(pem).record_name} {key_of(pem).record}\n")
    (tmp_path / "conf").write_text(f"Mode v\nTestPublicKeys {tmp_path}/keys\nSyslog no\n")

    def says(message: bytes) -> str:
        (tmp_path / "message").write_bytes(message)
        command = ["opendkim", "-x", str(tmp_path / "conf"), "-vvv", "-t", str(tmp_path / "message")]
        done = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603  Debian's own
        return done.stdout + done.stderr

    for message in received[:3]:
        assert "dkim=pass (2048-bit key)" in says(message)
        assert "dkim=fail" in says(message.replace(b"ministers", b"minister5", 1))


def test_a_reader_who_does_not_exist_is_refused_and_suppressed(tmp_path: Path, server: Postfix) -> None:
    """Postfix says 5.1.1 when it hears the address; the next edition does not try."""
    nobody = f"nobody@{DOMAIN}"
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as store:
        (reader,) = subscribe(store, a_sending_edition(), nobody)
        report = sent(store, tmp_path, server)
        assert (report.carried.refused, report.suppressed) == (1, 1)
        delivery = store.ledger.find("israel/2021-12-28", reader)
        assert delivery is not None
        assert delivery.state == "refused"
        assert "5.1.1" in delivery.words
        found = store.suppressions.find(nobody)
        assert found is not None
        assert found.reason == "hard bounce"
        assert [line.act for line in store.consents.of(reader)][-1] == "suppressed"


def test_what_comes_back_later_is_read_by_imap_and_its_reader_gets_no_next_edition(
    tmp_path: Path,
    server: Postfix,
    mailboxes: Dovecot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Taken over, then refused by where it was to go: 5.1.1 comes to the return path, `briefgen bounces` reads it."""
    workspace = a_newsroom(tmp_path / "newsroom")
    settings = the_settings(workspace, server.port)
    with Store.open(settings.database_url) as store:
        gone, stays = subscribe(store, a_sending_edition(), GONE, READER)
        assert sent(store, workspace, server).counts["sent"] == 2
        (raw,) = mailboxes.messages(BOUNCES)
        told = read_report(raw, Tokens(settings.secret))
        assert (told.kind, told.returned and told.returned.subscriber, "5.1.1" in told.words) == ("hard", gone, True)
        monkeypatch.setenv("BRIEFGEN_SECRET", settings.secret)
        monkeypatch.setenv("SSL_CERT_FILE", str(mailboxes.authority))
        account = BOUNCES.replace("@", "%40")
        monkeypatch.setenv("BRIEFGEN_BOUNCES", f"imaps://{account}:x@127.0.0.1:{mailboxes.imaps}/INBOX")
        assert cli.main(["--workspace", str(workspace), "bounces"]) == 0
        assert capsys.readouterr().out.splitlines() == ["1 message: 1 hard", "1 address suppressed"]
        assert cli.main(["--workspace", str(workspace), "bounces"]) == 0
        assert capsys.readouterr().out.splitlines() == ["0 messages", "0 addresses suppressed"]
        assert store.ledger.counts("israel/2021-12-28")["bounced"] == 1
        assert store.suppressions.find(GONE)
        next_one = replace(a_sending_edition(), id="israel/2021-12-29")
        assert sent(store, workspace, server, next_one).counts["sent"] == 1
        assert [one.subscriber for one in store.ledger.page(next_one.id)] == [stays]
