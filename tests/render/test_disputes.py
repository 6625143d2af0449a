"""Figures that the reports tell differently."""

from briefgen.model.edition import Figure, FigureValue
from briefgen.render.citations import cited
from briefgen.render.disputes import disputes
from tests.factories import a_report, an_edition_story

REPORTS = (a_report(1), a_report(2, publisher="Levant Wire"), a_report(3), a_report(4, publisher="Gulf Dispatch"))


def figure(*values: tuple[str, int], agree: bool = False) -> Figure:
    """Return a figure of (value, cite)."""
    return Figure(
        what="ships", values=tuple(FigureValue(value=value, cite=cite) for value, cite in values), agree=agree
    )


def test_equal_values_are_told_once_with_all_their_outlets() -> None:
    """An outlet that says it twice is named once."""
    story = an_edition_story(articles=REPORTS, figures=(figure(("4", 1), ("6", 2), ("4", 3), ("4", 4)),))
    (dispute,) = disputes(story)
    assert [(told.value, told.publishers, told.cites) for told in dispute.values] == [
        ("4", ("Harbour Post", "Gulf Dispatch"), (1, 3, 4)),
        ("6", ("Levant Wire",), (2,)),
    ]


def test_a_figure_on_which_all_agree_is_not_shown() -> None:
    """The sentences hold it; nor does it hold its reports open."""
    story = an_edition_story(articles=REPORTS, figures=(figure(("4", 3), ("4", 4), agree=True),))
    assert disputes(story) == ()
    assert not {3, 4} & cited(story)


def test_a_figure_without_values_is_not_shown() -> None:
    """There is nothing to say."""
    assert disputes(an_edition_story(figures=(figure(),))) == ()
