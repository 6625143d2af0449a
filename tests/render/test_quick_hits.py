"""What a quick hit shows of its story."""

from briefgen.model.edition import Section, Sentence
from briefgen.render.numbering import numbers
from briefgen.render.quick_hits import OUTLETS, hit_reports, hit_sentence
from tests.factories import a_report, an_edition, an_edition_story


def test_one_sentence_at_most_and_none_that_repeats_the_headline() -> None:
    """A full stop makes no other sentence."""
    assert hit_sentence(an_edition_story()) == an_edition_story().summary[0]
    repeated = an_edition_story(headline="Ships wait", summary=(Sentence(text="Ships wait.", cites=(1,)),))
    assert hit_sentence(repeated) is None
    assert hit_sentence(an_edition_story(summary=())) is None


def test_each_outlet_is_linked_once_by_the_report_that_is_cited() -> None:
    """The report that the sentence stands in comes before an earlier one of the same outlet."""
    story = an_edition_story(
        summary=(Sentence(text="A sentence.", cites=(2,)),),
        articles=(a_report(1), a_report(2), a_report(3, publisher="X")),
    )
    assert [report.n for report in hit_reports(story)] == [2, 3]


def test_many_outlets_are_counted_not_named_but_the_cited_ones() -> None:
    """And an origin is named before those who republished it."""
    reports = tuple(a_report(n, publisher=f"Outlet {n}", origin=n != 2) for n in range(1, 9))
    story = an_edition_story(summary=(Sentence(text="A sentence.", cites=(8,)),), articles=reports)
    assert [report.n for report in hit_reports(story)] == [1, 3, 4, 8]
    everywhere = Sentence(text="A sentence.", cites=tuple(range(1, 9)))
    assert len(hit_reports(an_edition_story(summary=(everywhere,), articles=reports))) == 8 > OUTLETS


def test_quick_hits_leave_no_gap_in_the_numbers_of_the_others() -> None:
    """Wherever their section stands."""
    first, second = an_edition_story(1, id="hit"), an_edition_story(2, id="told")
    edition = an_edition(
        Section(title="Quick hits", stories=(first,), brief=True), Section(title="News", stories=(second,))
    )
    assert numbers(edition) == {"told": 1, "hit": 2}
