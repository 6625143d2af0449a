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


def test_headlines_sentences_and_reports_are_in_every_step() -> None:
    """Only what stands beside them goes."""
    edition = a_rich_edition()

    def core(some: Edition) -> list[object]:
        return [(story.headline, story.summary, story.articles) for story in some.stories]

    steps = list(shorter(edition))
    assert steps[0].edition == edition
    assert all(core(step.edition) == core(edition) for step in steps)
    assert [step.listed for step in steps[:3]] == [True, False, False]
    assert [step.complete for step in steps[:3]] == [True, True, False]
    assert steps[-1].edition.trends == Trends()


def test_the_first_story_keeps_its_own_longest() -> None:
    """Later stories lose theirs before it."""
    for step in shorter(a_heavy_edition()):
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
