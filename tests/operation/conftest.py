"""Tests of a scheduler that several share run on both stores, like those of the store itself."""

from tests.store.conftest import postgres, store, url

__all__ = ["postgres", "store", "url"]
