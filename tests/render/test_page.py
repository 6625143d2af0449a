"""The web page: self-contained, readable, in every language and light."""

import dataclasses
import itertools
import json
import re

import pytest
from lxml import html as lxml_html

from briefgen.model.edition import Edition
from briefgen.render import Engine, packaged_templates, render
from tests.factories import an_edition
from tests.render.publications import PUBLICATIONS, issued_as
from tests.render.rich import a_hebrew_edition, a_quiet_edition, a_rich_edition
from tests.render.rich_reports import a_memo_edition

ENGINE = Engine([packaged_templates()])
URL = "https://news.example/israel/2022-03-09/"


def a_page(edition: Edition, page_url: str = "") -> lxml_html.HtmlElement:
    """Return the page of an edition, parsed."""
    page, _ = render(edition, ["html"], templates=ENGINE, page_url=page_url)
    return lxml_html.document_fromstring(page.content.decode())


def test_nothing_is_asked_of_another_host_and_nothing_runs() -> None:
    """No image, font, style, frame or script from anywhere; links are only followed by readers."""
    page = a_page(a_rich_edition())
    assert not page.xpath("//link|//img|//iframe|//object|//embed|//form|//*[@src]|//*[starts-with(name(@*), 'on')]")
    assert [script.get("type") for script in page.xpath("//script")] == ["application/ld+json"]
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))


def test_every_cite_leads_to_a_source_of_its_own_story() -> None:
    """Superscript numbers are links to numbered list entries, in quick hits to the outlets named."""
    page = a_page(a_rich_edition())
    for article in page.xpath("//article"):
        ids = set(article.xpath(".//li/@id|.//a/@id"))
        cites = article.xpath(".//sup/a/@href")
        assert cites or article.get("class") == "hit"
        assert {cite.removeprefix("#") for cite in cites} <= ids
        assert {f"{article.get('id')}-{n}" for n in article.xpath(".//sup/a/text()")} <= ids


def test_every_fragment_leads_somewhere_and_no_id_is_used_twice() -> None:
    """The contents, the skip link, the headlines and the cites."""
    page = a_page(a_rich_edition())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


