"""Carrying letters to a real server on loopback: everybody once, whatever the server does."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from briefgen.deliver import Carried, Way, carry
from briefgen.deliver.encoding import Encoded
from briefgen.deliver.pacing import Limits
from briefgen.deliver.signing import Signers
from briefgen.deliver.smtp import MailServer
from briefgen.model.errors import DeliveryError, RunOverError, StoreError
from briefgen.render.message import message
from tests.deliver.mail_servers import BODY, DROP, MUTE, Ledger, Script, a_letter, a_mail_server
from tests.deliver.test_dkim import a_key, verified
from tests.deliver.test_encoding import HTML, TEXT, an_imprint
from tests.deliver.test_smtp import a_server, trusting
from tests.factories import an_edition

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)

WAYS = pytest.mark.parametrize("looks_ahead", [True, False], ids=["ahead", "claimed first"])


def carried(
    ledger: Ledger, script: Script, *, looks_ahead: bool = True, limits: Limits | None = None, stop_after: int = 0
) -> Carried:
    """Carry what the ledger gives."""
    return carry(
        Way(server=MailServer(host="127.0.0.1", port=script.port), limits=limits or Limits(connections=3)),
        "israel/2026-11-22",
        ledger.step,
        a_letter,
        now=lambda: NOW,
        ahead=ledger.ahead if looks_ahead else None,
        stop=lambda: bool(stop_after) and len(ledger.outcomes) >= stop_after,
    )


@WAYS
@pytest.mark.parametrize("offers", [("PIPELINING",), ()], ids=["in groups", "one by one"])
def test_each_reader_gets_his_letter_once(looks_ahead: bool, offers: tuple[str, ...]) -> None:  # noqa: FBT001  a case
    """And never is more claimed and unanswered than there are connections."""
    ledger = Ledger(40)
    with a_mail_server(Script(offers=offers)) as server:
        report = carried(ledger, server, looks_ahead=looks_ahead)
    assert sorted(reader for reader, _ in server.taken) == sorted(f"r{n}" for n in range(1, 41))
    assert {body for _, body in server.taken} == {BODY}
    assert report == Carried(sent=40, connections=report.connections)
    assert ledger.states() == {"sent": 40}
    assert ledger.outcomes[7].words == "250 2.0.0 queued"
    assert ledger.most_claimed <= 3
    assert 1 <= server.sessions <= 3


@WAYS
def test_what_the_server_will_not_have_is_told_in_its_words(looks_ahead: bool) -> None:  # noqa: FBT001  a case
    """For good or for now, before the body or after it; the others go out."""
    script = Script(
        rcpt={"r1": "550 5.1.1 no such reader", "r2": "450 4.2.0 later"},
        end={"r3": "554 5.7.1 spam", "r4": "451 4.3.0 later"},
    )
    ledger = Ledger(12)
    with a_mail_server(script) as server:
        report = carried(ledger, server, looks_ahead=looks_ahead)
    assert report == Carried(sent=8, refused=2, deferred=2, connections=report.connections)
    assert {n: ledger.outcomes[n].words for n in (1, 2, 3, 4)} == {
        1: "550 5.1.1 no such reader", 2: "450 4.2.0 later", 3: "554 5.7.1 spam", 4: "451 4.3.0 later",
    }  # fmt: skip
    assert ledger.outcomes[2].next_try == NOW + timedelta(minutes=5)
    assert not ledger.claimed


@WAYS
def test_a_connection_that_is_lost_after_the_body_leaves_that_one_in_doubt(looks_ahead: bool) -> None:  # noqa: FBT001
    """One that was lost within the body was not taken; nobody else is touched."""
    script = Script(end={"r5": DROP}, drop_in_body=frozenset({"r9"}))
    ledger = Ledger(20)
    with a_mail_server(script) as server:
        carried(ledger, server, looks_ahead=looks_ahead)
    assert ledger.outcomes[5].state == "doubtful"
    assert ledger.outcomes[9].state in {"deferred", "doubtful"}  # so short a body has left as a whole
    assert sum(outcome.state == "sent" for outcome in ledger.outcomes.values()) == 18
    assert len(server.taken) == 18


_NOBODY = {"GREETING": {"sent": 12}, "EHLO": {"sent": 12}, "MAIL": {"sent": 12}, "DATA": {"sent": 12}}
_LAST = {"RCPT": {"sent": 12}, "END": {"doubtful": 1, "sent": 11}}


@pytest.mark.parametrize(
    ("fault", "place", "states"),
    [
        *(("421 4.3.2 closing", place, states) for place, states in _NOBODY.items()),
        *(("421 4.3.2 closing", place, {"deferred": 1, "sent": 11}) for place in ("RCPT", "END")),
        *((fault, place, states) for fault in (DROP, MUTE) for place, states in (_NOBODY | _LAST).items()),
    ],
)
def test_a_connection_that_fails_at_any_place_costs_one_reader_at_most(
    fault: str, place: str, states: dict[str, int]
) -> None:
    """It closes, hangs up, or falls silent: who may have it is in doubt, and nobody has it twice."""
    ledger, limits = Ledger(12), Limits(connections=3, silence=0.5)
    with a_mail_server(Script(first={place: fault})) as server:
        carried(ledger, server, limits=limits)
    assert ledger.states() == states
    assert len(server.taken) == len({reader for reader, _ in server.taken}) == states["sent"]
    assert not ledger.claimed
    assert not ledger.pending


@WAYS
def test_a_server_may_take_few_messages_over_one_connection(looks_ahead: bool) -> None:  # noqa: FBT001  a case
    """421 before the body costs nothing; and we close by ourselves where a limit says so."""
    ledger = Ledger(30)
    with a_mail_server(Script(most=4)) as server:
        assert carried(ledger, server, looks_ahead=looks_ahead).sent == 30
    assert len(server.taken) == 30
    ledger = Ledger(30)
    with a_mail_server(Script(most=4)) as server:
        report = carried(ledger, server, looks_ahead=looks_ahead, limits=Limits(connections=2, messages=4))
    assert (report.sent, report.released) == (30, 0)
    assert server.sessions >= 8


@WAYS
def test_a_server_that_does_not_want_the_sender_costs_no_reader_his_edition(looks_ahead: bool) -> None:  # noqa: FBT001
    """A million readers are not refused because our password is old."""
    ledger = Ledger(10)
    with a_mail_server(Script(mail="530 5.7.0 authentication required")) as server:
        report = carried(ledger, server, looks_ahead=looks_ahead)
    assert "refuses us as sender: 530 5.7.0 authentication required" in report.trouble
    assert (report.sent, report.refused, len(ledger.pending)) == (0, 0, 10)
    assert not ledger.claimed


def test_a_server_that_refuses_everybody_is_not_asked_for_all() -> None:
    """That relaying is denied says nothing about the readers."""
    ledger = Ledger(200)
    with a_mail_server(Script(rcpt={f"r{n}": "554 5.7.1 relay access denied" for n in range(1, 201)})) as server:
        report = carried(ledger, server)
    assert "refuses every message: 554 5.7.1 relay access denied" in report.trouble
    assert report.refused <= 25
    assert len(ledger.pending) >= 175


@WAYS
def test_once_it_is_told_to_stop_nothing_more_is_claimed(looks_ahead: bool) -> None:  # noqa: FBT001  a case
    """What is on the wire is finished and settled."""
    ledger = Ledger(500)
    with a_mail_server(Script()) as server:
        report = carried(ledger, server, looks_ahead=looks_ahead, stop_after=20)
    assert 20 <= report.sent < 200
    assert len(server.taken) == report.sent == len(ledger.outcomes)
    assert not ledger.claimed
    assert len(ledger.pending) == 500 - report.sent


def test_a_server_that_is_not_there_is_told() -> None:
    """Nothing is claimed for it."""
    ledger = Ledger(3)
    with a_mail_server(Script()) as server:
        port = server.port
    report = carried(ledger, Script(port=port))
    assert f"127.0.0.1:{port}" in report.trouble
    assert len(ledger.pending) == 3


def test_where_nothing_is_due_nobody_is_called() -> None:
    """Not even the server."""
    assert carried(Ledger(0), Script(port=1)) == Carried()


def test_another_sender_may_take_what_was_begun() -> None:
    """Then nothing of it leaves, and rows are claimed first from there on."""
    ledger = Ledger(60)

    def others() -> None:
        ledger.gone |= {number for number in ledger.pending if number % 4 == 0}

    ledger.on_step = others
    with a_mail_server(Script()) as server:
        report = carried(ledger, server)
    assert report.sent == len(server.taken) == 45
    assert not {f"r{n}" for n in range(4, 61, 4)} & {reader for reader, _ in server.taken}


@WAYS
@pytest.mark.parametrize("bound", [{"rates": {"example.org": 20.0}}, {"rates": {"*": 20.0}}, {"rate": 20.0}])
def test_a_rate_is_kept(looks_ahead: bool, bound: dict[str, Any]) -> None:  # noqa: FBT001  a case
    """20 a second to a domain, to each other one, or in all; of which the first second's are at hand."""
    ledger = Ledger(26)
    limits = Limits(connections=3, **bound)
    with a_mail_server(Script()) as server:
        assert carried(ledger, server, looks_ahead=looks_ahead, limits=limits).sent == 26


