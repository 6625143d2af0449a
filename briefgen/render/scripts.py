"""Language → direction of its script, and the right word for a number. Pure."""

from collections.abc import Mapping

from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.render.moments import locale_of

#: Languages written from right to left, by primary subtag.
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"}


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


@pass_context
def plural(context: Context, count: int, forms: Mapping[str, str]) -> str:
    """Return the form for ``count`` by the plural rules of the edition's language, ``{n}`` replaced.

    ``forms`` holds CLDR's categories: ``{"one": "{n} story", "other": "{n} stories"}``.
    """
    category = locale_of(context["edition"].briefing.language).plural_form(count)
    return forms.get(category, forms["other"]).replace("{n}", str(count))
