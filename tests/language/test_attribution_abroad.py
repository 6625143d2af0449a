"""Who says what in Russian, Arabic, Hebrew, Persian and Turkish."""

import pytest

from briefgen.language.attribution import attributions

#: Language, text, who says it, what is said.
CASES = {
    "ru: quotation, verb, speaker": (
        "ru",
        "«Мы готовы к переговорам», — заявил министр Иван Портов.",
        "министр Иван Портов",
        "«Мы готовы к переговорам»",
    ),
    "ru: that": ("ru", "Министр сообщил, что порт закроют.", "Министр", "что порт закроют"),
    "ru: clause in front": (
        "ru",
        "Порт закроют в понедельник утром, сообщил представитель мэрии.",
        "представитель мэрии",
        "Порт закроют в понедельник утром",
    ),
    "ru: by the words of": ("ru", "По словам посла, порт закроют.", "посла", "порт закроют"),
    "ar: verb, speaker, that": (
        "ar",
        "وقال وزير الموانئ سمير حداد إن الميناء سيغلق غدا.",
        "وزير الموانئ سمير حداد",
        "إن الميناء سيغلق غدا",
    ),
    "ar: quotation": ("ar", "وأضاف الوزير: «نحن مستعدون للحوار».", "الوزير", "«نحن مستعدون للحوار»"),
    "he: quotation, verb, speaker": (
        "he",
        '"אנחנו מוכנים לשיחות", אמר שר הנמלים דן לוי.',
        "שר הנמלים דן לוי",
        '"אנחנו מוכנים לשיחות"',
    ),
    "he: that": ("he", "שר הנמלים הודיע כי הנמל ייסגר.", "שר הנמלים", "כי הנמל ייסגר"),
    "fa: quotation": ("fa", "وزیر بنادر گفت: «ما آماده گفتگو هستیم».", "وزیر بنادر", "«ما آماده گفتگو هستیم»"),
    "fa: that": ("fa", "سخنگوی دولت اعلام کرد که بندر بسته می‌شود.", "سخنگوی دولت", "که بندر بسته می‌شود"),
    "tr: quotation, verb": (
        "tr",
        'Liman Bakanı Ali Demir, "Görüşmelere hazırız" dedi.',
        "Liman Bakanı Ali Demir",
        '"Görüşmelere hazırız"',
    ),
    "tr: clause, verb": ("tr", "Bakan, limanın kapanacağını söyledi.", "Bakan", "limanın kapanacağını"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_speaker_and_content_are_found(case: tuple[str, str, str, str]) -> None:
    """Verbs before and behind their subjects, quotations and clauses."""
    language, text, source, content = case
    (found,) = attributions(text, language)
    assert found.source is not None
    assert text[found.source.start : found.source.end] == source
    assert [text[c.start : c.end] for c in found.contents] == [content]


def test_a_verb_without_quotation_or_clause_says_nothing() -> None:
    """A bare "spoke" is not taken for a statement."""
    assert attributions("Министр говорил долго и ушел.", "ru") == ()
