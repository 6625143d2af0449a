"""A month's affairs: which they are, what they are called, which of their stories are told."""

from briefgen.compose.courses import MOST_COURSES, courses, place
from briefgen.compose.selection import BRIEF, REST
from briefgen.model.story import Story
from tests.compose.judged import PERIOD, WATCHED, a_concern, ranking
from tests.compose.judged import a_told_story as told
from tests.factories import a_briefing

ABOUT = a_concern("lavrov", "iran-nuclear")
REPORT = a_briefing(id="trend-report", kind="report", cadence="monthly", max_stories=6, quick_hits=2)


def a_told_story(name: str, outlets: int) -> Story:
    """Return a story of so many outlets that each have words of their own."""
    return told(name, outlets, text="")


def test_affairs_are_those_of_several_stories_or_days_by_their_reports() -> None:
    """One outlet alone makes none; neither does one story of one day."""
    stories = [
        a_told_story("vienna", 4),
        a_told_story("geneva", 2),
        a_told_story("alone", 1),
        a_told_story("muscat", 3),
    ]
    ranked = ranking(*((story, ABOUT) for story in stories))
    lines = {"s-vienna-0": "l-talks", "s-geneva-0": "l-talks", "s-alone-0": "l-alone", "s-muscat-0": "l-muscat"}
    (found,) = courses(ranked, lines, subject="lavrov", period=PERIOD, watchlist=WATCHED)
    assert (found.id, len(found.stories), len(found.reports), found.outlets) == ("l-talks", 2, 6, 4)


def test_an_affair_is_called_by_what_its_stories_share() -> None:
    """A topic before actors; the subject's own name where nothing else is shared."""
    shared = ranking((a_told_story("one", 3), ABOUT), (a_told_story("two", 2), ABOUT))
    lines = dict.fromkeys(("s-one-0", "s-two-0"), "l-1")

    def label(concern_of_two: object) -> str:
        ranked = ranking((a_told_story("one", 3), concern_of_two), (a_told_story("two", 2), concern_of_two))  # type: ignore[arg-type]
        (found,) = courses(ranked, lines, subject="lavrov", period=PERIOD, watchlist=WATCHED)
        return found.label

    (first,) = courses(shared, lines, subject="lavrov", period=PERIOD, watchlist=WATCHED)
    assert first.label == "Iran nuclear file"
    assert label(a_concern("lavrov", "lapid")) == "Yair Lapid"
    assert label(a_concern("lavrov")) == "Sergey Lavrov"


def test_the_weightiest_affairs_are_shown_and_their_best_stories_told() -> None:
    """Two of each, then the best of the rest, then quick hits; each story once, ranks in order."""
    stories = [a_told_story(f"{line}-{n}", 9 - n) for line in ("a", "b") for n in range(3)]
    others = [a_told_story(f"other-{n}", 3) for n in range(4)]
    ranked = ranking(*((story, ABOUT) for story in (*stories, *others)))
    lines = {story.id: f"l-{story.id[2]}" for story in stories}
    found = courses(ranked, lines, subject="lavrov", period=PERIOD, watchlist=WATCHED)
    assert len(found) == 2 <= MOST_COURSES
    placed = place(ranked, found, REPORT)
    assert [p.rank for p in placed] == [1, 2, 3, 4, 5, 6]
    assert [p.section for p in placed if p.brief] == [BRIEF] * 2
    full = [p.ranked.story.id for p in placed if not p.brief]
    assert full == ["s-a-0-0", "s-a-1-0", "s-b-0-0", "s-b-1-0"]
    assert len({p.ranked.story.id for p in placed}) == 6


def test_without_affairs_the_best_stories_are_told() -> None:
    """A quiet month has no sections of its own."""
    ranked = ranking((a_told_story("one", 5), ABOUT), (a_told_story("two", 4), ABOUT))
    placed = place(ranked, (), REPORT)
    assert [p.section for p in placed] == [REST, REST]
