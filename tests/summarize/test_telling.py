"""A story is told in sentences of its reports, each cited."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.language.rarity import rarity
from briefgen.model.article import Article
from briefgen.model.story import Story
from briefgen.summarize import summarize
from tests.factories import NOON, a_story, an_article
from tests.summarize.test_candidates import PIECES

RARE = rarity([])
SHARED = "Egypt buys most of its wheat from Russia and wants the price fixed for two years."


def a_told(n: int, text: str, **given_: object) -> Article:
    """Return the ``n``-th report of a story, of an outlet of its own."""
    article = an_article(
        id=f"a-{n:02d}",
        feed=f"outlet-{n}",
        url=f"https://outlet-{n}.example/grain",
        title="Lavrov and Shoukry speak about grain in Cairo",
        text=text,
        published=NOON + timedelta(hours=n),
    )
    return replace(article, **given_)  # type: ignore[arg-type]


def the_grain_story() -> Story:
    """Return three English reports, two of which share a sentence, and a Russian one."""
    return a_story(
        a_told(
            0,
            f"Russian Foreign Minister Sergey Lavrov landed in Cairo on Monday to speak about grain. {SHARED} "
            "However, no agreement was announced after the first meeting of the ministers.",
        ),
        a_told(
            1,
            f"CAIRO (Levant Wire) — Sergey Lavrov and Sameh Shoukry spoke about grain shipments in Cairo on Monday. "
            f"{SHARED} Will the price of bread in Egypt rise again in the coming year?",
        ),
        a_told(2, "Grain shipments from Russia to Egypt grew by a tenth in the past year, customs data show."),
        a_told(
            3,
            "Министр иностранных дел России Сергей Лавров прибыл в Каир, чтобы обсудить поставки зерна в Египет.",
            language="ru",
            title="Лавров обсудил в Каире поставки зерна",
        ),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Draw stories of any texts in any languages."""
    languages = st.sampled_from(["en", "he", "ar", "ru", "fa", "tr", "xx"])
    texts = draw(st.lists(st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=200), min_size=1, max_size=6))
    return a_story(
        *(
            a_told(n, text, language=draw(languages), title=draw(st.text(max_size=40)), feed=f"outlet-{n % 3}")
            for n, text in enumerate(texts)
        )
    )


@given(stories(), st.sampled_from(["en", "ru", "he"]))
@settings(max_examples=120, deadline=None)
def test_every_sentence_is_a_verbatim_slice_of_the_report_it_cites_first(story: Story, language: str) -> None:
    """And stands in every other report it cites; no report that holds it goes without a cite."""
    articles = {article.id: article for article in story.articles}
    summary = summarize(story, language, RARE)
    assert summary.language in {article.language for article in story.articles}
    for sentence in summary.sentences:
        quoted, *_ = sentence.articles
        assert articles[quoted].text[sentence.start : sentence.end] == sentence.text
        assert len(set(sentence.articles)) == len(sentence.articles)
        for article in story.articles:
            if article.language == summary.language:
                assert (article.id in sentence.articles) == (sentence.text in article.text)


def test_a_sentence_cites_every_report_that_holds_it() -> None:
    """Two outlets vouch for more than one."""
    summary = summarize(the_grain_story(), "en", RARE)
    (shared,) = [s for s in summary.sentences if s.text == SHARED]
    assert set(shared.articles) == {"a-00", "a-01"}


def test_no_sentence_leans_asks_or_carries_a_dateline() -> None:
    """What the reports hold of these stays in the reports."""
    told = " ".join(s.text for s in summarize(the_grain_story(), "en", RARE).sentences)
    assert "Lavrov" in told
    assert "However" not in told
    assert "?" not in told
    assert "(Levant Wire)" not in told


def test_no_sentence_is_told_twice() -> None:
    """Neither word for word nor in other words."""
    lead = "Russian Foreign Minister Sergey Lavrov landed in Cairo on Monday to speak about grain."
    again = "Sergey Lavrov, the Russian Foreign Minister, landed in Cairo on Monday to speak about grain."
    summary = summarize(a_story(a_told(0, lead), a_told(1, again), a_told(2, lead)), "en", RARE)
    assert len(summary.sentences) == 1


def test_the_story_is_told_in_the_briefings_language() -> None:
    """Reports in other languages stay among its sources."""
    summary = summarize(the_grain_story(), "ru", RARE)
    assert summary.language == "ru"
    assert summary.headline == "Лавров обсудил в Каире поставки зерна"
    assert [s.articles for s in summary.sentences] == [("a-03",)]


def test_a_story_that_is_known_in_another_language_only_is_told_in_that() -> None:
    """Better in Russian than not at all."""
    *_, russian = the_grain_story().articles
    summary = summarize(a_story(russian), "en", RARE)
    assert (summary.language, len(summary.sentences)) == ("ru", 1)


