"""What a reply makes of a delivery."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefgen.deliver.dialogue import Answered, Declined, Gone, Stage
from briefgen.deliver.replies import Reply
from briefgen.deliver.verdicts import ends_all, fate, verdict
from tests.deliver.mail_servers import Ledger

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ROW = Ledger(1).row(1)


@pytest.mark.parametrize(
    ("stage", "code", "state"),
    [
        ("mail", 450, "pending"), ("mail", 421, "pending"), ("mail", 550, "pending"), ("mail", 552, "refused"),
        ("rcpt", 450, "deferred"), ("rcpt", 421, "deferred"), ("rcpt", 550, "refused"),
        ("data", 451, "deferred"), ("data", 421, "pending"), ("data", 554, "refused"),
    ],
)  # fmt: skip
def test_what_is_about_us_gives_the_delivery_back(stage: Stage, code: int, state: str) -> None:
    """Only what is about the message or its reader counts against him."""
    event = Declined(key=1, stage=stage, reply=Reply(code=code, words=f"{code} words"))
    found = verdict(ROW, event, NOW)
    assert (found.state, found.words) == (state, f"{code} words")
    assert ends_all(event) == (stage == "mail" and code == 550)


@pytest.mark.parametrize(("code", "state"), [(250, "sent"), (421, "deferred"), (452, "deferred"), (554, "refused")])
def test_the_answer_to_a_whole_message_is_the_servers_verdict(code: int, state: str) -> None:
    """421 is no, too."""
    assert verdict(ROW, Answered(key=1, reply=Reply(code=code, words="w")), NOW).state == state


def test_what_was_put_off_for_two_days_is_refused() -> None:
    """With what the server said last."""
    event = Answered(key=1, reply=Reply(code=450, words="450 4.2.0 mailbox busy"))
    found = verdict(replace(ROW, attempts=30), event, NOW)
    assert (found.state, found.words) == ("refused", "tried for two days: 450 4.2.0 mailbox busy")


@pytest.mark.parametrize(("gone", "state"), [("nothing", "pending"), ("part", "deferred"), ("whole", "doubtful")])
def test_a_lost_connection_is_in_doubt_only_where_the_server_may_have_it_all(gone: Gone, state: str) -> None:
    """A part of a message is none."""
    assert fate(ROW, gone, "the connection was lost", NOW).state == state
