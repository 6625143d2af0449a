"""The environment and .env."""

from dataclasses import fields
from pathlib import Path

import pytest

from briefgen.config.dotenv import parse_dotenv
from briefgen.config.env_example import ENV_EXAMPLE
from briefgen.config.settings import Settings, read_settings
from briefgen.config.variables import split_senders
from briefgen.model.errors import ConfigError

#: What is no secret and no text that may hold one.
_OPEN = {"workspace", "sender", "public_url", "keep_days", "trusted_proxies", "editors", "catch_up"}
_OPEN |= {"smtp_connections", "smtp_messages", "smtp_rates", "in_doubt", "mail_log"}


def complaints(workspace: Path, environ: dict[str, str]) -> list[str]:
    """Read settings that must be wrong; return what is reported."""
    with pytest.raises(ConfigError) as caught:
        read_settings(workspace, environ)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_without_any_variable_the_store_is_sqlite_in_out(tmp_path: Path) -> None:
    """Nothing must be set to begin."""
    workspace = tmp_path / "a desk"
    settings = read_settings(workspace, {})
    assert settings == Settings(workspace=workspace, database_url=f"sqlite:///{workspace}/out/briefgen.db")


@pytest.mark.parametrize(("given", "days"), [("", 400), ("0", 0), ("60", 60), ("36500", 36_500)])
def test_articles_are_kept_for_so_many_days(tmp_path: Path, given: str, days: int) -> None:
    """Zero is for ever."""
    assert read_settings(tmp_path, {"BRIEFGEN_KEEP_DAYS": given}).keep_days == days


@pytest.mark.parametrize("given", ["59", "36501", "-1", "a year", "1e3", "²", "9" * 5000])
def test_a_time_too_short_to_look_back_or_no_number_is_a_mistake(tmp_path: Path, given: str) -> None:
    """Storylines and trends look back over weeks."""
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_KEEP_DAYS": given})
    assert "BRIEFGEN_KEEP_DAYS: must be a number of days from 60 to 36500, or 0 to keep everything" in complaint


def test_the_environment_wins_over_dotenv_and_an_empty_value_is_none(tmp_path: Path) -> None:
    """Variables of other programs are left alone in both."""
    (tmp_path / ".env").write_text(
        'BRIEFGEN_SENDER="Desk <desk@example.org>"\nBRIEFGEN_LLM_MODEL=small\n'
        "BRIEFGEN_SECRET=from-a-file-and-longer-than-32-signs\n"
        "BRIEFGEN_PUBLIC_URL=\nOTHER=1\n"
    )
    environ = {"BRIEFGEN_SECRET": "from-environment" * 2, "BRIEFGEN_LLM_MODEL": "", "BRIEFGEN_UNHEARD_OF": "1"}
    settings = read_settings(tmp_path, environ)
    assert settings.sender == "Desk <desk@example.org>"
    assert settings.secret == "from-environment" * 2
    assert settings.llm_model == "small"
    assert settings.public_url == ""
    assert settings.workspace == tmp_path


def test_a_workspace_cannot_say_where_it_is(tmp_path: Path) -> None:
    """Whoever writes that into its ``.env`` would believe that it counts."""
    (tmp_path / ".env").write_text("BRIEFGEN_WORKSPACE=/elsewhere\n")
    with pytest.raises(ConfigError, match=r"\.env:1: BRIEFGEN_WORKSPACE: counts in the environment only"):
        read_settings(tmp_path, {})


def test_no_secret_is_in_the_repr_or_in_a_message(tmp_path: Path) -> None:
    """Neither of settings that are right nor of those that are wrong."""
    secret_fields = [each.name for each in fields(Settings) if each.name not in _OPEN]
    environ = {f"BRIEFGEN_{name.upper()}": "hunter2" * 5 for name in secret_fields}
    environ |= {"BRIEFGEN_DATABASE_URL": "postgresql+psycopg://me:hunter2@db/x"}
    environ |= {"BRIEFGEN_OPERATOR": "https://chat.example.org/hooks/hunter2"}
    environ |= {"BRIEFGEN_DKIM_SELECTOR": "s", "BRIEFGEN_LLM_MODEL": "m", "BRIEFGEN_LLM_URL": "https://llm/hunter2"}
    assert "hunter2" not in repr(read_settings(tmp_path, environ))
    assert complaints(tmp_path, {**environ, "BRIEFGEN_DATABASE_URL": "mysql://me:hunter2@db/x"}) == [
        (
            "environment:1: BRIEFGEN_DATABASE_URL: must be sqlite:///PATH or"
            " postgresql+psycopg://USER:PASSWORD@HOST/NAME, not mysql://…"
        )
    ]
    assert "hunter2" not in "".join(complaints(tmp_path, {"BRIEFGEN_DATABASE_URL": "me:hunter2@db"}))


