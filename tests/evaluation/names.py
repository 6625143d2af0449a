"""The task ``names``: spellings of actors in a sentence, and confusions that must not be taken for them.

The production way: the repository's own catalogue in the finder that polling uses. A spelling that the catalogue calls
ambiguous counts near its context only; it is asked a second time with one word of its context behind the sentence.
"""

import csv
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from briefgen.config import load
from briefgen.match import Finder
from briefgen.model.watch import Watchlist
from tests.factories import an_article

#: In which a spelling stands alone.
SENTENCES = {
    "en": "Officials met {} on Monday in the city.",
    "he": "ביום שני נפגשו עם {} בבירה.",
    "ar": "التقى المسؤولون مع {} يوم الاثنين.",
    "ru": "Об этом говорили в понедельник: {} и другие.",
    "fa": "مقامات روز دوشنبه با {} دیدار کردند.",
    "tr": "Yetkililer pazartesi günü {} ile görüştü.",
}
_LETTERS = {"en": "LATIN", "tr": "LATIN", "he": "HEBREW", "ar": "ARABIC", "fa": "ARABIC", "ru": "CYRILLIC"}
_REPOSITORY = Path(__file__).parents[2]


def names(folder: Path, answers: Path) -> dict[str, Any]:
    """Measure the spellings of the folder; write the misses, each with its reason, as JSON to ``answers``."""
    watchlist = load(_REPOSITORY).watchlist
    finder = Finder(watchlist)
    found, with_context, asked = Counter[str](), Counter[str](), Counter[str]()
    spelled = _rows(folder / "variants.tsv")
    missed = []
    for row in spelled:
        language = row["lang"]
        asked[language] += 1
        actors, refused = _found(finder, row["variant"], language)
        if row["actor_id"] in actors:
            found[language] += 1
            continue
        helped, _ = _found(finder, row["variant"], language, _context(watchlist, row["actor_id"], language))
        with_context[language] += row["actor_id"] in helped
        reason = "; ".join(refused) or _reason(row, watchlist)
        missed.append({**row, "taken_for": sorted(actors), "reason": reason, "with_context": row["actor_id"] in helped})
    words = sum(_is_description(row) for row in spelled)
    same = {(row["actor_id"], _letters(row["variant"])) for row in spelled}
    confused = []
    for row in _rows(folder / "dropped.tsv"):
        name = row["synonym_in_phoenix_block"]
        if row["actor_id"] in _found(finder, name, "en")[0]:
            confused.append({**row, "also_a_spelling": (row["actor_id"], _letters(name)) in same})
    answers.write_text(json.dumps({"missed": missed, "confused": confused}, ensure_ascii=False, indent=1), "utf-8")
    return {
        "found": {language: f"{found[language]} of {asked[language]}" for language in asked},
        "found_alone": round(found.total() / asked.total(), 4),
        "found_alone_or_in_context": round((found.total() + with_context.total()) / asked.total(), 4),
        "found_of_names": round((found.total() + with_context.total()) / (asked.total() - words), 4),
        "confused": sum(not row["also_a_spelling"] for row in confused),
        "confused_but_also_a_spelling": sum(row["also_a_spelling"] for row in confused),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _reason(row: dict[str, str], watchlist: Watchlist) -> str:
    if _is_description(row):
        return "no name but a description"
    return "no such alias" if row["actor_id"] in watchlist.actors else "not in the catalogue"


def _is_description(row: dict[str, str]) -> bool:
    """Tell whether an English spelling has no capital: "the country" names nobody."""
    return row["lang"] == "en" and row["variant"].islower()


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())


def _found(finder: Finder, name: str, language: str, behind: str = "") -> tuple[set[str], tuple[str, ...]]:
    text = " ".join(filter(None, (SENTENCES[language].format(name), behind)))
    start = text.index(name)
    match = finder.find(an_article(title="", text=text, language=language))
    there = {mention.id for mention in match.actors if start <= mention.start < start + len(name)}
    return there, match.refused


def _context(watchlist: Watchlist, actor: str, language: str) -> str:
    """Return a word of an actor's context in the letters of a language, or the country for which it speaks."""
    known = watchlist.actors.get(actor)
    if known is None:
        return ""
    side = watchlist.actors.get(known.side, known)
    words = [word for word in known.context if _LETTERS[language] in unicodedata.name(word[0])]
    return f"({next(iter((*words, *side.aliases.get(language, ()), side.name)))}.)"
