"""What a source's words tell of who speaks, and of how it reached the reporter."""

import pytest

from briefgen.summarize.channels import institution, is_media, is_private, is_state_media, is_unnamed


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the Northlandic Foreign Ministry", "Northlandic Foreign Ministry"),
        ("An army", "army"),
        ("в посольстве Норландии", "посольстве Норландии"),
        ("Maya Holm", ""),
    ],
)
def test_an_institution_is_named_as_written(source: str, name: str) -> None:
    """Without its article."""
    assert institution(source) == name


def test_outlets_are_told_from_a_states_own() -> None:
    """What an outlet reports is no side's statement; what state media report is."""
    assert is_media("the newspaper Dagen")
    assert is_state_media("Northland's state television")
    assert not is_media("Northland's state television")


@pytest.mark.parametrize("source", ["Northlandic analysts", "a former Northlandic minister", "two residents of Norton"])
def test_some_speak_for_themselves(source: str) -> None:
    """Whoever has no office, or none any longer."""
    assert is_private(source)


@pytest.mark.parametrize("source", ["a Northlandic official", "two sources", "представители и источники", "مصدر أمني"])
def test_some_have_no_name(source: str) -> None:
    """In several languages."""
    assert is_unnamed(source)


def test_an_official_readout_is_no_unnamed_official() -> None:
    """The adjective is not the noun."""
    assert not is_unnamed("the official readout from the Northlandic side")
