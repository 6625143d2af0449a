"""The worker process: limits, faults, and what it may not read."""

import http.server
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.model.errors import PdfError
from briefgen.render.engine import packaged_templates
from briefgen.render.pdf_press import Press

FONTS = packaged_templates() / "fonts"

PAGE = "<!DOCTYPE html><html lang=en><title>A page</title><h1>A page</h1><p>{body}</p></html>"

#: Fifty thousand accents over one letter: minutes of work.
ENDLESS = PAGE.format(body="a" + "\u0301" * 50_000)

#: A hundred million columns: gigabytes of memory.
HUGE = PAGE.format(body="</p><table><tr><td colspan=100000000>x</td></tr></table>")

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def press() -> Iterator[Press]:
    """Lend a press of its own to each test."""
    with Press([FONTS]) as opened:
        yield opened


def test_a_document_that_never_ends_is_given_up_at_the_deadline() -> None:
    """The worker is killed, the reason told, and the next document gets a fresh worker."""
    with Press([FONTS], deadline=6.0) as press:
        started = time.monotonic()
        with pytest.raises(PdfError, match=r"given up: not done after 6 s"):
            press.print(ENDLESS, "")
        assert time.monotonic() - started < 30
        assert press.print(PAGE.format(body="after"), "").startswith(b"%PDF-")


def test_a_document_that_wants_all_memory_is_given_up() -> None:
    """The limit of the process holds; the next document prints."""
    with Press([FONTS], memory=400) as press:
        with pytest.raises(PdfError, match=r"given up: .*(MiB|ended)"):
            press.print(HUGE, "")
        assert press.print(PAGE.format(body="after"), "").startswith(b"%PDF-")


def test_a_worker_that_is_killed_at_work_is_reported_and_replaced(press: Press) -> None:
    """As when the kernel runs out of memory."""
    assert press.print(PAGE.format(body="before"), "").startswith(b"%PDF-")
    soon = threading.Timer(0.3, _kill_worker, (press,))
    soon.start()
    with pytest.raises(PdfError, match="its process ended with status -9"):
        press.print(ENDLESS, "")
    soon.join()
    assert press.print(PAGE.format(body="after"), "").startswith(b"%PDF-")


def test_a_worker_that_died_between_two_documents_is_replaced(press: Press) -> None:
    """Nobody needs to know."""
    assert press.print(PAGE.format(body="before"), "").startswith(b"%PDF-")
    _kill_worker(press)
    assert press.print(PAGE.format(body="after"), "").startswith(b"%PDF-")


def test_half_a_character_pair_does_not_stop_a_page(press: Press) -> None:
    """Feeds hold lone surrogates; UTF-8 has none."""
    assert press.print(PAGE.format(body="\ud83d"), "").startswith(b"%PDF-")


def test_closing_twice_is_harmless() -> None:
    """And a press that never printed can be closed."""
    press = Press([FONTS])
    press.close()
    press.close()


def test_neither_files_nor_the_network_are_read(press: Press, tmp_path: Path) -> None:
    """Images, style sheets, attachments and fonts of a document are refused unless they were given."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        web = f"http://127.0.0.1:{server.server_port}"
        inner = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{web}/svg'/></svg>"
        body = (
            f"<img src='{secret.as_uri()}' alt=x><img src='{web}/image' alt=x>"
            f"<link rel=attachment href='{secret.as_uri()}'><link rel=stylesheet href='{web}/style'>"
            f"<object data='{secret.as_uri()}'></object><img alt=x src=\"data:image/svg+xml,{inner}\">"
        )
        css = (
            f"@import '{web}/import'; @font-face {{ font-family: x; src: url({web}/font) }}"
            f"p {{ background: url({web}/background) }}"
        )
        pdf = press.print(PAGE.format(body=body), css)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []
    assert b"/EmbeddedFile" not in pdf
    assert any("not one of the template's images" in warning for warning in press.warnings)


def test_given_images_are_served() -> None:
    """By their file name."""
    with Press([FONTS], {"logo.png": PIXEL}) as press:
        pdf = press.print(PAGE.format(body="<img src='logo.png' alt='A logo'>"), "")
        assert press.warnings == ()
    assert b"/Image" in pdf


def test_a_missing_native_library_names_what_to_install(tmp_path: Path) -> None:
    """A machine without Pango: loading WeasyPrint fails as it does there, and one line says what helps."""
    fake = tmp_path / "weasyprint" / "text"
    fake.mkdir(parents=True)
    (tmp_path / "weasyprint" / "__init__.py").write_text("")
    (fake / "__init__.py").write_text("")
    (fake / "ffi.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\\nmore lines\")\n")
    code = (
        "import sys; from pathlib import Path; from briefgen.render.pdf_press import Press\n"
        "from briefgen.model.errors import NativeLibraryError\n"
        "with Press([Path(sys.argv[1])]) as press:\n"
        "    try: press.print('<p>', '')\n"
        "    except NativeLibraryError as fault: print(fault)\n"
    )
    told = subprocess.run(  # noqa: S603  our own words
        (sys.executable, "-c", code, str(FONTS)),
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert len(told.splitlines()) == 1
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in told
    assert "libgobject-2.0-0" in told


def test_the_worker_sees_no_secret(press: Press) -> None:
    """Of the environment it gets what it needs to find libraries, and nothing of ours."""
    assert press.check() in {True, False}
    worker = press._worker  # noqa: SLF001  there is no other way to name the process
    assert worker is not None
    environment = Path(f"/proc/{worker.process.pid}/environ")
    if not environment.exists():
        pytest.skip("no /proc on this system")
    names = {line.partition("=")[0] for line in environment.read_text().split("\0")}
    assert not {name for name in names if name.startswith(("BRIEFGEN", "SMTP", "AWS"))}
    assert "FONTCONFIG_FILE" in names


def _kill_worker(press: Press) -> None:
    worker = press._worker  # noqa: SLF001  there is no other way to name the process
    assert worker is not None
    worker.process.kill()
    worker.process.wait()
