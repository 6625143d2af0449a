"""What ``lint`` computes of colours and letters is what Chromium computes, element by element."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from briefgen.lint.looks import Look, Scenery
from briefgen.lint.markup import read
from briefgen.render import Engine, packaged_templates, render
from tests.render.publications import SHAPES, issued_as
from tests.render.rich import a_rich_edition

pytestmark = pytest.mark.slow

ENGINE = Engine([packaged_templates()])
COMPUTED = """
() => [...document.body.querySelectorAll('*')].filter(e => e.tagName != 'TBODY').map(e => {
    const look = getComputedStyle(e);
    return [e.localName, look.color, parseFloat(look.fontSize), Number(look.fontWeight) >= 700];
})
"""


def same_colour(look: Look, computed: str) -> bool:
    """Tell whether a colour is the one that the browser says, ``rgb(26, 26, 26)``."""
    channels = [float(number) for number in re.findall(r"[\d.]+", computed)[:3]]
    ours = look.colour
    return ours is not None and all(
        abs(one - 255 * other) < 1 for one, other in zip(channels, (ours.red, ours.green, ours.blue), strict=True)
    )


@pytest.mark.parametrize("scene", ["light", "dark"])
@pytest.mark.parametrize("publication", SHAPES[:2])
def test_colours_and_letters_are_those_of_a_browser(
    browser: Browser, tmp_path: Path, publication: str, scene: Literal["light", "dark"]
) -> None:
    """In page and email; a size by ``clamp()`` is taken as its least, which asks for more contrast, not for less."""
    for rendition in render(issued_as(publication, a_rich_edition()), ["html", "email"], templates=ENGINE):
        if not rendition.name.endswith(".html"):
            continue
        file = tmp_path / rendition.name
        file.write_bytes(rendition.content)
        page = browser.new_page(color_scheme=scene, viewport={"width": 1024, "height": 800})
        page.goto(file.as_uri())
        computed = page.evaluate(COMPUTED)
        page.close()
        markup = read(rendition.content.decode())
        looks = Scenery(markup=markup).looks(scene)
        [body] = markup.all("body")
        elements = [one for one in body.iter() if one is not body and one.tag != "tbody"]
        assert [one.tag for one in elements] == [tag for tag, *_ in computed]
        for element, (_, colour, size, bold) in zip(elements, computed, strict=True):
            look = looks[id(element)]
            if look.seen:
                place = f"{rendition.name}:{element.line}:{element.column}: {look}"
                assert same_colour(look, colour), f"{place} is {colour}"
                assert look.size <= size + 0.6, f"{place} is {size} px"
                assert look.bold == bold, f"{place} is {'bold' if bold else 'not bold'}"
