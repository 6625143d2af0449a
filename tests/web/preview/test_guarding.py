"""Hosts that are ours, and forms that are."""

import pytest

from briefgen.web.hosts import is_known_host, is_loopback
from briefgen.web.preview.guarding import is_own_form

TOKEN = "t0ken"  # noqa: S105  of a form in these tests


@pytest.mark.parametrize("host", ["localhost:8642", "LOCALHOST", "127.0.0.1:8642", "127.8.8.8", "[::1]:8642"])
def test_this_machine_itself_is_known(host: str) -> None:
    """By all its names."""
    assert is_known_host(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8642", "", "192.0.2.7", "[::1", "a:b", "desk"],
)
def test_any_other_host_is_not_while_only_loopback_is_listened_at(host: str) -> None:
    """A stranger's name that was made to stand for 127.0.0.1 above all."""
    assert not is_known_host(host, "127.0.0.1", ["desk"])


@pytest.mark.parametrize("host", ["192.0.2.7:8642", "desk:8642", "[2001:db8::7]", "localhost"])
def test_who_listens_elsewhere_is_known_by_addresses_and_own_names(host: str) -> None:
    """No stranger's name can be made to stand for digits."""
    assert is_known_host(host, "0.0.0.0", ["Desk"])  # noqa: S104  compared, not bound


def test_who_listens_elsewhere_is_not_known_by_strangers_names() -> None:
    """Rebinding is refused there too."""
    assert not is_known_host("evil.example", "0.0.0.0", ["desk"])  # noqa: S104  compared, not bound


@pytest.mark.parametrize(("host", "loopback"), [("::1", True), ("127.0.0.1", True), ("10.0.0.1", False), ("a", False)])
def test_loopback_is_told_by_address(host: str, loopback: bool) -> None:  # noqa: FBT001  a column of the table
    """Names other than localhost are not trusted."""
    assert is_loopback(host) is loopback


def test_a_form_of_ours_has_the_token() -> None:
    """As a browser sends it."""
    headers = {"host": "127.0.0.1:8642", "origin": "http://127.0.0.1:8642", "sec-fetch-site": "same-origin"}
    assert is_own_form(headers, TOKEN, TOKEN)
    assert not is_own_form(headers, "", TOKEN)
    assert not is_own_form(headers, "טוקן", TOKEN)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_from_elsewhere_is_not_ours_even_with_the_token(headers: dict[str, str]) -> None:
    """The browser says where it comes from."""
    assert not is_own_form({"host": "127.0.0.1:8642", **headers}, TOKEN, TOKEN)
