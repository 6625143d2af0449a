"""What has changed since the last edition, in sequences of two and three editions."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.language.rarity import rarity
from briefgen.model.article import Article
from briefgen.model.edition import Change, EditionStory, Sentence
from briefgen.model.story import Story
from briefgen.summarize import changes, is_unchanged, summarize
from tests.factories import NOON, a_report, a_story, an_article, an_edition_story
from tests.summarize.test_candidates import PIECES

RARE = rarity([])


def told(n: int, title: str, text: str, hours: float = 0, **given_: object) -> Article:
    """Return the ``n``-th report, so many hours after noon, of an outlet of its own."""
    article = an_article(
        id=f"a-{n:02d}",
        feed=f"outlet-{n}",
        url=f"https://outlet-{n}.example/{n}",
        title=title,
        text=text,
        published=NOON + timedelta(hours=hours, minutes=n),
    )
    return replace(article, **given_)  # type: ignore[arg-type]


def edition_of(*articles: Article, copies: tuple[str, ...] = ()) -> EditionStory:
    """Return the story of these reports as an edition tells it."""
    summary = summarize(a_story(*articles), "en", RARE)
    numbers = {article.id: n for n, article in enumerate(articles, 1)}
    return an_edition_story(
        headline=summary.headline,
        summary=tuple(
            Sentence(text=s.text, cites=tuple(sorted(numbers[a] for a in s.articles))) for s in summary.sentences
        ),
        articles=tuple(
            a_report(n, url=a.url, title=a.title, feed=a.feed, published=a.published, origin=a.id not in copies)
            for n, a in enumerate(articles, 1)
        ),
    )


def changed(
    before: EditionStory | None, old: tuple[Article, ...], *fresh: Article, copies: tuple[str, ...] = ()
) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return what has changed as plain values."""
    story, ids = a_story(*old, *fresh), {article.id for article in fresh}
    found = changes(story, ids, before, language="en", rarity=RARE, copies=copies)
    assert is_unchanged(story, ids, before, language="en", rarity=RARE, copies=copies) == (
        before is not None and not found
    )
    return [(f"{c.kind} {c.what}".strip(), c.text, c.cites) for c in found]


FIRST = told(
    1,
    "Ferry sinks off Tartus, three dead",
    "At least three people were killed when a ferry sank off the port of Tartus on Monday, the coast guard said.",
)
BEFORE = edition_of(FIRST)


def test_a_story_that_was_not_told_has_no_changes() -> None:
    """It is new as a whole."""
    assert changed(None, (), FIRST) == []


def test_a_story_without_a_new_report_is_unchanged() -> None:
    """So it is not told again."""
    assert changed(BEFORE, (FIRST,)) == []
    assert is_unchanged(a_story(FIRST), (), BEFORE, language="en", rarity=RARE)


def test_a_report_that_only_repeats_changes_nothing() -> None:
    """Neither in the same words nor in others."""
    again = told(
        2,
        "Three dead as ferry sinks off Tartus",
        "Three people were killed on Monday when a ferry sank off the port of Tartus, said the coast guard.",
        3,
    )
    assert changed(BEFORE, (FIRST,), again) == []


def test_a_copy_changes_nothing() -> None:
    """It has no origin of its own."""
    news = "Divers recovered the flight recorder and two crates of cargo from a depth of forty metres."
    copy = told(2, "Divers find crates off Tartus", news, 3)
    assert changed(BEFORE, (FIRST,), copy, copies=("a-02",)) == []


def test_a_new_sentence_is_new() -> None:
    """It is quoted with its report."""
    news = "Prosecutors detained the captain of the vessel and searched the offices of its owner in Latakia."
    assert changed(BEFORE, (FIRST,), told(2, "Captain of sunken ferry detained", news, 20)) == [("new", news, (2,))]


