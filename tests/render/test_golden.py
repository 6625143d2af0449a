"""A small edition and one that has everything, in every format, as files to read: a change of any template shows."""

from collections.abc import Callable

import pytest

from briefgen.model.rendition import Format
from briefgen.render import packaged_templates, render
from tests.factories import an_edition
from tests.render.rich import a_rich_edition


@pytest.mark.parametrize("wanted", ["html", "email", "text", "markdown", "json"])
def test_the_small_edition_is_what_it_was(wanted: Format, golden: Callable[[str, bytes], None]) -> None:
    """`pytest tests/render/test_golden.py --update-golden` accepts what is made now."""
    for rendition in render(an_edition(), [wanted], templates=[packaged_templates()]):
        if not rendition.name.endswith(".png"):
            golden(f"render/{rendition.name}", rendition.content)


@pytest.mark.parametrize("wanted", ["html", "email", "text", "markdown"])
def test_the_edition_that_has_everything_is_what_it_was(wanted: Format, golden: Callable[[str, bytes], None]) -> None:
    """Accounts side by side, figures that differ, quick hits, week ahead, trends and balance, in ``golden/rich``."""
    for rendition in render(a_rich_edition(), [wanted], templates=[packaged_templates()]):
        if not rendition.name.endswith(".png"):
            golden(f"rich/{rendition.name}", rendition.content)
