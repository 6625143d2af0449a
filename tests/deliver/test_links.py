"""The addresses of a reader's own links."""

from datetime import timedelta

from briefgen.deliver.links import CONFIRM_WITHIN, Links, Meant
from briefgen.deliver.tokens import Tokens
from tests.factories import NOON

HOME = "https://briefing.example"
LINKS = Links(HOME, Tokens("a secret of more than thirty-two characters"))


def token(link: str, kind: str) -> str:
    """Return the token of a link of that kind."""
    assert link.startswith(f"{HOME}/{kind}/")
    return link.removeprefix(f"{HOME}/{kind}/")


def test_each_link_says_who_and_what_for() -> None:
    """In a token in its path, where no program cuts it off."""
    assert LINKS.meant_to_prefer(token(LINKS.preferences(7), "preferences")) == Meant(subscriber=7)
    found = LINKS.meant_to_unsubscribe(token(LINKS.unsubscribe(7, "israel"), "unsubscribe"))
    assert found == Meant(subscriber=7, briefings=("israel",))


def test_a_link_for_one_thing_is_none_for_another() -> None:
    """Whoever forwards an edition gives away no preferences."""
    given = token(LINKS.unsubscribe(7, "israel"), "unsubscribe")
    assert LINKS.meant_to_prefer(given) is None
    assert LINKS.meant_to_read(given) is None
    assert LINKS.meant_to_confirm(given, NOON) is None
    assert LINKS.meant_to_unsubscribe(given[:-1]) is None


def test_a_link_to_confirm_ends() -> None:
    """After a week."""
    given = token(LINKS.confirm(7, ("gulf", "israel"), NOON), "confirm")
    assert LINKS.meant_to_confirm(given, NOON + CONFIRM_WITHIN) == Meant(subscriber=7, briefings=("gulf", "israel"))
    assert LINKS.meant_to_confirm(given, NOON + CONFIRM_WITHIN + timedelta(seconds=1)) is None


def test_an_edition_s_page_is_shared_without_a_token() -> None:
    """What comes before the query is the address of all readers."""
    assert LINKS.edition("israel/2021-12-28") == f"{HOME}/israel/2021-12-28/"
    page, _, query = LINKS.edition("israel/2021-12-28", 7).partition("?reader=")
    assert page == f"{HOME}/israel/2021-12-28/"
    assert LINKS.meant_to_read(query) == Meant(subscriber=7)
