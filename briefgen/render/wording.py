"""Numbers, lists and names as the edition's language words them. Pure, by babel (CLDR)."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.render.moments import locale_of

#: Where the words of a language that has none of its own come from.
FALLBACK_LANGUAGE = "en"


@pass_context
def plural(context: Context, count: int, forms: Mapping[str, str]) -> str:
    """Return the form for ``count`` by the plural rules of the edition's language, ``{n}`` replaced.

    ``forms`` holds CLDR's categories: ``{"one": "{n} story", "other": "{n} stories"}``.
    """
    category = _locale(context).plural_form(count)
    return forms.get(category, forms["other"]).replace("{n}", format_decimal(count, locale=_locale(context)))


@pass_context
def noun_for(context: Context, count: int, forms: Mapping[str, str]) -> str:
    """Return what ``plural`` says without the number, for a place where the number stands by itself."""
    return forms.get(_locale(context).plural_form(count), forms["other"]).replace("{n}", "").strip()


@pass_context
def grouped(context: Context, count: int) -> str:
    """Return ``1,234`` as the edition's language writes it."""
    return format_decimal(count, locale=_locale(context))


@pass_context
def section_title(context: Context, title: str) -> str:
    """Return a section's title in the edition's language where ``words.toml`` has it (``[he.section]``), else as it is.

    Those that briefgen sets itself (``compose.selection``) are English in ``edition.json`` and stand there in every
    language; a workspace may add its own.
    """
    titles: Mapping[str, Any] = context["words"].get("section", {})
    return str(titles.get(title, title))


@pass_context
def worded(context: Context, text: str | Mapping[str, str]) -> str:
    """Return a text of the theme in the edition's language: of several, by language, its own, else the English."""
    if isinstance(text, str):
        return text
    own = context["page_language"].partition("-")[0].lower()
    return text.get(own, text.get(FALLBACK_LANGUAGE, ""))


@pass_context
def listed(context: Context, names: Iterable[str]) -> str:
    """Return ``A, B, and C``."""
    return format_list(list(names), locale=_locale(context))


@pass_context
def percent(context: Context, share: float) -> str:
    """Return ``20%`` for 0.2."""
    return format_percent(share, locale=_locale(context))


@pass_context
def language_name(context: Context, language: str) -> str:
    """Return what the edition's language calls a language; the tag itself where it has no word.

    Of a language that only its letters tell (``und-Hebr``), the name of the script.
    """
    primary, _, script = language.partition("-")
    if primary == "und":
        return str(_locale(context).scripts.get(script, ""))
    return str(_locale(context).languages.get(primary, language))


@pass_context
def foreign(context: Context, language: str) -> bool:
    """Tell whether a language is not the edition's; British and American English are one."""
    own: str = context["page_language"]
    return language.partition("-")[0].lower() != own.partition("-")[0].lower()


@pass_context
def country(context: Context, code: str) -> str:
    """Return what the edition's language calls a country (ISO 3166-1); the code where it has no word."""
    return str(_locale(context).territories.get(code, code))


def _locale(context: Context) -> Locale:
    return locale_of(context["page_language"])