def test_of_several_other_languages_the_commonest_is_taken() -> None:
    """It knows most."""
    *_, russian = the_grain_story().articles
    hebrew = a_told(4, "שר החוץ של רוסיה נחת ביום שני בקהיר כדי לדבר על משלוחי התבואה.", language="he")
    summary = summarize(a_story(hebrew, russian, replace(russian, id="a-05")), "en", RARE)
    assert summary.language == "ru"


def test_a_story_of_titles_alone_has_a_headline_and_no_sentences() -> None:
    """A feed without texts is no reason to lose the news."""
    summary = summarize(a_story(a_told(0, "")), "en", RARE)
    assert summary.headline == "Lavrov and Shoukry speak about grain in Cairo"
    assert summary.sentences == ()


def test_telling_is_deterministic() -> None:
    """The same story, the same summary."""
    assert summarize(the_grain_story(), "en", RARE) == summarize(the_grain_story(), "en", RARE)


def test_a_summary_is_short() -> None:
    """However much the reports hold."""
    places = ("Cairo", "Vienna", "Moscow", "Geneva", "Ankara", "Amman", "Tunis", "Doha", "Muscat", "Riyadh", "Athens")
    text = " ".join(
        f"Grain traders in {place} told the exchange on Monday that lot number {n} of the wheat had left the warehouse."
        for n, place in enumerate(places)
    )
    summary = summarize(a_story(a_told(0, text)), "en", RARE)
    assert 1 <= len(summary.sentences) <= 5
    assert sum(len(s.text.split()) for s in summary.sentences) <= 130


def test_an_explainer_beside_the_news_gives_no_sentences() -> None:
    """Background is not told as news, but better than nothing."""
    news = a_told(0, "Lavrov and Shoukry agreed in Cairo on Monday on the price of the grain of two years.")
    text = "Lavrov and Shoukry have met in Cairo for talks on the price of grain in each of five years."
    explainer = a_told(1, text, title="Explainer: how Cairo buys its grain")
    assert [s.text for s in summarize(a_story(news, explainer), "en", RARE).sentences] == [news.text]
    assert [s.text for s in summarize(a_story(explainer), "en", RARE).sentences] == [text]


def test_a_long_sentence_that_holds_a_short_one_is_not_told_after_it() -> None:
    """What both tell is told; the rest of the longer one would bring it again."""
    short = "Lavrov and Shoukry spoke about grain in Cairo on Monday."
    long = (
        "Lavrov and Shoukry spoke about grain in Cairo on Monday, weeks after a tanker ran aground near Suez and "
        "insurers doubled their premiums for bulk carriers bound for Alexandria, Damietta and Port Said."
    )
    told = summarize(a_story(a_told(0, short), a_told(1, long)), "en", RARE)
    assert len(told.sentences) == 1


def test_the_first_sentence_bears_out_the_headline() -> None:
    """A reader who reads on learns more of what the headline says."""
    aside = "Bakers in Alexandria raised the price of bread on Monday by a tenth of a pound."
    summary = summarize(
        a_story(
            a_told(0, aside, title="Bread dearer in Alexandria"),
            a_told(1, "Lavrov and Shoukry agreed in Cairo on the price of the grain of two years."),
            a_told(2, "", title="Lavrov and Shoukry speak in Cairo about grain and prices"),
        ),
        "en",
        RARE,
    )
    assert summary.sentences[0].text.startswith("Lavrov and Shoukry")


def test_a_report_of_short_sentences_is_told_all_the_same() -> None:
    """Rather than as a headline alone."""
    story = a_story(
        an_article(title="Group rejects proposal", text="The group rejected it on Monday. No reason given.")
    )
    told = summarize(story, "en", rarity([]))
    assert told.sentences[0].text == "The group rejected it on Monday."


def test_the_same_toll_is_not_told_twice() -> None:
    """In whatever words."""
    first = "At least six sailors were killed when a ferry sank in a storm off Tartus on Monday, the ministry said."
    again = "An old ferry capsized in heavy seas, which led to a rescue and left at least six sailors dead by evening."
    told = summarize(a_story(a_told(0, first), a_told(1, again)), "en", RARE)
    assert len(told.sentences) == 1


def test_what_no_other_outlet_mentions_is_an_aside() -> None:
    """Where three and more tell the story."""
    lead = "Lavrov and Shoukry agreed in Cairo on the price of the grain of two years."
    aside = "Violin makers of Cremona fear worm-eaten spruce."
    story = a_story(a_told(0, lead), a_told(1, f"{lead} {aside}"), a_told(2, lead))
    assert [s.text for s in summarize(story, "en", RARE).sentences] == [lead]
