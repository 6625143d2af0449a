"""Signing up over HTTP, with real mail: from the form to the confirmed subscription."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.model.reader import Subscriber
from briefgen.web.readers import open_site
from briefgen.web.readers.forms import Choice
from briefgen.web.readers.signing_up import Asked, SignUp
from tests.deliver.test_dkim import a_key, verified
from tests.web.readers.running import PRESENT, Running, a_site

JANE = "jane@example.org"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Running]:
    """The pages of a newsroom."""
    with a_site(tmp_path / "newsroom") as running:
        yield running


def statuses(site: Running, email: str = JANE) -> dict[str, str]:
    """Return what a reader has, by briefing."""
    site.site.outbox.wait()
    reader = site.store.readers.find(email)
    return {one.briefing: one.status for one in site.store.subscriptions.of(reader.id)} if reader else {}


def test_the_page_tells_of_each_newsletter_and_ticks_none(site: Running) -> None:
    """How often, when next, the latest edition; those for pro readers have no box."""
    page = site.ask("/").text
    assert "Daily" in page
    assert "06:00, Israel Time" in page
    assert "Tue, Nov 24, 06:00" in page
    assert "(in 2 hours)" in page
    assert 'href="/morning/latest"' in page
    assert set(re.findall(r'name="briefing" value="(\w+)"', page)) == {"morning", "sunday"}
    assert "checked" not in page
    assert "Inside Briefing" in page
    assert "For readers with a Pro subscription." in page


def test_nothing_is_subscribed_before_the_link_is_confirmed(site: Running) -> None:
    """Asked, a message, a page with a button, confirmed."""
    answer = site.sign_up(JANE, "morning", "sunday")
    assert (answer.status, answer.title) == (200, "Look into your inbox")
    (mail,) = site.mails()
    assert (mail["To"], mail["Subject"]) == (JANE, "Confirm your subscription – briefgen")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert statuses(site) == {"morning": "asked", "sunday": "asked"}
    link = site.link()
    assert site.ask(link).title == "One more click"
    assert statuses(site) == {"morning": "asked", "sunday": "asked"}
    done = site.ask(link, form=[("briefing", "morning"), ("briefing", "sunday")])
    assert done.title == "Welcome aboard"
    assert statuses(site) == {"morning": "confirmed", "sunday": "confirmed"}
    reader = site.store.readers.find(JANE)
    assert reader is not None
    acts = [(one.act, one.briefing, one.source) for one in site.store.consents.of(reader.id)]
    assert acts == [
        ("asked", "morning", "web"),
        ("asked", "sunday", "web"),
        ("confirmed", "morning", "web"),
        ("confirmed", "sunday", "web"),
    ]


def test_a_link_that_is_used_again_changes_nothing(site: Running) -> None:
    """Not even after the reader has left: only asking anew brings him back."""
    site.sign_up(JANE, "morning")
    link = site.link()
    for _ in range(2):
        assert site.ask(link, form=[("briefing", "morning")]).status == 200
    before = site.rows()
    assert site.ask(link).title == "Welcome aboard"
    reader = site.store.readers.find(JANE)
    assert reader is not None
    site.store.subscriptions.end(reader.id, "morning", "web", PRESENT)
    after = site.rows()
    assert after != before
    site.ask(link, form=[("briefing", "morning")])
    assert site.rows() == after


def test_a_link_ends_after_a_week(site: Running) -> None:
    """And says how to get another."""
    site.sign_up(JANE, "morning")
    link = site.link()
    site.later(timedelta(days=8))
    answer = site.ask(link, form=[("briefing", "morning")])
    assert (answer.status, answer.title) == (410, "This link no longer works")
    assert statuses(site) == {"morning": "asked"}


def test_known_and_unknown_addresses_get_the_same_answer(site: Running) -> None:
    """A reader who has all of it is told by mail, and only there."""
    site.sign_up(JANE, "morning")
    site.ask(site.link(), form=[("briefing", "morning")])
    site.store.suppressions.add("gone@example.org", "hard bounce", "bounce", PRESENT)
    site.later(timedelta(hours=1))
    answers = [site.sign_up(email, "morning") for email in (JANE, "new@example.org", "gone@example.org")]
    emails = (JANE, "new@example.org", "gone@example.org")
    same = {(one.status, one.text.replace(email, "")) for one, email in zip(answers, emails, strict=True)}
    assert len(same) == 1
    assert f"<bdi>{JANE}</bdi>" in answers[0].text
    subjects = {mail["To"]: mail["Subject"] for mail in site.mails()[1:]}
    assert subjects == {
        JANE: "You are subscribed already – briefgen",
        "new@example.org": "Confirm your subscription – briefgen",
    }


def test_fifty_sign_ups_write_one_message(site: Running) -> None:
    """The answers are equal, byte for byte."""
    answers = {(one.status, one.body) for one in (site.sign_up(JANE, "morning") for _ in range(50))}
    assert len(answers) == 1
    assert len(site.mails()) == 1
    site.later(timedelta(minutes=11))
    site.sign_up(JANE, "morning")
    assert len(site.mails()) == 2


def test_a_mailbox_is_not_flooded_by_restarts_nor_by_plus_addresses(site: Running) -> None:
    """What it gets is counted in the store, whichever process writes to it and whatever name of it is typed."""
    site.sign_up(JANE, "morning")
    site.mails()
    other = open_site(site.site.config, site.site.settings, site.store, lambda: site.clock[0])
    for email in (JANE, "jane+news@example.org", "JANE+x@example.org"):
        asked = Asked(email=email, briefings=("morning",), choice=Choice(), timezone="", language="en")
        assert other.outbox.add(SignUp(other, asked))
    other.outbox.close()
    assert len(site.mails()) == 1


def test_a_letter_is_signed_as_editions_are(tmp_path: Path) -> None:
    """A domain whose unsigned mail is refused (DMARC) could have no new readers otherwise."""
    key = a_key("ed25519")
    settings = {"BRIEFGEN_DKIM_KEY": key.pem, "BRIEFGEN_DKIM_SELECTOR": key.selector}
    with a_site(tmp_path / "newsroom", **settings) as site:
        site.later(-timedelta(days=3_000))  # dkimpy has a clock of its own, and takes nothing of the future
        for email in (JANE, "жанна@example.org"):
            site.sign_up(email, "morning", Accept_Language="he")
        assert len(site.mails()) == 2
        for _, _, taken in site.inbox.taken:
            assert verified(taken, key)
            assert not verified(taken.replace(b"\r\nTo: ", b"\r\nTo: eve@example.org\r\nTo: "), key)


def test_an_address_that_the_mail_server_refuses_is_not_tried_again(
    site: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Those behind it are written to at once."""
    with caplog.at_level(logging.INFO, logger="briefgen"):
        site.sign_up("nobody@example.org", "morning")
        site.sign_up(JANE, "morning")
        (mail,) = site.mails()
    assert mail["To"] == JANE
    assert "the address of a sign-up does not exist" in caplog.text


