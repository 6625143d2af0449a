"""Edition ↔ edition.json. The same edition gives the same bytes, and reading them gives an equal edition."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from briefgen.model.edition import Edition


def encode(edition: Edition) -> bytes:
    """Return the edition as UTF-8 JSON, keys in the order of the contract, one line break at the end."""
    text = json.dumps(_plain(edition), ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


def decode(document: bytes | str) -> Edition:
    """Read what ``encode`` wrote; keys that we do not know are ignored.

    Raises ValueError, in words, for anything that is not an edition.
    """
    value = json.loads(document)
    if not isinstance(value, dict) or value.get("schema") != 1:
        message = "not an edition of schema 1"
        raise ValueError(message)
    edition: Edition = _typed(Edition, value, "edition")
    return edition


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(x) for x in value]
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    return value


_READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    float: float,
}


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(kind: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _noun(kind, value, where)
    if origin is tuple:
        members = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_typed(m, x, f"{where}[{i}]") for i, (m, x) in enumerate(zip(members, value, strict=True)))
    if origin is Mapping:
        return {key: _typed(arguments[1], x, f"{where}.{key}") for key, x in value.items()}
    if origin in {typing.Union, types.UnionType}:
        return None if value is None else _typed(arguments[0], value, where)
    return _scalar(kind, value, where)


def _scalar(kind: Any, value: Any, where: str) -> Any:
    if typing.get_origin(kind) is typing.Literal:
        return _checked(value in typing.get_args(kind), value, where)
    if kind in _READERS:
        _checked(isinstance(value, str | int | float), value, where)
        return _READERS[kind](value)
    return _checked(isinstance(value, kind), value, where)


def _noun(kind: Any, value: Any, where: str) -> Any:
    _checked(isinstance(value, dict), value, where)
    found = {}
    for field in dataclasses.fields(kind):
        if field.name in value:
            found[field.name] = _typed(_hints(kind)[field.name], value[field.name], f"{where}.{field.name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            message = f"{where} lacks {field.name!r}"
            raise ValueError(message)
    return kind(**found)


def _checked(condition: bool, value: Any, where: str) -> Any:  # noqa: FBT001  a guard, called in passing
    if not condition:
        message = f"{where} cannot be {value!r}"
        raise ValueError(message)
    return value
