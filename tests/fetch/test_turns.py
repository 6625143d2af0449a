"""Whose turn it is."""

from briefgen.fetch.turns import Queue, Turn


def a_queue(*waiting: tuple[str, str]) -> Queue[str]:
    """Return a queue of feeds, each given as host and id."""
    return Queue(waiting)


def took(turn: Turn[str] | None) -> tuple[str, bool]:
    """Return the feed's id and whether it was its host's last."""
    assert turn is not None
    return turn.of, turn.last


def test_a_host_is_in_one_pair_of_hands() -> None:
    """While a host is asked, its other feeds cannot be taken."""
    queue = a_queue(("a", "a1"), ("a", "a2"), ("b", "b1"))
    assert [took(queue.take()), took(queue.take())] == [("a1", False), ("b1", True)]
    assert queue.take() is None
    queue.give_back("a", free_at=5.0)
    assert took(queue.take()) == ("a2", True)


def test_the_host_that_may_be_asked_soonest_comes_first() -> None:
    """Among hosts that were asked, the earliest; among equals, the one that waits longest."""
    queue = a_queue(*((host, f"{host}{n}") for n in range(2) for host in "abc"))
    for _ in range(3):
        queue.take()
    for host, free_at in (("a", 3.0), ("b", 1.0), ("c", 1.0)):
        queue.give_back(host, free_at)
    assert [took(queue.take())[0] for _ in range(3)] == ["b1", "c1", "a1"]


def test_a_host_without_feeds_does_not_come_back() -> None:
    """The queue ends."""
    queue = a_queue(("a", "a1"))
    queue.take()
    queue.give_back("a", free_at=0.0)
    assert queue.take() is None
