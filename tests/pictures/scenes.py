"""Where the pictures are set: a window, two phones, sheets of paper, a wall of cards. Pictures in → HTML out."""

from base64 import b64encode

GROUND = "#e6e3dc"  #: what everything lies on; neither GitHub's white nor its black

_STYLE = f"""
* {{ box-sizing: border-box; margin: 0; padding: 0 }}
body {{ background: {GROUND}; overflow: hidden; position: relative }}
img {{ display: block }}
.window {{ margin: 36px 36px 0; border-radius: 12px 12px 0 0; overflow: hidden; box-shadow: 0 0 0 1px #b9b4a9 }}
.bar {{ height: 30px; background: #f8f7f4; padding: 10px 14px; display: flex; gap: 7px }}
.bar i {{ width: 10px; height: 10px; border-radius: 50%; background: #cbc6bb }}
.phone {{ position: absolute; top: 40px; width: 410px; padding: 10px; border-radius: 48px; background: #16181b }}
.screen {{ border-radius: 38px; overflow: hidden; position: relative }}
.status {{ height: 44px; padding: 15px 30px; font: 600 14px/1 "Briefing Sans" }}
.status::after {{ content: ""; position: absolute; top: 12px; left: 145px; width: 100px; height: 24px;
  border-radius: 12px; background: #16181b }}
.paper {{ position: absolute; box-shadow: 0 0 0 1px #c4bfb3, 5px 5px 0 #d3cfc5 }}
.wall {{ display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; padding: 12px }}
.wall img {{ width: 100%; border-radius: 5px }}
"""

_BAR = '<div class="bar"><i></i><i></i><i></i></div>'


def page(picture: bytes) -> str:
    """Show a web page in a window that runs on below the picture."""
    return _scene(f'<div class="window">{_BAR}{_image(picture)}</div>')


def phones(by_day: bytes, by_night: bytes, hour: str) -> str:
    """Show an email on two phones, light and dark, at the hour when it is sent."""
    return _scene(_phone(by_day, hour, 45, "#ffffff", "#16181b") + _phone(by_night, hour, 505, "#0d1013", "#ffffff"))


def site(wide: bytes, narrow: bytes, hour: str) -> str:
    """Show a page in a window, and on a phone before it by night."""
    window = f'<div class="window" style="width: 960px">{_BAR}{_image(wide)}</div>'
    return _scene(window + _phone(narrow, hour, 765, "#0d1013", "#ffffff", top=110))


def papers(behind: bytes, before: bytes, width: int) -> str:
    """Show the first sheets of two PDFs, each ``width`` CSS pixels wide, one over the other."""
    return _scene(_paper(behind, width, 44, 62) + _paper(before, width, 396, 103))


def wall(cards: list[bytes]) -> str:
    """Show the pictures for social networks, four in a row."""
    return _scene(f'<div class="wall">{"".join(map(_image, cards))}</div>')


def _scene(body: str) -> str:
    return f"<!doctype html><html lang=en><style>{_STYLE}</style><body>{body}</body></html>"


def _phone(picture: bytes, hour: str, left: int, ground: str, ink: str, *, top: int = 40) -> str:  # noqa: PLR0913  a place and two colours
    status = f'<div class="status" style="background: {ground}; color: {ink}">{hour}</div>'
    screen = _image(picture, "width: 390px")
    return f'<div class="phone" style="left: {left}px; top: {top}px"><div class="screen">{status}{screen}</div></div>'


def _paper(picture: bytes, width: int, left: int, top: int) -> str:
    return f'<div class="paper" style="left: {left}px; top: {top}px">{_image(picture, f"width: {width}px")}</div>'


def _image(picture: bytes, style: str = "width: 100%") -> str:
    return f'<img alt="" style="{style}" src="data:image/png;base64,{b64encode(picture).decode()}">'
