"""The addresses of a reader's own links."""

from briefgen.deliver.links import confirm_url, edition_url, preferences_url, unsubscribe_url

HOME = "https://briefing.example"


def test_each_link_has_its_token_in_its_path() -> None:
    """Where no program cuts it off."""
    assert confirm_url(HOME, "t") == "https://briefing.example/confirm/t"
    assert unsubscribe_url(HOME, "t") == "https://briefing.example/unsubscribe/t"
    assert preferences_url(HOME, "t") == "https://briefing.example/preferences/t"


def test_an_edition_s_page_is_shared_without_a_token() -> None:
    """What comes before the query is the address of all readers."""
    assert edition_url(HOME, "israel/2021-12-28") == "https://briefing.example/israel/2021-12-28/"
    assert edition_url(HOME, "israel/2021-12-28", "t") == "https://briefing.example/israel/2021-12-28/?reader=t"
