"""What tests of sending share: the PostgreSQL of the store's tests, and their small disk."""

from tests.store.conftest import postgres
from tests.store.test_ledger_faults import small_disk

__all__ = ["postgres", "small_disk"]
