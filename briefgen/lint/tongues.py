"""Words of another script than the document's language are marked with their own (WCAG 2.2, 3.1.2). Pure."""

from collections.abc import Iterator
from unicodedata import name

from briefgen.lint.markup import Element
from briefgen.lint.rules import Document, Rule, Spot, shown

#: Languages by the script that they are written in; all others count as Latin.
_SCRIPTS = {
    **dict.fromkeys(("he", "yi"), "HEBREW"),
    **dict.fromkeys(("ar", "fa", "ur", "ckb", "ps"), "ARABIC"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn"), "CYRILLIC"),
    **dict.fromkeys(("el",), "GREEK"),
    **dict.fromkeys(("zh", "ja"), "CJK"),
    **dict.fromkeys(("hy",), "ARMENIAN"),
    **dict.fromkeys(("ka",), "GEORGIAN"),
}
_KNOWN = frozenset({"LATIN", *_SCRIPTS.values()})

#: A name in brackets is no passage: so many words of another script are.
_PASSAGE = 4

#: What says that the language is not known, or is none.
_UNKNOWN = frozenset({"", "und", "zxx", "mul", "mis"})


def _language(element: Element) -> str:
    for one in (element, *element.above()):
        if language := one.get("lang") or one.get("xml:lang"):
            return language.partition("-")[0].lower()
    return ""


def _script(word: str) -> str:
    letter = next((one for one in word if one.isalpha()), "")
    script = name(letter, "").partition(" ")[0] if letter else ""
    return script if script in _KNOWN else ""


def language_unmarked(document: Document) -> Iterator[Spot]:
    """A passage in another script has a lang of its own."""
    for text in document.markup.texts:
        scripts = [script for word in text.text.split() if (script := _script(word))]
        language = _language(text.parent)
        if language in _UNKNOWN or len(scripts) < _PASSAGE:
            continue
        expected = _SCRIPTS.get(language, "LATIN")
        foreign = [script for script in scripts if script != expected]
        if len(foreign) >= _PASSAGE and len(foreign) > 0.8 * len(scripts):
            said = f"{foreign[0].capitalize()} letters in a passage of lang={language}: {shown(text.text, 40)}"
            yield Spot(line=text.parent.line, column=text.parent.column, message=said)


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="language-unmarked",
        level="warning",
        what="a passage is in another script than its language has",
        help="mark it with lang and dir of its own, so that it is spoken and set right",
        look=language_unmarked,
    ),
)
