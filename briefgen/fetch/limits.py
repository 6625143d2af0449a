"""How hard a round of polling may be on others and on ourselves."""

from dataclasses import dataclass

from briefgen import __version__


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """The settings of a round. Times are seconds, sizes are bytes."""

    in_flight: int = 128  #: requests at once, over all hosts
    per_host: int = 60  #: feeds of one host in one round; the others stay due
    pages: int = 300  #: of articles in one round; the others are asked for in the next
    pages_per_host: int = 20  #: of them, of one host
    host_seconds: float = 90.0  #: for all requests to one host in one round, from asking to the end of the answer
    spacing: float = 1.0  #: at least this long between an answer of a host and our next request to it
    jitter: float = 0.25  #: and up to this share of ``spacing`` on top, by chance
    deadline: float = (
        20.0  #: for one feed: name look-up, connection, all redirects and the body; waiting our turn is free
    )
    max_body: int = 5_000_000  #: as decoded, and also as sent
    max_redirects: int = 5
    max_waiting: int = 8_000_000  #: fetched bodies that the caller has not taken yet; above it no new request is begun
    lookups: int = 32  #: names resolved at once
    about: str = "https://briefgen.example/polling"  #: where a publisher reads who we are and how to reach us
    seed: int | None = None  #: of the jitter; None is a different one in each round

    @property
    def user_agent(self) -> str:
        """How we introduce ourselves: name, version and an address to write to (rss2email#154, #282)."""
        return f"briefgen/{__version__} (+{self.about})"


#: What the internet gets.
POLITE = Limits()
