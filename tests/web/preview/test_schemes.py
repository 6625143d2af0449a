"""A document as it looks in one scheme."""

import pytest

from briefgen.web.preview.schemes import in_scheme

BOTH = b"""<html style="color-scheme:light dark"><meta name="color-scheme" content="light dark">
<style>:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) { p { color: white } }
@media screen and (prefers-color-scheme:light) { p { color: black } }</style>"""


def test_in_the_dark_the_conditions_of_the_dark_hold() -> None:
    """And those of the light do not."""
    dark = in_scheme(BOTH, "dark")
    assert b"@media (min-width: 0) { p { color: white }" in dark
    assert b"@media screen and (max-width: 0) { p { color: black }" in dark
    assert dark.count(b"light") == 0


@pytest.mark.parametrize("scheme", ["light", "partial", "full"])
def test_programs_that_force_the_dark_get_the_light_document(scheme: str) -> None:
    """They darken it themselves."""
    light = in_scheme(BOTH, scheme)  # type: ignore[arg-type]
    assert b"@media (max-width: 0) { p { color: white }" in light
    assert b"color-scheme: light;" in light
    assert b'content="light"' in light


def test_a_document_that_is_light_only_stays_so() -> None:
    """As with a reader who prefers dark."""
    only = b'<meta name="color-scheme" content="light only"><style>:root { color-scheme: light }</style>'
    assert in_scheme(only, "dark") == only


def test_a_document_without_schemes_stays_byte_for_byte() -> None:
    """Also where it speaks of colours."""
    plain = b"<p>The scheme of colours, dark and light: see page 4.</p>"
    assert in_scheme(plain, "dark") == plain
    assert in_scheme(plain, "light") == plain
