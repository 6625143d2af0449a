"""Where returned mail waits: each place is read, and what is done with is marked."""

import io
import mailbox
import ssl
from pathlib import Path

import pytest
import trustme

from briefgen.deliver.mailboxes import from_imap, from_path, from_pipe, from_place
from briefgen.deliver.reports import MOST
from briefgen.model.errors import DeliveryError, UsageError
from tests.deliver.imap_server import serving
from tests.deliver.returned import a_letter

LETTERS = [a_letter("one"), a_letter("two")]
AUTHORITY = trustme.CA()


@pytest.fixture
def trust() -> ssl.SSLContext:
    """Believe the authority of these tests."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


@pytest.fixture
def certificate(tmp_path: Path) -> str:
    """Return the file of a certificate for loopback and its key."""
    file = tmp_path / "server.pem"
    AUTHORITY.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(file))
    return str(file)


def test_a_pipe_has_one_message_and_is_read_to_its_end() -> None:
    """Postfix takes a program for broken that stops reading; of a huge one the beginning is enough."""
    pipe = io.BytesIO(a_letter() + b"x" * (2 * MOST))
    (message,) = from_pipe(pipe)
    assert len(message) == MOST
    assert pipe.read() == b""
    assert list(from_pipe(io.BytesIO(b"\n"))) == []


def test_a_file_is_one_message_and_an_mbox_several(tmp_path: Path) -> None:
    """By its first word."""
    one, several = tmp_path / "one.eml", tmp_path / "several"
    one.write_bytes(LETTERS[0])
    box = mailbox.mbox(several)
    for letter in LETTERS:
        box.add(letter)
    box.close()
    assert list(from_path(one)) == LETTERS[:1]
    assert [message.count(b"Subject: ") for message in from_path(several)] == [1, 1]


def test_a_maildir_gives_what_is_new_once(tmp_path: Path) -> None:
    """What was not done with is there again."""
    box = mailbox.Maildir(tmp_path / "box")
    for letter in LETTERS:
        box.add(letter)
    reading = from_path(tmp_path / "box")
    first = next(reading)
    del reading
    assert sorted(from_path(tmp_path / "box")) == sorted(LETTERS)
    assert first in LETTERS
    assert list(from_path(tmp_path / "box")) == []
    assert len(box) == len(LETTERS)


def test_a_maildir_gives_as_many_as_are_asked_for_whatever_bytes_they_are(tmp_path: Path) -> None:
    """Moved as they are: no message is parsed for it, and none of what was seen is looked at."""
    box = mailbox.Maildir(tmp_path / "box")
    odd = [b"Subject: \xff\x00\r\n\r\none\xfe", b"\xff" * 40, b"Content-Type: multipart/mixed; boundary=\x80\n\n--"]
    for number, raw in enumerate(odd):
        (tmp_path / "box" / "new" / f"{number}.odd").write_bytes(raw)
    assert list(from_place("box", base=tmp_path, most=2)) == odd[:2]
    assert list(from_place(str(tmp_path / "box"), base=tmp_path)) == odd[2:]
    assert [file.read_bytes() for file in sorted((tmp_path / "box" / "cur").iterdir())] == odd
    assert {box.get_message(key).get_flags() for key in box.iterkeys()} == {"S"}


def test_what_is_no_mailbox_is_told_in_one_line(tmp_path: Path) -> None:
    """A folder of something else, and nothing at all."""
    with pytest.raises(UsageError, match="no Maildir"):
        list(from_path(tmp_path))
    with pytest.raises(UsageError, match=r"nowhere cannot be read: no such file"):
        list(from_path(tmp_path / "nowhere"))


def test_unseen_messages_come_by_imap_and_are_seen_then(certificate: str, trust: ssl.SSLContext) -> None:
    """One at a time: what is not done with stays unseen."""
    with serving(LETTERS, certificate) as server:
        url = f"imaps://bounces:secret@127.0.0.1:{server.server_address[1]}/INBOX"
        reading = from_imap(url, trust=trust)
        assert next(reading) == LETTERS[0]
        assert server.seen == set()
        del reading
        assert list(from_imap(url, most=1, trust=trust)) == LETTERS[:1]
        assert server.seen == {1}
        assert list(from_imap(url, trust=trust)) == LETTERS[1:]
        assert server.seen == {1, 2}
        assert list(from_imap(url, trust=trust)) == []


def test_a_mailbox_that_is_not_to_be_trusted_or_refuses_is_told_without_the_password(
    certificate: str, trust: ssl.SSLContext
) -> None:
    """A certificate of nobody we know, and a wrong password."""
    with serving([], certificate) as server:
        port = server.server_address[1]
        with pytest.raises(DeliveryError, match=r"certificate verify failed|self-signed"):
            list(from_imap(f"imaps://bounces:secret@127.0.0.1:{port}"))
        with pytest.raises(DeliveryError, match="AUTHENTICATIONFAILED") as caught:
            list(from_imap(f"imaps://bounces:wrong@127.0.0.1:{port}", trust=trust))
        assert "wrong" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["imaps://mail.example.org", "imap://a:b@mail.example.org", 'imaps://a:b@host/"', "imaps://[x"]
)
def test_an_address_that_is_no_mailbox_is_refused(url: str) -> None:
    """In one line that shows what is right."""
    with pytest.raises(UsageError, match=r"BRIEFGEN_BOUNCES must be imaps://USER:PASSWORD@HOST/MAILBOX"):
        list(from_imap(url))
