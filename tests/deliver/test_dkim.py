"""Signatures that two others verify, and that fail for a copy that was changed."""

import os
import re
import select
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.dkim import Key, canonical_body, read_key, record_problem
from briefgen.deliver.encoding import Encoded
from briefgen.deliver.letters import Letter
from briefgen.deliver.signing import Signers
from briefgen.model.errors import UsageError
from briefgen.render.message import message
from tests.deliver.test_encoding import HTML, JANE, NOW, TEXT, an_imprint
from tests.factories import an_edition

KINDS = pytest.mark.parametrize("kind", ["rsa", "ed25519"])


def pem_of(private: rsa.RSAPrivateKey | Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> str:
    """Return a private key as text."""
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@cache
def a_key(kind: str = "rsa") -> Key:
    """Return a key of a kind."""
    private = Ed25519PrivateKey.generate() if kind == "ed25519" else rsa.generate_private_key(65_537, 2_048)
    return read_key(pem_of(private), domain="example.org", selector="briefgen")


def signed(key: Key, name: str = "Jane Doe", title: str = "A calm day") -> bytes:
    """Return a signed letter as it arrives."""
    raw = message(an_edition(title=title), HTML, TEXT, "Israel Briefing <briefing@example.org>")
    letter = Encoded(raw, an_imprint(key=key)).letter(replace(JANE, name=name), NOW)
    assert isinstance(letter, Letter)
    return re.sub(rb"^\.", b"", letter.body(key.sign(letter.to_sign)), flags=re.MULTILINE)


def verified(mail: bytes, key: Key) -> bool:
    """Ask dkimpy, which finds the key's record wherever it looks."""
    return bool(dkim.verify(mail, dnsfunc=lambda *_, **__: key.record.encode()))


@KINDS
def test_a_letter_verifies_and_a_changed_copy_does_not(kind: str) -> None:
    """Body, subject, the link to leave, and a header that was added."""
    key = a_key(kind)
    mail = signed(key)
    assert verified(mail, key)
    for old, new in (
        (b"two  blanks", b"two  blanks!"),
        (b"Subject: A calm", b"Subject: No calm"),
        (b"List-Unsubscribe: <https://", b"List-Unsubscribe: <https://evil."),
        (b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", b""),
        (b"\r\nTo: ", b"\r\nFrom: eve@evil.example\r\nTo: "),
        (b"\r\nTo: ", b"\r\nSubject: Urgent\r\nTo: "),
    ):
        assert old in mail
        assert not verified(mail.replace(old, new, 1), key)


def test_names_and_titles_in_any_script_verify() -> None:
    """Folded headers are unfolded before they are hashed."""
    key = a_key("ed25519")
    assert verified(signed(key, "Жанна д'Арк из Орлеана и далёких окрестностей её", "קו המעבורות נפתח מחדש " * 4), key)


def test_relaying_that_folds_and_adds_blanks_does_not_break_it() -> None:
    """Relaxed (RFC 6376, 3.4)."""
    key = a_key("ed25519")
    mail = (
        signed(key)
        .replace(b"Subject: A calm day", b"subject:   A calm\r\n   day  ")
        .replace(b"two  blanks", b"two blanks")
    )
    assert verified(mail + b"\r\n\r\n", key)


def test_opendkim_verifies_it_and_tells_of_a_changed_copy(tmp_path: Path) -> None:
    """Read by its words: it exits with 0 either way."""
    program = shutil.which("opendkim", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("opendkim: sh .ci/setup mail")
    key = a_key()
    (tmp_path / "keys").write_text(f"{key.record_name} {key.record}\n", encoding="ascii")
    (tmp_path / "conf").write_text(f"Mode v\nTestPublicKeys {tmp_path}/keys\nSyslog no\n", encoding="utf-8")

    def told(mail: bytes) -> str:
        (tmp_path / "mail").write_bytes(mail)
        command = [program, "-x", str(tmp_path / "conf"), "-t", str(tmp_path / "mail")]
        return subprocess.run(command, capture_output=True, check=False, text=True).stdout  # noqa: S603  a test's

    assert "verification (s=briefgen, d=example.org, 2048-bit key) succeeded" in told(signed(key))
    assert "signature verification failed" in told(signed(key).replace(b"A calm day", b"No calm day", 1))


@given(st.lists(st.sampled_from([b" ", b"\t", b"a", b"\r\n", b"b"]), max_size=40))
def test_a_body_in_pieces_is_the_body(parts: list[bytes]) -> None:
    """Canonical whole lines make the canonical body."""
    text = b"".join(parts) + b"\r\n"
    lines = text.splitlines(keepends=True)
    assert b"".join(map(canonical_body, lines)) == canonical_body(text)
    assert b"  " not in canonical_body(text)
    assert b" \r\n" not in canonical_body(text)


def test_a_key_in_one_line_is_read_too() -> None:
    """As an environment variable often has it."""
    pem = a_key("ed25519").pem
    again = read_key(pem.replace("\n", "\\n"), domain="example.org", selector="briefgen")
    assert again.record == a_key("ed25519").record


def test_what_is_no_key_is_told_without_showing_it() -> None:
    """The line may be shown to anybody."""
    for pem in (
        "",
        "secret words",
        a_key().pem.replace("PRIVATE", "PUBLIC"),
        pem_of(ec.generate_private_key(ec.SECP256R1())),
    ):
        with pytest.raises(UsageError, match="BRIEFGEN_DKIM_KEY") as refused:
            read_key(pem, domain="example.org", selector="briefgen")
        assert "secret words" not in str(refused.value)
    with pytest.raises(UsageError, match="BRIEFGEN_DKIM_SELECTOR"):
        read_key(a_key().pem, domain="example.org", selector="not a name")
    assert "PRIVATE" not in repr(a_key())


@KINDS
def test_the_record_in_the_dns_is_compared_with_the_key(kind: str) -> None:
    """One, of this key, neither revoked nor a test."""
    key = a_key(kind)
    other = a_key("rsa" if kind == "ed25519" else "ed25519")
    assert record_problem(key, [key.record]) == ""
    assert record_problem(key, ["v=spf1 -all", key.record.replace("; ", ";")]) == ""
    assert "no TXT record briefgen._domainkey.example.org" in record_problem(key, [])
    assert "another key" in record_problem(key, [other.record])
    assert "revoked" in record_problem(key, ["v=DKIM1; p="])
    assert "takes none" not in record_problem(key, [key.record])
    assert "2 records" in record_problem(key, [key.record, other.record])
    assert "test" in record_problem(key, [key.record + "; t=y"])
    assert "(v=DKIM2)" in record_problem(key, [key.record.replace("DKIM1", "DKIM2")])
    assert "does not allow SHA-256 (h=sha1)" in record_problem(key, [key.record + "; h=sha1"])
    assert "not meant for mail (s=tlsrpt)" in record_problem(key, [key.record + "; s=tlsrpt"])
    assert record_problem(key, [key.record + "; h=sha1:sha256; s=email"]) == ""
    assert "another key" in record_problem(key, ["v=DKIM1; p=!!"])


def test_a_key_that_some_servers_take_for_none_is_told() -> None:
    """Too short, or of a kind that few know."""
    short = rsa.generate_private_key(65_537, 1_024)  # noqa: S505  that is the point
    assert read_key(pem_of(short), domain="example.org", selector="briefgen").weakness.startswith("the key has 1024")
    assert a_key("ed25519").weakness.startswith("the key is an Ed25519 one")
    assert (a_key().weakness, a_key().strength) == ("", "RSA, 2048 bits")


def test_processes_sign_as_the_key_itself_does() -> None:
    """Each answer names whose it is; nothing is lost when many are asked at once."""
    key = a_key("ed25519")
    hashes = {number: bytes([number % 256]) * 32 for number in range(1, 301)}
    found: dict[int, bytes] = {}
    with Signers(key, 2) as signers:
        for number, hashed in hashes.items():
            signers.sign(number, hashed)
        while len(found) < len(hashes):
            select.select(signers.filenos(), [], [])
            found |= dict(signers.signed())
    assert found == {number: key.sign(hashed) for number, hashed in hashes.items()}
