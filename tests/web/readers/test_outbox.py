"""What is done after an answer, and what becomes of it when that fails."""

import threading
from dataclasses import dataclass, field

from briefgen.model.errors import DeliveryError
from briefgen.web.readers.outbox import Outbox


@dataclass
class Work:
    """A job that fails for good, or does not."""

    fails: bool = False
    tries: int = 0
    given_up: int = 0
    tried: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        """Try."""
        self.tries += 1
        self.tried.set()
        if self.fails:
            reason = "the mail server is away"
            raise DeliveryError(reason)

    def give_up(self) -> None:
        """Count it."""
        self.given_up += 1


def test_what_fails_keeps_nothing_else_waiting_and_is_tried_once_more_at_the_end() -> None:
    """Then it is given up, and nothing more is taken."""
    outbox, stuck, others = Outbox(), Work(fails=True), [Work() for _ in range(20)]
    assert outbox.add(stuck)
    assert stuck.tried.wait(30)
    assert all(outbox.add(one) for one in others)
    assert all(one.tried.wait(30) for one in others)
    assert stuck.tries == 1
    outbox.close()
    assert (stuck.tries, stuck.given_up) == (2, 1)
    assert [(one.tries, one.given_up) for one in others] == [(1, 0)] * 20
    assert not outbox.add(Work())
    outbox.wait()
