"""``briefgen preview`` from the outside: what it prints, where it listens, how it ends."""

import http.client
import socket
import stat
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen import cli
from briefgen.model.errors import UsageError
from briefgen.web.preview import address_of, listen
from briefgen.web.preview.serving import PORT, TRIED
from tests.web.preview.running import PLACE, a_workspace, line_of, start, stop


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with one saved edition."""
    return a_workspace(tmp_path_factory.mktemp("desk") / "newsroom")


def test_in_a_pipe_it_prints_its_address_and_nothing_else(workspace: Path) -> None:
    """And Ctrl-C ends it at once, whoever is still listening to its stream."""
    process = start(workspace, "--no-open")
    address = line_of(process)
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", f"/events/page/{PLACE}")
    stream = connection.getresponse()
    assert stream.readline() == b"retry: 400\n"
    assert stop(process) == (0, "")
    assert stream.read().endswith(b"\n\n")
    connection.close()


@pytest.mark.slow
def test_ctrl_c_does_not_wait_for_a_pdf(workspace: Path) -> None:
    """Its worker is ended with everything else."""
    process = start(workspace, "--no-open")
    connection = http.client.HTTPConnection(urlsplit(line_of(process)).netloc)
    connection.request("GET", "/events/pdf/morning/edge/forty")
    stream = connection.getresponse()
    while b"Typesetting" not in stream.readline():
        pass
    assert stop(process) == (0, "")
    connection.close()


def test_a_port_that_is_taken_is_told_in_one_line(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who names a port wants that one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status = cli.main(["--workspace", str(workspace), "preview", "--port", str(port), "--no-open"])
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err == f"briefgen: port {port} is in use\n"


def test_without_a_port_the_next_free_one_is_taken() -> None:
    """Two previews run side by side."""
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        ports = [bound.getsockname()[1] for bound in (first, second)]
    assert PORT <= ports[0] < ports[1] < PORT + TRIED


def test_it_listens_on_loopback_only() -> None:
    """Unless it is told otherwise."""
    with listen("127.0.0.1", None) as bound:
        assert address_of(bound).startswith("http://127.0.0.1:")


def test_an_address_that_is_not_this_machine_s_is_told() -> None:
    """In one line."""
    with pytest.raises(UsageError, match=r"cannot listen at 192\.0\.2\.1: "):
        listen("192.0.2.1", None)


def test_a_briefing_that_there_is_not_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With those that there are."""
    assert cli.main(["--workspace", str(workspace), "preview", "evening", "--no-open"]) == 2
    assert "there is no briefing 'evening'; this workspace has morning, sunday" in capsys.readouterr().err


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the command that makes one."""
    assert cli.main(["--workspace", str(tmp_path), "preview", "--no-open"]) == 2
    assert "briefgen init" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a browser of their own")
@pytest.mark.parametrize("opened", [True, False])
def test_it_opens_the_browser_unless_it_is_told_not_to(workspace: Path, tmp_path: Path, opened: bool) -> None:  # noqa: FBT001  both ways
    """The one that the environment names."""
    pipe = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{pipe}.part && mv {pipe}.part {pipe}\n', encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    process = start(workspace, *([] if opened else ["--no-open"]), BROWSER=f"{browser} %s")
    address = line_of(process)
    if opened:
        import watchfiles  # noqa: PLC0415

        changes = watchfiles.watch(tmp_path, recursive=False, rust_timeout=100, yield_on_timeout=True)
        while not pipe.exists():
            next(changes)
        assert pipe.read_text(encoding="utf-8").strip() == address
    assert stop(process) == (0, "")
    assert pipe.exists() == opened


def test_a_configuration_with_mistakes_is_no_reason_not_to_start(tmp_path: Path) -> None:
    """The browser shows them, over the page."""
    workspace = a_workspace(tmp_path / "newsroom")
    (workspace / "feeds" / "briefings" / "morning.toml").write_text('id = "morning"\ncadence = 7\n', encoding="utf-8")
    process = start(workspace, "morning", "--no-open")
    connection = http.client.HTTPConnection(urlsplit(line_of(process)).netloc)
    connection.request("GET", f"/look/page/{PLACE}")
    page = connection.getresponse().read().decode()
    connection.close()
    assert "The configuration is wrong" in page
    assert "feeds/briefings/morning.toml:2" in page
    assert stop(process) == (0, "")
