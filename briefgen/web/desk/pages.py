"""Templates of the desk → HTML. Pure but for their files."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2

from briefgen.model.editing import Edit
from briefgen.model.edition import Edition
from briefgen.render.addresses import safe_url
from briefgen.render.prose_html import prose_html
from briefgen.render.scripts import direction

_HERE = Path(__file__).parent

#: What a page needs beside its HTML, with its media type.
ASSETS: Mapping[str, str] = {"desk.css": "text/css; charset=utf-8", "desk.js": "text/javascript; charset=utf-8"}

#: What a line of the history says that an editor did.
_DONE: Mapping[str, str] = {
    "opened": "opened the review",
    "held": "held the edition",
    "resumed": "let it go on by itself",
    "released": "released the edition",
    "withdrawn": "withdrew the edition",
    "drop": "dropped",
    "pin": "made it the lead",
    "place": "moved",
    "headline": "worded the headline",
    "note": "wrote a note",
    "correct": "corrected",
    "undo": "took back a change",
}


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        safe_url=safe_url, dir=direction, prose_html=prose_html, clock=_clock, day=_day, done=_done
    )
    return environment


def fill(template: str, **values: Any) -> str:
    """Return a page as HTML; every value is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def asset(name: str) -> bytes:
    """Return one of ``ASSETS``."""
    return (_HERE / "assets" / name).read_bytes()


def zone_of(edition: Edition) -> ZoneInfo:
    """Return the time zone of an edition's briefing."""
    return ZoneInfo(edition.briefing.timezone)


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def _day(moment: datetime, zone: ZoneInfo) -> str:
    there = moment.astimezone(zone)
    return f"{there:%A}, {there.day} {there:%B}"


def _done(edit: Edit) -> str:
    if edit.act == "note" and not edit.text.strip():
        return "removed a note"
    return _DONE[edit.act]
