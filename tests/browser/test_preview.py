"""The preview in a real browser: what an editor sees while templates, theme and configuration are edited."""

import dataclasses
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from playwright.sync_api import Browser, FrameLocator, Page, Request, expect

from briefgen.config.workspace import make_workspace
from tests.browser.chromium import program
from tests.render.pdf_reading import pages_of
from tests.web.preview.running import PLACE, REPOSITORY, a_preview, a_workspace, edited, save, the_edition

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(program() is None, reason="there is no Chromium: sh .ci/setup browser"),
]


class Inbox(Message):
    """A mail server's handler that keeps what it takes."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.subjects: list[tuple[str, str]] = []

    def handle_message(self, message: object) -> None:
        """Keep reader and subject."""
        self.subjects.append((str(message["To"]), str(message["Subject"])))  # type: ignore[index]


@dataclass(frozen=True)
class Studio:
    """A workspace, its running preview, and the mail server that this knows."""

    workspace: Path
    address: str
    inbox: Inbox

    def file(self, name: str) -> Path:
        """Return a file of the workspace."""
        return self.workspace / name

    def look(self, page: Page, tab: str = "page", place: str = PLACE, query: str = "") -> FrameLocator:
        """Look at an edition and wait until it is there; return what is in the frame."""
        page.goto(f"{self.address}/look/{tab}/{place}{query}")
        expect(page.locator("body[data-shown]")).to_be_attached()
        expect(page.locator("#live")).to_have_class("on")
        return page.frame_locator("iframe")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One preview for all tests of this file; each puts back what it edits."""
    workspace = a_workspace(tmp_path_factory.mktemp("desk") / "newsroom")
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with a_preview(workspace, BRIEFGEN_SMTP_URL=f"smtp://127.0.0.1:{port}") as address:
            yield Studio(workspace, address, inbox)
    finally:
        server.stop()


# Live reload ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("templates/page/index.html.j2", ("</main>", "<p>Edited just now</p></main>")),
        ("templates/page/story.html.j2", ("{{ story.headline }}", "{{ story.headline }} Edited just now")),
        ("templates/words.toml", ('contents = "In this edition"', 'contents = "Edited just now"')),
        ("templates/theme.toml", ('imprint = "', 'imprint = "Edited just now. ')),
    ],
    ids=["template", "include", "words", "theme"],
)
def test_an_edit_shows_by_itself(studio: Studio, page: Page, file: str, change: tuple[str, str]) -> None:
    """And goes again when it is taken back."""
    inside = studio.look(page)
    with edited(studio.file(file), change):
        expect(inside.locator("html")).to_contain_text("Edited just now")
    expect(inside.locator("html")).not_to_contain_text("Edited just now")


def test_a_style_shows_by_itself(studio: Studio, page: Page) -> None:
    """Styles are templates too, in a file of their own."""
    inside = studio.look(page)
    with edited(studio.file("templates/page/style.css.j2"), text="h1 { letter-spacing: 7px }"):
        expect(inside.locator("h1")).to_have_css("letter-spacing", "7px")
    expect(inside.locator("h1")).not_to_have_css("letter-spacing", "7px")


def test_a_publications_first_template_of_its_own_shows_by_itself(studio: Studio, page: Page) -> None:
    """In folders that were not there when the preview started."""
    inside = studio.look(page)
    own = studio.file("templates/briefings/morning/page.html.j2")
    with edited(own, text="<!DOCTYPE html><title>Own</title><h1>A page of its own</h1>"):
        expect(inside.locator("h1")).to_have_text("A page of its own")
    shutil.rmtree(studio.file("templates/briefings"))
    expect(inside.locator("h1")).to_have_text("Morning Briefing")


def test_the_configuration_shows_where_it_is_not_frozen(studio: Studio, page: Page) -> None:
    """An edge case wears the masthead of now; a saved edition that of its day, and the preview says so."""
    configuration = studio.file("feeds/briefings/morning.toml")
    inside = studio.look(page, place="morning/edge/one-story")
    with edited(configuration, ('tagline = "What happened overnight"', 'tagline = "Before breakfast"')):
        expect(inside.locator("body")).to_contain_text("Before breakfast")
    inside = studio.look(page)
    with edited(configuration, ('title = "Morning Briefing"', 'title = "Breakfast Briefing"')):
        expect(page.locator("#list")).to_contain_text("Breakfast Briefing")
        expect(inside.locator("h1")).to_have_text("Morning Briefing")
        page.locator("#fold-checks").click()
        expect(page.locator("#note")).to_contain_text("now “Breakfast Briefing”")


