"""A service that answers well, badly, late, with errors or maliciously gives an answer or its problem, in time."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.language_model import Bounds, missing, narrator_for
from briefgen.model.errors import UsageError
from briefgen.retelling import Answer
from briefgen.summarize import Prompt
from tests.model_service import QUICK, Reply, Service, a_service

ASKED = Prompt(system="Choose.", user='{"sentences": []}')


@pytest.fixture
def service() -> Iterator[Service]:
    """Serve on loopback."""
    with a_service() as opened:
        yield opened


def ask(service: Service, bounds: Bounds = QUICK, count: int = 1) -> dict[str, Answer]:
    """Ask for ``count`` stories."""
    narrator = narrator_for("select", service.settings(), bounds)
    assert narrator is not None
    return dict(narrator.ask({f"s-{n}": ASKED for n in range(count)}))


def test_what_the_model_says_comes_back_for_each_story(service: Service) -> None:
    """With the model's name, the rules and the sentences in the request, and the key in its header."""
    service.answer = lambda _: Reply(text="[1, 2]")
    assert ask(service, count=3) == {f"s-{n}": Answer(text="[1, 2]") for n in range(3)}
    request = service.asked[0]
    assert (request["model"], request["temperature"]) == ("small", 0)
    assert [message["content"] for message in request["messages"]] == [ASKED.system, ASKED.user]
    assert "Bearer sk-hunter2" in service.headers[0].values()


def test_only_so_many_are_asked_at_once(service: Service) -> None:
    """A local model has one processor."""
    service.answer = lambda _: Reply(text="[]")
    ask(service, Bounds(deadline=20, retries=0, at_once=2), count=9)
    assert len(service.asked) == 9
    assert service.busiest <= 2


def test_a_model_with_a_temperature_of_its_own_is_asked_without(service: Service) -> None:
    """It refuses the request otherwise."""
    service.answer = lambda request: (
        Reply(status=400, text="temperature") if "temperature" in request else Reply(text="x")
    )
    assert ask(service)["s-0"] == Answer(text="x")


