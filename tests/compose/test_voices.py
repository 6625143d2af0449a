"""Who spoke of a subject, and what is worth quoting."""

from briefgen.compose.voices import LONGEST, MOST_QUOTES, Said, is_own, quotes, voices
from briefgen.model.edition import Statement
from briefgen.model.focus import Quote, Subject
from briefgen.model.watch import Match, Mention
from tests.factories import a_feed, a_watchlist, an_actor, an_article

RUSSIA = Subject(id="russia", name="Russia", kind="state")
WATCHED = a_watchlist(
    an_actor(),
    an_actor(id="russia", name="Russia", kind="state", side="russia"),
    an_actor(id="lapid", name="Yair Lapid"),
)


def said(
    text: str, speaker: str = "lavrov", side: str = "russia", *, story: int = 0, verbatim: bool = True, **given: str
) -> Said:
    """Return a statement at the beginning of an article of its own."""
    statement = Statement(
        speaker=speaker, side=side, name=speaker.title(), role="Minister", channel="", text=text, verbatim=verbatim,
        cite=1, span=(0, len(text)),
    )  # fmt: skip
    return Said(statement=statement, article=an_article(id=f"a-{text[:20]}-{story}", text=text, **given), story=story)


def about(one: Said, name: str = "russia", place: int = 3) -> dict[str, Match]:
    """Return a match that has the subject named in the statement's words."""
    mention = Mention(id=name, words="Russia", place="text", start=place, end=place + 6)
    return {one.article.id: Match(article=one.article.id, actors=(mention,))}


def quoted(*some: Said, matches: dict[str, Match] | None = None) -> tuple[Quote, ...]:
    """Return what is worth quoting."""
    feeds = {"harbour-post": a_feed()}
    return quotes(some, RUSSIA, matches=matches or {}, feeds=feeds, language="en")


def test_a_subject_speaks_by_itself_and_by_those_who_speak_for_it() -> None:
    """A state by its ministers, a person alone."""
    one = said("We shall meet again in Geneva in the first days of January")
    assert is_own(one.statement, RUSSIA)
    assert is_own(one.statement, Subject(id="lavrov", name="Sergey Lavrov", kind="person"))
    assert not is_own(said("x" * 50, "lapid", "israel").statement, RUSSIA)


def test_voices_are_counted_by_speaker() -> None:
    """Those of most statements first, with the side they speak for."""
    some = [
        said("one " * 12),
        said("two " * 12),
        said("three " * 9, "lapid", "israel"),
        said("four " * 9, "", "russia"),
    ]
    found = voices(some, RUSSIA, WATCHED)
    assert [(v.name, v.statements, v.own, v.side) for v in found] == [
        ("Lavrov", 2, True, "Russia"),
        ("Lapid", 1, False, ""),
        ("", 1, True, "Russia"),
    ]


def test_others_are_quoted_where_their_words_name_the_subject() -> None:
    """What somebody says in a story on it may be on anything."""
    names_it = said("To Russia we say that the talks must begin at once", "lapid", "israel")
    elsewhere = said("The budget has passed and that is all there is to say", "lapid", "israel", story=1)
    matches = about(names_it) | about(elsewhere, place=len(elsewhere.statement.text) + 9)
    (found,) = quoted(names_it, elsewhere, matches=matches)
    assert (found.text, found.own, found.source.publisher) == (names_it.statement.text, False, "Harbour Post")


def test_own_words_in_the_best_stories_come_first_and_nobody_fills_the_page() -> None:
    """Two of a speaker, two of a story; not twice the same; nothing too short or too long; the edition's language."""
    some = [said(f"We are told for the {n}th time that nothing has changed here", story=n) for n in range(9)]
    assert len(quoted(*some)) == 2
    several = [
        said(f"We are told for the {n}th time that nothing has changed", f"s{n}", story=n // 3) for n in range(12)
    ]
    assert len(quoted(*several)) == MOST_QUOTES
    twice = [said("The same words are said again and again by everybody", name, story=n) for n, name in enumerate("ab")]
    assert len(quoted(*twice)) == 1
    assert (
        quoted(
            said("Too short"),
            said("x " * LONGEST),
            said("у нас есть что сказать по этому поводу, и мы скажем", language="ru"),
        )
        == ()
    )
    reported = said("that nothing at all had changed since the last meeting", verbatim=False)
    own = said("Nothing at all has changed since we met the last time", "other", story=1)
    third = said("Nothing at all has been said of what was agreed upon", "third", story=1)
    assert [one.verbatim for one in quoted(reported, own, third)].count(True) == 2
