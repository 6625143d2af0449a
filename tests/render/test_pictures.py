"""Inline SVG as pictures that a message carries."""

from base64 import b64encode

from briefgen.lint import check
from briefgen.render.pictures import embedded, with_pictures

CHART = (
    '<svg class="chart" viewBox="0 0 10 5" width="10" height="5"><title>Mar 2 – 8: R&amp;D "2", 0, 5</title>'
    '<rect width="{width}" height="5"/></svg>'
)


def test_an_svg_becomes_a_picture_that_says_its_title() -> None:
    """Size and class stay; the numbers are there for who sees no pictures."""
    html, (picture,) = with_pictures(f"<p>{CHART.format(width=4)}</p>")
    assert html == (
        f'<p><img src="cid:{picture.id}" alt="Mar 2 – 8: R&amp;D &quot;2&quot;, 0, 5" border="0" class="chart" '
        'width="10" height="5"></p>'
    )
    assert picture.png.startswith(b"\x89PNG")


def test_equal_drawings_are_one_picture() -> None:
    """Its address comes from what it shows."""
    html, pictures = with_pictures(CHART.format(width=4) + CHART.format(width=5) + CHART.format(width=4))
    assert len(pictures) == 2
    assert html.count(pictures[0].id) == 2


def test_a_drawing_without_title_is_decoration() -> None:
    """Its alternative text is empty, not missing."""
    html, _ = with_pictures('<svg width="4" height="4"><rect width="2" height="2"/></svg>')
    assert 'alt=""' in html


def test_a_browser_gets_the_pictures_inside_the_html() -> None:
    """A Content-ID says nothing to it."""
    html, pictures = with_pictures(CHART.format(width=4))
    assert 'src="data:image/png;base64,iVBOR' in embedded(html, pictures)
    assert '"cid:' not in embedded(html, pictures)


def test_the_lint_reads_it_as_it_is_sent() -> None:
    """What stands inside for browsers is no fault of the message."""
    html, pictures = with_pictures(CHART.format(width=4))
    inside = embedded(html, pictures).encode()
    assert "image-source" not in {found.rule for found in check({"email.html": inside})}
    foreign = inside.replace(b"data-cid", b"data-other")
    assert "image-source" in {found.rule for found in check({"email.html": foreign})}


def test_a_logo_that_stands_in_the_html_is_carried_along() -> None:
    """Mail programs show no ``data:`` address."""
    inside = b64encode(b"\x89PNG\r\n\x1a\nlogo").decode()
    html, (picture,) = with_pictures(f'<img src="data:image/png;base64,{inside}" alt="The Bay">')
    assert html == f'<img src="cid:{picture.id}" alt="The Bay">'
    assert picture.png.endswith(b"logo")
