"""Preferences, leaving one newsletter or all, coming back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from briefgen.model.reader import Subscriber, Subscription
from tests.web.readers.running import PRESENT, Running, a_site

ONE_CLICK = b"List-Unsubscribe=One-Click"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Running]:
    """The pages of a newsroom."""
    with a_site(tmp_path / "newsroom") as running:
        yield running


@pytest.fixture
def jane(site: Running) -> Subscriber:
    """A reader of two newsletters."""
    reader = site.store.readers.add(Subscriber(email="jane@example.org", created=PRESENT))
    assert reader is not None
    names = ["morning", "sunday"]
    site.store.subscriptions.ask(
        [Subscription(subscriber=reader.id, briefing=name, since=PRESENT) for name in names], "web", PRESENT
    )
    site.store.subscriptions.confirm(reader.id, names, "web", PRESENT)
    return reader


def statuses(site: Running, reader: Subscriber) -> dict[str, str]:
    """Return what a reader has."""
    return {one.briefing: one.status for one in site.store.subscriptions.of(reader.id)}


def test_one_click_ends_one_subscription_with_one_post(site: Running, jane: Subscriber) -> None:
    """RFC 8058: no cookie, no token in the form, no redirect, and twice is once."""
    link = site.site.links.unsubscribe(jane.id, "morning")
    for _ in range(2):
        answer = site.ask(link, "POST", body=ONE_CLICK, Content_Type="application/x-www-form-urlencoded")
        assert (answer.status, answer.headers.get("location"), answer.headers.get("set-cookie")) == (200, None, None)
    assert statuses(site, jane) == {"morning": "ended", "sunday": "confirmed"}
    ended = [one for one in site.store.consents.of(jane.id) if one.act == "ended"]
    assert [(one.source, one.briefing) for one in ended] == [("one-click", "morning")]


def test_one_click_may_come_as_multipart(site: Running, jane: Subscriber) -> None:
    """As the RFC recommends."""
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    link = site.site.links.unsubscribe(jane.id, "morning")
    answer = site.ask(link, "POST", body=body, Content_Type="multipart/form-data; boundary=x", Origin="null")
    assert answer.status == 200
    assert statuses(site, jane)["morning"] == "ended"


def test_nothing_changes_by_looking(site: Running, jane: Subscriber) -> None:
    """Mail filters follow every link, some of them with HEAD, some of them twice."""
    links = [
        site.site.links.unsubscribe(jane.id, "morning"),
        site.site.links.preferences(jane.id),
        site.site.links.confirm(jane.id, ("morning",), PRESENT),
        site.site.links.edition("inside/2026-11-23", jane.id),
        "/",
        "/subscribe",
        "/morning/",
        "/morning/latest",
        "/morning/2026-11-23/",
        "/morning/feed.atom",
    ]
    before = site.rows()
    for link in links:
        for method in ("GET", "HEAD", "GET", "HEAD"):
            assert site.ask(link, method).status < 400, link
    assert site.rows() == before
    assert site.mails() == []


def test_a_page_asks_and_a_button_ends(site: Running, jane: Subscriber) -> None:
    """Only that one; all of them and coming back are on the same page."""
    link = site.site.links.unsubscribe(jane.id, "morning")
    assert site.ask(link).title == "Stop receiving Morning Briefing?"
    left = site.ask(link, form=[("do", "end")])
    assert left.title == "You no longer receive Morning Briefing"
    assert 'value="again"' in left.text
    assert 'value="all"' in left.text
    assert statuses(site, jane) == {"morning": "ended", "sunday": "confirmed"}
    assert site.ask(link, form=[("do", "again")]).title == "Welcome back: you receive Morning Briefing again"
    assert statuses(site, jane) == {"morning": "confirmed", "sunday": "confirmed"}
    site.ask(link, form=[("do", "all")])
    assert statuses(site, jane) == {"morning": "ended", "sunday": "ended"}


def test_an_old_link_brings_nobody_back(site: Running, jane: Subscriber) -> None:
    """A forwarded mail may lie in any hands; it can still end a subscription."""
    link = site.site.links.unsubscribe(jane.id, "morning")
    site.ask(link, form=[("do", "end")])
    site.later(timedelta(days=8))
    assert 'value="again"' not in site.ask(link).text
    site.ask(link, form=[("do", "again")])
    assert statuses(site, jane)["morning"] == "ended"


@pytest.mark.parametrize("form", [[], [("do", "")], [("do", "everything")]])
def test_a_post_that_is_no_button_of_ours_does_nothing(
    site: Running, jane: Subscriber, form: list[tuple[str, str]]
) -> None:
    """It shows the page."""
    assert site.ask(site.site.links.unsubscribe(jane.id, "morning"), form=form).status == 200
    assert statuses(site, jane)["morning"] == "confirmed"


def test_a_page_of_somebody_else_s_presses_no_button(site: Running, jane: Subscriber) -> None:
    """Not even one that knows the link."""
    for link in (site.site.links.unsubscribe(jane.id, "morning"), site.site.links.preferences(jane.id)):
        answer = site.ask(link, form=[("do", "all")], Sec_Fetch_Site="cross-site")
        assert answer.status == 403
    assert statuses(site, jane) == {"morning": "confirmed", "sunday": "confirmed"}


def test_preferences_end_add_and_change(site: Running, jane: Subscriber) -> None:
    """What is ticked is had, at once: the link is the reader's own."""
    link = site.site.links.preferences(jane.id)
    page = site.ask(link).text
    assert "jane@example.org" in page
    form = [
        ("do", "save"),
        ("had", "morning"),
        ("had", "sunday"),
        ("briefing", "morning"),
        ("format.morning", "pdf"),
        ("hour.morning", "7"),
        ("day.morning", "mon"),
        ("day.morning", "thu"),
        ("timezone", "America/New_York"),
    ]
    for _ in range(2):
        assert "Saved." in site.ask(link, form=form).text
    morning, sunday = site.store.subscriptions.of(jane.id)
    assert (morning.format, morning.hour, morning.days) == ("pdf", 7, ("mon", "thu"))
    assert sunday.status == "ended"
    reader = site.store.readers.get(jane.id)
    assert reader is not None
    assert reader.timezone == "America/New_York"
    assert "Mon, Nov 23, 23:00" in site.ask(link).text
    site.ask(link, form=[("briefing", "morning"), ("briefing", "sunday")])
    assert statuses(site, jane) == {"morning": "confirmed", "sunday": "confirmed"}
    (morning, _) = site.store.subscriptions.of(jane.id)
    assert morning.days == ()


