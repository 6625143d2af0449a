"""A wording is corrected wherever readers see it."""

from briefgen.compose.rewording import occurs, reworded
from briefgen.model.edition import EditionStory
from tests.render.rich import a_rich_edition


def a_story() -> EditionStory:
    """Return a story with quotations of two sides, and a timeline."""
    return a_rich_edition().stories[0]


def test_a_quotation_and_a_line_of_the_timeline_are_reworded() -> None:
    """A wrong quotation is what a newsroom has to correct before anything else."""
    story = a_story()
    quoted, entry, told = story.statements[2].text, story.timeline[0].text, story.accounts[1].only[0].text
    for old in (quoted, entry, told):
        assert occurs(story, old)
        right = reworded(story, old, "What is right.")
        assert not occurs(right, old)
        assert occurs(right, "What is right.")
    assert reworded(story, quoted, "It is ready.").accounts == story.accounts
    assert reworded(story, told, "So it is.").accounts[1].only[0].corrected


def test_a_quotation_that_is_withdrawn_leaves_the_accounts_in_order() -> None:
    """Those of the others stay theirs; a side that says nothing any more is none, and one alone is no comparison."""
    story = a_story()
    one_less = reworded(story, story.statements[0].text, "")
    assert one_less.statements == story.statements[1:]
    assert [account.statements for account in one_less.accounts] == [(0,), (1,)]
    assert reworded(story, story.statements[2].text, "").accounts == ()


def test_nothing_else_of_the_story_changes() -> None:
    """And what does not stand in it changes nothing."""
    story = a_story()
    assert reworded(story, "no such words in it", "other words") == story
    assert not occurs(story, "")
