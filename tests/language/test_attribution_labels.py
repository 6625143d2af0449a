"""Lines that name their speaker in front."""

from briefgen.language.attribution import attributions
from briefgen.language.attribution_labels import headline


def _said(text: str) -> list[tuple[str, str]]:
    return [
        (
            text[one.source.start : one.source.end] if one.source else "",
            text[one.contents[0].start : one.contents[0].end],
        )
        for one in attributions(text)
    ]


def test_a_transcript_names_its_speakers_in_capitals() -> None:
    """One line alone could be anything."""
    text = "HOLM: The port is open.\n\nSAND: For how long?"
    assert _said(text) == [("HOLM", "The port is open"), ("SAND", "For how long?")]
    assert _said("NOTE: The port is open.") == []


def test_a_shown_tweet_names_its_author_behind() -> None:
    """As pages show it."""
    text = "The port is open again for all ships.— Maya Holm (@mholm) September 27, 2016."
    assert _said(text) == [("Maya Holm (@mholm)", "The port is open again for all ships.")]


def test_an_outlets_label_is_no_speaker() -> None:
    """Nobody is called "Exclusive"."""
    assert headline("Exclusive: Port Will Not Close Again") is None
    assert headline("Holm: Port Will Not Close Again") is not None
