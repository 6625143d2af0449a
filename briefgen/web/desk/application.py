"""The addresses of the desk → answers. Edge: HTTP.

A link is one editor's, for one edition, for some days; it is all that is needed, so it is in no other page and no
header that leaves us. GET changes nothing: programs that check mail follow every link. POST wants the form's own token,
made for this link, and a browser that says the form is ours.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import partial
from typing import cast, get_args

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from briefgen.deliver.tokens import Tokens
from briefgen.draft_mail import read_desk_token
from briefgen.model.editing import EDIT_ACTS, Edit, EditAct, ReviewState
from briefgen.model.errors import BriefgenError, UsageError
from briefgen.render import Engine
from briefgen.render.printable import printable
from briefgen.render.renditions import write_page
from briefgen.reviewing import Reviewing
from briefgen.web.desk.pages import ASSETS, asset, fill, zone_of
from briefgen.web.readers.forms import Form, form_of, one
from briefgen.web.readers.guarding import edition_policy, is_ours

log = logging.getLogger(__name__)

#: How long a form may lie open.
_FORM_LASTS = timedelta(hours=18)

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_PRIVATE = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY, "X-Robots-Tag": "noindex"}

#: What the buttons of the whole edition do.
_STEPS: dict[str, ReviewState] = {"hold": "held", "resume": "open", "release": "released", "withdraw": "withdrawn"}


#: Says who reviews a briefing, by its id, as ``Name <address>`` or an address. A link is worth nothing without that.
Editors = Callable[[str], Iterable[str]]


class Desk:
    """What is answered to editors."""

    def __init__(  # noqa: PLR0913, PLR0917  what the desk is made of
        self,
        reviewing: Reviewing,
        tokens: Tokens,
        engine: Engine,
        now: Callable[[], datetime],
        public_url: str,
        editors: Editors,
    ) -> None:
        """``public_url`` is the address of the pages, without a slash at its end."""
        self._reviewing, self._tokens, self._engine, self._now = reviewing, tokens, engine, now
        self._editors = editors
        self._url = public_url
        self._origin = "/".join(public_url.split("/")[:3])

    async def show(self, request: Request) -> Response:
        """Answer with an edition as it stands."""
        return await run_in_threadpool(self._show, request, "", 200)

    async def page(self, request: Request) -> Response:
        """Answer with the edition's page, as it would go out."""
        return await run_in_threadpool(self._page, request)

    async def act(self, request: Request) -> Response:
        """Do what a form says, and show the edition again."""
        return await run_in_threadpool(self._act, request)

    async def file(self, request: Request) -> Response:
        """Answer with a file of the pages' own."""
        name = request.path_params["name"]
        if name not in ASSETS:
            raise HTTPException(404)
        return Response(asset(name), headers={"Content-Type": ASSETS[name], "Cache-Control": "max-age=3600"})

    def _show(self, request: Request, problem: str, status: int) -> Response:
        token = request.path_params["token"]
        name, editor = self._meant(token)
        draft = self._reviewing.draft(name)
        page = fill(
            "desk.html.j2",
            draft=draft,
            edition=printable(draft.edition),
            dropped=[story for story in draft.frozen.stories if story.id not in {s.id for s in draft.edition.stories}],
            headlines={story.id: story.headline for story in draft.frozen.stories},
            undone={edit.place for edit in draft.history if edit.act == "undo"},
            undoable=frozenset(EDIT_ACTS) - {"undo", "correct"},
            zone=zone_of(draft.edition),
            now=self._now(),
            editor=editor,
            address=f"{self._url}/desk/{token}",
            assets=f"{self._url}/desk/assets",
            form_token=self._tokens.sign("form", "desk", at=self._now(), bound=token),
            problem=problem,
        )
        return HTMLResponse(page, status_code=status, headers=_PRIVATE)

    def _page(self, request: Request) -> Response:
        name, _ = self._meant(request.path_params["token"])
        edition = self._reviewing.draft(name).edition
        html = write_page(printable(edition), self._engine, "")
        policy = edition_policy(html.decode())
        return HTMLResponse(html, headers=_PRIVATE | {"Content-Security-Policy": policy})

    def _act(self, request: Request) -> Response:
        token = request.path_params["token"]
        name, editor = self._meant(token)
        form, now = form_of(request.scope.get("state", {}).get("body", b"")), self._now()
        signed = self._tokens.read("form", one(form, "form"), now=now, lasts=_FORM_LASTS, bound=token) == "desk"
        if not signed or not is_ours(request.headers, self._origin):
            return self._show(request, "This form is too old, or not from here. Nothing was changed; try again.", 403)
        try:
            later = self._do(form, name, editor, now)
        except (UsageError, ValueError) as error:
            return self._show(request, f"{error}. Nothing was changed.", 409)
        except BriefgenError as error:
            return self._show(request, str(error), 503)
        where = f"{self._url}/desk/{token}#{one(form, 'story') or 'top'}"
        after = BackgroundTask(_quietly, later) if later else None
        return RedirectResponse(where, status_code=303, headers=_PRIVATE, background=after)

    def _do(self, form: Form, name: str, editor: str, now: datetime) -> Callable[[], object] | None:
        """Do it; return what is left to do once the editor has the answer: files take seconds, and may fail."""
        act = one(form, "act")
        if act in _STEPS:
            if not self._reviewing.step(name, _STEPS[act], editor, now):
                message = f"This edition is {self._reviewing.draft(name).review.state} already"
                raise UsageError(message)
            return partial(self._reviewing.settle, name, now) if act == "release" else None
        place = one(form, "place")
        edit = Edit(
            edition=name,
            act=_edit_act(act),
            who=editor,
            at=now,
            story=one(form, "story"),
            place=int(place) if place.isascii() and place.isdigit() and len(place) < len(str(2**31)) else 0,
            text=one(form, "text").replace("\r\n", "\n"),
            old=one(form, "old").replace("\r\n", "\n"),
            note=one(form, "note").replace("\r\n", "\n"),
        )
        if edit.act == "correct":
            return partial(self._reviewing.write, self._reviewing.correct(edit, now), now)
        self._check_seen(form, edit)
        self._reviewing.edit(edit)
        return None

    def _check_seen(self, form: Form, edit: Edit) -> None:
        """Refuse words that would take the place of another editor's whom this one has not seen."""
        if edit.act not in {"headline", "note"} or "seen" not in form:
            return
        edition = self._reviewing.draft(edit.edition).edition
        story = next((story for story in edition.stories if story.id == edit.story), None)
        if edit.act == "headline":
            stands = story.headline if story else ""
        else:
            noted = story.note if story else edition.note
            stands = noted.markdown if noted else ""
        if stands.split() not in (one(form, "seen").split(), edit.text.split()):
            message = f"Meanwhile somebody made it \u201c{stands}\u201d; you wrote \u201c{edit.text}\u201d"
            raise UsageError(message)

    def _meant(self, token: str) -> tuple[str, str]:
        meant = read_desk_token(self._tokens, token, self._now())
        if meant is None:
            raise HTTPException(404)
        edition, editor = meant
        if _address(editor) not in map(_address, self._editors(edition.partition("/")[0])):
            raise HTTPException(404)  # no editor any more
        return meant


def _quietly(work: Callable[[], object]) -> None:
    """Do what is left; the scheduler, and the next who asks, try again what fails."""
    try:
        work()
    except BriefgenError:
        log.exception("the files of an edition could not be made")


def _edit_act(name: str) -> EditAct:
    for act in get_args(EditAct):
        if act == name:
            return cast("EditAct", act)
    message = "this button is not one of ours"
    raise UsageError(message)


def _address(editor: str) -> str:
    return parseaddr(editor)[1].casefold()


def desk_routes(  # noqa: PLR0913, PLR0917  what the desk is made of
    reviewing: Reviewing,
    tokens: Tokens,
    engine: Engine,
    now: Callable[[], datetime],
    public_url: str,
    editors: Editors,
) -> list[Route]:
    """Return the addresses below ``/desk``, for ``web.readers.serve``."""
    desk = Desk(reviewing, tokens, engine, now, public_url, editors)
    return [
        Route("/desk/assets/{name}", desk.file),
        Route("/desk/{token}", desk.show),
        Route("/desk/{token}", desk.act, methods=["POST"]),
        Route("/desk/{token}/page", desk.page),
    ]
