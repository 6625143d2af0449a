"""Which language a text is in. Pure.

Scripts and the letters that only one language of a script has decide where they can; py3langid, limited to the
languages we know, decides the rest: 53,000 texts a second, 397 of 400 right on our six (reference ``language.md``).
"""

import functools
import re
from typing import Protocol

#: ISO 639-1 of the languages that feeds may be in.
KNOWN = ("en", "he", "ar", "ru", "fa", "tr", "fr", "de", "es", "it")

#: Shorter texts say too little; the feed's own word stands.
ENOUGH_LETTERS = 40

_SCRIPTS = {
    re.compile(r"[A-Za-zÀ-ɏ]"): ("en", "tr", "fr", "de", "es", "it"),
    re.compile(r"[\u0590-\u05ff]"): ("he",),
    re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"): ("ar", "fa"),
    re.compile(r"[\u0400-\u04ff]"): ("ru",),
}
#: Languages of the same scripts that we do not know: a feed that declares one is believed.
_OTHERS = {
    "en": "pt nl pl cs sk hu ro sv da no nb nn fi et lv lt hr bs sl sq az uz tk ku id ms vi ca eu gl ga cy mt so sw af",
    "he": "yi",
    "ar": "ur ps ckb ku sd ug",
    "ru": "uk be bg sr mk kk ky tg mn",
}
_SCRIPT_OF = {language: first for first, languages in _OTHERS.items() for language in languages.split()}

_PERSIAN = re.compile(r"[پچژگکی]")
_ARABIC = re.compile(r"[ةىيكأإؤ]")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@functools.cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  a second, only if it is needed

    full = LanguageIdentifier.from_model_file(MODEL_FILE)
    full.set_languages(list(KNOWN))
    # One that never knew the other languages: their tables are 22 MB.
    made: _Identifier = LanguageIdentifier(
        full.nb_ptc, full.nb_pc, full.nb_classes, full.tk_nextmove, full.tk_output, tk_row=full.tk_row
    )
    return made


def prepare() -> None:
    """Load now what ``detect`` loads when it is needed: half a second, 110 MB."""
    _identifier()


def detect(text: str, declared: str) -> str:
    """Text and the language its feed declares → primary subtag of the language it is in.

    The declared language stands unless the script refutes it or a long enough text is clearly another.
    """
    primary = re.split("[-_]", declared, maxsplit=1)[0].lower()
    counts = {possible: len(letters.findall(text)) for letters, possible in _SCRIPTS.items()}
    possible = max(counts, key=lambda languages: counts[languages])
    if not counts[possible] or _SCRIPT_OF.get(primary) == possible[0]:
        return primary
    if len(possible) == 1:
        return possible[0]
    if possible[0] == "ar" and (found := _by_letters(text)):
        return found
    if primary in possible and counts[possible] < ENOUGH_LETTERS:
        return primary
    found = _identifier().classify(text)[0]
    if found in possible:
        return found
    return primary if primary in possible else possible[0]


def _by_letters(text: str) -> str:
    """Persian or Arabic, by the letters that the other one lacks; empty where they balance."""
    persian, arabic = len(_PERSIAN.findall(text)), len(_ARABIC.findall(text))
    if persian > arabic * 2:
        return "fa"
    return "ar" if arabic > persian * 2 else ""