def test_a_new_report_without_text_is_told_by_its_title() -> None:
    """A headline is a sentence of its report too."""
    title = "Captain of vessel detained, offices of owner searched in Latakia"
    assert changed(BEFORE, (FIRST,), told(2, title, "", 20)) == [("new", title, (2,))]


def test_background_that_an_earlier_report_had_is_not_new() -> None:
    """Even though it was not told."""
    background = "Inspectors had warned for years that rusty hulls and crowded decks put lives at risk on this coast."
    old = replace(FIRST, text=f"{FIRST.text} {background}")
    before = replace(BEFORE, summary=(Sentence(text=FIRST.text, cites=(1,)),))
    assert changed(before, (old,), told(2, "Ferry sinks off Tartus, three dead", background, 3)) == []


def test_a_toll_that_rises_is_revised() -> None:
    """From what was told to what is known, each as it was written."""
    later = told(
        2,
        "Toll of Tartus ferry rises to six",
        "Six people were killed when a ferry sank off the port of Tartus on Monday, the coast guard said.",
        8,
    )
    assert changed(BEFORE, (FIRST,), later)[0] == ("revised killed", "At least three → Six", (2,))


def test_a_toll_that_two_outlets_give_cites_both() -> None:
    """The newest value, with every new report that has it."""
    text = "Six people were killed when a ferry sank off the port of Tartus on Monday, the coast guard said."
    fresh = (told(2, "Ferry off Tartus", text, 8), told(3, "Ferry off Tartus", text.replace("coast guard", "navy"), 9))
    assert changed(BEFORE, (FIRST,), *fresh)[0] == ("revised killed", "At least three → Six", (2, 3))


def test_the_same_toll_in_other_words_is_no_revision() -> None:
    """Three are at least three."""
    later = told(2, "Ferry sinks off Tartus", FIRST.text.replace("At least three", "3"), 8)
    assert changed(BEFORE, (FIRST,), later) == []


def test_the_toll_of_another_day_is_no_revision() -> None:
    """It belongs to another event."""
    text = "Nine people were killed when a bus overturned near the port of Tartus on Thursday, the police said."
    kinds = [kind for kind, _, _ in changed(BEFORE, (FIRST,), told(2, "Bus overturns near Tartus", text, 30))]
    assert "revised killed" not in kinds


def test_what_is_postponed_is_revised() -> None:
    """In the words of the report that says so."""
    old = told(
        1,
        "Ministers to meet in Vienna",
        "The ministers of five states are to meet in Vienna on Thursday to sign the grain deal.",
    )
    moved = "The meeting of the ministers of five states in Vienna was postponed until Sunday, the hosts said."
    later = told(2, "Vienna meeting of ministers postponed", moved, 10)
    assert ("revised", moved, (2,)) in changed(edition_of(old), (old,), later)


CLAIM = told(
    1,
    "Convoy reportedly crossed the border near Qaim",
    "A convoy of thirty lorries reportedly crossed the border near Qaim on Monday, a local radio said.",
)


def test_what_an_actor_denies_is_denied() -> None:
    """The denial is quoted."""
    text = "The interior ministry denied that a convoy of lorries had crossed the border near Qaim."
    found = changed(edition_of(CLAIM), (CLAIM,), told(2, "Ministry denies border convoy", text, 5))
    assert found[0] == ("denied", text, (2,))


def test_a_denial_of_another_matter_is_none_of_this_story() -> None:
    """It shares no claim with what was told."""
    text = "The interior ministry denied that officers had beaten a journalist in the capital."
    found = changed(edition_of(CLAIM), (CLAIM,), told(2, "Ministry denies beating", text, 5))
    assert "denied" not in [kind for kind, _, _ in found]