def test_a_new_edition_is_listed_by_itself(studio: Studio, page: Page) -> None:
    """And is gone when it is deleted, also for whoever looks at it."""
    studio.look(page)
    file = save(studio.workspace, dataclasses.replace(the_edition(), id="morning/2022-03-10"))
    link = page.locator("#list").get_by_role("link", name=re.compile("9 Mar 2022"))
    expect(link).to_have_count(2)
    link.first.click()
    expect(page).to_have_url(re.compile("2022-03-10"))
    expect(page.locator("#live")).to_have_class("on")
    shutil.rmtree(file.parent)
    expect(page).to_have_url(re.compile("2022-03-09"))


def test_the_frame_keeps_its_place(studio: Studio, page: Page) -> None:
    """However often it is loaded anew; also when the whole page is."""
    inside = studio.look(page)
    inside.locator("article").nth(4).scroll_into_view_if_needed()
    before = inside.locator("html").evaluate("() => scrollY")
    assert before > 0
    with edited(studio.file("templates/page/style.css.j2"), ("{", "/* edited */ {")):
        expect(page.locator("body")).to_have_attribute("data-loads", "2")
        assert inside.locator("html").evaluate("() => scrollY") == before
    expect(page.locator("body")).to_have_attribute("data-loads", "3")
    page.reload()
    expect(page.locator("body[data-shown]")).to_be_attached()
    assert inside.locator("html").evaluate("() => scrollY") == before


def test_an_edit_of_another_format_reloads_nothing(studio: Studio, page: Page) -> None:
    """Who looks at the page is left alone while the text is worked at."""
    inside = studio.look(page)
    with edited(studio.file("templates/text/briefing.txt.j2"), text="Only the text\n"):
        with edited(studio.file("templates/page/index.html.j2"), ("</main>", "<p>Edited last</p></main>")):
            expect(inside.locator("html")).to_contain_text("Edited last")
        expect(inside.locator("html")).not_to_contain_text("Edited last")
    assert int(page.locator("body").get_attribute("data-loads") or 0) <= 3


def test_fifty_rapid_saves_are_three_reloads_at_most(studio: Studio, page: Page) -> None:
    """And the last of them is what shows."""
    inside = studio.look(page)
    template = studio.file("templates/page/index.html.j2")
    before = template.read_text(encoding="utf-8")
    with edited(template):
        for number in range(1, 51):
            template.write_text(before.replace("</main>", f"<p>Save {number}.</p></main>"), encoding="utf-8")
        expect(inside.locator("html")).to_contain_text("Save 50.")
        assert int(page.locator("body").get_attribute("data-loads") or 0) - 1 <= 3


# Errors -----------------------------------------------------------------------------------------------------------


def test_a_templates_error_stands_over_the_page_until_it_is_mended(studio: Studio, page: Page) -> None:
    """With file, line and the lines around it; the last good page stays behind it."""
    inside = studio.look(page)
    with edited(studio.file("templates/page/story.html.j2"), ("{{ story.headline }}", "{{ story.headlin }}")):
        fault = page.locator(".fault")
        expect(fault).to_have_count(1)
        expect(fault).to_contain_text("no attribute 'headlin'")
        expect(fault.locator(".where")).to_have_text(re.compile(r"^templates/page/story\.html\.j2:\d+$"))
        expect(fault.locator(".meant")).to_contain_text("{{ story.headlin }}")
        expect(inside.locator("h1")).to_have_text("Morning Briefing")
    expect(page.locator("#overlay")).to_be_hidden()


def test_a_mistake_of_the_configuration_stands_over_the_page_until_it_is_mended(studio: Studio, page: Page) -> None:
    """Escape looks behind it."""
    studio.look(page)
    with edited(studio.file("feeds/briefings/morning.toml"), ('cadence = "daily"', 'cadence = "hourly"')):
        fault = page.locator(".fault")
        expect(fault).to_contain_text("cadence: must be one of")
        expect(fault.locator(".where")).to_have_text("feeds/briefings/morning.toml:4")
        page.keyboard.press("Escape")
        expect(page.locator("#overlay")).to_be_hidden()
    expect(page.locator(".fault")).to_have_count(0)


def test_a_theme_that_cannot_be_read_is_an_error_like_others(studio: Studio, page: Page) -> None:
    """And a tab whose format cannot be made is marked wherever one looks."""
    inside = studio.look(page)
    with edited(studio.file("templates/theme.toml"), ("[publisher]", "[publisher")):
        expect(page.locator(".where")).to_have_text(re.compile(r"templates/theme\.toml:\d+"))
    expect(page.locator(".fault")).to_have_count(0)
    with edited(studio.file("templates/email/email.html.j2"), text="{{ nothing }}"):
        expect(page.locator("[data-tab=email] .broken")).to_be_visible()
        expect(inside.locator("h1")).to_be_visible()
    expect(page.locator("[data-tab=email] .broken")).to_be_hidden()


