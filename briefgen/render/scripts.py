"""Language → direction of its script. Pure."""

#: Languages written from right to left, by primary subtag.
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"}


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
