"""Signing up: the page of all newsletters, what was asked for, and its confirmation."""

from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from briefgen.web.readers.answering import foreign, language_of, posted, say, see, show, site_of
from briefgen.web.readers.forms import Form, address, choice, one, ticked, zone
from briefgen.web.readers.offers import form_token, offer
from briefgen.web.readers.signing_up import Asked, SignUp
from briefgen.web.readers.site import FORM_LASTS, Site
from briefgen.web.readers.timetable import RHYTHMS
from briefgen.web.readers.visitors import visitor
from briefgen.web.readers.zones import zones


def home(request: Request) -> Response:
    """Show all newsletters, with nothing ticked."""
    return _home(request, {}, "")


def subscribe(request: Request) -> Response:
    """Take a sign-up. The answer is the same for every address, and given before anything is looked up."""
    site, form = site_of(request), posted(request)
    if form is None:
        return foreign(request)
    if not site.visits.take(_visitor(request), site.now()):
        return say(request, "too_many", "too_many_more", status=429)
    email, briefings = address(form), ticked(form, [*_free(site)])
    if not _is_fresh(site, form):
        return _home(request, form, "form_old")
    if not briefings or not email:
        return _home(request, form, "bad_address" if briefings else "choose_one")
    site.store.schema_version()  # a store that is away is told now, whoever asks
    asked = Asked(
        email=email,
        briefings=briefings,
        choice=choice(form),
        timezone=zone(form),
        language=language_of(request),
    )
    if not site.outbox.add(SignUp(site, asked)):
        return say(request, "busy", "busy_more", status=503)
    return say(request, "check_mail", "check_mail_more", then="nothing_came", email=email)


def to_home(request: Request) -> Response:
    """Send who reloads the answer to a form to the form."""
    return RedirectResponse(f"{site_of(request).root}/", status_code=303)


def confirm(request: Request) -> Response:
    """Show what waits to be confirmed, or what is; on POST, confirm what is ticked."""
    site = site_of(request)
    meant = site.links.meant_to_confirm(request.path_params["token"], site.now())
    reader = site.store.readers.get(meant.subscriber) if meant else None
    if meant is None or reader is None:
        return say(request, "stale", "stale_more", status=410)
    if request.method == "POST":
        form = posted(request)
        if form is None:
            return foreign(request)
        wanted = ticked(form, [*site.briefings])
        site.store.subscriptions.confirm(reader.id, wanted, "web", site.now(), detail="link in a message")
        if wanted:
            return see(request, done="yes")
    mine = site.store.subscriptions.of(reader.id)
    language, preferences = language_of(request), site.links.preferences(reader.id)
    waiting = [one for one in mine if one.status == "asked" and one.briefing in site.briefings]
    has = [one for one in mine if one.status == "confirmed" and one.briefing in site.briefings]
    clock = ZoneInfo(reader.timezone) if reader.timezone else None
    done = "done" in request.query_params or not any(one.briefing in meant.briefings for one in waiting)
    if has and done and request.method != "POST":
        offers = [offer(site, site.briefings[one.briefing], language, zone=clock, subscription=one) for one in has]
        lively = clock is None
        return show(request, "confirmed.html.j2", offers=offers, reader=reader, preferences=preferences, lively=lively)
    if not waiting:
        return say(request, "stale", "stale_more", status=410)
    offers = [offer(site, site.briefings[one.briefing], language, zone=clock, subscription=one) for one in waiting]
    return show(
        request,
        "confirm.html.j2",
        status=422 if request.method == "POST" else 200,
        offers=offers,
        reader=reader,
        asked=meant.briefings,
        fault="choose_one" if request.method == "POST" else "",
        lively=clock is None,
    )


def _home(request: Request, form: Form, fault: str) -> Response:
    site, language = site_of(request), language_of(request)
    offers = [offer(site, one, language) for one in site.briefings.values()]
    return show(
        request,
        "home.html.j2",
        status=422 if fault else 200,
        found=not fault,
        lively=True,
        offers=offers,
        rhythms=RHYTHMS,
        token=form_token(site, site.now()),
        fault=fault,
        email=one(form, "email"),
        ticked=ticked(form, [*site.briefings]),
        choice=choice(form),
        timezone=zone(form),
        zones=zones(language, site.now()),
        hours=any(each.briefing.reader_hours and each.open for each in offers),
    )


def _free(site: Site) -> list[str]:
    return [each.id for each in site.briefings.values() if each.tier == "free"]


def _is_fresh(site: Site, form: Form) -> bool:
    return site.tokens.read("form", one(form, "token"), now=site.now(), lasts=FORM_LASTS) == "subscribe"


def _visitor(request: Request) -> str:
    peer = request.client.host if request.client else ""
    return visitor(peer, ",".join(request.headers.getlist("x-forwarded-for")), site_of(request).trusted)