# Looking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tab", "shows"),
    [
        ("page", "Ferry line between Haifa and Limassol"),
        ("email", "Ferry line between Haifa and Limassol"),
        ("text", "Ferry line between Haifa and Limassol"),
        ("markdown", "# Morning Briefing"),
        ("source", "<!DOCTYPE html>"),
        ("edition", "morning/2022-03-09"),
    ],
)
def test_every_tab_shows_its_format(studio: Studio, page: Page, tab: str, shows: str) -> None:
    """With the size of its file."""
    inside = studio.look(page, tab)
    expect(inside.locator("body")).to_contain_text(shows)
    expect(page.locator("#status")).to_contain_text("KiB")
    expect(page.locator(f".tabs [data-tab={tab}]")).to_have_attribute("aria-current", "page")


def test_a_pdf_is_made_when_it_is_looked_at_and_again_when_its_template_changes(studio: Studio, page: Page) -> None:
    """As pictures of its pages; the file is a link away."""
    inside = studio.look(page, "pdf", "morning/edge/one-story")
    first = inside.locator("img").first
    expect(first).to_be_visible(timeout=60_000)
    expect(first).to_have_js_property("complete", True)
    own = studio.file("templates/pdf/briefing.css.j2")
    source = (REPOSITORY / "templates/pdf/briefing.css.j2").read_text(encoding="utf-8")
    before = page.locator("body").get_attribute("data-version") or ""
    with edited(own, text=source + "\nbody { color: #123456 }\n"):
        expect(page.locator("body")).not_to_have_attribute("data-version", before, timeout=60_000)
        expect(page.locator("#status")).to_contain_text("page")
        download = page.request.get(f"{studio.address}/file/briefing.pdf/morning/edge/one-story")
        assert "Morning Briefing" in pages_of(download.body())[0]


@pytest.mark.parametrize(("width", "pixels"), [("phone", 375), ("tablet", 768), ("desktop", 1044)])
def test_a_width_is_the_width_of_the_document(studio: Studio, page: Page, width: str, pixels: int) -> None:
    """Its conditions of width hold as on the device."""
    inside = studio.look(page, query=f"?width={width}")
    assert inside.locator("html").evaluate("() => innerWidth") == pixels


def test_a_screen_too_narrow_for_a_desktop_shows_it_smaller(studio: Studio, browser: Browser) -> None:
    """Instead of showing another layout."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    inside = studio.look(page)
    assert inside.locator("html").evaluate("() => innerWidth") == 1024
    expect(page.locator("#scale")).to_have_text(re.compile(r"1024 px at \d\d %"))
    context.close()


GROUND = "element => getComputedStyle(element).backgroundColor"


@pytest.mark.parametrize("tab", ["page", "email"])
def test_dark_as_authored_is_what_a_reader_sees_who_prefers_dark(studio: Studio, browser: Browser, tab: str) -> None:
    """The same colours as the document has by itself in a browser that is dark."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{studio.address}/raw/{tab}/{PLACE}")
    real = [page.locator(name).first.evaluate("e => getComputedStyle(e).color") for name in ("h1", "a")]
    context.close()
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    inside = studio.look(page, tab, query="?scheme=dark")
    assert [inside.locator(name).first.evaluate("e => getComputedStyle(e).color") for name in ("h1", "a")] == real
    context.close()


@pytest.mark.parametrize("scheme", ["partial", "full"])
def test_forced_dark_darkens_light_grounds_and_lightens_dark_text(studio: Studio, page: Page, scheme: str) -> None:
    """In part or in full; only in full do dark grounds become light."""
    look = ("email", PLACE, f"?scheme={scheme}")
    email = studio.file("templates/email/email.html.j2")
    boxes = (
        '<p id="light" style="background-color:#ffffff;color:#111111">a</p>'
        '<p id="dark" style="background-color:#102030;color:#eeeeee">b</p></body>'
    )
    with edited(email, ("</body>", boxes)):
        inside = studio.look(page, *look)
        expect(inside.locator("#light")).to_be_attached()
        for name, text, darkened in (
            ("#light", False, True),
            ("#light", True, False),
            ("#dark", False, scheme == "partial"),
        ):
            shown = inside.locator(name).evaluate(f"e => getComputedStyle(e).{'color' if text else 'backgroundColor'}")
            light = sum(map(int, re.findall(r"\d+", shown)[:3])) > 3 * 128
            assert light is not darkened, (name, shown)


