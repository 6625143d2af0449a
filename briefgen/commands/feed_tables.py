"""What ``briefgen feeds`` prints: tables for people, one JSON document for programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.commands.terminal import count, day, hand_over, instant, say, show_json, table

if TYPE_CHECKING:
    from briefgen.checking import Checked
    from briefgen.enrolment import Added, Imported
    from briefgen.health import Health
    from briefgen.model.feed import Feed


def show_health(feeds: Sequence["Health"], *, as_json: bool) -> None:
    """Print how the feeds are doing; for people only what has been wrong for long."""
    if as_json:
        show_json({"feeds": [_health(one) for one in feeds]})
        return
    table(
        ("feed", "in", "last read", "next check", "a day", "failed", "what is wrong"),
        (
            (
                one.feed.id,
                one.feed.language,
                f"{one.state.succeeded:%m-%d %H:%M}" if one.state.succeeded else "never",
                f"{one.state.next_check:%m-%d %H:%M}" if one.state.next_check else "",
                "" if one.articles_a_day is None else f"{one.articles_a_day:g}",
                str(one.state.failures or ""),
                "; ".join(one.remarks),
            )
            for one in feeds
        ),
    )


def _health(one: "Health") -> dict[str, Any]:
    feed, state = one.feed, one.state
    return {
        "feed": feed.id,
        "title": feed.title,
        "address": feed.address,
        "language": feed.language,
        "succeeded": instant(state.succeeded) if state.succeeded else None,
        "next_check": instant(state.next_check) if state.next_check else None,
        "failures": state.failures,
        "failing_since": instant(state.failing_since) if state.failing_since else None,
        "error": state.error,
        "retired": instant(state.retired) if state.retired else None,
        "adopted": state.adopted,
        **_output(one),
    }


def _output(one: "Health") -> dict[str, Any]:
    return {
        "articles_a_day": one.articles_a_day,
        "newest": instant(one.newest) if one.newest else None,
        "silent_since": instant(one.silent_since) if one.silent_since else None,
        "only_repeats_others": one.only_repeats,
        "failing": one.failing,
    }


def show_checked(checked: Sequence["Checked"], health: Mapping[str, "Health"], *, as_json: bool) -> None:
    """Print what each feed holds at this moment, beside how it did until now."""
    if as_json:
        show_json(
            {
                "feeds": [
                    {
                        **_health(health[one.feed.id]),
                        "articles": one.articles,
                        "newest": instant(one.newest) if one.newest else None,
                        "error": one.error,
                        "asked": one.asked,
                    }
                    for one in checked
                ]
            }
        )
        return
    table(
        ("feed", "articles", "newest", "a day", "what is wrong"),
        (
            (
                one.feed.id,
                str(one.articles),
                day(one.newest),
                f"{rate:g}" if (rate := health[one.feed.id].articles_a_day) is not None else "",
                one.error or "; ".join(health[one.feed.id].remarks),
            )
            for one in checked
        ),
    )


def show_added(added: "Added", *, as_json: bool) -> None:
    """Print what was written, and where."""
    if as_json:
        show_json({**_written(added.feed), "articles": added.articles})
        return
    feed = added.feed
    say(f"added to feeds/feeds.toml: {feed.id}, {feed.title} ({feed.language}), {count(added.articles, 'article')} now")
    say(f"  {feed.address}")


def _written(feed: "Feed") -> dict[str, Any]:
    return {
        "feed": feed.id,
        "title": feed.title,
        "address": feed.address,
        "homepage": feed.homepage,
        "language": feed.language,
    }


def show_imported(imported: "Imported", *, as_json: bool) -> None:
    """Print what became of each feed of the list."""
    if as_json:
        show_json(
            {
                "added": [_written(feed) for feed in imported.added],
                "known": list(imported.known),
                "refused": list(imported.refused),
            }
        )
        return
    for address in imported.known:
        say(f"  known already: {address}")
    for reason in imported.refused:
        say(f"  not taken: {reason}")
    say(f"{count(len(imported.added), 'feed')} added to feeds/feeds.toml")


def show_exported(document: str, out: Path | None, feeds: int, *, as_json: bool) -> None:
    """Print the document, or where it was written."""
    if as_json:
        show_json({"feeds": feeds, "file": str(out) if out else None, "opml": None if out else document})
    elif out:
        say(f"{out}: {count(feeds, 'feed')}")
    else:
        hand_over(document)