def test_a_form_that_lay_open_undoes_nothing_that_was_done_meanwhile(site: Running, jane: Subscriber) -> None:
    """In another window, or by the link of a mail: only what was changed on it counts."""
    link = site.site.links.preferences(jane.id)
    page = site.ask(link).text
    assert [name in page for name in ('name="had" value="morning"', 'name="had" value="inside"')] == [True, False]
    site.store.subscriptions.end(jane.id, "sunday", "one-click", PRESENT)
    site.ask(link, form=[("had", "morning"), ("had", "sunday"), ("briefing", "morning"), ("briefing", "sunday")])
    assert statuses(site, jane) == {"morning": "confirmed", "sunday": "ended"}
    wanted = Subscription(subscriber=jane.id, briefing="sunday", since=PRESENT)
    site.store.subscriptions.ask([wanted], "web", PRESENT)
    for status in ("asked", "confirmed"):  # neither was ticked on the page that is sent
        site.ask(link, form=[("had", "morning"), ("briefing", "morning"), ("format.morning", "text")])
        assert statuses(site, jane) == {"morning": "confirmed", "sunday": status}
        site.store.subscriptions.confirm(jane.id, ["sunday"], "web", PRESENT)


def test_on_no_day_is_not_at_all(site: Running, jane: Subscriber) -> None:
    """Whoever takes every tick away wants none, not every edition."""
    link = site.site.links.preferences(jane.id)
    assert 'name="day.morning" value=""' in site.ask(link).text
    site.ask(link, form=[("had", "morning"), ("briefing", "morning"), ("day.morning", "")])
    assert statuses(site, jane)["morning"] == "ended"


def test_forms_are_answered_by_the_address_of_a_page(site: Running, jane: Subscriber) -> None:
    """So that going back and reloading send nothing once more; the language stays."""
    links = site.site.links
    site.store.subscriptions.ask([Subscription(subscriber=jane.id, briefing="inside", since=PRESENT)], "web", PRESENT)
    for link, form in (
        (links.preferences(jane.id), b"do=save"),
        (links.unsubscribe(jane.id, "morning"), b"do=end"),
        (links.confirm(jane.id, ("inside",), PRESENT), b"briefing=inside"),
    ):
        answer = site.ask(f"{link}?language=he", "POST", body=form)
        assert (answer.status, answer.headers["location"].partition("&")[0]) == (303, "?language=he")


def test_leaving_everything_is_told(site: Running, jane: Subscriber) -> None:
    """Not only that the one newsletter is left."""
    link = site.site.links.unsubscribe(jane.id, "morning")
    assert site.ask(link, form=[("do", "all")]).title == "You no longer receive anything from us"


def test_who_gets_nothing_is_told_so_on_his_own_page(site: Running, jane: Subscriber) -> None:
    """Instead of believing that his newsletters are under way."""
    link = site.site.links.preferences(jane.id)
    assert "Nothing is sent to this address" not in site.ask(link).text
    site.store.suppressions.add(jane.email, "hard bounce", "bounce", PRESENT)
    assert "Nothing is sent to this address" in site.ask(link).text


def test_what_is_pro_is_for_readers_who_have_it(site: Running, jane: Subscriber) -> None:
    """Whatever a form says."""
    link = site.site.links.preferences(jane.id)
    site.ask(link, form=[("briefing", "inside"), ("briefing", "morning")])
    assert "inside" not in statuses(site, jane)
    site.store.readers.change(replace(jane, tier="pro"), "editor", PRESENT)
    site.ask(link, form=[("briefing", "inside")])
    assert statuses(site, jane)["inside"] == "confirmed"


def test_links_of_an_erased_reader_lead_to_a_page(site: Running, jane: Subscriber) -> None:
    """And one click is answered as ever."""
    site.store.readers.erase(jane.id, "editor", PRESENT)
    assert site.ask(site.site.links.preferences(jane.id)).status == 404
    link = site.site.links.unsubscribe(jane.id, "morning")
    assert site.ask(link).title == "You do not receive Morning Briefing."
    assert site.ask(link, "POST", body=ONE_CLICK).status == 200
    assert site.store.readers.count() == 0


@pytest.mark.parametrize("kind", ["confirm", "unsubscribe", "preferences"])
def test_a_link_of_nobody_s_is_told_so(site: Running, jane: Subscriber, kind: str) -> None:
    """Whatever is in it, and with a token that is for something else."""
    other = site.site.links.edition("x", jane.id).partition("=")[2]
    for token in (other, "x", "a.b.c", "%00", "../../x", "é" * 600):
        assert site.ask(f"/{kind}/{quote(token)}").status in {404, 410}, token
        assert site.ask(f"/{kind}/{quote(token)}", form=[("do", "all")]).status in {404, 410, 405}, token