@pytest.mark.parametrize("edition", [an_edition(), a_rich_edition(), a_hebrew_edition(), a_quiet_edition()])
def test_headings_begin_with_one_h1_and_skip_no_level(edition: Edition) -> None:
    """Who listens to the page finds the way by its headings."""
    levels = [int(h.tag[1]) for h in a_page(edition).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(h.text_content().strip() for h in a_page(edition).xpath("//h1|//h2|//h3|//h4"))


def test_a_story_in_another_language_says_so() -> None:
    """Headline and sentences carry lang and dir; the page's own language needs none."""
    page = a_page(a_rich_edition())
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    hebrew, english = page.xpath("//article[@id='s-0003']"), page.xpath("//article[@id='s-0002']")
    assert {(x.get("lang"), x.get("dir")) for x in hebrew[0].xpath(".//h3|.//p[@class='summary']")} == {("he", "rtl")}
    assert english[0].xpath(".//h3/@lang") == []


def test_a_hebrew_edition_runs_from_right_to_left() -> None:
    """With labels in Hebrew, and English stories marked as such."""
    page = a_page(a_hebrew_edition())
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    assert "מקורות" in page.text_content()
    assert "Sources" not in page.xpath("string(//body)")
    assert page.xpath("//article[@id='s-0001']//h3/@dir") == ["ltr"]


def test_british_english_is_not_foreign_to_american() -> None:
    """Only another language is named and marked."""
    rich = an_edition()
    british = dataclasses.replace(rich, briefing=dataclasses.replace(rich.briefing, language="en-GB"))
    page = a_page(british)
    assert not page.xpath("//body//@lang")
    assert "English" not in page.xpath("string(//body)")


def test_the_lead_is_marked_and_a_developing_story_named() -> None:
    """The first look tells what matters."""
    page = a_page(a_rich_edition())
    assert [article.get("id") for article in page.xpath("//article[@class='lead']")] == ["s-0001"]
    assert [x.text for x in page.xpath("//span[contains(@class, 'status')]")] == ["Developing", "Developing", "Quiet"]


def test_a_quiet_day_says_so() -> None:
    """No story, no contents, no lead: one honest sentence and the colophon."""
    text = a_page(a_quiet_edition()).text_content()
    assert "A quiet day" in text
    assert "Nothing new concerned this briefing between Dec 27, 06:00 and Dec 28, 06:00." in text
    assert "In this edition" not in text
    assert "Not read" in text


def test_the_end_names_the_cut_off_and_what_was_not_read() -> None:
    """As the reader's clock has it."""
    foot = " ".join(a_page(an_edition()).xpath("string(//footer)").split())
    assert "Information cut-off: Tuesday, December 28, 2021, 06:00. Nothing published later was read." in foot
    assert "Gulf Dispatch (connection refused, since Dec 27, 14:00)" in foot
    assert "9 feeds were polled." in foot


def test_json_ld_and_open_graph_describe_the_edition() -> None:
    """Also with a title that tries to end the script."""
    edition = dataclasses.replace(a_rich_edition(), title="</script><b>Ferries</b> & more")
    page = a_page(edition, URL)
    article = json.loads(page.xpath("string(//script)"))
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == edition.title
    assert article["datePublished"] == "2022-03-09T04:00:00Z"
    assert article["inLanguage"] == "en"
    assert article["url"] == URL
    assert article["citation"][0] == edition.stories[0].articles[0].url
    assert page.xpath("string(//meta[@property='og:title']/@content)") == edition.title
    assert page.xpath("string(//meta[@property='og:description']/@content)").startswith("Dock workers in Haifa")
    assert page.xpath("string(//link[@rel='canonical']/@href)") == URL


def test_json_ld_names_who_wrote_a_memo() -> None:
    """Its author and standfirst; an edition is its newsroom's, and says whether it is free and what it looks like."""
    memo = json.loads(a_page(a_memo_edition(), URL).xpath("string(//script)"))
    assert memo["author"] == {"@type": "Person", "name": "Ada Example"}
    assert memo["description"] == "In short."
    article = json.loads(a_page(a_rich_edition(), URL).xpath("string(//script)"))
    assert article["author"] == article["publisher"] == {"@type": "Organization", "name": "briefgen"}
    assert article["isAccessibleForFree"] is True
    assert article["image"]["url"] == f"{URL}card.png"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("publication", ["without-any", *PUBLICATIONS])
def test_every_colour_of_text_has_a_contrast_of_seven(publication: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.6, on the page, on its boxes and on the band of the masthead; a figure needs three (1.4.11)."""
    colours = ENGINE.theme_of(issued_as(publication, an_edition()))["colours"][scheme]
    pairs = [(text, ground) for text in ("ink", "muted", "link", "brand", "accent") for ground in ("paper", "wash")]
    ratios = {(one, other): contrast(colours[one], colours[other]) for one, other in [*pairs, ("on_band", "band")]}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 7} == {}
    assert contrast(colours["glow"], colours["band"]) >= 3


def test_every_publication_is_told_from_the_others_at_first_sight() -> None:
    """By its colour and its emblem; no two share them. Its kicker is there in every language."""
    themes = [ENGINE.theme_of(issued_as(publication, an_edition())) for publication in ["without-any", *PUBLICATIONS]]
    assert len({theme["colours"]["light"]["brand"] for theme in themes[1:]}) == len(themes) - 1
    assert len({theme["emblem"]["shape"] for theme in themes}) == len(themes)
    assert all({"en", "he", "ar", "fa", "ru", "tr"} == {*theme["identity"]["kicker"]} for theme in themes[1:])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, by WCAG 2's formula."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
