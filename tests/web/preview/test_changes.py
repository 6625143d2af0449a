"""Which changes matter, and when a burst of them is shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.web.preview.changes import LONGEST, QUIET, Burst, kind_of

WORKSPACE, PACKAGED = Path("/desk"), Path("/packaged/templates")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/desk/templates/page/index.html.j2", "template"),
        ("/desk/templates/page/style.css.j2", "template"),
        ("/desk/templates/theme.toml", "template"),
        ("/desk/templates/words.toml", "template"),
        ("/desk/templates/briefings/israel/page.html.j2", "template"),
        ("/desk/templates/briefings", "template"),
        ("/packaged/templates/macros/story.html.j2", "template"),
        ("/desk/templates/fonts/House-Regular.TTF", "asset"),
        ("/desk/templates/pdf/images/emblem.png", "asset"),
        ("/desk/feeds/briefings/israel.toml", "configuration"),
        ("/desk/feeds/actors.toml", "configuration"),
        ("/desk/feeds/briefings", "configuration"),
        ("/desk/.env", "configuration"),
        ("/desk/out/israel/2026-03-10/edition.json", "edition"),
        ("/desk/out/israel/2026-03-10", "edition"),
    ],
)
def test_what_a_page_depends_on_has_a_kind(path: str, kind: str) -> None:
    """Templates, includes, styles, theme, words, fonts, pictures, configuration and saved editions."""
    assert kind_of(Path(path), WORKSPACE, PACKAGED) == kind


@pytest.mark.parametrize(
    "path",
    [
        "/desk/templates/page/.index.html.j2.swp",
        "/desk/templates/page/index.html.j2~",
        "/desk/templates/page/#index.html.j2#",
        "/desk/templates/page/4913",
        "/desk/feeds/sample/levant-wire.xml",
        "/desk/out/briefgen.db-wal",
        "/desk/out/israel/2026-03-10/index.html",
        "/desk/out/israel/2026-03-10/.unfinished-x7",
        "/desk/.venv/pyvenv.cfg",
        "/desk/README.md",
    ],
)
def test_what_no_page_depends_on_has_none(path: str) -> None:
    """Scraps of editors, the store, what a build writes beside the edition."""
    assert kind_of(Path(path), WORKSPACE, PACKAGED) is None


def test_a_change_alone_is_shown_at_once() -> None:
    """Nobody waits for an edit of theirs."""
    assert Burst().arrived(100.0) == 100.0


def test_a_change_right_after_another_waits_until_it_is_quiet() -> None:
    """Editors save in two or three steps, formatters a moment later."""
    burst = Burst()
    burst.arrived(100.0)
    burst.shown()
    assert burst.arrived(100.02) == 100.02 + QUIET
    assert burst.arrived(100.05) == 100.05 + QUIET


def test_after_a_quiet_time_the_next_change_is_shown_at_once_again() -> None:
    """The burst is over."""
    burst = Burst()
    burst.arrived(100.0)
    burst.shown()
    assert burst.arrived(100.0 + 2 * QUIET) == 100.0 + 2 * QUIET


def test_a_burst_without_end_is_shown_now_and_then() -> None:
    """A program that writes all the time hides nothing."""
    burst = Burst()
    burst.arrived(0.0)
    burst.shown()
    shown = [burst.arrived(0.05 * n) for n in range(1, 200)]
    assert max(shown) <= 0.05 + LONGEST


@given(st.lists(st.floats(min_value=0.001, max_value=0.1), min_size=49, max_size=49))
def test_fifty_rapid_saves_are_shown_three_times_at_most(gaps: list[float]) -> None:
    """However they are spaced, up to ten a second."""
    burst, now, due, shown = Burst(), 100.0, 100.0, 0
    moments = [now]
    for gap in gaps:
        moments.append(moments[-1] + gap)
    pending = False
    for moment in moments:
        if pending and due <= moment:
            burst.shown()
            shown, pending = shown + 1, False
        due, pending = burst.arrived(moment), True
        if due <= moment:
            burst.shown()
            shown, pending = shown + 1, False
    assert shown + pending <= 3
