"""Denials, confirmations and doubts, known by their verbs."""

import pytest

from briefgen.summarize.denial import confirms, denied, denies, is_hedged


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry denied that a raid had taken place.",
        "Minister dismisses claims of a secret meeting",
        "The army called the report false.",
        "There is no truth in it, the spokesman said.",
        "МИД опроверг сообщения о встрече",
        "نفت الوزارة الأنباء",
        "Bakanlık iddiaları yalanladı",
        "המשרד הכחיש את הדיווח",
    ],
)
def test_a_denial_is_known_by_its_verb(sentence: str) -> None:
    """In the languages of the outlets we read."""
    assert denies(sentence)


@pytest.mark.parametrize(
    "sentence", ["The man was denied bail.", "They deny workers the right to strike.", "Talks go on."]
)
def test_to_be_denied_bail_denies_nothing(sentence: str) -> None:
    """Nor does news without the verb."""
    assert not denies(sentence)
    assert denied(sentence) == ""


def test_what_is_denied_stands_behind_the_verb_or_before_it() -> None:
    """Up to the next clause."""
    assert denied("Ministry denies talks on grain after a week of rumours") == "denies talks on grain"
    assert "talks on grain" in denied("Report of talks on grain is false, ministry says")


def test_a_confirmation_is_known_by_its_verb_unless_it_is_refused() -> None:
    """Who could not confirm it confirms nothing."""
    assert confirms("The ministry confirmed the meeting.")
    assert not confirms("The ministry could not independently confirm the meeting.")
    assert not confirms("The army declined to confirm or deny the raid.")
    assert is_hedged("The raid reportedly took place at night.")
    assert not is_hedged("The raid took place at night.")
