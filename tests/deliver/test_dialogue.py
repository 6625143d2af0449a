"""What is said on a connection, and what comes of the answers: no socket, every way of cutting them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.dialogue import Answered, Declined, Dialogue, Ended, Event, Ready
from briefgen.deliver.replies import Replies, Reply
from briefgen.model.errors import DeliveryError

BODY = b"Subject: a day\r\n\r\nTalks resume.\r\n"
GROUP = b"MAIL FROM:<desk@example.org>\r\nRCPT TO:<jane@example.org>\r\nDATA\r\n"


def said(dialogue: Dialogue) -> bytes:
    """Take all that is to be sent."""
    words = dialogue.outgoing
    dialogue.sent(len(words))
    return words


def offered(*, grouped: bool = True) -> Dialogue:
    """Return a dialogue on which reader 7's message has begun."""
    dialogue = Dialogue(grouped=grouped)
    dialogue.offer(7, "desk@example.org", "jane@example.org")
    return dialogue


def test_a_message_takes_one_group_a_body_and_an_answer() -> None:
    """RFC 2920: DATA is the last of a group."""
    dialogue = offered()
    assert said(dialogue) == GROUP
    assert dialogue.receive(b"250 ok\r\n250 ok\r\n354 go ahead\r\n") == [Ready(key=7)]
    dialogue.give(7, BODY)
    assert said(dialogue) == BODY + b".\r\n"
    reply = Reply(code=250, words="250 2.0.0 queued as 4X")
    assert dialogue.receive(b"250 2.0.0 queued as 4X\r\n") == [Answered(key=7, reply=reply)]
    assert dialogue.lost() == []


def test_the_next_message_begins_in_the_group_that_ends_this_one() -> None:
    """And its body waits for the answer to this one."""
    dialogue = offered()
    said(dialogue)
    dialogue.receive(b"250 ok\r\n250 ok\r\n354 go ahead\r\n")
    dialogue.give(7, BODY)
    dialogue.offer(8, "desk@example.org", "jane@example.org")
    assert said(dialogue) == BODY + b".\r\n" + GROUP
    events = dialogue.receive(b"250 queued\r\n250 ok\r\n250 ok\r\n354 go\r\n")
    assert events == [Answered(key=7, reply=Reply(code=250, words="250 queued")), Ready(key=8)]


def test_a_server_without_groups_is_told_one_thing_at_a_time() -> None:
    """Each command waits for the answer to the one before."""
    dialogue = offered(grouped=False)
    assert said(dialogue) == b"MAIL FROM:<desk@example.org>\r\n"
    assert dialogue.receive(b"250 ok\r\n") == []
    assert said(dialogue) == b"RCPT TO:<jane@example.org>\r\n"
    assert dialogue.receive(b"250 ok\r\n") == []
    assert said(dialogue) == b"DATA\r\n"
    assert dialogue.receive(b"354 go\r\n") == [Ready(key=7)]


@pytest.mark.parametrize(
    ("answers", "stage", "words", "then"),
    [
        (b"550 5.7.1 not you\r\n503 no\r\n503 no\r\n", "mail", "550 5.7.1 not you", b""),
        (b"250 ok\r\n550-5.1.1 there is no\r\n550 5.1.1 such reader\r\n503 no\r\n", "rcpt",
         "550 5.1.1 there is no 5.1.1 such reader", b"RSET\r\n"),
        (b"250 ok\r\n450 4.2.0 later\r\n554 no valid recipients\r\n", "rcpt", "450 4.2.0 later", b"RSET\r\n"),
        (b"250 ok\r\n250 ok\r\n451 4.3.0 later\r\n", "data", "451 4.3.0 later", b"RSET\r\n"),
        (b"250 ok\r\n550 no\r\n354 go ahead\r\n", "rcpt", "550 no", b".\r\n"),
    ],
)  # fmt: skip
def test_a_message_is_declined_where_the_first_no_was_said(answers: bytes, stage: str, words: str, then: bytes) -> None:
    """And the next one begins anew: after RSET, or after the empty body that a server waits for (RFC 2920, 3.1)."""
    dialogue = offered()
    said(dialogue)
    events = dialogue.receive(answers)
    assert [(e.key, e.stage, e.reply.words) for e in events if isinstance(e, Declined)] == [(7, stage, words)]
    assert len(events) == 1
    dialogue.offer(8, "desk@example.org", "jane@example.org")
    assert said(dialogue) == then + GROUP
    rest = b"250 ok\r\n250 ok\r\n354 go\r\n" if not then else b"250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n"
    assert dialogue.receive(rest) == [Ready(key=8)]


