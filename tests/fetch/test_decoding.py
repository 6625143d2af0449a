"""Compressed bodies, honest and hostile."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.fetch.decoding import MAX_MEMBERS, Body, BodyTooLargeError, BrokenBodyError

TEXT = "Переговоры в Вене возобновились. ".encode() * 400

WAYS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
    "": bytes,
    "utf-8": bytes,
}


def decoded(encoding: str, sent: bytes, *, step: int = 1000, ceiling: int = 10**7) -> bytes:
    """Return what a body of that encoding decodes to, added in chunks of ``step`` bytes."""
    body = Body(encoding, ceiling)
    for start in range(0, len(sent), step):
        body.add(sent[start : start + step])
    return body.whole()


@pytest.mark.parametrize("encoding", WAYS)
@settings(deadline=None)
@given(text=st.binary(max_size=300).map(lambda seed: seed * 50), step=st.integers(1, 5000))
def test_what_was_packed_comes_out(encoding: str, text: bytes, step: int) -> None:
    """Every coding gives back the same bytes, whatever the chunks."""
    assert decoded(encoding, WAYS[encoding](text), step=step) == text


def test_a_body_of_many_pieces_comes_out_whole() -> None:
    """More than one piece of the decoder is put together, for each coding."""
    text = TEXT * 50
    assert all(decoded(encoding, pack(text), step=10**6) == text for encoding, pack in WAYS.items())


def test_deflate_without_its_wrapper_is_understood() -> None:
    """Some servers send raw deflate."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert decoded("deflate", packer.compress(TEXT) + packer.flush()) == TEXT


@pytest.mark.parametrize("step", [1, 7, 10**6])
def test_gzip_files_in_a_row_are_one_body(step: int) -> None:
    """Members follow one another; padding after the last one is ignored."""
    sent = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(20)
    if step == 1:
        sent = sent[:-20]
    assert decoded("gzip", sent, step=step) == b"one two"


def test_too_many_gzip_files_in_a_row_are_refused() -> None:
    """Thousands of empty members cost time and give nothing."""
    with pytest.raises(BrokenBodyError, match="more than 64 parts"):
        decoded("gzip", gzip.compress(b"") * (MAX_MEMBERS + 1), step=10**6)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_refused_in_bounded_memory(encoding: str) -> None:
    """Fifty megabytes of nothing are stopped at five: what is held stays near the ceiling."""
    bomb = brotli.compress(bytes(50_000_000), quality=1) if encoding == "br" else WAYS[encoding](bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(BodyTooLargeError):
        decoded(encoding, bomb, step=65_536, ceiling=5_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_stream_that_gives_nothing_has_an_end_too() -> None:
    """What is sent is held to the ceiling as well as what comes out."""
    with pytest.raises(BodyTooLargeError):
        decoded("gzip", gzip.compress(b"") + bytes(2000), ceiling=1000, step=100)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_cut_off_body_is_an_error(encoding: str) -> None:
    """Half a document is none."""
    with pytest.raises(BrokenBodyError, match="cut off"):
        decoded(encoding, WAYS[encoding](TEXT)[:-3])


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_damaged_body_is_an_error(encoding: str) -> None:
    """Bytes that are not what the header says."""
    with pytest.raises(BrokenBodyError, match="damaged"):
        decoded(encoding, b"<rss>" * 100)


@pytest.mark.parametrize("encoding", ["zstd", "compress", "gzip, gzip", "x" * 500])
def test_an_unknown_coding_is_named(encoding: str) -> None:
    """We never asked for it, so it is told, shortened."""
    with pytest.raises(BrokenBodyError, match="is not understood") as caught:
        Body(encoding, 1000)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("encoding", WAYS)
@settings(deadline=None)
@given(sent=st.binary(max_size=400))
def test_garbage_raises_nothing_unexpected(encoding: str, sent: bytes) -> None:
    """Whatever arrives is decoded, broken or too large."""
    try:
        decoded(encoding, sent, step=50, ceiling=1000)
    except (BrokenBodyError, BodyTooLargeError):
        return
