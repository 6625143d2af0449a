"""A small workspace for end-to-end tests: a few feeds, a few actors and topics, two briefings, and its own documents.

``a_newsroom(folder)`` has three outlets that tell two events. A test that is about other news gives its own documents.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
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
    """Return one item of an RSS document; ``when`` None leaves its date out."""
    link = f"https://{title[:4].lower().strip()}.example/{'-'.join(title.lower().split())}" if link is None else link
    date = f"<pubDate>{format_datetime(when)}</pubDate>" if when else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>{date}"
        f"<description>{escape(text)}</description></item>"
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
                "fixed for two years. Sign up for our newsletter to read more!",
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