PROBLEMS = {
    "unauthorized": (Reply(status=401, text="Incorrect key: sk-hunter2"), "HTTP 401"),
    "wrong model": (Reply(status=404, text="no such model"), "HTTP 404"),
    "too many requests": (Reply(status=429), "HTTP 429"),
    "server's fault": (Reply(status=500, body=b"<html>"), "HTTP 500"),
    "sent elsewhere": (Reply(status=302, headers=(("Location", "http://127.0.0.1:9/"),)), "HTTP 302"),
    "empty": (Reply(text=""), "an empty answer"),
    "nothing said": (Reply(text=None), "an empty answer"),
    "no choices": (Reply(body=b'{"choices": []}'), "an answer that is no chat completion"),
    "choices of another kind": (Reply(body=b'{"choices": 7}'), "an answer that is no chat completion"),
    "no document": (Reply(body=b""), "an answer that is no chat completion"),
    "no JSON": (Reply(body=b"<html>busy</html>"), "an answer that is no chat completion"),
    "a list": (Reply(body=b"[1]"), "an answer that is no chat completion"),
    "words of another kind": (Reply(text=["x"]), "an empty answer"),
    "a huge answer": (Reply(text="x" * 2_000_000), "an answer too large, or encoded"),
    "a huge error": (Reply(status=400, body=b"x" * 2_000_000), "an answer too large, or encoded"),
    "a bomb": (Reply(headers=(("Content-Encoding", "gzip"),)), "an answer too large, or encoded"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_what_goes_wrong_is_told_in_our_own_words(
    service: Service, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    """None of the service's words and no secret gets into an answer or a log."""
    caplog.set_level(logging.DEBUG)
    reply, problem = PROBLEMS[case]
    service.answer = lambda _: reply
    assert ask(service)["s-0"] == Answer(problem=problem)
    assert "hunter2" not in caplog.text
    assert "/v1" not in caplog.text


def test_a_service_that_is_busy_is_asked_again(service: Service) -> None:
    """After 429 or 500, as often as the bounds say; the SDK's pause is the service's own."""
    service.answer = lambda _: (
        Reply(text="x") if len(service.asked) > 1 else Reply(status=429, headers=(("retry-after-ms", "1"),))
    )
    assert ask(service, Bounds(retries=1))["s-0"] == Answer(text="x")


def test_nobody_there_is_no_connection() -> None:
    """The port is closed: its server has gone."""
    with a_service() as gone:
        pass
    assert ask(gone)["s-0"] == Answer(problem="no connection")


@pytest.mark.parametrize("reply", [Reply(held=True), Reply(text="[1]", dripping=True)], ids=["silent", "dripping"])
def test_nothing_takes_longer_than_the_deadline(service: Service, reply: Reply) -> None:
    """What has been answered by then counts; a server that sends a byte now and then gains nothing."""
    service.answer = lambda _: reply if len(service.asked) > 1 else Reply(text="[1]")
    before = time.monotonic()
    found = ask(service, Bounds(deadline=1.5, retries=0, at_once=1), count=3)
    assert time.monotonic() - before < 4
    assert found["s-0"] == Answer(text="[1]")
    assert found["s-1"] == found["s-2"] == Answer(problem="no answer within 1.5 s")


def test_one_answer_may_take_only_so_long(service: Service) -> None:
    """The others then still have time."""
    service.answer = lambda _: Reply(held=True)
    assert ask(service, Bounds(deadline=10, timeout=0.3, retries=0))["s-0"] == Answer(problem="no answer in time")


def test_a_briefing_without_a_model_has_no_narrator(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    """Nor has one that asks for a model that is not configured, which is said."""
    assert narrator_for("off", service.settings()) is None
    assert caplog.text == ""
    assert narrator_for("select", service.settings(llm_model="")) is None
    assert "BRIEFGEN_LLM_MODEL is not set" in caplog.text
    assert missing(service.settings(llm_url="")) == "BRIEFGEN_LLM_URL"
    assert missing(service.settings(llm_key="")) == ""


def test_a_key_of_another_service_is_not_sent(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK would take OPENAI_API_KEY where we have none."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another")
    service.answer = lambda _: Reply(text="x")
    narrator = narrator_for("select", service.settings(llm_key=""), QUICK)
    assert narrator is not None
    assert narrator.ask({"s": ASKED})["s"] == Answer(text="x")
    assert not any("another" in value for headers in service.headers for value in headers.values())


def _python(code: str, cwd: Path) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=cwd)  # noqa: S603  our own
    return run.stdout.strip()


def test_nothing_loads_the_sdk_before_a_model_is_asked() -> None:
    """It takes a second; and most have not installed it."""
    code = (
        "import sys, briefgen.cli, briefgen.pipeline, briefgen.language_model, briefgen.examination;"
        "print({'openai', 'httpx2', 'httpx'} & set(sys.modules))"
    )
    assert _python(code, Path(__file__).parent.parent) == "set()"


def test_without_the_extra_a_model_that_is_asked_for_is_an_error_in_one_line(service: Service) -> None:
    """And only then. The SDK is hidden from a process of its own."""
    code = (
        "import sys; sys.modules['openai'] = None\n"
        "from pathlib import Path\n"
        "from briefgen.config.settings import Settings\n"
        "from briefgen.language_model import narrator_for\n"
        f"settings = Settings(workspace=Path(), database_url='', llm_url={service.address!r}, llm_model='small')\n"
        "print(narrator_for('off', settings))\n"
        "try:\n    narrator_for('select', settings)\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    off, asked = _python(code, Path(__file__).parent.parent).splitlines()
    assert off == "None"
    assert asked.startswith(UsageError.__name__)
    assert asked.endswith("pip install 'briefgen[llm]'")
