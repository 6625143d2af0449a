"""Stories of one affair share a storyline."""

from dataclasses import replace
from datetime import timedelta

from briefgen.cluster import follow, storylines
from briefgen.model.article import Article
from briefgen.model.edition import Section, Sentence
from briefgen.model.story import Continued, Story
from tests.cluster.test_grouping import STRIKE, reports
from tests.factories import NOON, a_report, a_story, an_article, an_edition, an_edition_story

MARKS = {"karun-dam": 1.0}


def the_dam(day: int, title: str, text: str) -> Article:
    """Return a report on the Karun dam of some day."""
    return an_article(id=f"a-dam-{day}", title=title, text=text, published=NOON + timedelta(days=day))


MONDAY = the_dam(
    0,
    "Dam on the Karun river cracks after heavy rain",
    "Engineers found cracks in the Karun river dam after days of heavy rain. Two villages below the dam were cleared.",
)
WEDNESDAY = the_dam(
    2,
    "Minister visits villagers below the cracked Karun dam",
    "The water minister promised a new home to the villagers who had to leave when the Karun dam cracked.",
)
SATURDAY = the_dam(
    5,
    "Repair of Karun dam to take a year",
    "Engineers say that the cracks in the Karun dam can be closed within a year if the river stays low.",
)


def the_strike() -> Story:
    """Return a story on something else, of the same days."""
    return a_story(*reports(STRIKE))


def marks_of(*stories: Story) -> dict[str, dict[str, float]]:
    """Return marks that tell the dam from everything else."""
    return {a.id: MARKS if "dam" in a.id else {"lisbon": 1.0} for story in stories for a in story.articles}


def test_stories_of_one_affair_share_a_storyline_and_others_do_not() -> None:
    """A crack, a visit, a repair: three stories, one affair."""
    stories = [a_story(MONDAY), a_story(WEDNESDAY), a_story(SATURDAY), the_strike()]
    lines = storylines(stories, marks_of(*stories))
    assert {lines[story.id] for story in stories[:3]} == {"l-dam-0"}
    assert lines[stories[3].id] not in {"l-dam-0", ""}


def test_the_order_of_the_stories_does_not_matter() -> None:
    """They come ranked."""
    stories = [a_story(MONDAY), a_story(WEDNESDAY), the_strike(), a_story(SATURDAY)]
    assert storylines(stories[::-1], marks_of(*stories)) == storylines(stories, marks_of(*stories))


def test_stories_about_nothing_in_common_need_to_be_more_alike() -> None:
    """A minister's visit to a dam elsewhere."""
    stories = [a_story(MONDAY), a_story(replace(SATURDAY, published=SATURDAY.published + timedelta(days=8)))]
    apart = {MONDAY.id: {"iran": 1.0}, SATURDAY.id: {"turkey": 1.0}}
    assert len(set(storylines(stories, marks_of(*stories)).values())) == 1
    assert len(set(storylines(stories, apart).values())) == 2


def test_a_storyline_keeps_its_id_over_editions_by_what_was_printed() -> None:
    """No report of Monday's story is read any more."""
    printed = an_edition_story(
        id="s-dam-0",
        storyline="l-dam-0",
        headline=MONDAY.title,
        summary=(Sentence(text=MONDAY.text, cites=(1,)),),
        articles=(a_report(1, url=MONDAY.url, title=MONDAY.title, published=MONDAY.published),),
        actors=("karun-dam",),
    )
    edition = an_edition(Section(title="Top story", stories=(printed,)))
    stories = [a_story(SATURDAY), the_strike()]
    lines = storylines(stories, marks_of(*stories), [edition])
    assert lines[stories[0].id] == "l-dam-0"
    assert lines[stories[1].id] != "l-dam-0"


def test_a_story_that_goes_on_brings_its_storyline_along() -> None:
    """And gives it to the others of its affair."""
    story = an_edition_story(id="s-old", storyline="l-old", articles=(a_report(1, url=WEDNESDAY.url),), summary=())
    edition = an_edition(Section(title="Top story", stories=(story,)))
    stories, followed = follow([a_story(WEDNESDAY), a_story(SATURDAY)], [edition])
    lines = storylines(stories, marks_of(*stories), [edition], followed)
    assert lines == {"s-old": "l-old", "s-dam-5": "l-old"}
    assert followed["s-old"] == Continued(id="s-old", earlier=((edition.id, "s-old"),), storyline="l-old")


def test_no_stories_have_no_storylines() -> None:
    """A quiet day is no error."""
    assert storylines([], {}) == {}


def test_two_happenings_of_one_place_are_no_affair_unless_more_is_common() -> None:
    """A country of the week's news is in the words of both; what they are about besides it decides."""
    ferry = the_dam(
        1, "Ferry sinks with three anglers", "A ferry sank on the Karun river. Bakers opened a school for apprentices."
    )
    stories = [a_story(MONDAY), a_story(ferry), the_strike()]
    joined = []
    for common in ({"karun": 1.0}, {"karun": 1.0, "river-safety": 1.0}):
        about = {a.id: common if "dam" in a.id else {"lisbon": 1.0} for story in stories for a in story.articles}
        lines = storylines(stories, about)
        joined.append(lines[stories[0].id] == lines[stories[1].id])
    assert joined == [False, True]
