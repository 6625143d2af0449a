"""Links: what can be told without asking, and what answers tell."""

import pytest

from briefgen import lint
from briefgen.model.link import LinkAnswer
from tests.lint.documents import GOOD_PAGE, broken_in_email, broken_in_page, changed, notes, rules

FAULTS = {
    "no address": ('<a href="">x</a>', "link-empty"),
    "no href": ("<a>x</a>", "link-empty"),
    "no words": ('<a href="https://example.org/"></a>', "link-unnamed"),
    "an image without words": ('<a href="https://example.org/"><img alt="" src="data:,"></a>', "link-unnamed"),
    "a bare hash": ('<a href="#">x</a>', "link-target"),
    "a target that is not there": ('<a href="#nowhere">x</a>', "link-target"),
    "a script": ('<a href="javascript:alert(1)">x</a>', "link-script"),
    "a script, disguised": ('<a href=" java&#10;script:alert(1)">x</a>', "link-script"),
    "a file": ('<a href="file:///tmp/x">x</a>', "link-script"),
    "a space in it": ('<a href="https://example.org/a b">x</a>', "link-broken"),
    "no host": ('<a href="https:///path">x</a>', "link-broken"),
    "a host that is none": ('<a href="https://[bad/">x</a>', "link-broken"),
    "this machine": ('<a href="http://localhost:8000/">x</a>', "link-broken"),
    "a private network": ('<a href="http://192.168.1.4/">x</a>', "link-broken"),
    "another scheme": ('<a href="ftp://example.org/x">x</a>', "link-broken"),
    "an analyst's parameter": ('<a href="https://example.org/?utm_source=x&amp;id=4">x</a>', "link-tracking"),
    "an advertiser's parameter": ('<a href="https://example.org/?id=4&amp;fbclid=x">x</a>', "link-tracking"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_link_that_cannot_lead_anywhere_is_found(case: str) -> None:
    """One kind of fault, one rule."""
    html, rule = FAULTS[case]
    assert broken_in_page("</main>", f"{html}</main>") == {rule}


@pytest.mark.parametrize(
    "good",
    [
        '<a href="mailto:desk@example.org">Write</a>',
        '<a href="tel:+15550100">Call</a>',
        '<a href="/archive">Archive</a>',
        '<a href="https://example.org/?medium=radio&amp;source=port">By radio</a>',
        '<a href="https://example.org/"><img alt="The port" src="data:,"></a>',
        '<a id="here"></a>',
        '<a href="#top">Up</a>',
        '<a href="https://xn--example-9ua.org/%D7%A9">Hebrew</a>',
    ],
)
def test_a_sound_link_is_let_pass(good: str) -> None:
    """Relative on a page, with parameters that say what the page is, named by an image."""
    assert broken_in_page("</main>", f"{good}</main>") == set()


def test_an_email_has_nothing_to_be_relative_to() -> None:
    """What is right on a page leads nowhere from an inbox."""
    assert broken_in_email("</h2>", '</h2><a href="/archive">Archive</a>') >= {"link-relative"}


def test_a_vague_link_is_a_note() -> None:
    """It works, and says nothing."""
    assert notes("index.html", changed(GOOD_PAGE, "Cranes stop at noon", "Read more »")) == {"link-vague"}


def answered(**answer: object) -> list[tuple[str, str]]:
    """Return level and rule of what an answer at the good page's link is found to be."""
    links = lint.links({"index.html": GOOD_PAGE.encode()})
    url = links["index.html"][0].url
    found = lint.check_answers(links, {url: LinkAnswer(url=url, **answer)})  # type: ignore[arg-type]
    return [(one.level, one.rule) for one in found]


def test_answers_tell_dead_links_and_those_that_have_moved() -> None:
    """A redirect for now is a note; a server that refuses us, or was not asked, is no fault of the link."""
    assert answered(status=404, reason="HTTP 404 not found") == [("error", "link-dead")]
    assert answered(reason="host not found") == [("error", "link-dead")]
    assert answered(status=200, leads_to="https://example.org/new", moved=True) == [("warning", "link-moved")]
    assert answered(status=200, leads_to="https://example.org/now") == [("note", "link-redirected")]
    assert answered(status=200) == []
    assert answered(status=403, reason="HTTP 403 forbidden") == []
    assert answered(reason="robots.txt does not allow it", asked=False) == []


def test_only_web_addresses_are_asked_for() -> None:
    """Neither mail nor targets in the document."""
    page = changed(GOOD_PAGE, "</main>", '<a href="mailto:a@example.org">Write</a></main>')
    assert [link.url for link in lint.links({"index.html": page.encode()})["index.html"]] == [
        "https://example.org/cranes"
    ]
    assert rules(lint.check({"index.html": page.encode()})) == set()
