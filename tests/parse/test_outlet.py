"""Which hosts belong to one outlet."""

import pytest

from briefgen.parse.outlet import same_outlet


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbour-post.example", "www.harbour-post.example"),
        ("M.harbour-post.example", "amp.harbour-post.example."),
        ("english.harbour.net", "harbour.com"),
        ("www.harbour.co.uk", "harbour.com"),
        ("harbour.org.il", "www.harbour.co.il"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_hosts_of_one_outlet(one: str, other: str) -> None:
    """Its editions, its languages, its endings."""
    assert same_outlet(one, other)
    assert same_outlet(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbour-post.example", "levant-wire.example"),
        ("www.harbour.co.uk", "www.levant.co.uk"),
        ("harbour.com.tr", "levant.com.tr"),
        ("127.0.0.1", "10.0.0.1"),
        ("www.harbour.example", "harbour.levant.example"),
    ],
)
def test_hosts_of_two(one: str, other: str) -> None:
    """What they share is what anybody may register under."""
    assert not same_outlet(one, other)
