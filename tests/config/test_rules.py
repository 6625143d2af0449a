"""Rules over several tables and files."""

from pathlib import Path

import pytest

from briefgen.config import load
from briefgen.model.errors import ConfigError
from tests.config.files import mistakes_in, reports, write


def feed_at(path: str) -> str:
    """Return a feed of a saved document."""
    return f"[[feed]]\nid = 'x'\ntitle = 'X'\npath = '{path}'\n"


def test_an_id_that_is_there_already_names_the_line_of_the_first(tmp_path: Path) -> None:
    """Also where the table has another mistake."""
    found = reports(
        tmp_path,
        actors="""\
            [[actor]]
            id = "assad"
            name = "Bashar al-Assad"
            kind = "person"
            [[actor]]
            id = "assad"
            name = "Hafez al-Assad"
            kind = "man"
            """,
    )
    assert found == [
        "feeds/actors.toml:6: actor[2].id: 'assad' is already the id of the actor in line 2",
        "feeds/actors.toml:8: actor[2].kind: must be one of person, organization, state, not 'man'",
    ]


def test_a_wrong_weight_does_not_make_its_actor_unknown(tmp_path: Path) -> None:
    """One mistake is reported as one."""
    found = reports(
        tmp_path,
        actors="""\
            [[actor]]
            id = "lavrov"
            name = "Sergey Lavrov"
            kind = "person"
            weight = 3
            """,
        israel="""\
            id = "israel"
            title = "Israel Briefing"
            cadence = "daily"
            timezone = "Asia/Jerusalem"
            actors = ["lavrov"]
            """,
    )
    assert found == ["feeds/actors.toml:5: actor[1].weight: must lie between 0 and 2, not 3"]


def test_a_name_in_a_long_list_is_reported_on_its_own_line(tmp_path: Path) -> None:
    """Not on the line where the list of a hundred names begins."""
    found = reports(
        tmp_path,
        israel="""\
            id = "israel"
            title = "Israel Briefing"
            cadence = "daily"
            timezone = "Asia/Jerusalem"
            actors = [
              "lavrov",  # minister
              "bennet",
            ]
            """,
    )
    assert found == ["feeds/briefings/israel.toml:7: actors[2]: there is no actor 'bennet' in feeds/actors.toml"]


@pytest.mark.parametrize("path", ["../out/briefgen.db", "/etc/passwd", "sample/../../x", "a\\..\\..\\x", ".."])
def test_a_saved_document_must_lie_inside_feeds(tmp_path: Path, path: str) -> None:
    """By no spelling of the path can it leave."""
    found = reports(tmp_path, feeds=feed_at(path))
    assert len(found) == 1
    assert "feed[1].path: must lie inside feeds/" in found[0]


def test_a_path_with_space_around_it_is_not_read_as_another_path(tmp_path: Path) -> None:
    """`` /etc/passwd`` is relative, ``/etc/passwd`` is not."""
    assert "has a space at its end or beginning" in reports(tmp_path, feeds=feed_at(" /etc/passwd"))[0]


def test_a_symbolic_link_out_of_feeds_is_not_followed(tmp_path: Path) -> None:
    """Neither is one that leads to itself."""
    workspace = write(tmp_path, feeds=feed_at("sample/secret.xml"))
    (workspace / "feeds/sample").symlink_to(tmp_path.parent)
    [leading_out] = mistakes_in(workspace)
    assert leading_out.problem == "must lie inside feeds/; 'sample/secret.xml' leads out of it by a symbolic link"
    (workspace / "feeds/sample").unlink()
    (workspace / "feeds/sample").symlink_to("sample")
    [to_itself] = mistakes_in(workspace)
    assert to_itself.problem.startswith("cannot be followed")


def test_a_feed_with_neither_url_nor_path_is_reported_at_its_table(tmp_path: Path) -> None:
    """There is no key to point at."""
    found = reports(tmp_path, feeds="\n[[feed]]\nid = 'x'\ntitle = 'X'\n")
    assert len(found) == 1
    assert found[0].startswith("feeds/feeds.toml:2: feed[1]: has neither url nor path; write url = ")


def test_topics_that_are_kept_out_must_be_known_and_cannot_be_all(tmp_path: Path) -> None:
    """A misspelt exclusion would let sport in without a word."""
    found = reports(
        tmp_path,
        israel="""\
            id = "israel"
            title = "Israel Briefing"
            cadence = "daily"
            timezone = "Asia/Jerusalem"
            exclude = ["iran-nuclaer", "*"]
            """,
    )
    assert found == [
        "feeds/briefings/israel.toml:5: exclude: '*' would keep everything out",
        (
            "feeds/briefings/israel.toml:5: exclude[1]: there is no topic 'iran-nuclaer' in feeds/topics.toml;"
            " did you mean 'iran-nuclear'?"
        ),
        "feeds/briefings/israel.toml:5: exclude[2]: '*' means every one, so nothing else can stand beside it",
    ]


def test_a_topic_may_not_have_the_id_of_an_actor(tmp_path: Path) -> None:
    """An edition names both under their ids."""
    found = reports(
        tmp_path,
        topics="""\
            [[topic]]
            id = "russia"
            title = "Russia"
            [topic.terms]
            en = ["Kremlin politics"]
            """,
    )
    assert found == ["feeds/topics.toml:2: topic[1].id: 'russia' is already the id of an actor in feeds/actors.toml"]


def test_an_ambiguous_alias_must_be_one_of_the_actors(tmp_path: Path) -> None:
    """A misspelt one would silently need no context."""
    found = reports(
        tmp_path,
        actors="""\
            [[actor]]
            id = "jordan"
            name = "Jordan"
            kind = "state"
            context = ["Amman"]
            ambiguous = ["Jordan", "Jordanien"]
            [actor.aliases]
            en = ["Jordanian"]
            """,
    )
    assert found == ["feeds/actors.toml:6: actor[1].ambiguous[2]: 'Jordanien' is neither the name nor an alias"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('kind = "report"', "a report needs its subject"),
        ('kind = "report"\nabout = "lavrow"', "about: there is no actor or topic 'lavrow'"),
        ('about = "lavrov"', 'about: is for a report only (kind = "report")'),
        ('kind = "memo"\nmodel = "select"', "model: no language model is asked for a memo"),
    ],
)
def test_a_report_has_a_subject_that_is_watched(tmp_path: Path, lines: str, told: str) -> None:
    """And nothing else has one."""
    plain = 'id = "israel"\ntitle = "Israel Briefing"\ncadence = "monthly"\ntimezone = "Asia/Jerusalem"\n'
    with pytest.raises(ConfigError, match=r"feeds/briefings/israel\.toml:\d+: ") as refused:
        load(write(tmp_path, israel=plain + lines + "\n"))
    assert told in str(refused.value)


@pytest.mark.parametrize("about", ["lavrov", "iran-nuclear"])
def test_a_report_is_on_an_actor_or_a_topic(tmp_path: Path, about: str) -> None:
    """Whichever list has the id."""
    plain = 'id = "israel"\ntitle = "Israel Briefing"\ncadence = "monthly"\ntimezone = "Asia/Jerusalem"\n'
    config = load(write(tmp_path, israel=f'{plain}kind = "report"\nabout = "{about}"\n'))
    assert config.briefings["israel"].about == about
