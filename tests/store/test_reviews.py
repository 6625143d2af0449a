"""Reviews: what may follow what, who did it, and that no edit is lost between a draft and what was sent."""

from datetime import timedelta
from typing import Any

import pytest

from briefgen.model.editing import Edit, Review
from briefgen.store import Store
from tests.factories import NOON, an_edition

EDITION = "israel/2021-12-28"
DANA = "Dana Lev <dana@example.org>"
MINUTE = timedelta(minutes=1)


def a_review(store: Store, edition: str = EDITION) -> Review:
    """Open a review of twenty minutes."""
    review = Review(edition=edition, briefing="israel", state="open", opened=NOON, releases=NOON + 20 * MINUTE)
    assert store.reviews.open(review, an_edition(title="As made"))
    return review


def an_edit(**fields: Any) -> Edit:
    """Return a headline's edit."""
    given: dict[str, Any] = {"edition": EDITION, "act": "headline", "who": DANA, "story": "s-1", "text": "New"}
    return Edit(at=NOON, **given | fields)


def test_a_review_is_opened_once(store: Store) -> None:
    """Two schedulers may try."""
    review = a_review(store)
    assert not store.reviews.open(review, an_edition())
    assert store.reviews.find(EDITION) == review
    assert [edit.act for edit in store.reviews.history(EDITION)] == ["opened"]


def test_it_is_released_by_itself_at_its_moment_and_once(store: Store) -> None:
    """Not a minute earlier."""
    a_review(store)
    assert not store.reviews.release_due(EDITION, NOON + 19 * MINUTE)
    assert store.reviews.release_due(EDITION, NOON + 20 * MINUTE)
    assert not store.reviews.release_due(EDITION, NOON + 21 * MINUTE)
    last = store.reviews.history(EDITION)[-1]
    assert (last.act, last.who, last.at) == ("released", "briefgen", NOON + 20 * MINUTE)


def test_what_is_held_waits_until_an_editor_lets_it_go(store: Store) -> None:
    """Resumed, its moment counts again."""
    a_review(store)
    assert store.reviews.step(EDITION, "held", DANA, NOON)
    assert not store.reviews.step(EDITION, "held", DANA, NOON)
    assert not store.reviews.release_due(EDITION, NOON + 60 * MINUTE)
    assert store.reviews.step(EDITION, "open", DANA, NOON)
    assert store.reviews.release_due(EDITION, NOON + 60 * MINUTE)
    assert [edit.act for edit in store.reviews.history(EDITION)] == ["opened", "held", "resumed", "released"]


def test_what_was_withdrawn_never_goes_out(store: Store) -> None:
    """Neither by itself nor by an editor."""
    a_review(store)
    assert store.reviews.step(EDITION, "withdrawn", DANA, NOON)
    assert not store.reviews.step(EDITION, "released", DANA, NOON)
    assert not store.reviews.release_due(EDITION, NOON + 60 * MINUTE)
    assert store.reviews.edit(an_edit()) is None


def test_edits_come_in_order_while_the_review_lasts_and_corrections_after_it(store: Store) -> None:
    """An edit that comes too late is refused, not lost."""
    a_review(store)
    first, second = store.reviews.edit(an_edit()), store.reviews.edit(an_edit(text="Newer"))
    assert first is not None
    assert second is not None
    assert first.id < second.id
    assert store.reviews.edit(an_edit(act="correct", old="x")) is None
    assert store.reviews.step(EDITION, "released", DANA, NOON)
    assert store.reviews.edit(an_edit()) is None
    assert store.reviews.edit(an_edit(act="correct", old="x")) is not None
    assert [edit.text for edit in store.reviews.history(EDITION) if edit.text] == ["New", "Newer", "New"]


@pytest.mark.parametrize(("act", "taken"), [("headline", False), ("correct", True)])
def test_an_edition_without_review_is_only_corrected(store: Store, act: str, *, taken: bool) -> None:
    """It went out at once."""
    assert (store.reviews.edit(an_edit(act=act)) is not None) == taken


def test_the_latest_reviews_come_first_and_remember_what_was_published(store: Store) -> None:
    """For the list."""
    a_review(store)
    a_review(store, "turkey/2021-12-28")
    assert [one.edition for one in store.reviews.latest(1)] == [EDITION]
    changed = an_edition(title="As edited")
    assert store.reviews.publish(changed, NOON, 1)  # nothing of what is under review
    assert not store.reviews.latest()[0].published
    assert store.edition(EDITION) is None
    assert store.reviews.step(EDITION, "released", DANA, NOON)
    upto = max(edit.id for edit in store.reviews.history(EDITION))
    assert not store.reviews.publish(changed, NOON, upto - 1)  # another has changed it since
    assert not store.reviews.latest()[0].published
    assert store.reviews.publish(changed, NOON, upto)
    assert store.reviews.latest()[0].published
    assert store.edition(EDITION) == changed
    assert store.reviews.frozen(EDITION) == an_edition(title="As made")