def test_what_one_outlet_had_is_confirmed_by_another() -> None:
    """By its own words or by somebody it quotes."""
    text = "The interior ministry confirmed that a convoy of thirty lorries crossed the border near Qaim."
    found = changed(edition_of(CLAIM), (CLAIM,), told(2, "Ministry confirms convoy crossed border", text, 5))
    assert found[0] == ("confirmed", text, (2,))
    as_fact = "A convoy of thirty lorries crossed the border near Qaim on Monday, drivers told a television crew there."
    found = changed(edition_of(CLAIM), (CLAIM,), told(2, "Lorries seen at border", as_fact, 5))
    assert found[0] == ("confirmed", as_fact, (2,))


def test_the_outlet_itself_and_a_copy_confirm_nothing() -> None:
    """Nor is confirmed what two outlets had told already."""
    text = "The interior ministry confirmed that a convoy of thirty lorries crossed the border near Qaim."
    own = told(2, "Ministry confirms convoy crossed border", text, 5, feed="outlet-1")
    assert "confirmed" not in [kind for kind, _, _ in changed(edition_of(CLAIM), (CLAIM,), own)]
    other = replace(own, feed="outlet-2")
    assert changed(edition_of(CLAIM), (CLAIM,), other, copies=("a-02",)) == []
    second = replace(CLAIM, id="a-03", feed="outlet-3", url="https://outlet-3.example/3")
    both = (CLAIM, second)
    assert "confirmed" not in [kind for kind, _, _ in changed(edition_of(*both), both, other)]


def test_what_cannot_be_confirmed_is_not() -> None:
    """The word alone does not do."""
    text = "The interior ministry could not confirm that a convoy of thirty lorries crossed the border near Qaim."
    found = changed(edition_of(CLAIM), (CLAIM,), told(2, "Ministry silent on convoy", text, 5))
    assert "confirmed" not in [kind for kind, _, _ in found]


def test_what_a_report_takes_back_is_dropped() -> None:
    """By its title."""
    title = "Correction: ferry off Tartus did not sink"
    found = changed(BEFORE, (FIRST,), told(2, title, "", 5))
    assert found[0] == ("dropped", title, (2,))


def test_what_no_report_holds_any_more_is_dropped() -> None:
    """Its outlet has rewritten the report; the edition's own words say what is gone."""
    rewritten = replace(
        FIRST, text="Rescuers brought all passengers of a grounded yacht ashore at Baniyas before dawn."
    )
    assert changed(BEFORE, (rewritten,))[0] == ("dropped", FIRST.text, (1,))


def test_a_report_that_is_no_longer_read_drops_nothing() -> None:
    """It is only older than what an edition reads."""
    news = told(
        2, "Captain of sunken ferry detained", "Prosecutors detained the captain in Latakia, court papers show.", 60
    )
    assert [kind for kind, _, _ in changed(BEFORE, (), news)] == ["new"]


def test_three_editions_in_a_row() -> None:
    """Each is held against the one before."""
    second = told(
        2,
        "Six dead in Tartus ferry disaster",
        "Six people were killed when a ferry sank off the port of Tartus on Monday, the coast guard said. "
        "Prosecutors detained the captain of the vessel and searched the offices of its owner in Latakia.",
        10,
    )
    kinds = [kind for kind, _, _ in changed(BEFORE, (FIRST,), second)]
    assert kinds == ["revised killed", "new"]
    after = edition_of(FIRST, second)
    again = told(3, "Six dead in Tartus ferry disaster", second.text, 20)
    assert changed(after, (FIRST, second), again) == []
    denial = "The owner of the vessel denied that prosecutors had searched the offices in Latakia."
    third = told(4, "Ferry owner denies search", denial, 30)
    assert denial in [text for _, text, _ in changed(after, (FIRST, second, again), third)]
    told_so = (Sentence(text=second.text[second.text.index("Prosecutors") :], cites=(2,)),)
    after = replace(after, summary=(*after.summary, *told_so))
    assert changed(after, (FIRST, second, again), third)[0] == ("denied", denial, (4,))


