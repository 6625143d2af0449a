"""A JSON document → a webhook that an operator has named. What is wrong comes back as words, without the address.

The address is configured by whoever runs the machine, so it may be anywhere; it is a secret, so no word repeats it.
"""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from briefgen.fetch.faults import explain

#: Seconds that a webhook may take, and bytes of its answer that are read: none, its status says it.
PATIENCE = 20.0


def post_json(url: str, document: Mapping[str, str], *, seconds: float = PATIENCE) -> str:
    """Send a document; return why that failed, in a few words, or nothing. No redirect is followed."""
    return asyncio.run(_post(url, document, seconds))


async def _post(url: str, document: Mapping[str, str], seconds: float) -> str:
    host = urlsplit(url).hostname or ""
    limit = aiohttp.ClientTimeout(total=seconds)
    try:
        async with (
            aiohttp.ClientSession(timeout=limit, trust_env=False) as session,
            session.post(url, json=dict(document), allow_redirects=False) as answer,
        ):
            return "" if answer.status < HTTPStatus.MULTIPLE_CHOICES else f"{host}: answers {answer.status}"
    except (aiohttp.ClientError, TimeoutError, OSError, UnicodeError, ValueError) as error:
        return f"{host}: {explain(error, host=host, deadline=seconds, max_body=0)}".replace(url, "…")
