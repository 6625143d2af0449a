"""Thousands of feeds, each at a host of its own, served by an nginx of our own on loopback.

The documents are copies of real news feeds, told apart by their links and guids, so that every copy has articles of
its own. A copy can be given two new items; nginx serves whatever the file holds at that moment.
"""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

#: What tells one copy's items from another's.
_MARKS = re.compile(
    rb"<(guid|id|link|feedburner:origLink)(?:\s[^>]*)?>.*?</\1\s*>|<link\b[^>]*>|\srdf:about=[\"'][^\"']*[\"']",
    re.DOTALL,
)
_HOSTS = re.compile(rb"://")
_GUID = re.compile(rb"<(?:guid|id)(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?")
_ITEM = re.compile(rb"<(item|entry)(?=[\s>]).*?</\1\s*>", re.DOTALL)
_TITLE = re.compile(rb"(<title(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?)")

_CONFIGURATION = """
daemon off;
worker_processes 1;
worker_rlimit_nofile 16384;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 75s;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ application/xml xml; }}
    allow 127.0.0.0/8;
    deny all;
    root {folder}/feeds;
    server {{ listen {told} backlog=4096; }}
    server {{ listen {untold} backlog=4096; etag off; add_header Last-Modified ""; if_modified_since off; }}
}}
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlets:
    """Many publishers. The same documents are served twice: with validators, and without any."""

    folder: Path  #: of the documents
    count: int
    told: int  #: the port where nginx sends ETag and Last-Modified, and answers 304
    untold: int  #: the port where every answer is a 200 without validators

    def addresses(self, count: int, *, validators: bool) -> tuple[str, ...]:
        """Return the addresses of the first ``count`` feeds."""
        port = self.told if validators else self.untold
        return tuple(f"http://127.{1 + n // 250}.{n % 250}.1:{port}/{n}.xml" for n in range(count))

    def publish(self, count: int, edition: int) -> None:
        """Put two new items at the top of each of the first ``count`` feeds; ``edition`` makes them new."""
        for n in range(count):
            file = self.folder / f"{n}.xml"
            file.write_bytes(with_two_new(file.read_bytes(), f"e{edition}"))


def apart(document: bytes) -> tuple[bytes, ...]:
    """Cut the document where a mark makes its links and guids its own: joined by any mark, it is a copy. Pure."""
    pieces, end = [], 0
    for place in _places(document):
        pieces.append(document[end:place])
        end = place
    return (*pieces, document[end:])


def _places(document: bytes) -> Iterator[int]:
    for found in _MARKS.finditer(document):
        start, text = found.start(), found[0]
        if b"://" in text:
            yield from (start + here.end() for here in _HOSTS.finditer(text))
        elif opening := _GUID.match(text):
            yield start + opening.end()


def with_two_new(document: bytes, mark: str) -> bytes:
    """Return the document with two more items at its top, made of the two that were there. Pure."""
    first = list(islice(_ITEM.finditer(document), 2))
    if not first:
        return document
    name = mark.encode()
    fresh = b"\n".join(_TITLE.sub(rb"\g<1>" + name + b" ", (name + b".").join(apart(x[0])), count=1) for x in first)
    return document[: first[0].start()] + fresh + b"\n" + document[first[0].start() :]


@contextmanager
def open_outlets(documents: Sequence[Path], count: int) -> Iterator[Outlets]:
    """Write ``count`` copies of the documents, taken in turn, and serve them until the end of the block."""
    program = nginx()
    if program is None:
        message = "there is no nginx"
        raise FileNotFoundError(message)
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # where root starts nginx, its worker is somebody else
        (folder / "feeds").mkdir()
        texts = [apart(file.read_bytes()) for file in documents]
        for n in range(count):
            (folder / "feeds" / f"{n}.xml").write_bytes(f"c{n}.".encode().join(texts[n % len(texts)]))
        told, untold = _free_ports(2)
        configuration = folder / "nginx.conf"
        configuration.write_text(_CONFIGURATION.format(folder=folder, told=told, untold=untold), encoding="utf-8")
        command = [program, "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(configuration)]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as server:  # noqa: S603  our own words
            try:
                _await(server, told)
                yield Outlets(folder=folder / "feeds", count=count, told=told, untold=untold)
            finally:
                server.terminate()


def nginx() -> str | None:
    """Return the program, which Debian keeps where only root looks for it."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _await(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the server answers. OSError with its words if it ends before."""
    for _ in range(200):
        if server.poll() is not None:
            raise OSError(server.stderr.read().decode() if server.stderr else "nginx ended")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = "nginx does not answer"
    raise OSError(message)
