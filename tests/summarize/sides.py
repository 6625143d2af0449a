"""Two invented sides with people of theirs, for the tests of statements and accounts."""

from datetime import date

from briefgen.match import Finder
from briefgen.model.story import Story
from briefgen.model.watch import Match, Role, Topic, Watchlist
from tests.factories import a_topic, a_watchlist, an_actor

NORTH = an_actor(
    id="northland",
    name="Northland",
    kind="state",
    side="northland",
    aliases={"en": ("Northland", "Northlandic", "Norton")},
)
SOUTH = an_actor(
    id="southmark",
    name="Southmark",
    kind="state",
    side="southmark",
    aliases={"en": ("Southmark", "Southmarkian", "Sudton")},
)
HOLM = an_actor(
    id="holm",
    name="Maya Holm",
    side="northland",
    aliases={"en": ("Maya Holm", "Holm")},
    roles=(
        Role(title="Interior Minister", end=date(2020, 5, 31)),
        Role(title="Foreign Minister", start=date(2020, 6, 1)),
    ),
)
SAND = an_actor(id="sand", name="Omar Sand", side="southmark", aliases={"en": ("Omar Sand", "Sand")})
PORT: Topic = a_topic(id="old-port", title="The old port", terms={"en": ("old port",)})

WATCHLIST: Watchlist = a_watchlist(NORTH, SOUTH, HOLM, SAND, PORT)
_FINDER = Finder(WATCHLIST)


def matches_of(story: Story) -> dict[str, Match]:
    """Story → who and what its reports name, as the pipeline finds it."""
    return {article.id: _FINDER.find(article) for article in story.articles}
