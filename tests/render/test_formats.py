"""Every format carries the same stories, sentences and links, whatever the feeds put into them."""

import dataclasses
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from briefgen.model import wire
from briefgen.model.edition import Edition, Section, Sentence, Sources
from briefgen.model.rendition import Format
from briefgen.render import Engine, packaged_templates, render
from briefgen.render.tongues import voice
from tests.factories import a_report, an_edition, an_edition_story
from tests.render.rich import (
    a_hebrew_edition,
    a_long_edition,
    a_nearly_quiet_edition,
    a_quiet_edition,
    a_rich_edition,
)
from tests.render.told import EXTRACTORS, expected

#: The PDF has tests of its own (``test_pdf``), with the extractors of its engine.
FORMATS: tuple[Format, ...] = ("html", "email", "text", "markdown")
ENGINE = Engine([packaged_templates()])

HOSTILE = (
    "<script>alert(1)</script> in the harbour",
    "{{ 7*7 }} and {% raw %} and ${7*7}",
    "*bold*, _italic_, `code`, ~~struck~~ and **more**",
    "A headline\nbroken\r\nover\tlines",
    "Turned \u202eback\u202c and \u2066isolated\u2069 and \u200fmarked",
    "[a link](https://evil.example/) and <https://evil.example/> and www.evil.example",
    "# not a heading", "1. not a list", "- nor this", "> nor quoted", "+ + +", "=====", "-----", "***",
    "![image](x.png) | table | cell | \\ backslash \\* star",
    "&lt;b&gt; &amp; &copy; &#64; AT&T and R&D; \"quoted\" 'twice'",
    "</p></article></main><img src=x onerror=alert(1)>",
    "</style><style>*{display:none}</style> --> <!-- ]]>",
    "Looking for 5 * 3 * 2 = 30 and a_b_c, f(x)=[y] {z} #3 @desk $5 to $6 and $x$",
    "very " * 80 + "long",
    "Unbreakable" * 40,
    'ראש הממשלה: "לא נחתום" — 14 משמרות (לא 9)',
    "الرئيس: «لن نوقّع» — ١٤ نوبة (14)",
    "Лавров: «не подпишем» — 14 смен",
    "رئیس‌جمهور: «امضا نمی‌کنیم»",
    "東京とソウルの会談は四日目に入り、声明は出なかった。" * 4,
    "Zalgo " + "a" + "\u0301" * 500,
    "\x00\x07\x1b[31mcontrol\x7f \ud800 surrogate \ufeff",
)  # fmt: skip

#: Harmless words in each script: what is in another one than its story is marked as such.
CALM = {
    "en": "harmless",
    "und-Hebr": "יום שקט במיוחד בנמל",
    "und-Arab": "يوم هادئ في الميناء",
    "und-Cyrl": "тихий день в порту",
}

BAD_URLS = (
    "javascript:alert(1)", "jav\tascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "vbscript:x",
    "//evil.example/", "https:\\\\evil.example", "https://harbour.example/\u202egpj.exe", "",
)  # fmt: skip


def an_edition_of(*texts: str, urls: tuple[str, ...] = ()) -> Edition:
    """Return an edition in which every text is a headline, a sentence, a title, a publisher and a tag."""
    stories = tuple(
        an_edition_story(
            rank,
            headline=text,
            summary=(Sentence(text=text, cites=(1,)), Sentence(text=f"And then: {text}", cites=(1,))),
            articles=(
                a_report(1, title=text, publisher=text, **({"url": urls[(rank - 1) % len(urls)]} if urls else {})),
            ),
        )
        for rank, text in enumerate(texts, start=1)
    )
    names = {"lavrov": texts[0], "iran-nuclear": texts[-1]}
    return an_edition(Section(title=texts[0], stories=stories), names=names)


def check_all(edition: Edition, *wanted: Format) -> None:
    """Every file that has an extractor tells all of the edition in order, and links to nothing else."""
    told, links = expected(edition)
    for rendition in render(edition, wanted or FORMATS, templates=ENGINE):
        for extract in EXTRACTORS[rendition.name]:
            got = extract(rendition.content)
            place = 0
            for words in told:
                found = got.words.find(words, place)
                assert found >= 0, f"{rendition.name} lacks {words!r} after {got.words[max(0, place - 60) : place]!r}"
                place = found + len(words)
            assert got.links == links, rendition.name


@pytest.mark.parametrize(
    "make",
    [an_edition, a_rich_edition, a_hebrew_edition, a_quiet_edition, a_nearly_quiet_edition, a_long_edition],
)
def test_every_format_carries_the_same_stories_sentences_and_links(make: Callable[[], Edition]) -> None:
    """One edition, five files: the same words in the same order, the same links."""
    check_all(make())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_becomes_markup_in_any_format(text: str) -> None:
    """A hostile headline, sentence, publisher or tag reads in every format exactly as the printable edition has it."""
    check_all(an_edition_of(text))


