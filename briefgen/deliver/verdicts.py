"""A reply, or a lost connection → what became of a delivery. Pure.

What is the server's trouble and not the message's is no verdict on it: it is given back untouched. A sender that the
server does not want says nothing about a million readers.
"""

from datetime import datetime

from briefgen.deliver.dialogue import Answered, Declined, Gone
from briefgen.deliver.pacing import next_try
from briefgen.deliver.replies import CLOSING
from briefgen.model.delivery import Claimed, Outcome, OutcomeState

#: "Exceeded storage allocation": of all answers to MAIL the one that is about the message.
_TOO_LARGE = 552


def verdict(row: Claimed, event: Answered | Declined, now: datetime) -> Outcome:
    """Return what an answer makes of a delivery; ``pending`` where it is about us and not about the message."""
    reply = event.reply
    if isinstance(event, Answered) and reply.good:
        return outcome(row, "sent", reply.words)
    if isinstance(event, Declined) and about_us(event):
        return outcome(row, "pending", reply.words)
    if reply.lasting:
        return outcome(row, "refused", reply.words)
    return deferred(row, reply.words, now)


def about_us(event: Answered | Declined) -> bool:
    """Tell whether an answer is about the sender, or the server itself."""
    if not isinstance(event, Declined):
        return False
    if event.reply.code == CLOSING:
        return event.stage != "rcpt"
    return event.stage == "mail" and event.reply.code != _TOO_LARGE


def ends_all(event: Answered | Declined) -> bool:
    """Tell whether nobody's message will be taken: the server does not want us as sender."""
    return about_us(event) and event.reply.lasting


def fate(row: Claimed, gone: Gone, words: str, now: datetime) -> Outcome:
    """Return what a lost connection makes of a delivery that was claimed and not answered."""
    if gone == "whole":
        return outcome(row, "doubtful", f"the whole message had gone out when {words}")
    if gone == "part":
        return deferred(row, f"in the middle of the message {words}", now)
    return outcome(row, "pending", words)


def deferred(row: Claimed, words: str, now: datetime) -> Outcome:
    """Return the next try of a delivery; a refusal after two days."""
    again = next_try(row.attempts, now)
    if again is None:
        return outcome(row, "refused", f"tried for two days: {words}")
    return Outcome(mailing=row.mailing, subscriber=row.subscriber, state="deferred", words=words, next_try=again)


def outcome(row: Claimed, state: OutcomeState, words: str) -> Outcome:
    """Return what became of a delivery."""
    return Outcome(mailing=row.mailing, subscriber=row.subscriber, state=state, words=words)
