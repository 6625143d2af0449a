"""Each publication's email: its own look, and what every one of them keeps."""

import dataclasses
import itertools
from pathlib import Path

import pytest
from lxml import html as lxml_html

from briefgen.model.edition import Edition, Section
from briefgen.render import Engine, packaged_templates
from briefgen.render.mail import CLIPPED, write_mail
from tests.render.rich import a_hebrew_edition, a_rich_edition

ENGINE = Engine([packaged_templates()])
PUBLICATIONS = sorted(folder.name for folder in packaged_templates().glob("briefings/*") if folder.is_dir())
PAGE = "https://news.example/today/"


def of_publication(name: str, edition: Edition) -> Edition:
    """Return the edition as one of that publication."""
    return dataclasses.replace(
        edition, id=f"{name}/2022-03-09", briefing=dataclasses.replace(edition.briefing, id=name)
    )


def document_of(edition: Edition) -> lxml_html.HtmlElement:
    """Return the HTML part, read."""
    mail = write_mail(edition, ENGINE, PAGE)
    assert len(mail.alone.encode()) <= CLIPPED
    return lxml_html.document_fromstring(mail.html)


@pytest.mark.parametrize("name", PUBLICATIONS)
@pytest.mark.parametrize("make", [a_rich_edition, a_hebrew_edition], ids=["en", "he"])
def test_every_publication_keeps_what_an_email_needs(name: str, make: object) -> None:
    """One h1, headings in order, pictures with alternative texts, tables for the eye, links that lead somewhere."""
    edition = of_publication(name, make())  # type: ignore[operator]
    document = document_of(edition)
    levels = [int(heading.tag[1]) for heading in document.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert all(image.get("alt") is not None for image in document.xpath("//img"))
    assert set(document.xpath("//table/@role")) == {"presentation"}
    assert all(link.startswith(("https://", "mailto:")) for link in document.xpath("//a/@href"))
    words = document.text_content()
    assert all(story.headline in words for story in edition.stories)
    assert ENGINE.theme_of(edition)["colours"]["light"]["band"] in lxml_html.tostring(document, encoding="unicode")


def test_the_minute_shows_five_items_and_nothing_beside_them() -> None:
    """A number, a headline, a sentence, the outlets: no contents, no sections, no accounts."""
    rich = a_rich_edition()
    five = tuple(dataclasses.replace(section, stories=section.stories[:2]) for section in rich.sections[:3])
    edition = of_publication("minute", dataclasses.replace(rich, sections=five))
    document = document_of(edition)
    assert [item.text_content().strip() for item in document.xpath("//td[contains(@class, 'nth')]")] == list("12345")
    words = document.text_content()
    assert "In this edition" not in words
    assert "Who says what" not in words


def test_the_takeaway_lets_the_sides_speak_before_what_changed() -> None:
    """The accounts are its reason."""
    words = document_of(of_publication("takeaway", a_rich_edition())).text_content()
    assert words.index("The accounts, side by side") < words.index("What changed")
    words = document_of(of_publication("israel", a_rich_edition())).text_content()
    assert words.index("What changed") < words.index("Who says what")


def test_security_begins_with_its_key_developments_and_business_with_its_numbers() -> None:
    """Each story by its headline and whom it concerns; a sum or share of at least two stories."""
    words = document_of(of_publication("security", a_rich_edition())).text_content()
    assert words.index("Key developments") < words.index("Top story")
    (lead, *others) = (story for section in a_rich_edition().sections for story in section.stories)
    edition = dataclasses.replace(
        a_rich_edition(),
        sections=(
            Section(
                title="Energy",
                stories=(lead, *(dataclasses.replace(one, headline=f"Port pays ${one.rank}bn") for one in others[:3])),
            ),
        ),
    )
    document = document_of(of_publication("business-tech", edition))
    assert document.xpath("//p[contains(@class, 'value')]//text()") == ["$2bn", "$3bn", "$4bn"]


def test_two_accounts_stand_beside_each_other_and_below_each_other_on_a_phone() -> None:
    """Cells of one row, which a narrow screen stacks."""
    document = document_of(of_publication("takeaway", a_rich_edition()))
    sides = document.xpath("//td[contains(@class, 'half')]")
    assert [side.xpath("string(.//p[contains(@class, 'side')])").strip() for side in sides] == ["Israel", "Cyprus"]
    assert sides[0].getparent() is sides[1].getparent()
    kept = Path(packaged_templates() / "email" / "kept.css.j2").read_text(encoding="utf-8")
    assert ".half { display: block !important; width: 100% !important" in kept


def test_an_emblem_is_a_picture_that_nobody_misses_who_does_not_see_it() -> None:
    """Its alternative text is empty; title and kicker are text on a coloured cell."""
    document = document_of(of_publication("gulf", a_rich_edition()))
    (emblem,) = document.xpath("//td[contains(@class, 'emblem')]//img")
    assert emblem.get("alt") == ""
    assert document.xpath("string(//td[contains(@class, 'band')]//h1)") == "Israel Briefing"
