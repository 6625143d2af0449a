"""What pydantic found wrong with a table → places and words for people. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from briefgen.config.lines import KeyPath
from briefgen.config.tables import Table
from briefgen.config.values import did_you_mean

_LONGEST_SHOWN = 60

#: What a value must be, by pydantic's word for the type that it is not.
_TYPES = {
    "string_type": "must be a text in quotes",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "date_type": "must be a date without quotes, such as 2004-03-09",
}


def problems(model: type[Table], error: ValidationError) -> Iterator[tuple[KeyPath, str]]:
    """Give the path and the problem of everything that ``error`` found in a table of ``model``."""
    for detail in error.errors(include_url=False):
        path = detail["loc"]
        if path[-1:] == ("[key]",) and detail["type"] != "extra_forbidden":
            path = path[:-1]  # pydantic's mark for: the key itself, not its value
        yield path, _problem(model, path, detail)


def shown(value: object) -> str:
    """Return a value as it stands in TOML, shortened."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _problem(model: type[Table], path: KeyPath, detail: Any) -> str:
    kind, given = detail["type"], detail["input"]
    key = str(path[-1]) if path else ""
    match kind:
        case "value_error":
            problem = str(detail["ctx"]["error"])
        case "extra_forbidden":
            problem = _unknown_key(_model_at(model, path[:-1]), key)
        case "missing":
            problem = _missing_key(_model_at(model, path[:-1]), key)
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
            problem = f"must be one of {', '.join(allowed)}, not {shown(given)}"
        case "list_type" if isinstance(given, Mapping) and _model_at(model, path) is not _model_at(model, path[:-1]):
            header = ".".join(part for part in path if isinstance(part, str))
            problem = f"must be written [[{header}]], in double brackets, once for each"
        case _:
            problem = f"{_TYPES.get(kind, 'is of the wrong kind')}, not {shown(given)}"
    return problem


def _unknown_key(table: type[Table], key: str) -> str:
    known = [field.alias or name for name, field in table.model_fields.items()]
    hint = did_you_mean(key, known) or f"; its keys are {', '.join(known)}"
    return f"is not a key of {table.noun}{hint}"


def _missing_key(table: type[Table], key: str) -> str:
    (example, *_) = table.model_fields[key].examples or [""]
    return f"is missing; {table.noun} needs it, for instance {key} = {_toml(example)}"


def _toml(example: object) -> str:
    if isinstance(example, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(value)}" for key, value in example.items()) + " }"
    if isinstance(example, list):
        return "[" + ", ".join(map(_toml, example)) + "]"
    return f'"{example}"'


def _model_at(model: type[Table], path: KeyPath) -> type[Table]:
    """Return the wire model of the table at ``path``."""
    for part in path:
        if isinstance(part, str):
            by_key = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = _model_in(by_key.get(part)) or model
    return model


def _model_in(annotation: Any) -> type[Table] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Table) else None
    return next(filter(None, map(_model_in, get_args(annotation))), None)
