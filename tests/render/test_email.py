"""The email's HTML and text: what mail programs keep, within what they keep whole."""

import email
import email.policy
import re

import pytest
from lxml import html as lxml_html

from briefgen.render import Engine, packaged_templates, render
from briefgen.render.columns import WIDTH, columns
from briefgen.render.mail import CLIPPED
from tests.factories import an_edition
from tests.render.rich import a_hebrew_edition, a_long_edition, a_quiet_edition, a_rich_edition
from tests.render.told import part

ENGINE = Engine([packaged_templates()])
EDITIONS = (an_edition(), a_rich_edition(), a_hebrew_edition(), a_quiet_edition())


def html_of(edition: object) -> str:
    """Return ``email.html``."""
    return next(render(edition, ["email"], templates=ENGINE)).content.decode()  # type: ignore[arg-type]


def test_twenty_stories_of_eight_reports_are_not_clipped() -> None:
    """Gmail cuts at about 102 KiB."""
    assert len(html_of(a_long_edition(stories=20, reports_each=8)).encode()) < 100 * 1024


def test_an_edition_that_would_be_clipped_keeps_its_stories_sentences_and_cited_reports() -> None:
    """Reports that no sentence cites are counted in the HTML, and all listed in the text part."""
    edition = a_long_edition(stories=20, reports_each=30)
    files = list(render(edition, ["email"], templates=ENGINE))
    html, text = files[0].content.decode(), part(files[1].content, "plain")
    assert len(html.encode()) < 100 * 1024
    assert html.count("26 further reports") == 20
    for story in edition.stories:
        assert story.headline in html
        assert all(sentence.text in html for sentence in story.summary)
        numbers = {n for sentence in story.summary for n in sentence.cites}
        for report in story.articles:
            assert report.url in text
            assert report.n not in numbers or report.url.replace("&", "&amp;") in html


def test_styles_stand_in_the_elements_and_only_what_cannot_is_kept() -> None:
    """Media queries, dark mode and Outlook's own rules survive; no class is needed for the rest."""
    page = html_of(a_rich_edition())
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    assert len(styles) == 2  # Outlook's, inside its comment, and the kept one
    for kept in ("@media (max-width: 599px)", "prefers-color-scheme: dark", "[data-ogsc]", "[data-ogsb]"):
        assert kept in page
    assert "<!--[if mso]>" in page
    assert page.count("<!--[if mso]>") == page.count("<![endif]-->")
    document = lxml_html.document_fromstring(page)
    assert all(heading.get("style") for heading in document.xpath("//h1|//h2|//h3|//h4"))
    assert not document.xpath("//link|//script|//svg|//form|//*[@src and not(self::img)]")


def test_layout_tables_are_for_the_eye_alone() -> None:
    """Who listens hears one h1, headings in order, no tables; languages and directions are marked."""
    for edition in EDITIONS:
        document = lxml_html.document_fromstring(html_of(edition))
        assert set(document.xpath("//table/@role")) == {"presentation"}
        assert len(document.xpath("//table[@role]")) == len(document.xpath("//table"))
        assert len(document.xpath("//h1")) == 1
        assert document.get("lang") == edition.briefing.language
        assert document.get("dir") in {"ltr", "rtl"}
        assert document.xpath("//head/title/text()") == [edition.title]


def test_the_preheader_is_hidden_says_more_than_the_subject_and_is_not_painted_in_its_ground() -> None:
    """It tells the lead's first sentence; filters distrust text in the colour of its background."""
    document = lxml_html.document_fromstring(html_of(a_rich_edition()))
    (preheader,) = document.xpath("//div[@class='preheader']")
    assert preheader.text.startswith("Dock workers in Haifa")
    assert "display:none" in preheader.get("style").replace(" ", "")
    assert "color:#1a1a1a" in preheader.get("style").replace(" ", "")


def test_no_line_of_text_is_longer_than_76_columns_but_for_a_link() -> None:
    """In the message's text part and in the text file alike."""
    for edition in EDITIONS:
        message = list(render(edition, ["email"], templates=ENGINE))[1].content
        (file,) = render(edition, ["text"], templates=ENGINE)
        for line in (*part(message, "plain").splitlines(), *file.content.decode().splitlines()):
            assert columns(line) <= WIDTH or re.fullmatch(r" *https?://\S+", line), line


def test_the_page_is_linked_where_there_is_one() -> None:
    """In HTML and in text; without an address there is no dead link."""
    files = list(render(an_edition(), ["email"], templates=ENGINE, page_url="https://news.example/israel/"))
    assert 'href="https://news.example/israel/#s-0001"' in files[0].content.decode()
    assert "https://news.example/israel/\n" in part(files[1].content, "plain")
    assert "Read on the web" not in html_of(an_edition())


def test_charts_are_small_pictures_that_say_their_numbers() -> None:
    """The message names them by Content-ID; the HTML beside it, which browsers show, holds them."""
    edition = a_rich_edition()
    files = list(render(edition, ["email"], templates=ENGINE))
    message = email.message_from_bytes(files[1].content, policy=email.policy.default)
    carried = {f"cid:{found['Content-ID'][1:-1]}" for found in message.walk() if found["Content-ID"]}
    sent = lxml_html.document_fromstring(part(files[1].content, "html"))
    assert {image.get("src") for image in sent.xpath("//img")} == carried
    told = [image.get("alt") for image in sent.xpath("//img[@class='chart']")]
    assert told == [f"Mar 2 – 8: {', '.join(map(str, actor.counts))}" for actor in edition.trends.actors]
    for found in message.walk():
        if found.get_content_type() == "image/png":
            assert len(found.get_content()) < 12_000
    beside = lxml_html.document_fromstring(files[0].content.decode())
    assert all(image.get("src").startswith("data:image/png;base64,") for image in beside.xpath("//img"))


@pytest.mark.parametrize("stories", [40, 120, 600])
def test_a_long_edition_tells_the_first_stories_whole_and_goes_on_on_the_page(stories: int) -> None:
    """Headline, first sentence and the way to the story's place; the text part is whole; never clipped."""
    edition = a_long_edition(stories=stories)
    files = list(render(edition, ["email"], templates=ENGINE, page_url="https://news.example/israel/"))
    html, text = files[0].content.decode(), re.sub(r"\s+", " ", part(files[1].content, "plain"))
    assert len(html.encode()) <= CLIPPED
    assert "Shortened for email: the page and the text part" in html
    assert all(sentence.text in html for sentence in edition.stories[0].summary)
    assert all(story.headline in text for story in edition.stories)
    told = [story for story in edition.stories if f"#{story.id}" in html]
    assert told == list(edition.stories[: len(told)])
    assert len(told) == stories or f"{stories - len(told)} further stories" in html
    if stories == 40:
        whole = [story for story in told if all(sentence.text in html for sentence in story.summary)]
        assert whole == told[: len(whole)]
        assert len(whole) >= 5
        assert all(story.summary[0].text in html for story in told)
        assert html.count("Continue on the web page") == stories - len(whole)


@pytest.mark.parametrize("stories", [40, 600])
def test_without_a_page_the_rest_is_in_the_text_part(stories: int) -> None:
    """Nothing leads nowhere, and nothing is clipped."""
    files = list(render(a_long_edition(stories=stories), ["email"], templates=ENGINE))
    html = files[0].content.decode()
    assert len(html.encode()) <= CLIPPED
    assert "Shortened for email: the text part of this message holds the rest." in html
    assert "web page" not in html
