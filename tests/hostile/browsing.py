"""A page → what a real browser made of it: the document after its scripts, and what it asked the server for."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.hostile.payloads import CANARY
from tests.newsroom import Outlet

#: The browser, where there is one.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

_CSP = re.compile(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", re.IGNORECASE)

#: Whatever a payload calls to show that it runs asks the server for the canary.
_TRAPS = f"""<script>
for (const name of ["alert", "confirm", "prompt", "print", "open", "eval", "fetch"])
  window[name] = () => {{ new Image().src = "{CANARY}?" + name; return 1 }};
window.addEventListener("message", () => alert());
</script>"""

#: Does what a reader may do: points at everything, focuses it, follows every address that is none of the web.
_POKES = f"""<script>
addEventListener("load", () => {{
  for (const element of document.querySelectorAll("body *:not(script)")) {{
    for (const event of ["mouseover", "mousemove", "mouseenter", "click", "focus", "error", "load", "toggle", "input"])
      if (event != "click" || element.tagName != "A") element.dispatchEvent(new Event(event, {{bubbles: false}}));
    if (element.tagName == "A" && element.href && !/^(https?|mailto):/.test(element.href))
      new Image().src = "{CANARY}?href=" + encodeURIComponent(element.href);
  }}
  for (const name of ["a", "b", "x", "xss", "pwned"]) if (window[name] && !(window[name] instanceof Element))
    new Image().src = "{CANARY}?global=" + name;
}});
</script>"""


def without_policy(html: str) -> str:
    """Return the page with nothing but its own escaping to protect it, and with traps for what runs."""
    bare = _CSP.sub("", html)
    return re.sub(r"(<head[^>]*>)", lambda head: head[0] + _TRAPS, bare, count=1).replace("</body>", f"{_POKES}</body>")


def opened(site: Outlet, html: str, profile: Path) -> tuple[str, list[str]]:
    """Serve a page and open it. Return the document as the browser has it, and the other paths it asked for."""
    assert CHROMIUM
    address = site.publish("/page.html", html.encode(), kind="text/html; charset=utf-8")
    before = len(site.asked)
    command = (
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", address,
    )  # fmt: skip
    shown = subprocess.run(command, check=True, capture_output=True, timeout=100)  # noqa: S603  our own words
    asked = [path for path in site.asked[before:] if path not in {"/page.html", "/favicon.ico"}]
    return shown.stdout.decode(), asked
