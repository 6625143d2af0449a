"""edition.json and back."""

import json

import pytest

from briefgen.model.edition import Sentence
from briefgen.model.wire import decode, encode
from tests.factories import an_edition, an_edition_story


def test_reading_an_edition_gives_what_was_written() -> None:
    """Both ways, nothing lost."""
    edition = an_edition()
    assert decode(encode(edition)) == edition
    assert encode(decode(encode(edition))) == encode(edition)


def test_the_keys_of_later_work_are_there_and_empty() -> None:
    """Whoever reads edition.json finds every key of the contract."""
    written = json.loads(encode(an_edition()))
    assert written["week_ahead"] == []
    assert written["trends"] == {"since": None, "actors": [], "pairs": []}
    assert written["sections"][0]["stories"][0]["statements"] == []
    assert written["period"] == {"start": "2021-12-27T04:00:00Z", "end": "2021-12-28T04:00:00Z"}


def test_unknown_keys_are_ignored() -> None:
    """A newer briefgen may have added some."""
    written = json.loads(encode(an_edition()))
    written["mood"] = "sunny"
    assert decode(json.dumps(written)) == an_edition()


@pytest.mark.parametrize("document", ["[]", "{}", '{"schema": 1}', '{"schema": 2}', "no json"])
def test_what_is_no_edition_is_refused_in_words(document: str) -> None:
    """A ValueError with a message, never a KeyError."""
    with pytest.raises(ValueError, match=r"\w"):
        decode(document)


def test_a_wrong_type_is_named_with_its_place() -> None:
    """So that whoever edited the file by hand finds it."""
    written = json.loads(encode(an_edition()))
    written["sections"][0]["stories"][0]["rank"] = "first"
    with pytest.raises(ValueError, match=r"sections\[0\].stories\[0\].rank cannot be 'first'"):
        decode(json.dumps(written))


def test_a_sentence_without_a_cite_cannot_exist() -> None:
    """Nor one that cites a report which the story does not have."""
    with pytest.raises(ValueError, match="no report is cited"):
        Sentence(text="It rained.", cites=())
    with pytest.raises(ValueError, match="cites"):
        an_edition_story(summary=(Sentence(text="It rained.", cites=(7,)),))
