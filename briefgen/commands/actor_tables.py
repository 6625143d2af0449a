"""What ``briefgen actors`` prints: tables for people, one JSON document for programs."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from briefgen.commands.terminal import count, say, show_json, table

if TYPE_CHECKING:
    from briefgen.match.suggestions import Suggestions

#: Rows of each table on a terminal; ``--json`` has all.
MOST = 40


def show_suggestions(found: "Suggestions", articles: int, *, as_json: bool) -> None:
    """Print what an editor might add to ``feeds/actors.toml``."""
    if as_json:
        show_json(
            {
                "articles": articles,
                "spellings": [{**asdict(one), "toml": one.toml} for one in found.spellings],
                "rising": [asdict(one) for one in found.rising],
            }
        )
        return
    if found.spellings:
        say(
            "Spellings that look like a tracked actor's. To take one, add its line under [actor.aliases] of that actor."
        )
        say("")
        table(
            ("actor", "to add", "like", "sure", "articles", "for example"),
            (
                (one.actor, one.toml, one.like, f"{one.alike:.0%}", str(one.articles), one.headline)
                for one in found.spellings[:MOST]
            ),
        )
        _more(len(found.spellings))
    if found.rising:
        say("Names that rise and are not tracked.")
        say("")
        table(
            ("name", "in", "last 3 days", "before", "feeds", "for example"),
            (
                (one.name, one.language, str(one.recent), str(one.before), str(one.feeds), one.headline)
                for one in found.rising[:MOST]
            ),
        )
        _more(len(found.rising))
    what = "nothing to add" if not found.spellings and not found.rising else "nothing was added"
    say(f"{count(articles, 'article')} looked through; {what}")


def _more(rows: int) -> None:
    if rows > MOST:
        say(f"  and {rows - MOST} more; --json has them all")
    say("")
