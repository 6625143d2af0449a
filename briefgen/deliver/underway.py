"""What a round knows of one delivery between its choice and its answer. Pure."""

from dataclasses import dataclass

from briefgen.deliver.letters import Letter
from briefgen.model.delivery import Claimed, Outcome


@dataclass(slots=True)
class Item:
    """One delivery under way."""

    row: Claimed
    letter: Letter
    claimed: bool
    asked: bool = False  #: the server waits for its body
    signature: bytes = b""
    verdict: Outcome | None = None  #: of one that must be claimed before that can be noted

    @property
    def signed(self) -> bool:
        """Tell whether it may go out as far as that goes."""
        return bool(self.signature) or not self.letter.to_sign
