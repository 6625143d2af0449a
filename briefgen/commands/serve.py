"""``briefgen serve``: the web pages. No logic; see ``cli``."""

import sys
from typing import Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import open_store, open_workspace, present
from briefgen.commands.units import unit_file


def serve(
    context: typer.Context,
    *,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; a proxy with TLS stands before it.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="Where to listen.")] = 8700,
    unit: Annotated[
        bool, typer.Option("--unit", help="Print a unit file for systemd that serves this workspace, and end.")
    ] = False,
) -> None:
    """Serve the readers' pages and the editors' desk. Ctrl-C or SIGTERM ends it in good order."""
    config, settings = open_workspace(context)
    if unit:
        terminal.hand_over(unit_file("serve", settings.workspace, settings))
        return
    from briefgen.draft_mail import DraftMail  # noqa: PLC0415
    from briefgen.reviewing import Reviewing  # noqa: PLC0415
    from briefgen.web.counting import counting_routes  # noqa: PLC0415
    from briefgen.web.desk import desk_routes  # noqa: PLC0415
    from briefgen.web.listening import address_of, listen  # noqa: PLC0415
    from briefgen.web.readers import open_site  # noqa: PLC0415
    from briefgen.web.readers import serve as run  # noqa: PLC0415

    def ready() -> None:
        terminal.say(f"the pages of {settings.public_url} are served at {address_of(bound)}; Ctrl-C ends that")
        sys.stdout.flush()

    with open_store(settings) as store:
        site = open_site(config, settings, store, present)
        reviewing = Reviewing(lambda: config, lambda: settings, store)
        reviewing.resume(present())
        editors = DraftMail(lambda: config, lambda: settings).editors
        desk = desk_routes(reviewing, site.tokens, site.engine, present, settings.public_url, editors)
        bound = listen(host, port)
        run(site, bound, on_ready=ready, more=[*desk, *counting_routes(store)])
