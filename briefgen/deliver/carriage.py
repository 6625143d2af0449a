"""What carrying letters needs of others, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Protocol

from briefgen.deliver.pacing import Limits
from briefgen.deliver.smtp import MailServer
from briefgen.model.delivery import Claimed, Outcome, Wanted


class Step(Protocol):
    """``Ledger.step`` with its run and its clock filled in."""

    def __call__(self, settled: Sequence[Outcome], wanted: Wanted | None) -> Sequence[Claimed]:
        """Settle what came back and claim what goes out next, in one transaction."""


class Ahead(Protocol):
    """``Ledger.ahead`` with its edition and its clock filled in."""

    def __call__(self, most: int, besides: frozenset[int], passed_over: frozenset[str]) -> Sequence[Claimed]:
        """Return deliveries that may be claimed, without claiming: not these subscribers, nor those domains."""


class Signer(Protocol):
    """Signs in processes of its own."""

    def sign(self, key: int, hashed: bytes) -> None:
        """Begin to sign."""

    def signed(self) -> Sequence[tuple[int, bytes]]:
        """Return the signatures that are there, without waiting."""

    def filenos(self) -> Sequence[int]:
        """Return what can be read from when one is there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """Where letters go, and how."""

    server: MailServer
    limits: Limits = field(default_factory=Limits)
    trust: SSLContext | None = None  #: authorities to believe; those of the machine if not given
    signer: Signer | None = None  #: needed for letters that are to be signed


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What came of a round: how many deliveries went which way."""

    sent: int = 0
    refused: int = 0
    deferred: int = 0
    doubtful: int = 0
    released: int = 0  #: given back untouched, as when the sender was stopped
    connections: int = 0  #: how many were opened in all
    trouble: str = ""  #: why nothing more could be handed in (the server is away, refuses us), in one line
