"""Where reports come from, and who is absent."""

from briefgen.compose.balance import balance, country_of
from briefgen.model.edition import Balance
from tests.factories import a_feed, a_report, a_watchlist, an_actor, an_edition_story

ISRAEL = an_actor(id="israel", name="Israel", kind="state", side="")
SYRIA = an_actor(id="syria", name="Syrian Republic", kind="state", side="syria", aliases={"en": ("Syria",)})
MOVEMENT = an_actor(id="movement", name="The Movement", kind="organization", side="")
WATCHED = a_watchlist(
    ISRAEL, SYRIA, MOVEMENT, an_actor(id="lapid", side="israel"), an_actor(id="chief", side="movement")
)
FEEDS = {
    "il": a_feed(id="il", country="IL"),
    "gb": a_feed(id="gb", country="GB"),
    "sy": a_feed(id="sy", country="SY", ownership="state"),
    "nowhere": a_feed(id="nowhere"),
}


def test_reports_are_counted_by_country() -> None:
    """A republished copy counts as its origin; an outlet without a country is left out."""
    reports = (
        a_report(1, feed="il"),
        a_report(2, feed="sy"),
        a_report(3, feed="sy"),
        a_report(4, feed="gb", origin=False),
        a_report(5, feed="nowhere"),
    )
    found = balance([an_edition_story(articles=reports, actors=())], feeds=FEEDS, watchlist=WATCHED)
    assert found.countries == {"IL": 1, "SY": 2}
    assert found.state_owned == 0.5
    assert found.absent == ()


def test_whose_own_outlets_are_not_heard_of_it_is_absent() -> None:
    """Others speak of it; that its outlets speak of something else changes nothing."""
    strike = an_edition_story(1, articles=(a_report(1, feed="il"), a_report(2, feed="gb")), actors=("syria", "israel"))
    other = an_edition_story(2, articles=(a_report(1, feed="sy"), a_report(2, feed="gb")), actors=("chief",))
    assert balance([strike, other], feeds=FEEDS, watchlist=WATCHED).absent == ("SY",)


def test_who_is_heard_in_one_story_about_it_is_not_absent() -> None:
    """A minister's country is his side's."""
    alone = an_edition_story(1, articles=(a_report(1, feed="gb"), a_report(2, feed="gb")), actors=("lapid",))
    heard = an_edition_story(2, articles=(a_report(1, feed="il"), a_report(2, feed="gb")), actors=("israel",))
    assert balance([alone], feeds=FEEDS, watchlist=WATCHED).absent == ("IL",)
    assert balance([alone, heard], feeds=FEEDS, watchlist=WATCHED).absent == ()


def test_where_the_country_of_an_outlet_is_not_configured_nobody_is_called_absent() -> None:
    """It may be theirs."""
    story = an_edition_story(1, articles=(a_report(1, feed="nowhere"), a_report(2, feed="gb")), actors=("syria",))
    assert balance([story], feeds=FEEDS, watchlist=WATCHED).absent == ()


def test_a_country_is_known_by_its_name_or_alias_and_a_movement_has_none() -> None:
    """By Unicode CLDR."""
    found = {actor.id: country_of(actor, WATCHED) for actor in WATCHED.actors.values()}
    assert found == {"israel": "IL", "syria": "SY", "movement": "", "lapid": "IL", "chief": ""}


def test_an_edition_without_stories_has_an_empty_balance() -> None:
    """Nothing to weigh."""
    assert balance([], feeds=FEEDS, watchlist=WATCHED) == Balance()