WORDS = st.text(st.characters(exclude_categories=["Cn", "Co"]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS.filter(lambda text: text.strip() != ""), min_size=1, max_size=3))
def test_any_text_reads_the_same_in_every_format(texts: list[str]) -> None:
    """Whatever Unicode holds, no format loses or alters a word."""
    check_all(an_edition_of(*texts))


def test_addresses_that_are_not_web_addresses_are_in_no_format() -> None:
    """Scripts, files and addresses with hidden characters become ``#`` or nothing."""
    edition = an_edition_of(*["A calm headline"] * len(BAD_URLS), urls=BAD_URLS)
    check_all(edition)
    for rendition in render(edition, FORMATS, templates=ENGINE):
        for bad in (b"javascript", b"vbscript", b"data:text", b"file:", b"evil"):
            assert bad not in rendition.content.lower(), (rendition.name, bad)


@pytest.mark.parametrize("name", ["index.html", "email.html"])
def test_hostile_text_brings_neither_elements_nor_attributes_of_its_own(name: str) -> None:
    """Page and email hold the same elements for hostile words as for harmless ones; a class may tell their length."""

    def shape(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
        files = {r.name: r.content for r in render(an_edition_of(*texts), ["html", "email"], templates=ENGINE)}
        elements = lxml_html.document_fromstring(files[name].decode()).iter()
        return [(str(element.tag), tuple(sorted({*element.keys()} - {"class"}))) for element in elements]

    assert shape(*HOSTILE) == shape(*(CALM[voice(text, "en")[0]] for text in HOSTILE))


@pytest.mark.parametrize("wanted", [*FORMATS, "json"])
def test_the_same_edition_gives_the_same_bytes_twice(wanted: Format) -> None:
    """Nothing but the edition and the templates goes into a file; saving and reading the edition changes nothing."""
    edition = a_rich_edition()
    again = wire.decode(wire.encode(edition))
    fresh = list(render(again, [wanted], templates=[packaged_templates()]))
    assert list(render(edition, [wanted], templates=ENGINE)) == fresh


PRINT_HASHES = """
import hashlib
from briefgen.render import packaged_templates, render
from tests.render.rich import a_rich_edition
for file in render(a_rich_edition(), ["html", "email", "text", "markdown", "json"], templates=[packaged_templates()]):
    print(file.name, hashlib.sha256(file.content).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(seed: str) -> None:
    """No set and no dictionary's accident reaches a file; nor does the machine's time zone or language."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    told = subprocess.run(  # noqa: S603  our own interpreter, our own text
        [sys.executable, "-c", PRINT_HASHES], env=environment, capture_output=True, text=True, check=True
    )
    here = render(a_rich_edition(), [*FORMATS, "json"], templates=ENGINE)
    assert told.stdout.splitlines() == [f"{x.name} {hashlib.sha256(x.content).hexdigest()}" for x in here]


def test_each_format_is_made_once_and_named_as_the_contract_says() -> None:
    """Asking twice gives one file; page and email give two."""
    wanted: list[Format] = ["html", "email", "html", "text", "markdown", "json"]
    names = [rendition.name for rendition in render(an_edition(), wanted, templates=ENGINE)]
    assert names == ["index.html", "card.png", "email.html", "email.eml", "briefing.txt", "briefing.md", "edition.json"]


def test_json_is_the_edition_as_it_is() -> None:
    """The saved edition is not tidied for print: reading it gives an equal edition."""
    edition = an_edition_of(HOSTILE[4])
    (file,) = render(edition, ["json"], templates=ENGINE)
    assert wire.decode(file.content) == edition


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize(
    "part_name", ["changes", "statements", "figures", "timeline", "week_ahead", "trends", "balance", "sources"]
)
def test_what_an_edition_lacks_leaves_no_heading(wanted: Format, part_name: str) -> None:
    """A part that later steps fill is printed when it is there, and gone when it is not."""
    rich = a_rich_edition()
    nothing: Any = {part_name: Sources() if part_name == "sources" else getattr(an_edition(), part_name, ())}
    if hasattr(rich, part_name):
        without = dataclasses.replace(rich, **nothing)
    else:
        if part_name == "statements":
            nothing["accounts"] = ()
        stories = tuple(dataclasses.replace(story, **nothing) for story in rich.stories)
        without = dataclasses.replace(rich, sections=(Section(title="Top story", stories=stories),))
    heading = str(ENGINE.words("en")["not_read" if part_name == "sources" else part_name])
    assert heading in _read(rich, wanted)
    assert heading not in _read(without, wanted)


def _read(edition: Edition, wanted: Format) -> str:
    return next(render(edition, [wanted], templates=ENGINE)).content.decode()