def test_a_ledger_that_fails_leaves_what_was_answered_to_be_noted() -> None:
    """It is asked a few times more; then the failure is raised, and nothing new was sent."""
    ledger, calls = Ledger(50), []

    def fail() -> None:
        calls.append(len(ledger.outcomes))
        if len(calls) == 10:
            raise StoreError("the disk is full")  # noqa: EM101, TRY003  a test's

    ledger.on_step = fail
    with a_mail_server(Script()) as server, pytest.raises(StoreError, match="the disk is full"):
        carried(ledger, server)
    assert len(ledger.outcomes) == len(server.taken)
    assert not ledger.claimed


def test_a_run_that_others_took_for_dead_stops() -> None:
    """What is answered meanwhile is not sent again by us."""
    ledger, calls = Ledger(50), []

    def over() -> None:
        calls.append(1)
        if len(calls) == 10:
            raise RunOverError("taken for dead")  # noqa: EM101, TRY003  a test's

    ledger.on_step = over
    with a_mail_server(Script()) as server, pytest.raises(RunOverError):
        carried(ledger, server)
    assert len(server.taken) < 50


def test_letters_go_over_tls_to_a_server_that_takes_one_command_at_a_time() -> None:
    """STARTTLS, of aiosmtpd, which offers no PIPELINING; a reader whom it does not know is refused."""
    ledger = Ledger(8)
    with a_server() as inbox:
        report = carry(
            Way(server=MailServer(host="localhost", port=inbox.port), limits=Limits(connections=2), trust=trusting()),
            "israel/2026-11-22", ledger.step,
            lambda row: replace(a_letter(row), reader="nobody@example.org") if row.subscriber == 3 else a_letter(row),
            now=lambda: NOW, ahead=ledger.ahead,
        )  # fmt: skip
    assert report == Carried(sent=7, refused=1, connections=report.connections)
    assert len(inbox.taken) == 7


