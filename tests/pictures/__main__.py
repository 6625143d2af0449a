"""Make the README's pictures anew: `make pictures`.

The demo's editions are opened in Chromium and pdfium, set in a scene, and kept as PNG of 64 colours beside this file.
The only fonts that Chromium sees are those in ``templates/fonts/``, so that the pictures do not depend on the machine.
"""

import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pypdfium2
import uvicorn
from PIL import Image
from playwright.sync_api import Browser

from briefgen import cli
from briefgen.config import load
from briefgen.config.settings import read_settings
from briefgen.pipeline import read_edition
from briefgen.store import Store
from briefgen.web.readers import open_site
from briefgen.web.readers.application import application
from tests.browser.chromium import a_browser
from tests.pictures import scenes

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "templates/fonts"

DENSITY = 1.5  #: pixels of a picture for each CSS pixel
COLOURS = 64
PRESENT = datetime(2021, 12, 28, 17, 2, tzinfo=UTC)  #: when the sign-up page is looked at
PAPER = 520  #: width of a sheet, in CSS pixels

_FAMILIES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir><cachedir>{cache}</cachedir>
  <match><test name="family"><string>Georgia</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Briefing Serif</string></edit></match>
</fontconfig>
"""


def main() -> None:
    """Build the demo, take the pictures and say how large they are."""
    with TemporaryDirectory() as folder:
        editions = Path(folder) / "editions"
        if cli.main(["demo", "--all", "--out", str(editions)]) != 0:
            sys.exit("the demo failed")
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(_FAMILIES.format(fonts=FONTS, cache=Path(folder) / "cache"), encoding="utf-8")
        with a_browser(environment={"FONTCONFIG_FILE": str(fonts)}) as browser:
            _take(browser, editions)
            with _readers_pages(Path(folder) / "newsroom", editions) as address:
                _take_site(browser, address)


def _take(browser: Browser, editions: Path) -> None:
    page = _shoot(browser, (1128, 970), address=_only(editions, "israel/*/index.html").as_uri())
    _keep("page", _shoot(browser, (1200, 1010), html=scenes.page(page)))

    email = _only(editions, "minute/*/email.html").as_uri()
    by_day, by_night = (_shoot(browser, (390, 756), address=email, scheme=scheme) for scheme in ("light", "dark"))
    _keep("email", _shoot(browser, (960, 900), html=scenes.phones(by_day, by_night, "07:00")))

    behind, before = (_print(_only(editions, f"{name}/*/briefing.pdf")) for name in ("takeaway", "trend-report"))
    _keep("pdf", _shoot(browser, (960, 900), html=scenes.papers(behind, before, PAPER)))

    cards = [card.read_bytes() for card in sorted(editions.glob("*/*/card.png")) if card.parts[-3] != "memo"]
    _keep("publications", _shoot(browser, (1200, 493), html=scenes.wall(cards)))


def _take_site(browser: Browser, address: str) -> None:
    wide, narrow = (
        _shoot(browser, (1000, 900), address=address),
        _shoot(browser, (390, 756), address=address, scheme="dark"),
    )
    _keep("readers", _shoot(browser, (1200, 900), html=scenes.site(wide, narrow, "07:02")))


@contextmanager
def _readers_pages(workspace: Path, editions: Path) -> Iterator[str]:
    """Serve the sign-up page of a workspace that has published the demo's editions; yield its address."""
    cli.main(["init", str(workspace)])
    with socket.create_server(("127.0.0.1", 0)) as bound:
        address = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        settings = read_settings(
            workspace,
            {
                "BRIEFGEN_PUBLIC_URL": address,
                "BRIEFGEN_SECRET": os.urandom(32).hex(),
                "BRIEFGEN_SMTP_URL": "smtp://127.0.0.1:1",
                "BRIEFGEN_SENDER": "The Desk <desk@example.org>",
            },
        )
        with Store.open(settings.database_url) as store:
            for file in editions.glob("*/*/edition.json"):
                store.save_edition(read_edition(file), PRESENT)
            pages = application(open_site(load(workspace), settings, store, lambda: PRESENT))
            server = uvicorn.Server(uvicorn.Config(pages, log_config=None, ws="none", http="h11"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
            thread.start()
            try:
                yield address
            finally:
                server.should_exit = True
                thread.join()


def _only(editions: Path, pattern: str) -> Path:
    [path] = editions.glob(pattern)
    return path


def _shoot(
    browser: Browser,
    size: tuple[int, int],
    *,
    address: str = "",
    html: str = "",
    scheme: Literal["light", "dark"] = "light",
) -> bytes:
    """Return a PNG of the top of a document, given by its address or as HTML; ``size`` in CSS pixels."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=DENSITY, color_scheme=scheme
    )
    if address:
        page.goto(address)
    else:
        page.set_content(html)
    picture = page.screenshot()
    page.close()
    return picture


def _print(pdf: Path) -> bytes:
    """Return a PNG of the first sheet of a PDF, as wide as it is shown."""
    sheet = pypdfium2.PdfDocument(pdf)[0]
    png = BytesIO()
    sheet.render(scale=PAPER * DENSITY / sheet.get_width()).to_pil().save(png, "PNG")
    return png.getvalue()


def _keep(name: str, picture: bytes) -> None:
    file = HERE / f"{name}.png"
    few = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    sys.stdout.write(f"{file.name}: {few.width} by {few.height}, {file.stat().st_size / 1000:.0f} KB\n")


if __name__ == "__main__":
    main()