@pytest.mark.parametrize("operator", ["desk@example.org", "https://chat.example.org/hooks/x", "http://127.0.0.1:9/x"])
def test_the_operator_has_an_address_or_a_webhook(tmp_path: Path, operator: str) -> None:
    """In the clear only within one's own network."""
    assert read_settings(tmp_path, {"BRIEFGEN_OPERATOR": operator}).operator == operator


@pytest.mark.parametrize(
    "operator",
    ["hunter2", "http://chat.example.org/hunter2", "https://me:hunter2@chat.example.org/", "https:///hunter2"],
)
def test_another_operator_is_a_mistake_that_repeats_no_secret(tmp_path: Path, operator: str) -> None:
    """The address of a webhook is one."""
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_OPERATOR": operator})
    assert "hunter2" not in complaint


def test_how_late_an_edition_may_be_is_a_number_of_hours(tmp_path: Path) -> None:
    """Up to a day, after which the next is due."""
    assert read_settings(tmp_path, {"BRIEFGEN_CATCH_UP": "0"}).catch_up == 0
    for hours in ("25", "-1", "six", "6.5"):
        (complaint,) = complaints(tmp_path, {"BRIEFGEN_CATCH_UP": hours})
        assert complaint == f"environment:1: BRIEFGEN_CATCH_UP: must be a number of hours from 0 to 24, not {hours!r}"


def test_a_secret_that_could_be_guessed_is_a_mistake(tmp_path: Path) -> None:
    """It signs the links by which readers are changed and ended."""
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_SECRET": "hunter2"})
    assert "must have at least 32 random characters" in complaint
    assert "hunter2" not in complaint


@pytest.mark.parametrize("given", ["proxy.example", "10.0.0.0/33", "127.0.0.1,,::1"])
def test_proxies_are_named_by_address(tmp_path: Path, given: str) -> None:
    """A name could be made to stand for anybody."""
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_TRUSTED_PROXIES": given})
    assert "must be addresses or networks" in complaint
    assert read_settings(tmp_path, {"BRIEFGEN_TRUSTED_PROXIES": "10.0.0.1, fd00::/8"}).trusted_proxies


def test_every_mistake_in_dotenv_is_told_with_its_line(tmp_path: Path) -> None:
    """Together, with the nearest right name."""
    (tmp_path / ".env").write_text(
        "# ours\nBRIEFGEN_DATABSE_URL=sqlite:///x\nhunter2\nBRIEFGEN_SENDER=desk\nBRIEFGEN_PUBLIC_URL=http://x.example\n"
    )
    assert complaints(tmp_path, {}) == [
        ".env:2: BRIEFGEN_DATABSE_URL: is not a setting; did you mean 'BRIEFGEN_DATABASE_URL'?",
        '.env:3: must be KEY=value, KEY="value" or a # comment',
        ".env:4: BRIEFGEN_SENDER: must be an address such as Israel Briefing <briefing@example.org>, not 'desk'",
        (
            ".env:5: BRIEFGEN_PUBLIC_URL: must begin with https:// (http:// only on this machine itself),"
            " not 'http://x.example'"
        ),
    ]


def test_a_dotenv_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    """Wrong encoding; a folder of that name."""
    (tmp_path / ".env").write_bytes(b"A=1\nB=\xff\n")
    assert complaints(tmp_path, {}) == [".env:2: must be saved as UTF-8"]
    (tmp_path / ".env").unlink()
    (tmp_path / ".env").mkdir()
    assert complaints(tmp_path, {}) == [".env:1: this file cannot be read: Is a directory"]


@pytest.mark.parametrize(
    "sender",
    ["desk@example.org", "Desk <desk@example.org>", '"Desk, the" <desk@example.org>', "مكتب <desk@example.org>"],
)
def test_a_sender_is_an_address_with_or_without_a_name(tmp_path: Path, sender: str) -> None:
    """Names may be in any script."""
    assert read_settings(tmp_path, {"BRIEFGEN_SENDER": sender}).sender == sender


