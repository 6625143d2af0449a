"""What we read of a document is what feedparser alone reads of it, but for differences that have a reason."""

from pathlib import Path

import pytest

from tests.parse.agreement import KINDS, compare, counted
from tests.parse.documents import rss

FEEDS = Path(__file__).parents[3] / "shared" / "corpora" / "feeds"
ONE = "<title>{0}</title><link>{1}</link><pubDate>{2}</pubDate><description>Text</description>"
MONDAY = "Mon, 27 Dec 2021 10:00:00 GMT"


def documents() -> dict[str, bytes]:
    """Return the corpora, by folder and name; nothing where they are not beside the project."""
    paths = (path for path in sorted(FEEDS.glob("*/*")) if path.name != "MANIFEST.tsv")
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in paths}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # feedparser's own, about its own use
@pytest.mark.skipif(not FEEDS.is_dir(), reason="the corpora are not beside the project")
def test_every_difference_on_real_and_odd_documents_has_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Entries, titles, links and dates of each document; the counts by kind are printed."""
    compared = {name: compare(body) for name, body in documents().items()}
    counts = counted(compared)
    with capsys.disabled():
        print("\n" + "\n".join(f"{count:6} {kind}" for kind, count in counts.items()))  # noqa: T201  the figures
    odd = [(name, one) for name, found in compared.items() for one in found.differences if not one.explained]
    assert odd == []
    assert counts["documents"] > 600
    assert counts["articles"] > 3500
    assert not [kind for kind in counts if kind.startswith("date:")]


@pytest.mark.parametrize(
    ("items", "kinds"),
    [
        ((ONE.format("Talks", "https://a.example/1", MONDAY),), []),
        ((ONE.format("Talks", "https://a.example/1?utm_source=rss", MONDAY),), ["link: without tracking"]),
        ((ONE.format("Talks", "", MONDAY),), ["link: none, so the feed's"]),
        ((ONE.format("a&amp;lt;b&amp;gt;b", "https://a.example/1", MONDAY),), ["title: escaped once more"]),
        ((ONE.format("e\u0301", "https://a.example/1", MONDAY),), ["title: letters composed"]),
        ((ONE.format("Talks", "https://a.example/1", "Mon, 01 Jan 1970 00:00:00 GMT"),), ["date: before the web"]),
        ((ONE.format("Talks", "https://a.example/1", MONDAY),) * 2, ["entry: repeats another"]),
        (("<link>https://a.example/2</link>", "<title>T</title><link>https://a.example/3</link>"),
         ["entry: says nothing"]),
    ],
)  # fmt: skip
def test_a_difference_is_called_by_its_kind(items: tuple[str, ...], kinds: list[str]) -> None:
    """And what is the same is no difference."""
    assert [one.kind for one in compare(rss(*items).encode()).differences] == kinds
    assert set(kinds) <= set(KINDS)
