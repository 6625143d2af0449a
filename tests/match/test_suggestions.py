"""Spellings and names that the catalogue may lack."""

from datetime import timedelta

from briefgen.match.suggestions import Suggestions, suggest
from briefgen.model.article import Article
from tests.factories import NOON, a_watchlist, an_actor, an_article

NOW = NOON + timedelta(hours=1)
RAISI = an_actor(id="raisi", name="Ebrahim Raisi", aliases={"en": ("Raisi",), "ru": ("Раиси",)})
IRAN = an_actor(id="iran", name="Iran", kind="state", aliases={"ru": ("Иран",), "ar": ("إيران", "إيراني")})


def articles(*texts: str, days_ago: float = 0, language: str = "en") -> list[Article]:
    """Return an article for each text, each of another feed."""
    return [
        an_article(
            id=f"a-{days_ago}-{n}", feed=f"feed-{n}", title="At noon", text=text, language=language,
            published=NOON - timedelta(days=days_ago),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip


def look(*found: list[Article]) -> Suggestions:
    """Look through articles for names that are not in a catalogue of Iran and its president."""
    return suggest([article for some in found for article in some], a_watchlist(RAISI, IRAN), NOW)


def test_a_spelling_that_looks_like_an_actors_is_proposed_with_the_line_to_add() -> None:
    """The whole name once, with what it is like and where it stands."""
    (found,) = look(articles("In Iran yesterday Ibraheem Raeesi spoke to reporters again.")).spellings
    assert (found.actor, found.spelling, found.like, found.articles) == ("raisi", "Ibraheem Raeesi", "Ebrahim Raisi", 1)
    assert found.toml == 'en = ["Ibraheem Raeesi"]'
    assert found.headline == "At noon"


def test_a_spelling_in_another_script_is_compared_by_its_consonants() -> None:
    """The Latin name stands for it."""
    (found,) = look(
        articles("Вчера в Тегеране Ибрахим Раисси выступил перед журналистами снова.", language="ru")
    ).spellings
    assert (found.actor, found.language) == ("raisi", "ru")


def test_aliases_refused_names_and_other_names_are_not_proposed() -> None:
    """Nor a name of which only the surname is alike."""
    texts = ("In Iran yesterday Ebrahim Raisi and Tom Raisi spoke.", "Later that day Walter Ross and Raisi left Iran.")
    assert look(articles(*texts)).spellings == ()


def test_a_surname_alone_must_stand_in_two_articles() -> None:
    """One may be a slip, and short names are like many."""
    once = "They said that Raissee spoke of Iran again."
    assert look(articles(once)).spellings == ()


def test_a_name_that_rises_and_is_not_tracked_is_told() -> None:
    """Of several feeds, in the last days more than before."""
    new = articles(*(f"In Iran today Gary Newman met {n} people." for n in range(4)))
    old = articles(*(f"In Iran today Tom Oldman met {n} people." for n in range(4)))
    before = [a for day in range(4, 20) for a in articles("In Iran today Tom Oldman met people.", days_ago=day)]
    found = look(
        new,
        [a for a in old for a in [an_article(id=f"o-{a.id}", feed=a.feed, text=a.text, published=a.published)]],
        before,
    ).rising
    assert [(one.name, one.recent, one.before, one.feeds) for one in found] == [("Gary Newman", 4, 0, 4)]


def test_names_in_articles_that_concern_nobody_watched_do_not_rise() -> None:
    """An actor of a film is none of ours."""
    assert look(articles(*("Today the player Gary Newman met people there.",) * 5)).rising == ()


def test_without_capitals_a_name_is_what_follows_an_office() -> None:
    """In Arabic, Hebrew and Persian."""
    text = "قال وزير الخارجية سامر كنعان إن إيران وافقت."
    assert [one.name for one in look(articles(text, text, text, language="ar")).rising] == ["سامر كنعان"]


def test_nothing_gives_nothing() -> None:
    """Not even an error."""
    assert look([]) == Suggestions(spellings=(), rising=())
