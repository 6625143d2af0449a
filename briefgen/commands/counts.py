"""``briefgen counts``: how often the links of an edition were followed. No logic; see ``cli``."""

from typing import Annotated

import typer

from briefgen.commands import terminal
from briefgen.commands.opening import AsJson, open_store, open_workspace
from briefgen.model.errors import UsageError


def counts(
    context: typer.Context,
    briefing: Annotated[str, typer.Argument(metavar="BRIEFING", help="The id of a briefing with counts = true.")],
    date: Annotated[str, typer.Argument(metavar="DATE", help="Of its edition, such as 2026-11-22.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show how often mails were opened and links followed. In all; programs that check mail follow links too."""
    from briefgen.render.counting import OPENS, links_of  # noqa: PLC0415

    _, settings = open_workspace(context)
    name = f"{briefing}/{date}"
    with open_store(settings) as store:
        edition = store.reviews.frozen(name) or store.edition(name)
        found = store.link_counts.of(name)
    if edition is None:
        message = f"there is no edition {name}"
        raise UsageError(message)
    links = links_of(edition)
    followed = [(links.get(link, link), number) for link, number in found.items() if link != OPENS]
    if as_json:
        told = [{"url": url, "followed": number} for url, number in followed]
        terminal.show_json(
            {"edition": name, "counts": edition.briefing.counts, "opened": found.get(OPENS, 0), "links": told}
        )
        return
    if not edition.briefing.counts:
        terminal.say(f"{name} counts nothing: its briefing has not counts = true")
        return
    terminal.say(f"{found.get(OPENS, 0):>6}  opened")
    for url, number in followed:
        terminal.say(f"{number:>6}  {url}", indent=8)
