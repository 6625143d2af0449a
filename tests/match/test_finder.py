"""Who and what an article names, in six scripts, and who it does not name."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.match import Finder
from briefgen.model.watch import Actor, Match, Topic
from tests.factories import a_topic, a_watchlist, an_actor, an_article

NAMES = Path(__file__).parents[3] / "shared" / "eval" / "names"


def find(text: str, *watched: Actor | Topic, language: str = "en", title: str = "On Monday") -> Match:
    """Find the watched in an article of the given text."""
    return Finder(a_watchlist(*watched)).find(an_article(title=title, text=text, language=language))


def person(*names: str, language: str = "en", **given: object) -> Actor:
    """Return a person of the given names, the first the full one."""
    return an_actor(name=names[0], aliases={language: names[1:]}, **given)


def state(*names: str, language: str = "en", **given: object) -> Actor:
    """Return a state or organization of the given names."""
    return an_actor(**{"id": "state", "kind": "state", "name": names[0], "aliases": {language: names[1:]}, **given})


@pytest.mark.parametrize(
    ("actor", "language", "text", "words"),
    [
        (person("Sergey Lavrov", "Lavrov"), "en", "Then Lavrov's plane left.", "Lavrov"),
        (person("Sergey Lavrov", "Lavrov"), "en", "The Putin–Lavrov line.", "Lavrov"),
        (person("Bashar al-Assad", "Assad"), "en", "It said al-Assad had left.", "Assad"),
        (state("Houthi"), "en", "The Houthis fired.", "Houthis"),
        (state("Iran"), "en", "The Iran-backed group.", "Iran"),
        (state("Hamas"), "en", "He said Ḥamās had agreed.", "Ḥamās"),
        (person("לברוב", language="he"), "he", "השיחה עם לברוב וללברוב.", "לברוב"),
        (person("לברוב", language="he"), "he", "כך נמסר ללברוב.", "לברוב"),
        (person("לברוב", language="he"), "he", "אמר לָבְרוֹב כן.", "לָבְרוֹב"),
        (state("הליכוד", language="he"), "he", "המצב בליכוד קשה.", "בליכוד"),
        (state("ישראל", language="he"), "he", "כשבישראל סירבו.", "ישראל"),
        (state('צה"ל', language="he"), "he", "חיילי צה״ל ובצה״ל.", "צה״ל"),
        (person("لافروف", language="ar"), "ar", "والتقى بلافروف أمس.", "لافروف"),
        (state("الكويت", language="ar"), "ar", "سافر وللكويت مصلحة.", "للكويت"),
        (state("إيران", language="ar"), "ar", "الوفد الإيراني وصل.", "إيراني"),
        (state("ایران", language="fa"), "fa", "گفتگو با ايران ادامه دارد.", "ايران"),
        (person("Лавров", language="ru"), "ru", "Встреча с Лавровым прошла.", "Лавровым"),
        (state("Россия", language="ru"), "ru", "Он был в России.", "России"),
        (state("Израиль", language="ru"), "ru", "Удар Израиля.", "Израиля"),
        (state("Египет", language="ru"), "ru", "Власти Египта.", "Египта"),
        (state("российский", language="ru"), "ru", "Слова российского министра.", "российского"),
        (state("США", language="ru"), "ru", "Власти США.", "США"),
        (person("Сергей Лавров", language="ru"), "ru", "Слова Сергея Лаврова.", "Сергея Лаврова"),
        (state("Красный Крест", language="ru"), "ru", "У Красного Креста.", "Красного Креста"),
        (person("Sergey Lavrov", "Lavrov", language="tr"), "tr", "Bakan Lavrov'un sözleri.", "Lavrov"),
        (person("Sergey Lavrov", "Lavrov", language="tr"), "tr", "Bakan Lavrovun sözleri.", "Lavrovun"),
        (state("İran", language="tr"), "tr", "IRAN'dan haber.", "IRAN"),
        (state("Suriye", language="tr"), "tr", "Suriyede çatışma.", "Suriyede"),
        (state("US"), "en", "The US said.", "US"),
        (state("IDF"), "en", "Two IDFs.", "IDFs"),
        (state("Avrupa", "AB", language="tr"), "tr", "Karar AB'de alındı.", "AB"),
    ],
)  # fmt: skip
def test_a_name_is_found_with_what_grammar_adds_to_it(actor: Actor, language: str, text: str, words: str) -> None:
    """And the place is right in the text as written."""
    mention = find(text, actor, language=language).actors[0]
    assert mention.words == words
    assert text[mention.start : mention.end] == words


@pytest.mark.parametrize(
    ("actor", "language", "text"),
    [
        (state("US"), "en", "He told us so."),
        (state("IS"), "en", "It is so, and the ISS flies."),
        (state("IS"), "en", "It was, is and will be."),
        (state("Iran"), "en", "They eat iran and Tiran."),
        (state("Oman"), "en", "A woman and a Roman."),
        (person("Lavrov"), "en", "The Lavrovs and the Lavrova."),
        (person("Israel Katz", "Katz"), "en", "A katz is a cat."),
        (person("לפיד", language="he"), "he", "הלפידים בערו."),
        (person("כץ", language="he"), "he", "הוא קפץ ורץ."),
        (person("עבאס", language="he"), "he", "שלעבאסי אין."),
        (person("عباس", language="ar"), "ar", "الدولة العباسية."),
        (person("الأسد", language="ar"), "ar", "رأى أسدا."),
        (person("Лавров", language="ru"), "ru", "Лаврович и лавровый лист."),
        (state("Avrupa", "AB", language="tr"), "en", "Blood of group AB."),
        (person("Lavrov", language="tr"), "tr", "Lavrovski'nin balesi."),
        (state("قطر", language="ar"), "fa", "باقطر کوچک"),
    ],
)  # fmt: skip
def test_a_name_inside_another_word_is_none(actor: Actor, language: str, text: str) -> None:
    """In the right case and as a whole word, or not at all."""
    assert find(text, actor, language=language).actors == ()


def test_a_lower_case_adjective_is_not_a_russian_surname() -> None:
    """The capital rule holds in Cyrillic too."""
    assert find("Добавить лавровый лист.", person("Лавров", language="ru"), language="ru").actors == ()


def test_the_longest_name_hides_those_inside_it() -> None:
    """The Bank of Israel is not Israel."""
    match = find("The Bank of Israel raised rates.", state("Israel"), state("Bank of Israel", id="bank"))
    assert [m.id for m in match.actors] == ["bank"]


def test_topics_and_actors_do_not_hide_each_other() -> None:
    """A phrase may name both."""
    topic = a_topic(terms={"en": ("strike on Syria",)})
    match = find("A strike on Syria.", state("Syria"), topic)
    assert [m.id for m in (*match.actors, *match.topics)] == ["state", "iran-nuclear"]


def test_one_spelling_may_stand_for_two() -> None:
    """Both are named; the catalogue decides with contexts."""
    match = find("Katz spoke.", person("Israel Katz", "Katz", id="a"), person("Eli Katz", "Katz", id="b"))
    assert [m.id for m in match.actors] == ["a", "b"]


def test_no_name_reaches_from_the_title_into_the_text() -> None:
    """They are two texts."""
    assert find("Lavrov spoke.", person("Sergey Lavrov"), title="Talks with Sergey").actors == ()


BENNETT = person("Naftali Bennett", "Bennett", id="bennett", context=("prime minister", "Knesset"))


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Bennett spoke to the cabinet.",
        "In the Knesset, Bennett spoke for an hour.",
        "Naftali Bennett spoke. Later Bennett left.",
        "Prime Minister N. Bennett spoke to the cabinet.",
    ],
)
def test_an_ambiguous_surname_counts_near_its_context_or_after_the_full_name(text: str) -> None:
    """A role, a place, or who he is."""
    match = find(text, BENNETT)
    assert match.actors
    assert match.refused == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Later Bennett won the race.", "'Bennett' is ambiguous, and no word of its context is near"),
        ("The prime minister saw how cox Tom Bennett steered.", "'Bennett' stands in another name, 'Tom Bennett'"),
        (
            "The prime minister read what Bennett Coleman published.",
            "'Bennett' stands in another name, 'Bennett Coleman'",
        ),
        ("The dog is called Bennett, like the prime minister.", "'Bennett' is what something is called"),
    ],
)
def test_an_ambiguous_surname_is_refused_with_a_reason_in_words(text: str, why: str) -> None:
    """For ``explain``."""
    match = find(text, BENNETT)
    assert match.actors == ()
    assert match.refused == (f"actor bennett: {why}",)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy told Foreign Minister Lavrov about the plan.",
        "The envoy told FM Lavrov about the plan.",
        "The plan of Moscow's Lavrov was refused.",
        "The envoy and Sergueï Lavrov agreed on the plan.",
        "The envoy met Lavrov Monday about the plan.",
        "The envoy told Russia Lavrov would come.",
        "But Lavrov refused the whole plan.",
    ],
)
def test_titles_days_and_unknown_spellings_of_the_given_name_raise_no_doubt(text: str) -> None:
    """A name is refused only for a given name that is surely another."""
    assert find(text, person("Sergey Lavrov", "Lavrov"), state("Russia")).refused == ()


def test_a_headline_in_capitals_raises_no_doubt_but_short_acronyms_do_not_count_there() -> None:
    """Capitals mean nothing there."""
    lavrov = person("Sergey Lavrov", "Lavrov")
    assert find("", lavrov, title="Why Tom Says Lavrov Will Come").actors
    assert find("", state("US"), lavrov, title="LAVROV TELLS US TO LEAVE").actors[0].words == "LAVROV"
    assert len(find("", state("US"), lavrov, title="LAVROV TELLS US TO LEAVE").actors) == 1


def test_a_veto_refuses_its_topic_in_the_whole_article() -> None:
    """And says so."""
    topic = a_topic(terms={"en": ("nuclear",)}, unless={"en": ("nuclear family",)})
    match = find("The nuclear family met at the nuclear site.", topic)
    assert match.topics == ()
    assert match.refused == ("topic iran-nuclear: 'nuclear' is vetoed by another of its words",)


def test_a_topic_of_several_russian_words_is_found_in_its_cases() -> None:
    """Each word declines."""
    topic = a_topic(terms={"ru": ("ядерная сделка",)})
    for text in ("Условия ядерной сделки.", "Про ядерную сделку.", "С ядерными сделками."):
        assert find(text, topic, language="ru").topics, text


@given(st.text(max_size=120), st.sampled_from(["en", "he", "ar", "fa", "ru", "tr", "xx"]))
def test_any_text_gives_mentions_that_stand_where_they_say(text: str, language: str) -> None:
    """Around a name or without one."""
    whole = f"{text} Lavrov {text}"
    match = Finder(a_watchlist()).find(an_article(title=text, text=whole, language=language))
    for mention in (*match.actors, *match.topics):
        place = text if mention.place == "title" else whole
        assert place[mention.start : mention.end] == mention.words


def test_every_spelling_of_the_names_is_found_in_a_sentence() -> None:
    """Of 118 actors in six languages."""
    if not NAMES.is_dir():
        pytest.skip("the names are not beside the project")
    sentences = {
        "en": "Officials met {} on Monday in the city.",
        "he": "ביום שני נפגשו עם {} בבירה.",
        "ar": "التقى المسؤولون مع {} يوم الاثنين.",
        "ru": "Об этом говорили в понедельник: {} и другие.",
        "fa": "مقامات روز دوشنبه با {} دیدار کردند.",
        "tr": "Yetkililer pazartesi günü {} ile görüştü.",
    }
    with (NAMES / "variants.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        spelled = names.setdefault(row["actor_id"], {})
        spelled[row["lang"]] = (*spelled.get(row["lang"], ()), row["variant"])
    kinds = {row["actor_id"]: "person" if row["type"] == "person" else "organization" for row in rows}
    actors = [an_actor(id=name, kind=kinds[name], name=name, aliases=spelled) for name, spelled in names.items()]
    finder = Finder(a_watchlist(*actors))
    missed = []
    for row in rows:
        text = sentences[row["lang"]].format(row["variant"])
        match = finder.find(an_article(title="", text=text, language=row["lang"]))
        if row["actor_id"] not in {mention.id for mention in match.actors}:
            missed.append(row["variant"])
    assert not missed