def test_a_story_told_in_another_language_is_not_compared() -> None:
    """Words of two languages share nothing."""
    before = replace(BEFORE, language="ru")
    assert changes(a_story(FIRST), (), before, language="en", rarity=RARE) == ()
    assert not is_unchanged(a_story(FIRST), (), before, language="en", rarity=RARE)


def stories() -> st.SearchStrategy[tuple[Story, int]]:
    """Draw a story and how many of its reports are old."""
    texts = st.lists(st.tuples(st.lists(PIECES, max_size=5).map(" ".join), st.integers(0, 40)), min_size=2, max_size=5)
    return texts.map(
        lambda drawn: (
            a_story(*(told(n, f"Ferry sinks, {k} people killed", text, n) for n, (text, k) in enumerate(drawn))),
            len(drawn) // 2,
        )
    )


def _holds(change: Change, story: Story, before: EditionStory) -> bool:
    reports = [story.articles[n - 1] for n in change.cites]
    if change.what:
        old, new = change.text.split(" → ")
        was_told = any(old in text for text in (before.headline, *(s.text for s in before.summary)))
        return was_told and any(new in f"{a.title}\n{a.text}" for a in reports)
    return any(change.text in f"{a.title}\n{a.text}" for a in reports) or (
        change.kind == "dropped" and any(change.text == s.text for s in before.summary)
    )


@given(stories())
@settings(max_examples=100, deadline=None)
def test_every_change_stands_in_a_report_it_cites(drawn: tuple[Story, int]) -> None:
    """Or, of an old number and of what was dropped, in the last edition."""
    story, known = drawn
    before = edition_of(*story.articles[:known])
    fresh = {article.id for article in story.articles[known:]}
    for change in changes(story, fresh, before, language="en", rarity=RARE):
        assert change.cites
        assert _holds(change, story, before)


def test_a_second_event_in_the_words_of_the_first_is_told() -> None:
    """The same number of dead in the same town is not the same event; its headline may be made of known words."""
    old = (
        told(
            1, "Storm kills 3 fishermen off Tartus", "A storm killed three fishermen off Tartus, the coast guard said."
        ),
        told(
            2, "Tartus mourns fishermen", "Shops in the old town of Tartus were shut on Tuesday in mourning.", hours=24
        ),
        told(3, "Divers search Tartus harbour", "Divers searched the harbour of Tartus for a second boat.", hours=25),
    )
    before = edition_of(*old)
    fresh = told(
        4,
        "Storm kills 3 divers off Tartus harbour",
        "Three divers drowned when a gale overturned their inflatable beside the northern breakwater",
        hours=60,
    )
    assert [cites for _, _, cites in changed(before, old, fresh)] == [(4,)]


def test_the_same_in_a_teaser_without_a_full_stop_is_nothing_new() -> None:
    """It is a retelling, however it ends."""
    fresh = told(
        2,
        "Three dead as ferry sinks off Tartus",
        "A ferry sank off the port of Tartus on Monday, killing three",
        hours=8,
    )
    assert changed(BEFORE, (FIRST,), fresh) == []


def test_a_caption_makes_a_retelling_no_news() -> None:
    """Some feeds have nothing but what stands below the picture."""
    fresh = told(
        2,
        "Ferry sinks off Tartus, three dead",
        "A wrecked ferry lies off the old lighthouse, in Tartus, Syria, on Dec. 27, 2021. (Ann Example/Agency)",
        hours=9,
    )
    assert changed(BEFORE, (FIRST,), fresh) == []


def test_one_new_thing_in_two_wordings_is_one_change() -> None:
    """An agency by its initials is no second agency."""
    fresh = (
        told(2, "UN voices concern", "The U.N. shipping agency has voiced concern about worn-out ferries.", hours=9),
        told(3, "Agency concerned", "A United Nations shipping agency has voiced concern about the ferries.", hours=10),
    )
    assert [kind for kind, _, _ in changed(BEFORE, (FIRST,), *fresh)] == ["new"]
