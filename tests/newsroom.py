"""A small workspace for end-to-end tests: a few feeds, a few actors and topics, two briefings, and its own documents.

``a_newsroom(folder)`` has three outlets that tell two events. A test that is about other news gives its own documents.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

#: The present of the newsroom: 28 December 2021, 06:00 in Jerusalem.
PRESENT = datetime(2021, 12, 28, 4, tzinfo=UTC)
AT = "2021-12-28T04:00Z"

SAMPLE = Path(__file__).parent.parent / "feeds" / "sample"

ACTORS = """\
[[actor]]
id = "israel"
name = "Israel"
kind = "state"
[actor.aliases]
en = ["Israeli"]

[[actor]]
id = "russia"
name = "Russia"
kind = "state"
[actor.aliases]
en = ["Russian"]
ru = ["Россия"]

[[actor]]
id = "lavrov"
name = "Sergey Lavrov"
kind = "person"
side = "russia"
[actor.aliases]
en = ["Lavrov"]
ru = ["Лавров"]

[[actor]]
id = "egypt"
name = "Egypt"
kind = "state"
"""

TOPICS = """\
[[topic]]
id = "diplomacy"
title = "Diplomacy"
[topic.terms]
en = ["foreign minister", "foreign ministry", "envoy"]

[[topic]]
id = "water"
title = "Water"
[topic.terms]
en = ["reservoir", "desalination"]
"""

DAILY = """\
id = "morning"
title = "Morning Briefing"
tagline = "What happened overnight"
cadence = "daily"
timezone = "Asia/Jerusalem"
max_stories = 6
[[section]]
title = "Diplomacy"
topics = ["diplomacy"]
[[section]]
title = "Water"
topics = ["water"]
"""

WEEKLY = """\
id = "sunday"
title = "Sunday Review"
cadence = "weekly"
timezone = "Europe/London"
max_stories = 10
"""


def item(
    title: str,
    text: str,
    when: datetime | None = datetime(2021, 12, 27, 12, tzinfo=UTC),
    link: str | None = None,
) -> str:
    """Return one item of an RSS document; ``when`` None leaves its date out, an empty line begins a paragraph."""
    link = f"https://{title[:4].lower().strip()}.example/{'-'.join(title.lower().split())}" if link is None else link
    html = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    date = f"<pubDate>{format_datetime(when)}</pubDate>" if when else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>{date}"
        f"<description>{escape(html)}</description></item>"
    )


def rss(*items: str, language: str = "en") -> bytes:
    """Return an RSS document of the items."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>An outlet</title>'
        f"<language>{language}</language>{''.join(items)}</channel></rss>"
    ).encode()


def _at(day: int, hour: int) -> datetime:
    return datetime(2021, 12, day, hour, tzinfo=UTC)


def news() -> dict[str, bytes]:
    """Return the documents of three outlets: all three on a visit, two on a reservoir, one on an orchestra."""
    return {
        "harbour-post": rss(
            item(
                "Lavrov arrives in Cairo for talks on grain shipments | Harbour Post",
                "Russian Foreign Minister Sergey Lavrov arrived in Cairo on Monday for talks on grain shipments. "
                "Egypt buys most of its wheat from Russia and wants the price fixed for two years. "
                "However, no agreement was announced after the first meeting.",
                _at(27, 12),
                "https://harbour-post.example/lavrov-cairo",
            ),
            item(
                "Israeli engineers open the Arava reservoir after ten years | Harbour Post",
                "Israeli engineers opened the Arava reservoir on Monday after ten years of construction work. "
                "The Arava reservoir stores flood water for forty farming villages in the south of the country.",
                _at(27, 9),
                "https://harbour-post.example/arava-reservoir",
            ),
        ),
        "levant-wire": rss(
            item(
                "Lavrov in Cairo: Russia and Egypt discuss grain shipments",
                "CAIRO, Dec. 27 (Levant Wire) - Foreign Minister Sergey Lavrov of Russia landed in Cairo on Monday to "
                "discuss grain shipments with Egypt. Egypt buys most of its wheat from Russia and wants the price "
                "fixed for two years.\n\nSign up for our newsletter to read more!",
                _at(27, 13),
                "https://levant-wire.example/grain-talks",
            ),
            item(
                "Arava reservoir opened by Israeli engineers",
                "The Arava reservoir was opened by Israeli engineers on Monday, ten years after construction began. "
                "Forty farming villages will draw flood water from the Arava reservoir in dry summers.",
                _at(27, 10),
                "https://levant-wire.example/reservoir",
            ),
            item(
                "Orchestra tours the coast with a new conductor",
                "The chamber orchestra of the northern coast set out on a tour with a new conductor on Monday.",
                _at(27, 11),
                "https://levant-wire.example/orchestra",
            ),
        ),
        "orontes": rss(
            item(
                "Russian foreign minister Lavrov visits Cairo over grain shipments",
                "The Russian foreign minister, Sergey Lavrov, visited Cairo on Monday, where grain shipments to Egypt "
                "stood on the agenda. Grain shipments from Russia to Egypt grew by a tenth in the past year.",
                _at(27, 15),
                "https://orontes.example/lavrov",
            ),
        ),
    }


def feeds_toml(names: Mapping[str, str]) -> str:
    """Return a ``feeds.toml``: each name with a saved document or, if it begins with http, an address."""
    tables = []
    for name, place in names.items():
        key = "url" if place.startswith("http") else "path"
        intranet = "allow_private_network = true\n" if key == "url" else ""
        tables.append(
            f'[[feed]]\nid = "{name}"\ntitle = "{name.replace("-", " ").title()}"\n{key} = "{place}"\n'
            f'homepage = "https://{name}.example/"\n{intranet}'
        )
    return "\n".join(tables)


def a_newsroom(
    folder: Path,
    documents: Mapping[str, bytes] | None = None,
    *,
    addresses: Mapping[str, str] | None = None,
    daily: str = DAILY,
    weekly: str = WEEKLY,
) -> Path:
    """Write a workspace with a feed for each document and address, and two briefings; return its folder."""
    saved = news() if documents is None else documents
    places = {**{name: f"saved/{name}.xml" for name in saved}, **(addresses or {})}
    files = {
        "feeds.toml": feeds_toml(places).encode(),
        "actors.toml": ACTORS.encode(),
        "topics.toml": TOPICS.encode(),
        "briefings/morning.toml": daily.encode(),
        "briefings/sunday.toml": weekly.encode(),
        **{f"saved/{name}.xml": document for name, document in saved.items()},
    }
    for name, content in files.items():
        path = folder / "feeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "out").mkdir(exist_ok=True)
    return folder


@dataclass(slots=True)
class Outlet:
    """A publisher's server on loopback: what it answers to each path, and which paths it was asked for."""

    address: str = ""
    answers: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)  #: path → status, type, body
    asked: list[str] = field(default_factory=list)

    def publish(self, path: str, body: bytes, *, kind: str = "application/rss+xml", status: int = 200) -> str:
        """Answer ``path`` so from now on; return its address."""
        self.answers[path] = (status, kind, body)
        return self.address + path


@contextmanager
def an_outlet() -> Iterator[Outlet]:
    """Serve on a free port of 127.0.0.1."""
    outlet = Outlet()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer as the test says; what it does not name is missing."""
            outlet.asked.append(self.path)
            status, kind, body = outlet.answers.get(self.path, (404, "text/plain", b"nothing here"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        outlet.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield outlet
        finally:
            server.shutdown()
            thread.join()
