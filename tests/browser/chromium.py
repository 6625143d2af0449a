"""The system's Chromium, driven by Playwright. Nothing is downloaded."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

#: What a system may call it.
NAMES = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """Return the path of Chromium, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def a_browser(*, environment: Mapping[str, str] | None = None) -> Iterator[Browser]:
    """Lend a browser without a window and without its sandbox, which asks for more than a container grants.

    It opens our own files and servers only. ``environment``: variables that it gets beside ours.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(),
            args=["--no-sandbox", "--disable-quic"],
            env={**os.environ, **(environment or {})},
        )
        try:
            yield browser
        finally:
            browser.close()
