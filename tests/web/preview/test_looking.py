"""Addresses of the preview, and what they ask for."""

from briefgen.web.preview.looking import elsewhere, look_at
from briefgen.web.preview.measures import measure
from briefgen.web.preview.specimens import Specimen

SPECIMEN = Specimen(
    publication="israel", shelf="saved", name="israel/2021-12-28", title="28 Dec 2021", shows="", edition=None
)


def test_an_address_leads_back_to_its_look() -> None:
    """Only what is not usual stands in it."""
    look = look_at(SPECIMEN, "email", {"width": "phone", "scheme": "dark"})
    assert look.address() == "/look/email/israel/saved/israel/2021-12-28?width=phone&scheme=dark"
    assert look.address(width="desktop", scheme="light") == "/look/email/israel/saved/israel/2021-12-28"


def test_another_tab_keeps_width_and_scheme_and_not_the_file() -> None:
    """A file belongs to its tab."""
    look = look_at(SPECIMEN, "source", {"of": "index.html", "width": "tablet"})
    assert look.address(tab="page") == "/look/page/israel/saved/israel/2021-12-28?width=tablet"


def test_another_edition_is_looked_at_in_the_same_way() -> None:
    """The tab, the width and the scheme stay."""
    other = Specimen(publication="gulf", shelf="edge", name="empty", title="Empty", shows="", edition=None)
    look = look_at(SPECIMEN, "email", {"scheme": "full"})
    assert elsewhere(look, other) == "/look/email/gulf/edge/empty?scheme=full"


def test_what_an_address_says_wrongly_is_as_usual() -> None:
    """Nobody types them."""
    look = look_at(SPECIMEN, "nonsense", {"of": "../etc", "width": "99", "scheme": "<b>", "line": "²"})
    assert look.address() == "/look/page/israel/saved/israel/2021-12-28"
    assert look.line == 0


def test_a_line_of_the_source_is_the_frames_place() -> None:
    """A finding leads there."""
    look = look_at(SPECIMEN, "source", {"of": "email.html", "line": "12"})
    assert look.frame == "/view/source/israel/saved/israel/2021-12-28#L12"


def test_a_place_with_other_letters_is_quoted() -> None:
    """Folders may be called anything."""
    odd = Specimen(publication="israel", shelf="saved", name="a b/ö", title="", shows="", edition=None)
    assert look_at(odd, "page", {}).address() == "/look/page/israel/saved/a%20b/%C3%B6"


def test_an_email_is_measured_against_what_gmail_shows() -> None:
    """100 KiB."""
    found = measure("email.html", b"x" * 51_200)
    assert (found.said, found.over) == ("50.0 KiB of 100 KiB", False)
    assert measure("email.html", b"x" * 102_401).over


def test_a_text_is_measured_by_its_widest_line() -> None:
    """In letters, whatever their bytes."""
    found = measure("briefing.txt", ("א" * 77 + "\nb").encode())
    assert found.over
    assert "widest line 77 of 76" in found.said
