"""A language model behind the OpenAI protocol → a ``Narrator``. Edge; the only home of the ``openai`` SDK.

Everything is bounded: how long an edition waits in all, how long for one answer, how many are asked at once, how large
an answer may be. What the service says about its failures is not repeated, for it may hold the key.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from briefgen.config.settings import Settings
from briefgen.model.briefing import ModelUse
from briefgen.model.errors import UsageError
from briefgen.retelling import Answer, Narrator
from briefgen.summarize import Prompt

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletionMessageParam

log = logging.getLogger(__name__)

#: Said by a build that asks for a model, and by `doctor`.
EXTRA_MISSING = "a language model is asked for, but its client is not installed: pip install 'briefgen[llm]'"

#: These write addresses and requests into the log.
_TALKATIVE = ("openai", "httpx", "httpx2", "httpcore", "httpcore2")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """How much an edition waits for a model."""

    deadline: float = 90.0  #: seconds for all answers together
    timeout: float = 45.0  #: seconds for one try
    retries: int = 2  #: after no connection, 408, 409, 429 and 5xx; the SDK waits in between
    at_once: int = 4
    largest: int = 1_000_000  #: bytes of one answer, its envelope included


def is_installed() -> bool:
    """Tell whether the SDK is here, without loading it."""
    return find_spec("openai") is not None


def missing(settings: Settings) -> str:
    """Return the name of the first variable that a model needs and that is not set; empty where none is missing."""
    wanted = {"BRIEFGEN_LLM_URL": settings.llm_url, "BRIEFGEN_LLM_MODEL": settings.llm_model}
    return next((name for name, value in wanted.items() if not value), "")


def narrator_for(use: ModelUse, settings: Settings, bounds: Bounds | None = None) -> Narrator | None:
    """Return the configured model, None if a briefing uses none or none is configured.

    Raises UsageError if one is configured and asked for, but the extra is not installed.
    """
    if use == "off":
        return None
    if name := missing(settings):
        log.warning("the briefing asks for a language model, but %s is not set; it is told without one", name)
        return None
    if not is_installed():
        raise UsageError(EXTRA_MISSING)
    limits = bounds or Bounds()
    return Narrator(name=settings.llm_model, ask=lambda prompts: _ask(prompts, settings, limits))


def _ask(prompts: Mapping[str, Prompt], settings: Settings, bounds: Bounds) -> dict[str, Answer]:
    """Ask in a thread of its own, which is left behind if it hangs where no deadline reaches: in a look-up."""
    answers: dict[str, Answer] = {}
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)

    def work() -> None:
        asyncio.run(_ask_all(prompts, settings, bounds, answers))

    thread = threading.Thread(target=work, name="language model", daemon=True)
    thread.start()
    thread.join(bounds.deadline + 1)
    late = Answer(problem=f"no answer within {bounds.deadline:g} s")
    found = dict(answers)
    return {story: found.get(story, late) for story in prompts}


async def _ask_all(
    prompts: Mapping[str, Prompt], settings: Settings, bounds: Bounds, answers: dict[str, Answer]
) -> None:
    try:
        async with asyncio.timeout(bounds.deadline), _client(settings, bounds) as client:
            turns = asyncio.Semaphore(bounds.at_once)

            async def one(story: str, prompt: Prompt) -> None:
                async with turns:
                    answers[story] = await _answer(client, settings.llm_model, prompt)

            async with asyncio.TaskGroup() as group:
                for story, prompt in prompts.items():
                    group.create_task(one(story, prompt))
    except TimeoutError:
        return
    except Exception as error:
        log.debug("the client of the language model failed", exc_info=error)
        failed = Answer(problem=f"its client failed ({type(error).__name__})")
        answers.update({story: failed for story in prompts if story not in answers})


async def _answer(client: "AsyncOpenAI", model: str, prompt: Prompt) -> Answer:
    import openai  # noqa: PLC0415  heavy, and only there with the extra

    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": prompt.system},
        {"role": "user", "content": prompt.user},
    ]
    try:
        try:
            made = await client.chat.completions.create(model=model, messages=messages, temperature=0)
        except openai.BadRequestError:  # some models have a temperature of their own
            made = await client.chat.completions.create(model=model, messages=messages)
        text = made.choices[0].message.content
    except openai.APITimeoutError:
        return Answer(problem="no answer in time")
    except openai.APIStatusError as error:
        return Answer(problem=f"HTTP {error.status_code}")
    except openai.APIConnectionError:
        return Answer(problem="no connection")
    except _TooLargeError:
        return Answer(problem="an answer too large, or encoded")
    except (openai.OpenAIError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return Answer(problem="an answer that is no chat completion")
    return Answer(text=text) if isinstance(text, str) and text else Answer(problem="an empty answer")


def _client(settings: Settings, bounds: Bounds) -> "AsyncOpenAI":
    import httpx2  # noqa: PLC0415  heavy, and only there with the extra
    import openai  # noqa: PLC0415

    class Bounded(httpx2.AsyncByteStream):
        """A body that ends with an error where it grows too large."""

        def __init__(self, body: httpx2.AsyncByteStream) -> None:
            self.body = body

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for piece in self.body:
                size += len(piece)
                if size > bounds.largest:
                    raise _TooLargeError
                yield piece

        async def aclose(self) -> None:
            await self.body.aclose()

    async def bound(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise _TooLargeError  # we asked for none; what it decodes to is unknown
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = Bounded(response.stream)

    return openai.AsyncOpenAI(
        base_url=settings.llm_url,
        api_key=settings.llm_key or "none",  # else the SDK takes OPENAI_API_KEY, which is for another service
        max_retries=bounds.retries,
        timeout=bounds.timeout,
        default_headers={"Accept-Encoding": "identity"},
        http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False, event_hooks={"response": [bound]}),
    )


class _TooLargeError(Exception):
    """An answer that is not read to its end."""
