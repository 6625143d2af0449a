"""Edition → the same edition, fit to print: what no format may carry is gone before any template sees it. Pure.

Done once here, so that all formats carry the same words and the same links.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any

from briefgen.model.edition import Edition
from briefgen.render.addresses import safe_url

#: Characters that turn the direction of whatever follows them, and invisible ones that serve to hide text.
#: The marks that Hebrew, Arabic and Persian need (U+200C to U+200F, U+061C) stay.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ufff9-\ufffb\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Letters carry a handful of marks; thousands on one letter hang layout engines.
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})"
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def printable(edition: Edition) -> Edition:
    """Return the edition with every text in one line without control characters, every address filtered.

    Mappings are in the order of their keys, as in ``edition.json``: a saved edition renders to the same bytes.
    """
    cleaned: Edition = _clean(edition)
    return cleaned


def one_line(text: str) -> str:
    """Return the text without control and direction characters, white space collapsed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _SURROGATE.sub("\ufffd", _TURNS.sub("", _CONTROL.sub("", text)))
    return " ".join(_MARKS.sub(r"\1", text).split())


def many_lines(text: str) -> str:
    """Return a text of several lines, each without control and direction characters; its indents stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    lines = text.split("\n")
    return "\n".join(line[: len(line) - len(line.lstrip(" "))] + one_line(line) for line in lines)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(_clean(x) for x in value)
    if isinstance(value, Mapping):
        return {one_line(key): _clean(value[key]) for key in sorted(value)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return dataclasses.replace(value, **{name: _CLEANERS.get(name, _clean)(x) for name, x in fields})
    return value


#: How fields of some names are cleaned, whatever noun has them.
_CLEANERS: Mapping[str, Callable[[Any], Any]] = {"url": safe_url, "markdown": many_lines}
