"""The return path: it names the delivery, survives what servers do to it, and cannot be invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver.tokens import Tokens
from briefgen.deliver.verp import Returned, read_return_path, return_path

OURS = Tokens("another secret of at least thirty-two signs")
NUMBERS = st.integers(0, 2**63 - 1)


@given(NUMBERS, NUMBERS)
def test_a_bounce_is_traced_to_its_delivery(subscriber: int, mailing: int) -> None:
    """Also in capitals or in angle brackets; and the local part is as short as RFC 5321 wants it."""
    path = return_path(OURS, subscriber, mailing, domain="example.org")
    wanted = Returned(subscriber=subscriber, mailing=mailing)
    assert read_return_path(OURS, path) == read_return_path(OURS, f"<{path.upper()}>") == wanted
    assert len(path.partition("@")[0]) <= 64


def test_nobody_else_can_name_a_delivery() -> None:
    """Another number, another secret, another code."""
    path = return_path(OURS, 7, 3, domain="example.org")
    assert read_return_path(OURS, path.replace("7.3.", "8.3.")) is None
    assert read_return_path(OURS, path.replace("7.3.", "7.4.")) is None
    assert read_return_path(Tokens("a third secret of at least thirty-two characters"), path) is None


@pytest.mark.parametrize(
    "address", ["", "desk@example.org", "bounces+7.3@example.org", "bounces+٧.3.aaaaaaaaaaaaaaaa@x"]
)
def test_other_addresses_are_nobodys(address: str) -> None:
    """Whatever comes to the mailbox of bounces."""
    assert read_return_path(OURS, address) is None


@given(st.text())
def test_no_text_raises(address: str) -> None:
    """Strangers write to the mailbox."""
    assert read_return_path(OURS, address) is None
