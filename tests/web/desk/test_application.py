"""The desk over HTTP: what a link shows, what a form does, and what nobody else can do."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.deliver.tokens import Tokens
from briefgen.draft_mail import desk_link
from tests.web.desk.running import DANA, SECRET, RunningDesk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RunningDesk]:
    """Run a desk."""
    with a_desk(tmp_path / "newsroom") as running:
        yield running


def test_the_page_shows_the_edition_with_its_moment_and_its_controls(desk: RunningDesk) -> None:
    """Every story, and nothing is changed by looking."""
    status, page = desk.ask()
    assert status == 200
    assert "Goes out by itself at" in page
    assert "in 24 min" in page
    assert all(f'id="{story.id}"' in page for story in desk.edition.stories)
    before = desk.store.reviews.history(desk.edition.id)
    for _ in range(2):
        desk.ask()
        assert desk.ask(link=f"{desk.link}/page")[0] == 200
    assert desk.store.reviews.history(desk.edition.id) == before


def test_each_button_is_an_edit_in_the_editors_name(desk: RunningDesk) -> None:
    """With the story and the time; the page answers with the story that it was about."""
    first, second = desk.edition.stories[0].id, desk.edition.stories[1].id
    assert desk.do("pin", second) == 303
    assert desk.do("headline", first, text="Ours") == 303
    assert desk.do("note", "", text="Good **morning**") == 303
    assert desk.do("drop", desk.edition.stories[3].id) == 303
    draft = desk.reviewing.draft(desk.edition.id)
    assert draft.edition.stories[0].id == second
    assert {edit.who for edit in draft.history[1:]} == {DANA}
    page = desk.ask()[1]
    assert "<strong>morning</strong>" in page
    assert "Edited headline" in page
    assert "Dropped" in page
    undone = next(edit.id for edit in draft.history if edit.act == "drop")
    assert desk.do("undo", place=str(undone)) == 303
    assert len(desk.reviewing.draft(desk.edition.id).edition.stories) == len(desk.edition.stories)


def test_words_that_an_editor_has_not_seen_are_not_written_over(desk: RunningDesk) -> None:
    """Two at the same story: the second reads what the first made of it, and has what he wrote to hand."""
    story = desk.edition.stories[0]
    assert desk.do("headline", story.id, text="Of the first", seen=story.headline) == 303
    form = [("form", desk.form_token()), ("act", "headline"), ("story", story.id), ("seen", story.headline)]
    status, page = desk.ask([*form, ("text", "Of the second")])
    assert status == 409
    assert "Meanwhile somebody made it \u201cOf the first\u201d; you wrote \u201cOf the second\u201d" in page
    assert desk.do("headline", story.id, text="Of the second", seen="Of the  first") == 303
    assert desk.do("note", story.id, text="One", seen="") == 303
    assert desk.do("note", story.id, text="Two", seen="") == 409
    assert desk.do("note", story.id, text="One", seen="") == 303
    assert desk.do("note", "", text="Above all", seen="") == 303


def test_an_edition_is_held_and_released_and_then_only_corrected(desk: RunningDesk) -> None:
    """The page says what is possible."""
    assert desk.do("hold") == 303
    assert "It stays until somebody releases it" in desk.ask()[1]
    assert desk.do("release") == 303
    page = desk.ask()[1]
    assert "Correct this story" in page
    assert "Make it the lead" not in page
    assert desk.do("drop", desk.edition.stories[0].id) == 409
    story = desk.edition.stories[1]
    assert desk.do("correct", story.id, old=story.summary[0].text, text="What is right.", note="Sorry.") == 303
    right = desk.store.edition(desk.edition.id)
    assert right is not None
    assert right.corrections[0].new == "What is right."


def test_a_form_of_others_does_nothing(desk: RunningDesk) -> None:
    """Without its token, with that of another link, from another site, too old."""
    desk.editors.append("eve@example.org")
    story, mine = desk.edition.stories[0].id, desk.form_token()
    other = desk_link(desk.address, Tokens(SECRET), desk.edition.id, "eve@example.org", desk.clock[0])
    form = [("act", "drop"), ("story", story)]
    assert desk.ask(form)[0] == 403
    assert desk.ask([*form, ("form", mine)], link=other)[0] == 403
    assert desk.ask([*form, ("form", mine)], Sec_Fetch_Site="cross-site")[0] == 403
    assert desk.ask([*form, ("form", mine)], Origin="https://evil.example")[0] == 403
    desk.clock[0] += timedelta(hours=19)
    assert desk.ask([*form, ("form", mine)])[0] == 403
    assert len(desk.store.reviews.history(desk.edition.id)) == 1


def test_a_link_that_is_not_ours_or_too_old_leads_nowhere(desk: RunningDesk) -> None:
    """Also one that is signed for something else."""
    wrong = Tokens(SECRET).sign("preferences", f"{desk.edition.id} {DANA}", at=desk.clock[0])
    for link in (desk.link[:-1] + ("A" if desk.link[-1] != "A" else "B"), f"{desk.address}/desk/{wrong}"):
        assert desk.ask(link=link)[0] == 404
    desk.clock[0] += timedelta(days=5)
    assert desk.ask()[0] == 404


def test_the_link_of_one_who_is_no_editor_any_more_leads_nowhere(desk: RunningDesk) -> None:
    """A link is all that is needed, and may have been forwarded: it ends with its editor. His name may change."""
    token = desk.form_token()
    desk.editors[:] = ["Dana Cohen <Dana@example.org>"]
    assert desk.ask()[0] == 200
    desk.editors[:] = ["Omar <omar@example.org>"]
    assert desk.ask()[0] == desk.ask(link=f"{desk.link}/page")[0] == 404
    assert desk.ask([("form", token), ("act", "release")])[0] == 404
    assert desk.reviewing.draft(desk.edition.id).review.state == "open"


def test_what_makes_no_sense_is_told_and_changes_nothing(desk: RunningDesk) -> None:
    """An empty headline, a story that there is not, a button that there is not."""
    story = desk.edition.stories[0].id
    for act, about, fields in (("headline", story, {"text": " "}), ("drop", "s-9", {}), ("burn", story, {})):
        assert desk.do(act, about, **fields) == 409
    assert len(desk.store.reviews.history(desk.edition.id)) == 1


def test_what_editors_write_is_text(desk: RunningDesk) -> None:
    """No markup of theirs runs on the desk of others."""
    hostile = '"><script>alert(1)</script>'
    desk.do("headline", desk.edition.stories[0].id, text=hostile)
    desk.do("note", "", text=f"{hostile} [x](javascript:alert(1))")
    page = desk.ask()[1]
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