def test_an_address_that_is_not_ascii_needs_a_server_that_takes_it() -> None:
    """SMTPUTF8 (RFC 6531)."""
    for offers, sent in ((("PIPELINING",), 1), (("PIPELINING", "8BITMIME", "SMTPUTF8"), 2)):
        ledger = Ledger(2)
        with a_mail_server(Script(offers=offers)) as server:
            report = carry(
                Way(server=MailServer(host="127.0.0.1", port=server.port)), "israel/2026-11-22", ledger.step,
                lambda row: replace(a_letter(row), reader="jané@example.org", wide=True)
                if row.subscriber == 1 else a_letter(row),
                now=lambda: NOW, ahead=ledger.ahead,
            )  # fmt: skip
        assert (report.sent, report.refused) == (sent, 2 - sent)
        assert "SMTPUTF8" in (ledger.outcomes[1].words if sent == 1 else "SMTPUTF8")


def test_what_a_letter_raises_is_raised_and_everything_closed() -> None:
    """A template that fails is nobody's delivery."""
    ledger = Ledger(3)

    def fail(_: object) -> str:
        raise DeliveryError("the press is broken")  # noqa: EM101, TRY003  a test's

    with a_mail_server(Script()) as server, pytest.raises(DeliveryError, match="press is broken"):
        carry(
            Way(server=MailServer(host="127.0.0.1", port=server.port)),
            "israel/2026-11-22", ledger.step, fail, now=lambda: NOW, ahead=ledger.ahead,
        )  # fmt: skip
    assert not ledger.claimed


def test_signed_letters_wait_for_their_signature() -> None:
    """Which others make, in any order; a letter without a signer is not sent unsigned."""
    key = a_key("ed25519")
    raw = message(an_edition(), HTML, TEXT, "Israel Briefing <briefing@example.org>")
    encoded = Encoded(raw, an_imprint(key=key))
    ledger = Ledger(30)
    with a_mail_server(Script()) as server, Signers(key, 2) as signers:
        way = Way(server=MailServer(host="127.0.0.1", port=server.port), limits=Limits(connections=3), signer=signers)
        report = carry(
            way, "israel/2026-11-22", ledger.step, lambda row: encoded.letter(row, NOW), now=lambda: NOW,
            ahead=ledger.ahead,
        )  # fmt: skip
        assert report.sent == 30
        assert all(verified(re.sub(rb"^\.", b"", body, flags=re.MULTILINE), key) for _, body in server.taken)
        with pytest.raises(ValueError, match="need a signer"):
            carry(
                replace(way, signer=None), "israel/2026-11-22", Ledger(1).step, lambda row: encoded.letter(row, NOW),
                now=lambda: NOW,
            )  # fmt: skip
