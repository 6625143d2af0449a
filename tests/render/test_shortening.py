"""What an edition leaves out, step by step, where it is too long."""

import dataclasses

from briefgen.model.edition import Edition, Trends
from briefgen.render import Engine, packaged_templates, render
from briefgen.render.shortening import shorter
from tests.render.rich import a_long_edition, a_rich_edition
from tests.render.rich_lead import the_lead
from tests.render.told import part

SECONDARY = ("timeline", "statements", "accounts", "figures", "changes")


def a_heavy_edition() -> Edition:
    """Return twenty stories, each with all that the lead of the rich edition holds."""
    lead = the_lead()
    heavy = {name: getattr(lead, name) for name in (*SECONDARY, "articles", "previous_editions")}
    edition = a_long_edition()
    sections = (
        dataclasses.replace(section, stories=tuple(dataclasses.replace(story, **heavy) for story in section.stories))
        for section in edition.sections
    )
    return dataclasses.replace(edition, sections=tuple(sections))


def test_what_stands_beside_the_sentences_goes_first_where_there_is_no_page() -> None:
    """Headlines, sentences and reports are in every step but the last ones."""
    edition = a_rich_edition()

    def core(some: Edition) -> list[object]:
        return [(story.headline, story.summary, story.articles) for story in some.stories]

    steps = list(shorter(edition))
    assert steps[0].edition == edition
    assert all(core(step.edition) == core(edition) for step in steps)
    assert [step.listed for step in steps[:3]] == [True, False, False]
    assert [step.complete for step in steps[:3]] == [True, True, False]
    assert steps[-1].edition.trends == Trends()
    assert not any(step.begun for step in steps[: [bool(step.begun) for step in steps].index(True)])


def test_where_there_is_a_page_the_first_stories_stay_whole_and_the_others_go_on_there() -> None:
    """By rank, one after the other from the last; quick hits are short as they are."""
    edition = a_rich_edition()
    full = [story.id for story in edition.stories if story.rank <= 10]
    steps = [step for step in shorter(edition, on_page=True) if step.begun and not step.bare]
    assert [len(step.begun) for step in steps[:9]] == list(range(1, 10))
    for step in steps[:9]:
        assert step.edition == edition
        assert step.begun == set(full[len(full) - len(step.begun) :])


def test_at_the_very_end_stories_are_headlines_and_then_counted() -> None:
    """However long an edition is, some step is short."""
    edition = a_long_edition(stories=30)
    last = [step for step in shorter(edition, on_page=True) if step.bare]
    assert [len(step.counted) for step in last] == [0, 15, 23, 27, 29]
    assert all(edition.stories[0].id not in step.begun | step.counted for step in last)


def test_the_first_story_keeps_its_own_longest() -> None:
    """Later stories lose theirs before it."""
    for step in (step for step in shorter(a_heavy_edition()) if not step.begun):
        kept = [sum(bool(getattr(story, name)) for name in SECONDARY) for story in step.edition.stories]
        assert kept == sorted(kept, reverse=True)


def test_an_email_that_would_be_clipped_says_that_it_is_shortened_and_its_text_holds_the_rest() -> None:
    """Twenty stories with everything are far above what mail programs show."""
    edition = a_heavy_edition()
    files = list(render(edition, ["email"], templates=Engine([packaged_templates()])))
    html, text = files[0].content.decode(), part(files[1].content, "plain")
    assert len(html.encode()) <= 100 * 1024
    assert "Shortened for email" in html
    assert "Shortened for email" not in text
    assert text.count("Who says what") == len(edition.stories)
    assert all(sentence.text in html for story in edition.stories for sentence in story.summary)
