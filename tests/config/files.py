"""A small workspace on disk, right in everything; a test replaces the file that it is about."""

from pathlib import Path
from textwrap import dedent

import pytest

from briefgen.config import load
from briefgen.model.errors import ConfigError, Mistake

RIGHT = {
    "feeds/feeds.toml": """\
        [[feed]]
        id = "harbour-post"
        title = "Harbour Post"
        url = "https://harbour-post.example/rss.xml"

        [[feed]]
        id = "orontes"
        title = "Orontes"
        path = "sample/orontes.xml"
        """,
    "feeds/actors.toml": """\
        [[actor]]
        id = "russia"
        name = "Russia"
        kind = "state"

        [[actor]]
        id = "lavrov"
        name = "Sergey Lavrov"
        kind = "person"
        side = "russia"
        roles = [{ title = "Foreign Minister", from = 2004-03-09 }]
        [actor.aliases]
        en = ["Lavrov"]
        ru = ["Лавров"]
        """,
    "feeds/topics.toml": """\
        [[topic]]
        id = "iran-nuclear"
        title = "Iran nuclear file"
        [topic.terms]
        en = ["nuclear talks"]
        """,
    "feeds/briefings/israel.toml": """\
        id = "israel"
        title = "Israel Briefing"
        cadence = "daily"
        timezone = "Asia/Jerusalem"
        """,
}


def write(folder: Path, **files: str | bytes) -> Path:
    """Write the right workspace with some files replaced: ``feeds=…`` is ``feeds/feeds.toml``.

    A name that is none of feeds, actors and topics is a briefing. Returns the workspace.
    """
    replaced = {
        f"feeds/{name}.toml" if name in {"feeds", "actors", "topics"} else f"feeds/briefings/{name}.toml": content
        for name, content in files.items()
    }
    for file, content in {**RIGHT, **replaced}.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    return folder


def mistakes_in(workspace: Path) -> tuple[Mistake, ...]:
    """Load a workspace that must be wrong; return its mistakes."""
    with pytest.raises(ConfigError) as caught:
        load(workspace)
    return caught.value.mistakes


def reports(folder: Path, **files: str | bytes) -> list[str]:
    """Write a workspace with some files replaced; return what loading it reports, line by line."""
    return [str(mistake) for mistake in mistakes_in(write(folder, **files))]
