"""Drafts reach their editors by a real mail server, in the briefing's language, each with a link of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from briefgen.config import Config, load
from briefgen.config.settings import Settings, read_settings
from briefgen.deliver.tokens import Tokens
from briefgen.draft_mail import DraftMail, draft_message, read_desk_token
from briefgen.model.editing import Review
from briefgen.render import Engine, packaged_templates
from briefgen.reviewing import Draft
from tests.deliver.test_smtp import Inbox, a_server
from tests.newsroom import a_newsroom
from tests.render.rich import a_rich_edition

SECRET = "a secret of more than thirty-two characters"  # noqa: S105  no secret but a test's
EDITORS = "Dana Lev <dana@example.org>, desk@example.org"


def a_draft(language: str = "en") -> Draft:
    """Return a draft that goes out in twenty minutes."""
    edition = a_rich_edition()
    edition = replace(edition, briefing=replace(edition.briefing, language=language))
    now = edition.period.end
    moment = now + timedelta(minutes=20)
    review = Review(edition=edition.id, briefing="israel", state="open", opened=now, releases=moment)
    return Draft(review=review, frozen=edition, edition=edition, history=())


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server."""
    with a_server(starttls=False) as taken:
        yield taken


def settings_of(folder: Path, inbox: Inbox) -> tuple[Config, Settings]:
    """Return a workspace's configuration and settings."""
    workspace = a_newsroom(folder).resolve()
    environ = {
        "BRIEFGEN_PUBLIC_URL": "https://briefing.example.org",
        "BRIEFGEN_SECRET": SECRET,
        "BRIEFGEN_SMTP_URL": f"smtp://127.0.0.1:{inbox.port}",
        "BRIEFGEN_SENDER": "The Desk <desk@example.org>",
        "BRIEFGEN_EDITORS": EDITORS,
    }
    return load(workspace), read_settings(workspace, environ)


def text_of(message: EmailMessage, kind: str) -> str:
    """Return a part's text."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_each_editor_gets_a_link_of_his_own(tmp_path: Path, inbox: Inbox) -> None:
    """Signed for him and the edition; it ends."""
    config, settings = settings_of(tmp_path / "newsroom", inbox)
    draft = a_draft()
    now = draft.review.opened
    DraftMail(lambda: config, lambda: settings)(draft, now)
    mails = [message_from_bytes(taken, policy=default) for _, _, taken in inbox.taken]
    assert [str(mail["To"]) for mail in mails] == ["Dana Lev <dana@example.org>", "desk@example.org"]
    assert str(mails[0]["Subject"]) == f"[Draft] Israel Briefing: {draft.edition.title}"
    tokens, meant = Tokens(SECRET), []
    for mail in mails:
        found = re.search(r"https://briefing\.example\.org/desk/(\S+)", text_of(mail, "plain"))
        assert found is not None
        assert found[0] in text_of(mail, "html")
        meant.append(read_desk_token(tokens, found[1], now + timedelta(days=3)))
        assert read_desk_token(tokens, found[1], now + timedelta(days=5)) is None
    assert meant == [(draft.edition.id, "Dana Lev <dana@example.org>"), (draft.edition.id, "desk@example.org")]


def test_an_edition_does_not_wait_for_a_mail(tmp_path: Path, inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    """A mail server that is away, and nobody to tell, are for the log."""
    config, settings = settings_of(tmp_path / "newsroom", inbox)
    away = replace(settings, smtp_url="smtp://127.0.0.1:1")
    using = [away]
    mail = DraftMail(lambda: config, lambda: using[-1])
    assert not mail(a_draft(), a_draft().review.opened)
    nobody = replace(settings, editors="")
    assert DraftMail(lambda: config, lambda: nobody)(a_draft(), a_draft().review.opened)
    assert inbox.taken == []
    using.append(replace(settings, editors=EDITORS.replace("Dana Lev", "Dana")))
    assert mail(a_draft(), a_draft().review.opened)
    assert len(inbox.taken) == 2
    assert caplog.text.count("could not be told") == 2
    assert "no editor can be told" in caplog.text


def test_a_briefing_may_have_editors_of_its_own(tmp_path: Path, inbox: Inbox) -> None:
    """They win over those of all."""
    config, settings = settings_of(tmp_path / "newsroom", inbox)
    own = replace(config.briefings["morning"], editors=("Ed <ed@example.org>",))
    changed = replace(config, briefings={**config.briefings, "morning": own})
    mail = DraftMail(lambda: changed, lambda: settings)
    assert mail.editors("morning") == ("Ed <ed@example.org>",)
    assert mail.editors("sunday") == ("Dana Lev <dana@example.org>", "desk@example.org")


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Draft"), ("he", "טיוטה"), ("ar", "مسودة"), ("fa", "پیش‌نویس"), ("ru", "Черновик"), ("tr", "Taslak")],
)
def test_a_draft_speaks_the_language_of_its_briefing(language: str, word: str) -> None:
    """And says when it goes out by itself, in the briefing's time zone."""
    draft = a_draft(language)
    engine = Engine([packaged_templates()])
    raw = draft_message(
        draft,
        engine,
        editor="ed@example.org",
        sender="d@example.org",
        link="https://x.example/desk/t",
        now=draft.review.opened,
    )
    assert raw.isascii()
    message = message_from_bytes(raw, policy=default)
    assert f"[{word}]".replace("\u200c", "") in str(message["Subject"])  # headers hold nothing invisible
    for kind in ("plain", "html"):
        assert "color-scheme: dark" in text_of(message, "html")
        assert (
            "06:20" in text_of(message, kind) or "٠٦:٢٠" in text_of(message, kind) or "۶:۲۰" in text_of(message, kind)
        )
    assert language != "en" or "Times are Israel Standard Time." in text_of(message, "plain").replace("\n", " ")
    english = ("goes out by itself", "Read, change", "works until")
    assert language == "en" or not any(words in text_of(message, "html") for words in english)
