"""Whatever stands in the files, loading ends in a Config or in mistakes told in words."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.config import Config, load
from briefgen.config.tables import ActorTable, BriefingTable, FeedsFile, FeedTable, RoleTable, TopicTable
from briefgen.config.wording import shown
from briefgen.model.errors import ConfigError
from tests.config.files import reports, write

SCALARS = (
    st.sampled_from(["x", "", "*", "en", "lavrov", "../x", "\x00", "UTC", "daily", "06:00", "[key]", "я" * 300])
    | st.integers(-1, 101)
    | st.booleans()
    | st.sampled_from([date(2021, 12, 28), time(6), 1.5, float("nan"), float("inf")])
)
MODELS = (FeedsFile, FeedTable, ActorTable, RoleTable, TopicTable, BriefingTable)
KEYS = st.sampled_from(sorted({key for model in MODELS for key in model.model_fields} | {"from", "en", "[key]", "new"}))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=6)


def toml(value: Any) -> str:
    """Return a value as TOML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"'{key}' = {toml(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\x00", "\\u0000") + '"'
    return str(value).lower()


def document(table: Mapping[str, Any]) -> str:
    """Return a table as a TOML file."""
    return "".join(f"'{key}' = {toml(value)}\n" for key, value in table.items())


def many(noun: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a file of ``[[noun]]`` tables, or of something else."""
    return st.fixed_dictionaries({noun: st.lists(TABLES, max_size=3) | VALUES}) | TABLES


@settings(deadline=None, max_examples=60)
@given(many("feed"), many("actor"), many("topic"), TABLES)
def test_any_toml_is_loaded_or_refused_in_words(
    feeds: dict[str, Any], actors: dict[str, Any], topics: dict[str, Any], israel: dict[str, Any]
) -> None:
    """No other exception, no class name, no word of pydantic's."""
    tables = {"feeds": feeds, "actors": actors, "topics": topics, "israel": israel}
    with TemporaryDirectory() as folder:
        workspace = write(Path(folder), **{name: document(table) for name, table in tables.items()})
        try:
            assert isinstance(load(workspace), Config)
        except ConfigError as error:
            for mistake in error.mistakes:
                assert mistake.line >= 1
                assert mistake.key
                assert "Input should" not in mistake.problem
                assert "Table" not in mistake.problem
                assert "of the wrong kind" not in mistake.problem


def test_a_table_where_a_list_of_words_belongs_is_not_taken_for_a_missing_bracket(tmp_path: Path) -> None:
    """Double brackets are right for tables only."""
    [found] = reports(tmp_path, topics="[[topic]]\nid = 'x'\ntitle = 'X'\nterms.en = { a = 1 }\n")
    assert found == "feeds/topics.toml:4: topic[1].terms.en: must be a list in square brackets, not a table"


def test_a_long_value_is_shown_shortened() -> None:
    """A message stays one line."""
    assert shown("x" * 100) == "'" + "x" * 58 + "…"
    assert [shown(value) for value in ([1], {"a": 1}, True, 1.5, date(2021, 12, 28))] == [
        "a list",
        "a table",
        "true",
        "1.5",
        "2021-12-28",
    ]