def test_one_network_address_cannot_sign_up_without_end(site: Running) -> None:
    """Behind a proxy that we trust the address is the one that the proxy names last."""
    said = [site.sign_up(f"r{n}@example.org", "morning", X_Forwarded_For=f"9.9.9.{n}, 192.0.2.1") for n in range(61)]
    assert {one.status for one in said[:60]} == {200}
    assert (said[60].status, said[60].title) == (429, "One moment, please")
    assert site.sign_up("other@example.org", "morning", X_Forwarded_For="192.0.2.2").status == 200


@pytest.mark.parametrize(
    "email", ["", "jane", "jane@", "jane@localhost", "a b@example.org", "jane@example.org\r\nBcc: x@y.z"]
)
def test_what_is_no_address_is_told_on_the_form(site: Running, email: str) -> None:
    """With what was typed and ticked still there, escaped."""
    answer = site.sign_up(email, "morning")
    assert answer.status == 422
    assert "This is not an email address" in answer.text
    assert re.search(r'value="morning"\s+checked', answer.text)
    assert site.mails() == []


def test_somebody_else_s_form_is_refused(site: Running) -> None:
    """By what the browser says of its origin, and without our token."""
    assert site.sign_up(JANE, "morning", Sec_Fetch_Site="cross-site").status == 403
    assert site.sign_up(JANE, "morning", Origin="https://elsewhere.example").status == 403
    assert site.ask("/subscribe", form=[("email", JANE), ("briefing", "morning")]).status == 422
    assert site.sign_up(JANE, "morning", Origin=site.address, Sec_Fetch_Site="same-origin").status == 200
    assert len(site.mails()) == 1


