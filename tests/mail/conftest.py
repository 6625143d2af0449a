"""What tests of sending share: the PostgreSQL of the store's tests."""

from tests.store.conftest import postgres

__all__ = ["postgres"]
