"""A test copy is what readers get, signed and complete, and does nothing to anybody."""

import email
import re
from email.policy import default
from pathlib import Path

import pytest

from briefgen.deliver.links import Links, Meant
from briefgen.deliver.tokens import Tokens
from briefgen.deliver.verp import Returned, read_return_path
from briefgen.model.errors import UsageError
from briefgen.trying import send_copy
from tests.deliver.test_dkim import a_key, verified
from tests.deliver.test_encoding import HEADERS
from tests.deliver.test_smtp import a_server
from tests.factories import NOON, an_edition
from tests.mail.newsstand import the_settings


def test_a_test_copy_is_signed_and_complete_and_nobody_s(tmp_path: Path) -> None:
    """So that what providers make of it can be seen; a second one is another message."""
    with a_server(starttls=False) as inbox:
        settings = the_settings(
            tmp_path, inbox.port, sender="Desk <desk@example.org>", dkim_key=a_key().pem, dkim_selector="briefgen"
        )
        edition = an_edition(title=".a title " * 12)
        for _ in range(2):
            assert send_copy(edition, settings, " editor@news.example ", NOON) == "editor@news.example"
    tokens = Tokens(settings.secret)
    links, seen = Links(settings.public_url, tokens), set()
    for sender, readers, raw in inbox.taken:
        assert readers == ["editor@news.example"]
        assert read_return_path(tokens, sender) == Returned(subscriber=0, mailing=0)
        assert verified(raw, a_key())
        message = email.message_from_bytes(raw, policy=default)
        assert message.keys() == ["DKIM-Signature", *HEADERS]
        assert message["Subject"] == f"[Test] {'.a title ' * 12}".strip()
        found = re.fullmatch(r"<https://news\.example/unsubscribe/(\S+)>", message["List-Unsubscribe"])
        assert found is not None
        assert links.meant_to_unsubscribe(found[1]) == Meant(subscriber=0, briefings=("israel",))
        seen.add(message["Message-ID"])
    assert len(seen) == 2


def test_a_test_copy_needs_what_a_mail_needs(tmp_path: Path) -> None:
    """Else it would be another message than readers get."""
    settings = the_settings(tmp_path, 9, secret="")
    with pytest.raises(UsageError, match="nothing can be sent without BRIEFGEN_SECRET"):
        send_copy(an_edition(), settings, "editor@news.example", NOON)
    with pytest.raises(UsageError, match="'nobody' is not one address"):
        send_copy(an_edition(), the_settings(tmp_path, 9), "nobody", NOON)
