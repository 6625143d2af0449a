"""Documents saved inside feeds/."""

import os
from pathlib import Path, PurePath

import pytest

from briefgen.fetch import body_hash
from briefgen.fetch.saved import read_saved
from briefgen.model.feed import FetchedFeed, FetchResult, Unchanged
from tests.factories import a_feed
from tests.fetch.asking import a_state, fetch_one, reason


def read(documents: Path, name: str, **given: str) -> FetchResult:
    """Read one document, of which 100 bytes are allowed."""
    feed = a_feed(path=PurePath(name), homepage="https://harbour-post.example/")
    return read_saved(feed, a_state(**given), documents, 100)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("post.xml", "application/xml"), ("post.JSON", "application/json"), ("sample/post", "")],
)
def test_a_document_is_read(tmp_path: Path, name: str, content_type: str) -> None:
    """Its bytes, with the type that its name tells and the homepage as the base of links."""
    (tmp_path / "sample").mkdir()
    (tmp_path / name).write_bytes(b"<rss/>")
    result = read(tmp_path, name)
    assert isinstance(result, FetchedFeed)
    assert (result.body, result.content_type, result.url) == (b"<rss/>", content_type, "https://harbour-post.example/")


def test_the_same_document_is_unchanged(tmp_path: Path) -> None:
    """The hash of the body decides."""
    (tmp_path / "post.xml").write_bytes(b"<rss/>")
    assert isinstance(read(tmp_path, "post.xml", body_hash=body_hash(b"<rss/>")), Unchanged)
    assert isinstance(read(tmp_path, "post.xml", body_hash=body_hash(b"<old/>")), FetchedFeed)


def test_what_is_not_a_document_is_told_in_one_line(tmp_path: Path) -> None:
    """Each way of not being readable has its line."""
    documents = tmp_path / "feeds"
    (documents / "folder").mkdir(parents=True)
    (documents / "empty.xml").touch()
    (documents / "large.xml").write_bytes(bytes(101))
    (documents / "circle.xml").symlink_to("circle.xml")
    (documents / "link.xml").symlink_to("../secret.xml")
    (tmp_path / "secret.xml").write_bytes(b"<rss/>")
    os.mkfifo(documents / "pipe.xml")
    told = {
        "missing.xml": "no such document: feeds/missing.xml",
        "folder": "cannot read feeds/folder: is a directory",
        "empty.xml": "feeds/empty.xml is empty",
        "large.xml": "body larger than 0.0001 MB",
        "pipe.xml": "cannot read feeds/pipe.xml: it is not a file",
        "../secret.xml": "cannot read feeds/../secret.xml: it lies outside of feeds/",
        "link.xml": "cannot read feeds/link.xml: it lies outside of feeds/",
    }
    assert {name: reason(read(documents, name)) for name in told} == told
    assert reason(read(documents, "circle.xml")).startswith("cannot read feeds/circle.xml: ")
    assert reason(read(documents, "nul\0.xml")).startswith("cannot read feeds/nul")


def test_a_saved_document_is_fetched_without_any_network(tmp_path: Path) -> None:
    """The same call serves both kinds of feeds."""
    (tmp_path / "post.xml").write_bytes(b"<rss/>")
    result = fetch_one(a_feed(path=PurePath("post.xml")), documents=tmp_path)
    assert isinstance(result, FetchedFeed)


def test_a_feed_with_an_address_is_no_document(tmp_path: Path) -> None:
    """Asking so is a fault of the caller."""
    with pytest.raises(ValueError, match="is not a saved document"):
        read_saved(a_feed(), a_state(), tmp_path, 100)
