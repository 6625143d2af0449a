"""Language → direction of its script. Pure."""

#: Languages written from right to left, by primary subtag.
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"}

_SCRIPTS = {"arab", "hebr", "syrc", "thaa"}


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag; a script that it names decides (``und-Hebr``, ``az-Arab``)."""
    primary, *subtags = language.lower().split("-")
    if _SCRIPTS.intersection(subtags):
        return "rtl"
    return "rtl" if primary in _RIGHT_TO_LEFT and "latn" not in subtags else "ltr"
