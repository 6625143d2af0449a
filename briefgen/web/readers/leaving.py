"""What a reader has: preferences, leaving one newsletter or all, coming back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from briefgen.model.briefing import Briefing
from briefgen.model.reader import Subscriber, Subscription
from briefgen.web.readers.answering import body_of, foreign, language_of, posted, say, see, show, site_of
from briefgen.web.readers.forms import Choice, Form, choice, one, ticked, zone
from briefgen.web.readers.offers import Offer, offer
from briefgen.web.readers.site import Site
from briefgen.web.readers.timetable import weekdays
from briefgen.web.readers.zones import zones

#: So long after leaving a reader may come back by the same link. Later it may be in other hands: a mail was forwarded.
COME_BACK = timedelta(days=7)


def unsubscribe(request: Request) -> Response:
    """Show a button; on POST end the subscription. RFC 8058: a single POST of a mail program's ends it."""
    site = site_of(request)
    meant = site.links.meant_to_unsubscribe(request.path_params["token"])
    if meant is None or len(meant.briefings) != 1:
        return say(request, "stale", "stale_link", status=404)
    (briefing,) = meant.briefings
    if request.method == "POST" and _is_one_click(body_of(request)):
        site.store.subscriptions.end(meant.subscriber, briefing, "one-click", site.now())
        return PlainTextResponse("unsubscribed\n", headers={"Cache-Control": "no-store"})
    if request.method == "POST":
        form = posted(request)
        if form is None:
            return foreign(request)
        wish = one(form, "do")
        _act(site, meant.subscriber, briefing, wish)
        return see(request, done=wish)
    mine = site.store.subscriptions.of(meant.subscriber)
    known = site.briefings.get(briefing)
    here = next((each for each in mine if each.briefing == briefing), None)
    return show(
        request,
        "unsubscribe.html.j2",
        briefing=known,
        title=known.title if known else briefing,
        subscription=here,
        has=here is not None and here.status != "ended",
        others=sum(each.status == "confirmed" and each.briefing != briefing for each in mine),
        back=known is not None and _may_come_back(site, here),
        preferences=site.links.preferences(meant.subscriber),
        done=request.query_params.get("done", ""),
    )


def preferences(request: Request) -> Response:
    """Show all that a reader has and may have; on POST make it so."""
    site = site_of(request)
    meant = site.links.meant_to_prefer(request.path_params["token"])
    reader = site.store.readers.get(meant.subscriber) if meant else None
    if reader is None:
        return say(request, "stale", "stale_link", status=404)
    if request.method == "POST":
        form = posted(request)
        if form is None:
            return foreign(request)
        if one(form, "do") == "all":
            site.store.subscriptions.end(reader.id, "", "web", site.now())
        else:
            _save(site, reader, form)
        return see(request, saved="yes")
    language, pro = language_of(request), site.store.readers.has_pro(reader.id)
    mine = {each.briefing: each for each in site.store.subscriptions.of(reader.id) if each.status != "ended"}
    clock = ZoneInfo(reader.timezone) if reader.timezone else None
    offers = [
        offer(site, each, language, zone=clock, subscription=mine.get(each.id), pro=pro)
        for each in site.briefings.values()
    ]
    return show(
        request,
        "preferences.html.j2",
        reader=reader,
        offers=sorted(offers, key=_place),
        days=weekdays(language),
        zones=zones(language, site.now()),
        saved="saved" in request.query_params,
        held=site.store.suppressions.find(reader.email) is not None,
        lively=clock is None,
    )


def _place(shown: Offer) -> int:
    """Return where an offer stands: what the reader has, what waits for him, what there is besides."""
    subscription = shown.subscription
    return 2 if subscription is None else int(subscription.status == "asked")


def _act(site: Site, subscriber: int, briefing: str, wish: str) -> None:
    """Do what a button says; what is no button of ours does nothing."""
    subscriptions, now = site.store.subscriptions, site.now()
    if wish == "end":
        subscriptions.end(subscriber, briefing, "web", now)
    elif wish == "all":
        subscriptions.end(subscriber, "", "web", now)
    elif wish == "again":
        before = next((each for each in subscriptions.of(subscriber) if each.briefing == briefing), None)
        if before is not None and _may_come_back(site, before):
            subscriptions.ask([before], "web", now, detail="again")
            subscriptions.confirm(subscriber, [briefing], "web", now, detail="again")


def _may_come_back(site: Site, ended: Subscription | None) -> bool:
    return ended is not None and ended.status == "ended" and site.now() - ended.since <= COME_BACK


def _save(site: Site, reader: Subscriber, form: Form) -> None:
    """Do what a reader changed on the form: what he left as it was may have become something else meanwhile.

    The form may lie open while he confirms or leaves in another window; ``had`` is what was ticked when it was made.
    """
    subscriptions, now = site.store.subscriptions, site.now()
    if (changed := replace(reader, timezone=zone(form))) != reader:
        site.store.readers.change(changed, "web", now)
    pro = site.store.readers.has_pro(reader.id)
    mine = {each.briefing: each for each in subscriptions.of(reader.id) if each.status != "ended"}
    for name, wanted in _wanted(site.briefings, form).items():
        briefing, before, had = site.briefings[name], mine.get(name), name in form.get("had", ())
        if wanted is None or (had and before is None):
            if before is not None and had:
                subscriptions.end(reader.id, briefing.id, "web", now)
            continue
        after = Subscription(
            subscriber=reader.id,
            briefing=briefing.id,
            since=now,
            format=wanted.format,
            days=wanted.days,
            hour=wanted.hour,
        )
        if before is None and (pro or briefing.tier == "free"):
            subscriptions.ask([after], "web", now, detail="preferences")
        elif before is not None:
            subscriptions.change(after, "web", now)
        subscriptions.confirm(reader.id, [briefing.id], "web", now, detail="preferences")


def _wanted(briefings: Mapping[str, Briefing], form: Form) -> dict[str, Choice | None]:
    """Return how each briefing is wanted, None for one that is not. Pure."""
    boxes = ticked(form, [*briefings])
    found: dict[str, Choice | None] = {}
    for name, briefing in briefings.items():
        made, asked_for_days = choice(form, name), f"day.{name}" in form
        if name not in boxes or (asked_for_days and not any(form[f"day.{name}"])):
            found[name] = None  # on no day is not at all
            continue
        every = set(made.days) >= set(briefing.days) if briefing.days else not made.days
        hour = made.hour if briefing.reader_hours else None
        found[name] = replace(made, days=() if every else made.days, hour=hour)
    return found


def _is_one_click(body: bytes) -> bool:
    """Tell whether a body is RFC 8058's, as a form of either kind."""
    return b"List-Unsubscribe" in body and b"One-Click" in body
