"""Tokens: only ours, only for their purpose, only for their time."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.tokens import PURPOSES, Purpose, Tokens
from briefgen.model.errors import UsageError

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
OURS = Tokens("a secret of at least thirty-two characters")


@given(st.text(max_size=300))
def test_what_was_signed_is_read_again(payload: str) -> None:
    """In any script; and the token is plain enough for a header, a URL and a command line."""
    payload = payload.encode(errors="replace").decode()
    token = OURS.sign("preferences", payload)
    assert OURS.read("preferences", token) == payload
    assert not set(token) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@pytest.mark.parametrize(("made_for", "used_for"), [*permutations(PURPOSES, 2)])
def test_a_token_for_one_purpose_is_none_for_another(made_for: Purpose, used_for: Purpose) -> None:
    """A link that ends a subscription does not open the preferences."""
    assert OURS.read(used_for, OURS.sign(made_for, "7")) is None


def test_a_token_of_another_secret_is_none() -> None:
    """Whoever changes the secret revokes all there are."""
    assert OURS.read("confirm", Tokens("another secret of at least thirty-two signs").sign("confirm", "7")) is None


@given(st.data())
def test_no_other_sign_at_any_place_is_taken(data: st.DataObject) -> None:
    """Each character counts, the last ones too, and so does the length."""
    token = OURS.sign("unsubscribe", "7 israel", at=NOW)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda c: c != token[place]))
    assert OURS.read("unsubscribe", token[:place] + other + token[place + 1 :]) is None
    assert OURS.read("unsubscribe", token[:place] + token[place + 1 :]) is None
    assert OURS.read("unsubscribe", token[:place] + other + token[place:]) is None


@given(st.text())
def test_anything_else_is_none_and_raises_nothing(text: str) -> None:
    """Strangers type into the address bar."""
    assert OURS.read("confirm", text, now=NOW, lasts=timedelta(days=1)) is None


def test_a_token_ends() -> None:
    """To the second; and one of the future, or without a date, is none either."""
    token = OURS.sign("confirm", "7", at=NOW)
    day = timedelta(days=1)
    assert OURS.read("confirm", token, now=NOW + day, lasts=day) == "7"
    assert OURS.read("confirm", token, now=NOW + day + timedelta(seconds=1), lasts=day) is None
    assert OURS.read("confirm", token, now=NOW - timedelta(hours=1), lasts=day) is None
    assert OURS.read("confirm", OURS.sign("confirm", "7"), now=NOW, lasts=day) is None
    assert OURS.read("confirm", token, lasts=day) is None


def test_a_token_that_is_bound_to_a_state_cannot_be_used_again() -> None:
    """Once what it changes has changed."""
    token = OURS.sign("confirm", "7", bound="asked")
    assert OURS.read("confirm", token, bound="asked") == "7"
    assert OURS.read("confirm", token, bound="confirmed") is None
    assert OURS.read("confirm", token) is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_payload_and_what_it_is_bound_to_cannot_change_places(one: str, other: str) -> None:
    """``ab`` bound to ``c`` is not ``a`` bound to ``bc``."""
    one, other = (text.encode(errors="replace").decode() for text in (one, other))
    if one != other:
        made, swapped = OURS.sign("form", one, bound=other), OURS.sign("form", other, bound=one)
        assert made.rpartition(".")[2] != swapped.rpartition(".")[2]


def test_a_code_has_at_least_128_bits() -> None:
    """RFC 8058 wants what nobody can guess."""
    assert len(OURS.sign("unsubscribe", "7").rpartition(".")[2]) * 6 >= 128


def test_a_short_secret_is_refused() -> None:
    """Every link could be forged."""
    with pytest.raises(UsageError, match="BRIEFGEN_SECRET"):
        Tokens("short")
