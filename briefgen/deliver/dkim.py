"""A private key → signatures that any mail server can check (RFC 6376, relaxed/relaxed; RFC 8463 for Ed25519). Pure.

What is the same for every reader is hashed once: the body up to the first slot, the canonical form of fixed headers.
"""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from briefgen.model.errors import UsageError

#: Bits of an RSA key: verifiers refuse less than the first, signers should have the second (RFC 8301, 3.2).
LEAST_BITS, GOOD_BITS = 1_024, 2_048

#: Headers of a single letter that are signed; those that count are named once more than they occur.
_LETTER_SIGNED = (
    "from", "from", "to", "to", "subject", "subject", "date", "date", "message-id", "auto-submitted", "mime-version",
    "content-type",
)  # fmt: skip
_FOLDED = 72  # characters of a signature in one line

_BLANKS = re.compile(rb"[ \t]+")
_BLANKS_AT_END = re.compile(rb"[ \t]+(?=\r\n)")
_FOLD = re.compile(rb"\r\n(?=[ \t])")
_SELECTOR = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
_PADDING, _PREHASHED = PKCS1v15(), Prehashed(SHA256())


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """A private key, and where the public one stands: ``SELECTOR._domainkey.DOMAIN``."""

    domain: str
    selector: str
    pem: str = field(repr=False)
    private: RSAPrivateKey | Ed25519PrivateKey = field(repr=False)

    @property
    def algorithm(self) -> str:
        """The value of ``a=``."""
        return "rsa-sha256" if isinstance(self.private, RSAPrivateKey) else "ed25519-sha256"

    @property
    def record(self) -> str:
        """The TXT record that makes the signatures good."""
        kind, public = ("rsa", self._spki()) if isinstance(self.private, RSAPrivateKey) else ("ed25519", self._raw())
        return f"v=DKIM1; k={kind}; p={b64encode(public).decode('ascii')}"

    @property
    def record_name(self) -> str:
        """Where it stands."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def strength(self) -> str:
        """What it is, for people."""
        return f"RSA, {self.private.key_size} bits" if isinstance(self.private, RSAPrivateKey) else "Ed25519"

    @property
    def weakness(self) -> str:
        """Why some servers take a right signature for none; empty if nothing is known of such."""
        if not isinstance(self.private, RSAPrivateKey):
            return "the key is an Ed25519 one, and large providers check RSA alone: openssl genrsa 2048"
        if self.private.key_size < GOOD_BITS:
            return f"the key has {self.private.key_size} bits, too few for some servers: openssl genrsa {GOOD_BITS}"
        return ""

    def sign(self, hashed: bytes) -> bytes:
        """Return the signature of a SHA-256 hash. The slow part: .3 to .9 ms with RSA-2048, a tenth with Ed25519."""
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(hashed, _PADDING, _PREHASHED)
        return self.private.sign(hashed)

    def _spki(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def _raw(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def read_key(pem: str, *, domain: str, selector: str) -> Key:
    r"""Read a key in PEM; ``\n`` in two characters, as in a one-line variable, is a line's end too.

    Raises UsageError, which never holds a part of the key.
    """
    text = pem.replace("\\n", "\n").strip() + "\n"
    if _SELECTOR.fullmatch(selector) is None:
        message = (
            f"BRIEFGEN_DKIM_SELECTOR is the name before ._domainkey in the DNS, such as briefgen, not {selector!r}"
        )
        raise UsageError(message)
    try:
        private = load_pem_private_key(text.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        message = "BRIEFGEN_DKIM_KEY is no private key in PEM without a password: openssl genrsa 2048 makes one"
        raise UsageError(message) from None
    if not isinstance(private, RSAPrivateKey | Ed25519PrivateKey):
        message = "BRIEFGEN_DKIM_KEY must be an RSA or an Ed25519 key"
        raise UsageError(message)
    if isinstance(private, RSAPrivateKey) and private.key_size < LEAST_BITS:
        message = f"BRIEFGEN_DKIM_KEY has {private.key_size} bits, which no server trusts: openssl genrsa 2048"
        raise UsageError(message)
    return Key(domain=domain, selector=selector, pem=text, private=private)


def record_problem(key: Key, texts: Sequence[str]) -> str:
    """Compare what the DNS holds with the key; return what is wrong, in words, or nothing. Pure."""
    records = [text for text in texts if "p=" in text]
    if not records:
        return f"the DNS has no TXT record {key.record_name}: it must be {key.record}"
    if len(records) > 1:
        return f"the DNS has {len(records)} records {key.record_name}: servers take none of them"
    tags = dict(part.strip().partition("=")[::2] for part in records[0].split(";"))
    found = {name.strip(): "".join(value.split()) for name, value in tags.items()}
    if flaw := _flaw(found):
        return f"{key.record_name} {flaw}"
    if not found.get("p"):
        return f"{key.record_name} says that the key was revoked (p= is empty)"
    wanted = dict(part.strip().partition("=")[::2] for part in key.record.split(";"))
    try:
        same = b64decode(found["p"], validate=True) == b64decode(wanted["p"])
    except binascii.Error:
        same = False
    if not same or found.get("k", "rsa") != wanted["k"]:
        return f"{key.record_name} holds another key than BRIEFGEN_DKIM_KEY: every signature would fail"
    test = "y" in found.get("t", "").split(":")
    return f"{key.record_name} is marked as a test (t=y): servers make nothing of its signatures" if test else ""


def _flaw(tags: Mapping[str, str]) -> str:
    """Return what keeps servers from using a record for mail at all (RFC 6376, 3.6.1); empty if nothing does."""
    if tags.get("v", "DKIM1") != "DKIM1":
        return f"is of a version that nobody knows (v={tags['v']})"
    if "sha256" not in tags.get("h", "sha256").split(":"):
        return f"does not allow SHA-256 (h={tags['h']})"
    return "" if {"*", "email"} & {*tags.get("s", "*").split(":")} else f"is not meant for mail (s={tags['s']})"


def with_signature(message: bytes, key: Key, moment: int) -> bytes:
    """Return a message of one reader, with CRLF, under its signature, made at ``moment`` (seconds since 1970).

    For single letters; an edition's are signed as ``encoding`` says.
    """
    head, _, body = message.partition(b"\r\n\r\n")
    lines = [line + b"\r\n" for line in re.split(rb"\r\n(?![ \t])", head)]
    fixed = {line.partition(b":")[0].decode("ascii").lower(): canonical_header(line) for line in lines}
    names = tuple(name for name in _LETTER_SIGNED if name in fixed)
    whole = canonical_body(body.rstrip(b"\r\n") + b"\r\n") if body.strip() else b""
    stamp, hashed = Stamping(key=key, names=names, fixed=fixed).stamp((), sha256(whole).digest(), moment)
    text = b64encode(key.sign(hashed))
    folded = b"\r\n ".join(text[at : at + _FOLDED] for at in range(0, len(text), _FOLDED))
    return stamp + folded + b"\r\n" + message


def canonical_body(text: bytes) -> bytes:
    """Return a piece of a body, from the beginning of one line to the end of another, relaxed (RFC 6376, 3.4.4)."""
    return _BLANKS.sub(b" ", _BLANKS_AT_END.sub(b"", text))


def canonical_header(line: bytes) -> bytes:
    """Return a header with its folds and its line's end, relaxed (RFC 6376, 3.4.2)."""
    name, _, value = line.partition(b":")
    unfolded = _FOLD.sub(b"", value.removesuffix(b"\r\n"))
    return name.strip().lower() + b":" + _BLANKS.sub(b" ", unfolded).strip(b" \t") + b"\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamping:
    """What the signatures of one edition have in common."""

    key: Key
    names: tuple[str, ...]  #: the headers that are signed, in order, each as often as it may not be added to
    fixed: dict[str, bytes]  #: canonical headers by name, those that are the same for every reader

    def stamp(self, own: Iterable[tuple[str, bytes]], body: bytes, moment: int) -> tuple[bytes, bytes]:
        """Return the signature's header up to the signature, and the hash that is to be signed.

        ``own`` are the reader's headers by lower-case name, ``body`` is the body's SHA-256.
        """
        headers = self.fixed | {name: canonical_header(line) for name, line in own}
        stamp = (
            f"DKIM-Signature: v=1; a={self.key.algorithm}; c=relaxed/relaxed; d={self.key.domain};\r\n"
            f" s={self.key.selector}; t={moment}; h={':'.join(self.names)};\r\n"
            f" bh={b64encode(body).decode('ascii')};\r\n b="
        ).encode("ascii")
        # A header that is named once more than it occurs is hashed as nothing, so that nobody can add another one.
        signed = b"".join(headers[name] for name in dict.fromkeys(self.names))
        return stamp, sha256(signed + canonical_header(stamp).removesuffix(b"\r\n")).digest()