def test_a_form_that_lay_open_for_a_day_is_shown_again(site: Running) -> None:
    """With what was typed."""
    token = re.findall(r'name="token" value="([^"]+)"', site.ask("/").text)[0]
    site.later(timedelta(days=1))
    answer = site.ask("/subscribe", form=[("token", token), ("email", JANE), ("briefing", "morning")])
    assert answer.status == 422
    assert f'value="{JANE}"' in answer.text


def test_what_is_pro_cannot_be_signed_up_for(site: Running) -> None:
    """Nor what there is not."""
    assert "Tick at least one newsletter" in site.sign_up(JANE, "inside", "nothing").text


def test_a_reader_chooses_format_hour_and_time_zone(site: Running) -> None:
    """The hour where the briefing allows it."""
    more = [("format", "text"), ("hour", "21"), ("timezone", "Asia/Tokyo")]
    site.sign_up(JANE, "morning", "sunday", more=more)
    site.site.outbox.wait()
    reader = site.store.readers.find(JANE)
    assert reader is not None
    assert reader.timezone == "Asia/Tokyo"
    mine = {one.briefing: (one.format, one.hour) for one in site.store.subscriptions.of(reader.id)}
    assert mine == {"morning": ("text", 21), "sunday": ("text", None)}


def test_a_stranger_changes_nothing_of_a_reader(site: Running) -> None:
    """Neither time zone nor format."""
    jane = site.store.readers.add(Subscriber(email=JANE, created=PRESENT, timezone="Europe/London"))
    assert jane is not None
    site.sign_up("Jane@Example.org", "morning", more=[("timezone", "Asia/Tokyo")])
    site.site.outbox.wait()
    assert site.store.readers.get(jane.id) == jane


def test_the_message_is_in_the_language_of_the_page(site: Running) -> None:
    """And its link leads to a page in it."""
    page = site.ask("/", Accept_Language="he-IL,he;q=0.9,en;q=0.5")
    assert '<html lang="he" dir="rtl">' in page.text
    site.sign_up(JANE, "morning", Accept_Language="he")
    (mail,) = site.mails()
    assert mail["Subject"] == "אישור ההרשמה – briefgen"
    assert site.link().endswith("?language=he")
    assert site.ask(site.link()).title == "עוד לחיצה אחת"


@pytest.mark.parametrize("email", ["жанна@example.org", "jane@bücher.example", "o'neil+news@example.org"])
def test_addresses_in_any_letters_are_written_to(site: Running, email: str) -> None:
    """The domain in ASCII in the envelope, the local part as it is (RFC 6531)."""
    assert site.sign_up(email, "morning").status == 200
    (mail,) = site.mails()
    ((_, (to,), _),) = site.inbox.taken
    assert to == email.replace("bücher", "xn--bcher-kva")
    assert "morning" in statuses(site, email)
    assert mail["Subject"] == "Confirm your subscription – briefgen"


def test_a_mail_server_that_is_away_for_a_moment_loses_no_sign_up(site: Running) -> None:
    """The job is tried again; the reader is asked once."""
    settings = site.site.settings
    wrong = settings.smtp_url.replace(str(site.inbox.port), "9")
    object.__setattr__(settings, "smtp_url", wrong)
    assert site.sign_up(JANE, "morning").status == 200
    while site.store.readers.find(JANE) is None:
        pass
    object.__setattr__(settings, "smtp_url", wrong.replace(":9", f":{site.inbox.port}"))
    assert len(site.mails()) == 1
