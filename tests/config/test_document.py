"""Files that cannot be read as TOML."""

from pathlib import Path

import pytest

from briefgen.config.document import Document, key_name, read_document
from briefgen.model.errors import Mistake


def read(folder: Path, content: bytes) -> Document | Mistake:
    """Write and read a file."""
    (folder / "a.toml").write_bytes(content)
    return read_document(folder, "a.toml")


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    document = read(tmp_path, b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert isinstance(document, Document)
    assert document.table == {"a": 1, "b": 2}
    assert document.line(("b",)) == 2


@pytest.mark.parametrize(
    ("content", "report"),
    [
        (b'a = 1\nb = "x\n', "a.toml:2: not valid TOML: a text is not closed on its line: a quote is missing"),
        (b"a = 1\na = 2\n", "a.toml:2: not valid TOML: this key is there twice"),
        (b"a = 1\nb = tass\n", "a.toml:2: not valid TOML: there is no value: a text stands in quotes"),
        (b"a = 06:00\n", "a.toml:1: not valid TOML: nothing may follow the value on its line"),
        (b'a = """\n\n\nx\n\n', "a.toml:4: not valid TOML: a text is not closed: a quote is missing"),
        (b"a = [1,\n\n2\nb = 3\n", "a.toml:4: not valid TOML: a list is not closed: a comma or ] is missing"),
        (b"a = 2021-02-30\n", "a.toml:1: not valid TOML: there is no such date"),
        (b"a = " + b"1" * 5000, "a.toml:1: not valid TOML: a number is too long"),
        (b'a = 1\n\nb = "caf\xe9"\n', "a.toml:3: must be saved as UTF-8; here stands the byte 0xe9"),
        (b"a = " + b"[" * 20000, "a.toml:1: lists or tables are nested too deeply"),
    ],
)
def test_what_is_not_toml_is_one_mistake_with_its_line(tmp_path: Path, content: bytes, report: str) -> None:
    """In words that say what to do, not in tomllib's."""
    assert str(read(tmp_path, content)).startswith(report)


def test_a_missing_file_and_a_folder_in_its_place_are_mistakes(tmp_path: Path) -> None:
    """Nothing is raised, so that the other files are read too."""
    (tmp_path / "b.toml").mkdir()
    assert str(read_document(tmp_path, "a.toml")) == "a.toml:1: this file is missing"
    assert str(read_document(tmp_path, "b.toml")) == "b.toml:1: this file cannot be read: Is a directory"


def test_a_missing_key_has_the_line_of_its_table(tmp_path: Path) -> None:
    """The nearest place that exists."""
    document = read(tmp_path, b"a = 1\n[[feed]]\nid = 'x'\n")
    assert isinstance(document, Document)
    assert document.line(("feed", 0, "title")) == 2
    assert document.line(("nothing",)) == 1


def test_tables_and_members_are_counted_from_one_in_the_name_of_a_key() -> None:
    """As lines are, and as people count."""
    assert key_name(("feed", 2, "url")) == "feed[3].url"
    assert key_name(()) == ""
