"""The editions that told of a story before."""

import pytest

from briefgen.render.earlier import beside, earlier_editions


def test_the_latest_three_are_named_the_oldest_first() -> None:
    """Each once; what has no date is no edition."""
    ids = (
        "israel/2022-03-08",
        "israel/2022-03-01",
        "israel/2022-03-07",
        "israel/2022-03-08",
        "odd",
        "israel/2022-02-28",
    )
    assert [earlier.date.isoformat() for earlier in earlier_editions(ids)] == ["2022-03-01", "2022-03-07", "2022-03-08"]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("https://news.example/israel/2022-03-09/", "https://news.example/israel/2022-03-08/"),
        ("https://news.example/israel/2022-03-09", "https://news.example/israel/2022-03-08"),
        ("https://news.example/israel/2022-03-09/index.html", "https://news.example/israel/2022-03-08/index.html"),
        ("https://news.example/israel/2022-03-09/?reader=x.y", "https://news.example/israel/2022-03-08/?reader=x.y"),
        ("https://news.example/latest/", ""),
        ("", ""),
    ],
)
def test_an_earlier_edition_is_linked_where_pages_are_named_by_their_editions(page: str, address: str) -> None:
    """Anywhere else its address is unknown."""
    assert beside(page, "israel/2022-03-09", "israel/2022-03-08") == address
