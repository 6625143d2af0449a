"""The scanner against documents whose lines are known because the test wrote them."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.config.lines import KeyPath, find_lines


def test_every_kind_of_key_has_the_line_where_it_stands() -> None:
    """Comments, texts over several lines, lists, dotted and quoted keys, tables and arrays of tables."""
    text = (
        "# [not.a.table]\n"  # 1
        'title = "a # b = 1"  # c = 2\n'  # 2
        'long = """\n'  # 3
        '[[feed]]\nid = "no"\n""""\n'  # 4, 5, 6: a quote before the closing three
        "raw = '''\nx = 1'''\n"  # 7, 8
        'names = [ # the first\n  "a",\n\n  "]", # the last\n]\n'  # 9 to 13
        "when = 1979-05-27 07:32:00\n"  # 14
        'a."b.c".d = 1\n'  # 15
        '[[feed]]\nid = "x"\n'  # 16, 17
        "  [feed . aliases]\n  en = []\n"  # 18, 19
        '[[feed]]\nid = "y"\n'  # 20, 21
        "roles = [{ title = '}', from = 2004-03-09 },\n {title='b'}]"  # 22, 23
    )
    assert find_lines(text) == {
        ("title",): 2,
        ("long",): 3,
        ("raw",): 7,
        ("names",): 9,
        ("names", 0): 10,
        ("names", 1): 12,
        ("when",): 14,
        ("a",): 15,
        ("a", "b.c"): 15,
        ("a", "b.c", "d"): 15,
        ("feed",): 16,
        ("feed", 0): 16,
        ("feed", 0, "id"): 17,
        ("feed", 0, "aliases"): 18,
        ("feed", 0, "aliases", "en"): 19,
        ("feed", 1): 20,
        ("feed", 1, "id"): 21,
        ("feed", 1, "roles"): 22,
        ("feed", 1, "roles", 0): 22,
        ("feed", 1, "roles", 0, "title"): 22,
        ("feed", 1, "roles", 0, "from"): 22,
        ("feed", 1, "roles", 1): 23,
        ("feed", 1, "roles", 1, "title"): 23,
    }


def test_a_table_that_is_first_implied_and_then_written_has_its_own_line() -> None:
    """``[a]`` after ``[a.b]`` is allowed in TOML."""
    assert find_lines("[a.b]\nx = 1\n[a]\ny = 2\n")[("a",)] == 3


def test_line_breaks_of_windows_count_once() -> None:
    """A file saved with CRLF has the same lines."""
    assert find_lines("a = 1\r\n\r\nb = [\r\n 2,\r\n]\r\n") == {("a",): 1, ("b",): 3, ("b", 0): 4}


@pytest.mark.parametrize("text", ["[", "a", "a =", "a b", "= 1", 'a = "', "a = [", "a = {", "]", "a = {b", "a."])
def test_a_text_that_is_not_toml_ends_in_an_error_and_not_in_a_loop(text: str) -> None:
    """It is never given one, but it must not hang on one."""
    with pytest.raises(ValueError, match="is not TOML"):
        find_lines(text)


WORDS = st.text(st.sampled_from("ab \"'\\#[]{}=,\n\tя"), max_size=6)
NAMES = st.lists(st.sampled_from(["a", "b-1", "c d", "e.f", 'q"', "ш", "#", ""]), unique=True, min_size=1, max_size=3)
GAP = st.sampled_from(["", " ", "\n", '  # a = 1 ] "\n', "\n\n\t"])
SCALARS = st.sampled_from(["1", "-2.5e3", "true", "1979-05-27 07:32:00Z", "07:32:00", "inf"])
END = st.sampled_from(["\n", " # [x] ''' {\n", "\n\n", "\n# [[y]]\n"])


def quoted(word: str) -> str:
    """Return a basic string of TOML."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def over_lines(word: str) -> str:
    """Return a string over several lines; quotes stand in it as they are where TOML allows it."""
    body = word.replace("\\", "\\\\").replace('"""', '\\"""')
    while body.endswith('"""'):
        body = body[:-3] + '\\"""'
    return f'"""\n{body}"""'


def literal(word: str) -> str:
    """Return a literal string, over several lines."""
    return "'''" + word.replace("'", "").replace("\n", "\n\n") + "'''"


class Writer:
    """Writes a document of keys, tables and arrays of tables, noting the line of each."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Write one document."""
        self.draw = draw
        self.text = ""
        self.lines: dict[KeyPath, int] = {}
        self.pairs(())
        for number in range(draw(st.integers(0, 3))):
            self.table((f"table{number}",), f"[table{number}]")
        for number in range(draw(st.integers(0, 3))):
            self.lines.setdefault(("many",), self.line)
            self.table(("many", number), "[[ many ]]")
            if draw(st.booleans()):
                self.table(("many", number, "sub"), "[many.sub]")

    @property
    def line(self) -> int:
        """The line that is being written."""
        return self.text.count("\n") + 1

    def table(self, path: KeyPath, header: str) -> None:
        """Write a table."""
        self.lines[path] = self.line
        self.text += header + self.draw(END)
        self.pairs(path)

    def pairs(self, path: KeyPath) -> None:
        """Write the keys of a table."""
        for name in self.draw(NAMES):
            self.pair(path, name, depth=2)
            self.text += self.draw(END)

    def pair(self, path: KeyPath, name: str, *, depth: int) -> None:
        """Write a key, sometimes a dotted one, and its value."""
        path = (*path, name)
        self.lines[path] = self.line
        bare = name.replace("-", "").isalnum() and name.isascii()
        self.text += name if bare and self.draw(st.booleans()) else quoted(name)
        if self.draw(st.booleans()):
            path = (*path, "dotted")
            self.lines[path] = self.line
            self.text += self.draw(st.sampled_from([".dotted", " . 'dotted'"]))
        self.text += self.draw(st.sampled_from(["=", " = ", "\t= "]))
        self.value(path, depth)

    def value(self, path: KeyPath, depth: int) -> None:
        """Write a value; lists and inline tables up to ``depth``."""
        kind = self.draw(st.sampled_from(["scalar", "text", "list", "table"][: 4 if depth else 2]))
        if kind == "scalar":
            self.text += self.draw(SCALARS)
        elif kind == "text":
            self.text += self.draw(st.sampled_from([quoted, over_lines, literal]))(self.draw(WORDS))
        elif kind == "list":
            self.text += "["
            for number in range(self.draw(st.integers(0, 3))):
                self.text += ("," if number else "") + self.draw(GAP)
                self.lines[*path, number] = self.line
                self.value((*path, number), depth - 1)
                self.text += self.draw(GAP)
            self.text += "]"
        else:
            self.text += "{ "
            for number, name in enumerate(self.draw(NAMES)):
                self.text += ", " if number else ""
                self.pair(path, name, depth=depth - 1)
            self.text += " }"


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    """Draw a document."""
    return Writer(draw)


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Give every key path of a parsed document."""
    members: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield (*path, name)
        yield from paths(member, (*path, name))


@given(documents())
def test_every_key_of_a_generated_document_has_its_line(written: Writer) -> None:
    """Neither a key more than tomllib finds, nor one less, each on the line where the test wrote it."""
    found = find_lines(written.text)
    assert found == written.lines
    assert set(found) == set(paths(tomllib.loads(written.text)))
