"""Two colours → one between them, for a picture that lies on light and on dark alike. Pure."""


def between(light: str, dark: str) -> str:
    """Return the middle of two colours ``#rrggbb``: of one for white and one for black grounds, it reads on both."""
    pairs = zip(_parts(light), _parts(dark), strict=True)
    return "#" + "".join(f"{(one + other) // 2:02x}" for one, other in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    whole = colour.strip().removeprefix("#")
    return int(whole[0:2], 16), int(whole[2:4], 16), int(whole[4:6], 16)
