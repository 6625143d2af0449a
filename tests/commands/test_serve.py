"""``briefgen serve`` from the outside: what it needs, what it says, how it ends."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from briefgen import cli
from briefgen.store import Store
from tests.deliver.test_smtp import a_server
from tests.web.readers.running import SECRET, a_workspace

NEEDED = ("BRIEFGEN_PUBLIC_URL", "BRIEFGEN_SECRET", "BRIEFGEN_SMTP_URL", "BRIEFGEN_SENDER")


@pytest.mark.parametrize("lacking", NEEDED)
def test_what_is_not_set_is_told_in_one_line(
    tmp_path: Path, lacking: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything listens."""
    right = ("https://briefing.example", SECRET, "smtp://127.0.0.1:9", "desk@example.org")
    for name, value in zip(NEEDED, right, strict=True):
        monkeypatch.setenv(name, "" if name == lacking else value)
    assert cli.main(["--workspace", str(a_workspace(tmp_path / "newsroom")), "serve"]) == 2
    out, err = capsys.readouterr()
    assert (out, lacking in err, err.count("\n")) == ("", True, 1)


def test_sigterm_ends_it_and_what_was_asked_for_is_still_done(tmp_path: Path) -> None:
    """The answer was given, the message not sent yet."""
    workspace = a_workspace(tmp_path / "newsroom")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with a_server(starttls=False) as inbox:
        url = f"http://127.0.0.1:{port}"
        ours = (url, SECRET, f"smtp://127.0.0.1:{inbox.port}", "desk@example.org")
        environ = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFGEN_")}
        process = subprocess.Popen(  # noqa: S603  our own words
            [sys.executable, "-m", "briefgen", "--workspace", str(workspace), "serve", "--port", str(port)],
            cwd=Path(__file__).parents[2],
            env={**environ, **dict(zip(NEEDED, ours, strict=True))},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == f"the pages of {url} are served at {url}/; Ctrl-C ends that\n"
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/")
        token = re.findall(r'name="token" value="([^"]+)"', connection.getresponse().read().decode())[0]
        form = urlencode({"token": token, "email": "jane@example.org", "briefing": "morning"})
        connection.request("POST", "/subscribe", form, {"Content-Type": "application/x-www-form-urlencoded"})
        assert connection.getresponse().status == 200
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate()
        connection.close()
        assert (process.returncode, out, err) == (0, "", "")
        assert [to for _, to, _ in inbox.taken] == [["jane@example.org"]]
    with Store.open(f"sqlite:///{workspace}/out/briefgen.db") as store:
        assert store.readers.find("jane@example.org") is not None