@pytest.mark.parametrize(
    "sender",
    ["desk", "a@b, c@d", "Desk <desk@example.org", "x@y\nBcc: z@w", "Desk <a@b> c@d", "<>", "a@b@c", "Desk desk@x.org"],
)
def test_a_sender_that_is_no_single_address_is_refused(tmp_path: Path, sender: str) -> None:
    """A second address or a line break would be another header."""
    assert "BRIEFGEN_SENDER: must be an address" in complaints(tmp_path, {"BRIEFGEN_SENDER": sender})[0]


@pytest.mark.parametrize(
    "url", ["https://x.example/desk/", "http://localhost:8000", "http://127.0.0.1/", "http://[::1]"]
)
def test_the_public_address_has_no_slash_at_its_end(tmp_path: Path, url: str) -> None:
    """So that paths can be put behind it."""
    assert read_settings(tmp_path, {"BRIEFGEN_PUBLIC_URL": url}).public_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url", ["x.example", "https://", "https://x/?a=1", "ftp://x", "https://[x", "https://a b", "https://bücher.example"]
)
def test_a_public_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    """It would stand in every email."""
    assert "BRIEFGEN_PUBLIC_URL" in complaints(tmp_path, {"BRIEFGEN_PUBLIC_URL": url})[0]


def test_the_example_names_every_variable_and_is_a_right_dotenv(tmp_path: Path) -> None:
    """As it stands it sets nothing; with the comments off it is read without a mistake."""
    assert list(parse_dotenv(ENV_EXAMPLE)) == []
    opened = ENV_EXAMPLE.replace("# BRIEFGEN_", "BRIEFGEN_")
    assert {variable.key for variable in parse_dotenv(opened)} == {
        f"BRIEFGEN_{each.name.upper()}" for each in fields(Settings) if each.name != "workspace"
    }
    (tmp_path / ".env").write_text(opened)
    assert read_settings(tmp_path, {}).sender == "Israel Briefing <briefing@example.org>"


@pytest.mark.parametrize(
    "url",
    [
        "https://llm.example.org/v1",
        "http://localhost:11434/v1",
        "http://127.0.0.1:8080",
        "http://192.168.1.7/v1",
        "http://ollama:11434/v1",
        "http://gpu.internal/v1",
    ],
)
def test_a_language_model_may_be_far_away_over_https_or_near_without(tmp_path: Path, url: str) -> None:
    """On this machine, at a private address, as a service beside ours."""
    assert read_settings(tmp_path, {"BRIEFGEN_LLM_URL": url}).llm_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://llm.example.org/v1",
        "http://8.8.8.8/v1",
        "llm.example.org",
        "ftp://x/v1",
        "https://",
        "https://[x",
        "https://x/v1?key=hunter2",
        "https://me:hunter2@llm.example.org/v1",
        "https://x y/v1",
    ],
)
def test_an_address_of_a_language_model_that_is_none_or_gives_the_key_away_is_refused(tmp_path: Path, url: str) -> None:
    """What was given is not repeated: it may hold the key."""
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_LLM_URL": url})
    assert complaint.startswith("environment:1: BRIEFGEN_LLM_URL: must b")
    assert "hunter2" not in complaint


def test_editors_are_addresses_between_commas(tmp_path: Path) -> None:
    """A comma inside quotation marks belongs to a name."""
    given = '"Lev, Dana" <dana@example.org>, desk@example.org'
    settings = read_settings(tmp_path, {"BRIEFGEN_EDITORS": given})
    assert split_senders(settings.editors) == ['"Lev, Dana" <dana@example.org>', "desk@example.org"]
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_EDITORS": "dana@example.org, nobody"})
    assert "BRIEFGEN_EDITORS: must be addresses with commas between them; 'nobody' is none" in complaint


@pytest.mark.parametrize("place", ["imap://bounces:secret@mail.example.org", "https://mail.example.org/inbox"])
def test_a_mailbox_of_bounces_is_asked_encrypted_only(tmp_path: Path, place: str) -> None:
    """And its password is in no message."""
    (complaint,) = complaints(tmp_path, {"BRIEFGEN_BOUNCES": place})
    assert "BRIEFGEN_BOUNCES: must be imaps://USER:PASSWORD@HOST/MAILBOX" in complaint
    assert "secret" not in complaint