@pytest.mark.parametrize("before", [0, 1, 2])
def test_a_server_that_closes_ends_the_connection_at_any_place(before: int) -> None:
    """421 (RFC 5321, 3.8): nothing of the message was sent."""
    dialogue = offered()
    said(dialogue)
    events = dialogue.receive(b"250 ok\r\n" * before + b"421 4.3.2 going down\r\n")
    assert isinstance(events[-1], Ended)
    fates = [e.key for e in events if isinstance(e, Declined)] + [
        key for key, gone in dialogue.lost() if gone == "nothing"
    ]
    assert fates == [7]
    assert dialogue.receive(b"250 ok\r\n") == []


def test_a_server_that_closes_after_the_body_has_not_taken_it() -> None:
    """421 is an answer, and it is no."""
    dialogue = offered()
    dialogue.receive(b"250 ok\r\n250 ok\r\n354 go\r\n")
    dialogue.give(7, BODY)
    said(dialogue)
    answered, ended = dialogue.receive(b"421 4.3.2 going down\r\n")
    assert isinstance(answered, Answered)
    assert isinstance(ended, Ended)
    assert dialogue.lost() == []


@given(st.integers(0, len(BODY) + 3))
def test_a_lost_connection_tells_how_much_of_the_body_had_left(octets: int) -> None:
    """Doubtful is what the server may have taken over: the last octets of its end were on their way."""
    dialogue = offered()
    said(dialogue)
    dialogue.receive(b"250 ok\r\n250 ok\r\n354 go\r\n")
    dialogue.give(7, BODY)
    dialogue.sent(octets)
    assert isinstance(dialogue.receive(b"")[0], Ended)
    assert dialogue.lost() == [(7, "whole" if octets > len(BODY) - 2 else "part")]


@given(st.lists(st.integers(1, 40), max_size=60))
def test_answers_mean_the_same_however_they_are_cut(cuts: list[int]) -> None:
    """One octet at a time, or two answers at once."""
    stream = b"250-ok\r\n250 2.1.0 ok\r\n250 ok\n354 go\r\n"

    def events(pieces: list[bytes]) -> list[Event]:
        dialogue, found = offered(), []
        for piece in pieces:
            for event in dialogue.receive(piece):
                found.append(event)
                if isinstance(event, Ready) and event.key == 7:
                    dialogue.give(7, BODY)
                    dialogue.offer(8, "desk@example.org", "jane@example.org")
        return found

    pieces, at = [], 0
    for cut in cuts:
        pieces.append(stream[at : at + cut])
        at += cut
    cut_up = [piece for piece in [*pieces, stream[at:]] if piece]
    lines = stream.splitlines(keepends=True)
    assert events(cut_up) == events(lines) == [Ready(key=7)]


@given(st.binary(max_size=300))
def test_nothing_that_a_server_says_raises(noise: bytes) -> None:
    """Whatever it is, the connection goes on or ends, and every message is accounted for once."""
    dialogue = offered()
    events = dialogue.receive(noise)
    told = [event.key for event in events if isinstance(event, Declined | Answered)]
    assert sorted([*told, *(key for key, _ in dialogue.lost())]) == [7]


@pytest.mark.parametrize("body", [b"no end", b".\r\n", b"a\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n", b"a\n.\n"])
def test_a_body_that_ends_twice_is_not_sent(body: bytes) -> None:
    """SMTP smuggling: what follows would be read as commands."""
    dialogue = offered()
    dialogue.receive(b"250 ok\r\n250 ok\r\n354 go\r\n")
    with pytest.raises(ValueError, match="ends where it ends"):
        dialogue.give(7, body)


@pytest.mark.parametrize("address", ["", "a b@example.org", "a@b>\r\nDATA", "a@b\r\nRCPT TO:<eve@evil.example", "<a@b"])
def test_no_address_makes_a_command_of_its_own(address: str) -> None:
    """Refused before a byte is said."""
    dialogue = Dialogue(grouped=True)
    with pytest.raises(ValueError, match="no such address"):
        dialogue.offer(7, "desk@example.org", address)
    assert dialogue.outgoing == b""


@pytest.mark.parametrize(
    "noise", [b"hello\r\n", b"999 what\r\n", b"250-a\r\n550 b\r\n", b"x" * 5_000, b"250-\r\n" * 300]
)
def test_what_no_mail_server_says_is_refused(noise: bytes) -> None:
    """Without end, or without sense."""
    with pytest.raises(DeliveryError, match="no mail server says"):
        Replies().feed(noise)


def test_the_words_of_a_reply_are_one_printable_line() -> None:
    """They stand in the ledger, and on a terminal."""
    assert Replies().feed(b"550-5.1.1 \x1b[31mno\r\n550 one\tthere\r\n")[0].words == "550 5.1.1 [31mno one there"