def test_keys_do_what_the_links_do_also_from_within_the_document(studio: Studio, page: Page) -> None:
    """Nobody has to leave the keyboard."""
    inside = studio.look(page)
    inside.locator("h1").click()
    page.keyboard.press("2")
    expect(page).to_have_url(re.compile("/look/email/"))
    expect(page.locator("body[data-shown]")).to_be_attached()
    page.keyboard.press("q")
    expect(page).to_have_url(re.compile("width=phone"))
    expect(page.locator("body[data-shown]")).to_be_attached()
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("/look/email/morning/edge/everything.*width=phone"))
    expect(page.locator("body[data-shown]")).to_be_attached()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_finding_leads_to_its_line_of_the_source(studio: Studio, page: Page) -> None:
    """From the panel of checks."""
    email = studio.file("templates/email/email.html.j2")
    with edited(email, ("</body>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></body>')):
        inside = studio.look(page, "email")
        page.locator("#fold-checks").click()
        finding = page.locator(".finding", has_text="alt").first
        expect(finding).to_be_visible()
        finding.get_by_role("link").click()
        expect(inside.locator(".line:target")).to_contain_text("R0lGODlhAQABAAAAACw=")


def test_the_size_meter_tells_of_an_email_that_is_near_its_limit(studio: Studio, page: Page) -> None:
    """Forty stories."""
    studio.look(page, "email", "morning/edge/forty")
    expect(page.locator("meter")).to_have_js_property("max", 102_400)
    expect(page.locator("#status")).to_contain_text("of 100 KiB")


# Safety -----------------------------------------------------------------------------------------------------------


def test_what_is_previewed_runs_no_script_and_loads_nothing_but_pictures(studio: Studio, browser: Browser) -> None:
    """Whatever stands in a template or a feed."""
    hostile = (
        '<script>document.title = "run"; parent.document.title = "run"</script><p id="x" onclick="parent.ran = 1">y</p>'
        '<iframe src="https://frames.example/"></iframe><link rel="stylesheet" href="https://styles.example/a.css"></main>'
    )
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    context.on("requestfinished", note)
    with edited(studio.file("templates/page/index.html.j2"), ("</main>", hostile)):
        inside = studio.look(page)
        inside.locator("#x").click()
        assert page.evaluate("() => window.ran") is None
        assert "run" not in page.title().split()
    assert {url for url in asked if not url.startswith(studio.address)} == set()
    context.close()


def test_a_link_of_the_document_opens_a_tab_of_its_own(studio: Studio, page: Page) -> None:
    """The frame stays what it is."""
    inside = studio.look(page)
    expect(inside.locator("a[href^='https://']").first).to_have_attribute("target", "_blank")
    expect(inside.locator("a[href^='#']").first).not_to_have_attribute("target", "_blank")


# A test message ---------------------------------------------------------------------------------------------------


def test_a_test_is_sent_to_one_address(studio: Studio, page: Page) -> None:
    """The email that is looked at, marked as a test."""
    studio.look(page, "email")
    page.get_by_role("button", name="Send a test").click()
    page.get_by_label("Address").fill("reader@example.org")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#send .said")).to_have_text("Sent to reader@example.org.")
    reader, subject = studio.inbox.subjects[-1]
    assert reader == "reader@example.org"
    assert subject.startswith("[Test] Ferry line between Haifa and Limassol")


def test_an_address_that_is_none_is_told(studio: Studio, browser: Browser) -> None:
    """Several are none: a test goes to one reader."""
    page = browser.new_page()
    studio.look(page, "email")
    page.get_by_role("button", name="Send a test").click()
    page.locator("#send input[name=address]").evaluate("input => { input.type = 'text' }")
    page.get_by_label("Address").fill("a@example.org, b@example.org")
    before = len(studio.inbox.subjects)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#send .said")).to_contain_text("is not one address")
    assert len(studio.inbox.subjects) == before
    page.close()


def test_without_a_saved_edition_the_samples_is_built(browser: Browser, tmp_path: Path) -> None:
    """A newcomer sees an edition, not an empty list."""
    make_workspace(tmp_path / "desk")
    with a_preview(tmp_path / "desk", "israel") as address:
        page = browser.new_page()
        page.goto(address)
        expect(page).to_have_url(re.compile("/look/page/israel/sample/"), timeout=60_000)
        expect(page.frame_locator("iframe").locator("h1")).to_contain_text("Israel Briefing")
        page.close()
