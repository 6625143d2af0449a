"""The readers' pages in a real browser: without scripts, in two languages and schemes, on a phone and a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from briefgen.model.reader import Subscriber, Subscription
from tests.web.readers.running import PRESENT, Running, a_site

RUN_AXE = """
() => axe.run(document, {rules: {'target-size': {enabled: true}}})
    .then(found => found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`)))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages of a newsroom, and a reader of one newsletter."""
    with a_site(tmp_path_factory.mktemp("desk") / "newsroom") as running:
        reader = running.store.readers.add(Subscriber(email="jane@example.org", created=PRESENT))
        assert reader is not None
        asked = [Subscription(subscriber=reader.id, briefing=name, since=PRESENT) for name in ("morning", "sunday")]
        running.store.subscriptions.ask(asked, "web", PRESENT)
        running.store.subscriptions.confirm(reader.id, ["morning"], "web", PRESENT)
        yield running


def places(site: Running) -> dict[str, str]:
    """Return the address of each kind of page."""
    reader = site.store.readers.find("jane@example.org")
    assert reader is not None
    links = site.site.links
    return {
        "home": f"{site.address}/",
        "archive": f"{site.address}/morning/",
        "edition": links.edition("morning/2026-11-23"),
        "teaser": links.edition("inside/2026-11-23"),
        "confirm": links.confirm(reader.id, ("sunday",), PRESENT),
        "preferences": links.preferences(reader.id),
        "unsubscribe": links.unsubscribe(reader.id, "morning"),
        "stale": f"{site.address}/unsubscribe/x",
        "nothing": f"{site.address}/nothing/",
    }


def test_a_reader_signs_up_confirms_chooses_and_leaves_without_a_script(browser: Browser, site: Running) -> None:
    """The whole way, as a person goes it, by what is written on the page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    for box in page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    page.get_by_text("Morning Briefing", exact=True).click()
    expect(page.get_by_role("checkbox", name="Morning Briefing")).to_be_checked()
    page.get_by_label("Your email address").fill("joe@example.org")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your inbox")
    site.mails()
    page.goto(site.link())
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome aboard")
    page.get_by_role("link", name="Preferences").click()
    page.get_by_role("combobox", name="Format").first.select_option("text")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    joe = site.store.readers.find("joe@example.org")
    assert joe is not None
    (subscription,) = site.store.subscriptions.of(joe.id)
    assert (subscription.status, subscription.format) == ("confirmed", "text")
    page.goto(site.site.links.unsubscribe(joe.id, "morning"))
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You no longer receive Morning Briefing")
    page.get_by_role("button", name="Subscribe again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome back")
    context.close()


def test_nothing_is_complained_of(page: Page, site: Running) -> None:
    """No page breaks its own policy, none is wider than a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    for kind, place in places(site).items():
        if kind not in {"stale", "nothing"}:  # their status is an error to the console
            page.goto(place)
            assert page.evaluate("document.documentElement.scrollWidth") == 360, kind


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_axe_finds_nothing(browser: Browser, axe: str, site: Running, scheme: str, language: str) -> None:
    """On any page, with everything unfolded and ticked: on a desk and a phone by day, by night on a phone."""
    for width in (1280, 390) if scheme == "light" else (390,):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="light" if scheme == "light" else "dark",
            locale=language,
            bypass_csp=True,  # axe is a script, and no page of ours may run one
        )
        page = context.new_page()
        for kind, place in places(site).items():
            page.goto(place)
            for summary in page.locator("summary").all():
                summary.click()
            for box in page.locator(".pick").all():
                box.check()
            page.evaluate(axe)
            assert page.evaluate(RUN_AXE) == [], (kind, width)
        context.close()


def test_times_are_told_on_the_reader_s_clock_where_the_browser_knows_it(browser: Browser, site: Running) -> None:
    """Without a script on the briefing's; his zone is chosen for him only where he sees it."""
    told = {}
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, timezone_id="America/New_York", locale="en-GB")
        page = context.new_page()
        page.goto(site.address)
        told[scripts] = page.locator(".p-morning .facts dd").nth(1).inner_text()
        assert page.locator("select[name=timezone]").input_value() == ""
        page.get_by_text("Format and time").click()
        expect(page.locator("select[name=timezone]")).to_have_value("America/New_York" if scripts else "")
        context.close()
    assert told[True].startswith("Mon, Nov 23, 23:00 your time (in 2 hours)")
    assert told[False].startswith("Tue, Nov 24, 06:00 (in 2 hours)")


def test_going_back_and_reloading_post_nothing_again(page: Page, site: Running) -> None:
    """No question of the browser's whether to send a form once more, and no fault in place of its answer."""
    page.goto(site.address)
    page.get_by_role("checkbox", name="Sunday Review").check()
    page.get_by_label("Your email address").fill("lou@example.org")
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_role("link", name="All newsletters").first.click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your inbox")
    expect(page.get_by_role("main")).to_contain_text("lou@example.org")
    reader = site.store.readers.find("jane@example.org")
    assert reader is not None
    page.goto(site.site.links.preferences(reader.id))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    before = site.rows()
    page.reload()
    page.get_by_role("link", name="All newsletters").click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you receive")
    assert site.rows() == before


def test_the_keyboard_reaches_everything(page: Page, site: Running) -> None:
    """A box is ticked by the space bar, the form is sent by the enter key."""
    page.goto(site.address)
    page.get_by_role("checkbox", name="Sunday Review").focus()
    page.keyboard.press("Space")
    page.get_by_label("Your email address").fill("kim@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your inbox")


def test_a_fault_stands_beside_what_was_typed(browser: Browser, site: Running) -> None:
    """What a browser lets through and we do not."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    page.get_by_role("checkbox", name="Sunday Review").check()
    page.get_by_label("Your email address").fill("jane@localhost")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not an email address")
    expect(page.get_by_role("checkbox", name="Sunday Review")).to_be_checked()
    expect(page.get_by_label("Your email address")).to_have_value("jane@localhost")
    context.close()
