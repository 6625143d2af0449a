"""Statements that tell more than the summary."""

from briefgen.model.edition import Account, Statement
from briefgen.model.story import CitedSentence, Summary
from briefgen.summarize.untold import MOST_ALONE, untold


def _says(text: str, side: str = "northland") -> Statement:
    return Statement(
        speaker=side,
        side=side,
        name=side.title(),
        role="",
        channel="",
        text=text,
        verbatim=False,
        cite=1,
        span=(0, len(text)),
    )


def _summary(*texts: str) -> Summary:
    sentences = tuple(CitedSentence(text=text, articles=("a-1",), start=0, end=len(text)) for text in texts)
    return Summary(headline="The old port", language="en", sentences=sentences)


TOLD = _summary("Northland says storms have damaged the outer wall of the old port.")
SAME, OTHER = "storms have damaged the outer wall of the old port", "Repairs will take until the end of May"


def test_what_the_summary_has_told_is_not_said_again() -> None:
    """A reader would read it twice in ten lines."""
    said, _ = untold((_says(SAME), _says(OTHER)), (), TOLD)
    assert [one.text for one in said] == [OTHER]


def test_accounts_beside_each_other_stay_whole_and_point_right() -> None:
    """One of two accounts alone would be half of the picture."""
    said = (_says("The harbour master will travel to Norton on Friday"), _says(SAME), _says(OTHER, "southmark"))
    beside = (
        Account(side="northland", name="Northland", statements=(1,)),
        Account(side="southmark", name="Southmark", statements=(2,)),
    )
    told_already = _summary(said[0].text + ".", TOLD.sentences[0].text)
    left, accounts = untold(said, beside, told_already)
    assert [one.text for one in left] == [SAME, OTHER]
    assert [account.statements for account in accounts] == [(0,), (1,)]


def test_without_accounts_few_are_shown_and_every_side_is_among_them() -> None:
    """Sides speak in turn."""
    many = [_says(f"Ship number {n} has left the basin for repairs") for n in range(5)]
    said, _ = untold((*many, _says(OTHER, "southmark")), (), TOLD)
    assert len(said) == MOST_ALONE
    assert {one.side for one in said} == {"northland", "southmark"}
