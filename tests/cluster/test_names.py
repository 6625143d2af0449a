"""Names by their capital letters."""

from briefgen.cluster.names import names
from tests.factories import an_article

TEXTS = [
    "The talks in Vienna were led by Enrique Mora on Monday, and Iran sent a deputy.",
    "Diplomats said that Iran would return, while the talks in Vienna paused.",
    "Nobody in the town was hurt, Iranian officials and a doctor said.",
]


def test_what_stands_with_a_capital_within_sentences_is_a_name() -> None:
    """Not what begins a sentence, and not a day of the week."""
    first, second, third = names([an_article(id=f"a-{n}", title="", text=text) for n, text in enumerate(TEXTS)])
    assert first == {"vien", "enri", "mora", "iran"}
    assert second == {"vien", "iran"}
    assert third == {"iran"}


def test_a_title_in_capitals_names_what_texts_know() -> None:
    """Title Case makes every word look like a name."""
    articles = [an_article(id=f"a-{n}", title="", text=text) for n, text in enumerate(TEXTS)]
    (*_, found) = names([*articles, an_article(id="a-title", title="Diplomats Return To Vienna Talks", text="")])
    assert found == {"vien"}


def test_a_script_without_capitals_gives_no_names() -> None:
    """And no article is held apart for it."""
    hebrew = an_article(title="סבב שני של שיחות בווינה", text="הצדדים נפגשו שוב בווינה ביום שני.", language="he")
    assert names([hebrew, hebrew]) == (frozenset(), frozenset())


def test_an_unknown_language_has_no_calendar() -> None:
    """And is no error."""
    (found,) = names([an_article(title="", text="They met in Vienna again.", language="xx")])
    assert found == {"vien"}
