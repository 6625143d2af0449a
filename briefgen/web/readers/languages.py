"""What a browser says of its reader's languages → the language that a page is in. Pure."""

from collections.abc import Sequence

#: Languages that a browser names; more are nobody's.
_MOST = 20


def chosen(asked: str, accepted: str, offered: Sequence[str]) -> str:
    """Return a language of ours: as asked for, else the best of Accept-Language (RFC 9110, 12.5.4), or the first."""
    for language in (asked, *_preferred(accepted)):
        primary = language.strip().partition("-")[0].lower()
        primary = {"iw": "he"}.get(primary, primary)
        if primary in offered:
            return primary
    return offered[0]


def _preferred(accepted: str) -> list[str]:
    """Return the languages of the header, the most wanted first; those of weight 0 are not wanted."""
    weighed = []
    for place, part in enumerate(accepted.split(",")[:_MOST]):
        language, _, weight = part.partition(";")
        try:
            wanted = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if wanted > 0:
            weighed.append((-wanted, place, language))
    return [language for _, _, language in sorted(weighed)]
