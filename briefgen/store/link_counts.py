"""How often the links of an edition are followed ↔ one number each: no reader, no address, no moment."""

from sqlalchemy import Connection, select, update

from briefgen.store import tables
from briefgen.store.transactions import Transactions
from briefgen.store.upsert import inserted

_C = tables.link_count.c


class LinkCounts:
    """Numbers in all, for briefings that count."""

    def __init__(self, transactions: Transactions) -> None:
        """Take the database's transactions."""
        self._transactions = transactions

    def add(self, edition: str, link: str) -> None:
        """Count one more."""

        def work(connection: Connection) -> None:
            if not inserted(connection, tables.link_count, {"edition": edition, "link": link, "number": 1}):
                which = update(tables.link_count).where(_C.edition == edition, _C.link == link)
                connection.execute(which.values(number=_C.number + 1))

        self._transactions.write(work)

    def of(self, edition: str) -> dict[str, int]:
        """Return the numbers of an edition by link."""
        asked = select(_C.link, _C.number).where(_C.edition == edition).order_by(_C.number.desc(), _C.link)
        return self._transactions.read(lambda connection: {row[0]: row[1] for row in connection.execute(asked)})
