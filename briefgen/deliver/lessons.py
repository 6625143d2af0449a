"""What answers to some messages say of those to come: slower, not now, or not at all. Pure."""

from briefgen.deliver import verdicts
from briefgen.deliver.dialogue import Answered, Declined
from briefgen.deliver.pacing import Pace
from briefgen.deliver.replies import CLOSING
from briefgen.model.delivery import Claimed, Outcome

#: So many refusals in a row, and nothing taken before: it is not the readers who are at fault.
_ALL_REFUSED = 20


class Lessons:
    """Tells the pace, and knows when to give up: then ``trouble`` says why, in one line."""

    def __init__(self, pace: Pace) -> None:
        """Begin with none."""
        self._pace = pace
        self._taken = False
        self._refused_in_a_row = 0
        self.trouble = ""

    def learn(self, row: Claimed, event: Answered | Declined, found: Outcome, at: float) -> None:
        """Take an answer, and what it made of the delivery."""
        words = event.reply.words
        if found.state == "sent":
            self._pace.welcomed(row.domain)
            self._taken, self._refused_in_a_row = True, 0
        elif verdicts.ends_all(event):
            self.give_up(f"the mail server refuses us as sender: {words}")
        elif verdicts.about_us(event):
            if event.reply.code != CLOSING:  # that ends the connection, of which the loss tells
                self.failed(words, at)
        elif found.state == "deferred":
            self._pace.put_off(row.domain, at)
        elif found.state == "refused":
            self._refused_in_a_row += 1
            if self._refused_in_a_row >= _ALL_REFUSED and not self._taken:
                self.give_up(f"the mail server refuses every message: {words}")

    def failed(self, words: str, at: float) -> None:
        """The server is in trouble: it rests, and is given up if that was often in vain."""
        self._pace.failed(at)
        if self._pace.hopeless:
            self.give_up(f"the mail server takes nothing: {words}")

    def unreachable(self, words: str, at: float, *, before: bool) -> None:
        """No connection can be opened, and there is none; ``before``: there has been one in this round."""
        self._pace.failed(at)
        if not before or self._pace.hopeless:
            self.give_up(words)

    def give_up(self, words: str) -> None:
        """Nothing more is to be handed in."""
        self.trouble = self.trouble or words
