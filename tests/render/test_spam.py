"""What a filter thinks of our messages: SpamAssassin with its own rules, without network."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from briefgen.render import Engine, packaged_templates, render
from tests.render.rich import a_hebrew_edition, a_long_edition, a_quiet_edition, a_rich_edition
from tests.render.test_email_publications import PUBLICATIONS, of_publication

SPAMASSASSIN = shutil.which("spamassassin")
ENGINE = Engine([packaged_templates()])
#: Points from which a message is suspicious; 5 make it spam.
MOST = 2.0

EDITIONS = [
    *((name, of_publication(name, a_rich_edition())) for name in PUBLICATIONS),
    ("gulf-he", of_publication("gulf", a_hebrew_edition())),
    ("quiet", a_quiet_edition()),
    ("long", a_long_edition(stories=40)),
]


@pytest.mark.slow
@pytest.mark.skipif(SPAMASSASSIN is None, reason="no spamassassin: sh .ci/setup spamassassin")
def test_no_publications_email_looks_like_spam(tmp_path: Path) -> None:
    """All of them in one run, for it takes seconds to read its rules."""
    names = []
    for name, edition in EDITIONS:
        message = list(render(edition, ["email"], templates=ENGINE, page_url="https://news.example/today/"))[1].content
        (tmp_path / f"{name}.eml").write_bytes(message)
        names.append(name)
    told = subprocess.run(  # noqa: S603  our own files
        [str(SPAMASSASSIN), "-L", "-t", "--mbox", _mailbox(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    ).stdout
    points = [float(found) for found in re.findall(r"^X-Spam-Status: \w+, score=(-?[\d.]+)", told, re.MULTILINE)]
    assert len(points) == len(names)
    assert {name: score for name, score in zip(names, points, strict=True) if score >= MOST} == {}


def _mailbox(folder: Path) -> str:
    """Write the messages as one mailbox."""
    box = folder / "all.mbox"
    with box.open("wb") as file:
        for message in (folder / f"{name}.eml" for name, _ in EDITIONS):
            file.write(b"From briefing@example.org Wed Mar  9 06:00:00 2022\n")
            file.write(message.read_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") + b"\n\n")
    return str(box)
