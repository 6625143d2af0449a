"""What has changed in a story since the briefing's last edition. Pure.

What that edition told is known (``EditionStory``); what reports say since then is held against it:

- *dropped*: a report takes something back, or what was told stands in no report any more;
- *denied*: a report says that somebody denies what was told;
- *revised*: a newer report gives another number for the same thing ("3 → 6"), or says that something was postponed,
  corrected, raised from what was known;
- *confirmed*: another outlet, not a copy, confirms what one alone had told, or tells as a fact what was told with doubt;
- *new*: a report has a sentence unlike all that was told.

A report that only repeats what was told is no change, and a story without change is not told again.
``text`` is a sentence or title of the cited report, or the old and the new number as written, or, of what no report holds
any more, the sentence of the last edition.
"""

import functools
import re
from collections.abc import Collection, Iterator, Sequence

from briefgen.language.rarity import Rarity
from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.model.edition import Change, ChangeKind, EditionStory, Sentence
from briefgen.model.story import Story
from briefgen.summarize.candidates import candidates, stands_alone
from briefgen.summarize.correction import takes_back
from briefgen.summarize.counting import Count, counts_of
from briefgen.summarize.denial import confirms, denied, denies, is_hedged
from briefgen.summarize.figures import named, told_by
from briefgen.summarize.headline import is_background
from briefgen.summarize.lines import Line, lines_of, marks_of
from briefgen.summarize.overtaking import overtaken_in
from briefgen.summarize.revision import is_known, replaces, told_in
from briefgen.summarize.telling import TOLD_ALREADY
from briefgen.summarize.weighing import share, weigh

# ruff: noqa: E501  one pattern on one line is what can be read

#: Of new sentences so many are told, and so many changes in all.
MOST_NEW, MOST = 2, 5
#: A sentence with a name, a number or a day that was nowhere before is new unless so much of it was told: then it is the
#: same in a longer form ("President X" for "X").
NEARLY_ALL = 0.9
#: So much of what is denied, or of what is confirmed, stands in what was told; in words, at least ``FEWEST``.
SAME_CLAIM, FEWEST = 0.5, 2
#: A report of whose title so much, by weight of its words, stands in the earlier titles tells the same once more.
FAMILIAR = 0.75
#: Of two new sentences, one with so much of the other says the same.
SAME_NEWS = 0.5
#: So much of a told sentence stands in one that tells the same.
SAME_SENTENCE = 0.6
#: So much of a sentence that says something was moved or corrected stands in what was told.
SAME_MATTER = 0.3

_REPLACES = re.compile(
    r"\b(?:postpon\w+|reschedul\w+|brought forward|called off|cancel+ed|instead of|rather than|no longer|"
    r"(?:not|and not)\b.{0,40}\bas (?:earlier|previously|first|initially) \w+|(?:earlier|previously|initially|first) (?:reported|thought|said|announced|believed)|"
    r"revis(?:es?|ed|ing)|correct(?:s|ed|ing)|(?:rais|lower|updat)(?:es?|ed|ing)\b.{0,30}\b(?:toll|number|figure|count|estimate)|(?:up|down) from)\b"
    r"|(?<!\w)(?:נדח\w+|הוקדם|עודכן)(?!\w)|(?<!\w)(?:تأجيل|أجلت|إرجاء)(?!\w)|(?<!\w)(?:перенес\w+|отложен\w*|уточн\w+)(?!\w)|(?<!\w)(?:ertelen\w+)(?!\w)",
    re.IGNORECASE,
)


def changes(  # noqa: PLR0913  what a change is judged by
    story: Story,
    fresh: Collection[str],
    before: EditionStory | None,
    *,
    language: str,
    rarity: Rarity,
    copies: Collection[str] = (),
) -> tuple[Change, ...]:
    """Story, the ids of its reports since the last edition, and how that told it → what has changed.

    Nothing for a story that was not told before. ``cites`` are places among ``story.articles``, from 1. ``copies`` are
    ids of reports that republish another: they change nothing, unless they count what no original does. Compared is what stands in ``language``.
    """
    if before is None or before.language != language:
        return ()
    judge = _Judge(story, fresh, before, language=language, rarity=rarity, copies=copies)
    found: list[Change] = []
    for change in judge.all():
        again = any(c.text == change.text or (c.kind == "denied" and denies(change.text)) for c in found)
        if len(found) < MOST and not again:
            found.append(change)
    return tuple(found)


def is_unchanged(  # noqa: PLR0913  as ``changes``
    story: Story,
    fresh: Collection[str],
    before: EditionStory | None,
    *,
    language: str,
    rarity: Rarity,
    copies: Collection[str] = (),
) -> bool:
    """Tell whether a story was told before and nothing has changed since: then it is not told again."""
    if before is None or before.language != language:
        return False
    return not changes(story, fresh, before, language=language, rarity=rarity, copies=copies)


class _Judge:
    """What was told, and what the new reports say."""

    def __init__(  # noqa: PLR0913  as ``changes``
        self,
        story: Story,
        fresh: Collection[str],
        before: EditionStory,
        *,
        language: str,
        rarity: Rarity,
        copies: Collection[str],
    ) -> None:
        self.weight, self.language, self.before = functools.cache(rarity), language, before
        self.articles = story.articles
        self.numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
        self.by_url = {article.url: article for article in story.articles}
        originals = [count for a in story.articles if a.id not in copies for count in counts_of(a)]
        self.fresh = [
            a
            for a in story.articles
            if a.id in fresh and a.language == language and (a.id not in copies or _counts_more(a, originals))
        ]
        self.told = [s for s in before.summary if not s.language or s.language == language]
        texts = [before.headline, *(s.text for s in self.told), *(c.text for c in before.changes if not c.what)]
        self.claims = [(text, frozenset(words(text, language))) for text in texts]
        self.known = frozenset(word for _, stems in self.claims for word in stems)
        self.lines = [line for article in self.fresh for line in lines_of(article)]
        earlier = [a for a in story.articles if a.id not in fresh and a.language == language]
        self.titles = [frozenset(words(a.title, language)) for a in earlier]
        self.counted = [count for a in earlier for count in counts_of(a)]
        self.old = [line for article in earlier for line in lines_of(article)]

    def all(self) -> Iterator[Change]:
        yield from self._dropped()
        yield from self._denied()
        yield from self._revised()
        yield from self._confirmed()
        yield from self._new()

    def _dropped(self) -> Iterator[Change]:
        for article in self.fresh:
            if takes_back(article):
                yield Change(kind="dropped", text=article.title, cites=(self.numbers[article.id],))
        for sentence in self.told:
            held_by = [self.by_url[url] for url in self._urls(sentence) if url in self.by_url]
            if held_by and not sentence.rewritten and not self._still_told(sentence):
                cites = tuple(sorted(self.numbers[article.id] for article in held_by))
                yield Change(kind="dropped", text=sentence.text, cites=cites)

    def _still_told(self, sentence: Sentence) -> bool:
        """In the same words, or in others."""
        if any(sentence.text in article.text for article in self.articles):
            return True
        stems = frozenset(words(sentence.text, self.language))
        return not stems or any(
            share(stems, line.stems, self.weight) >= SAME_CLAIM
            for article in self.articles
            for line in lines_of(article)
        )

    def _denied(self) -> Iterator[Change]:
        for line in self.lines:
            stems = frozenset(words(denied(line.text), self.language))
            if stems and any(not denies(text) and self._of_claim(stems, claim) for text, claim in self.claims):
                yield self._change("denied", line)
                return

    def _of_claim(self, stems: frozenset[str], claim: frozenset[str]) -> bool:
        return len(stems & claim) >= FEWEST and share(stems, claim, self.weight) >= SAME_CLAIM

    def _revised(self) -> Iterator[Change]:
        old = told_in(self.before, self.by_url)
        fresh = sorted(told_by(self.fresh), key=lambda told: told.article.published, reverse=True)
        done: set[str] = set()
        for one in old:
            newer = [new for new in fresh if replaces(one, new, self.weight)]
            if not newer or one.count.what in done:
                continue
            newest, was = newer[0], one.count.quantity
            done.add(one.count.what)
            cites = sorted({self.numbers[n.article.id] for n in newer if n.count.quantity == newest.count.quantity})
            text = f"{was.text} → {newest.count.quantity.text}"
            yield Change(kind="revised", text=text, cites=tuple(cites), what=named([one, newest]))
        for line in self.lines:
            moved = _REPLACES.search(line.text) and len(line.stems & self.known) >= FEWEST
            if moved and SAME_MATTER <= share(line.stems, self.known, self.weight) < 1.0:
                yield self._change("revised", line)
                return

    def _confirmed(self) -> Iterator[Change]:
        for sentence in self.told:
            outlets = self._outlets(sentence)
            if len(outlets) != 1:
                continue
            stems = frozenset(words(sentence.text, self.language))
            for line in self.lines:
                if line.article.feed in outlets or denies(line.text):
                    continue
                same = share(stems, line.stems, self.weight) if stems else 0.0
                says_so = confirms(line.text) and not confirms(sentence.text) and self._of_claim(line.stems, stems)
                as_fact = is_hedged(sentence.text) and not is_hedged(line.text) and same >= SAME_SENTENCE
                if says_so or as_fact:
                    yield self._change("confirmed", line)
                    return

    def _outlets(self, sentence: Sentence) -> frozenset[str]:
        """The outlets that had told a sentence, in these words or in others, copies not counted."""
        cited = {report.feed for report in self.before.articles if report.n in sentence.cites and report.origin}
        fresh = {article.id for article in self.fresh}
        stems = frozenset(words(sentence.text, self.language))
        urls = {report.url for report in self.before.articles if report.origin}
        others = {
            article.feed
            for article in self.articles
            if article.url in urls
            and article.id not in fresh
            and any(stems and share(stems, line.stems, self.weight) >= SAME_SENTENCE for line in lines_of(article))
        }
        return frozenset(cited | others)

    def _new(self) -> Iterator[Change]:
        known, told, left = self.known, list[frozenset[str]](), MOST_NEW
        fresh = [article for article in self.fresh if not self._retells(article)]
        weighed = weigh(fresh, self.weight, overtaken_in(fresh))
        ranked = sorted(weighed, key=lambda w: (-w.worth, w.candidate.article.id, w.candidate.position))
        for one in ranked:
            if any(self._is_same(one.stems, other) for other in told):
                continue
            if left and self._is_new(one.candidate.text, one.stems, known):
                article = one.candidate.article
                told.append(one.stems)
                yield Change(kind="new", text=one.candidate.text, cites=(self.numbers[article.id],))
                known, left = known | one.stems, left - 1
        for article in fresh:
            stems = frozenset(words(article.title, self.language))
            silent = stems and not any(True for _ in candidates(article))
            if left and silent and self._is_new(article.title, stems, known):
                yield Change(kind="new", text=article.title, cites=(self.numbers[article.id],))
                known, left = known | stems, left - 1

    def _is_same(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether two new sentences tell one thing: "the UN agency", "a United Nations agency"."""
        return max(share(one, other, self.weight), share(other, one, self.weight)) >= SAME_NEWS

    def _retells(self, article: Article) -> bool:
        """Tell whether a report by its title explains, or tells what an earlier one told and counts nothing else.

        By one earlier title, and by what it says first: of many titles together nearly every word is known.
        """
        if is_background(article.title):
            return True
        stems = frozenset(words(article.title, self.language))
        if denies(article.title) or not stems:
            return False
        if not any(share(stems, title, self.weight) >= FAMILIAR for title in self.titles):
            return False
        first = next((frozenset(words(one.text, self.language)) for one in candidates(article)), None)
        if first and not any(share(first, line.stems, self.weight) >= SAME_CLAIM for line in self.old):
            return False
        return all(any(is_known(count, old) for old in self.counted) for count in counts_of(article))

    def _is_new(self, text: str, stems: frozenset[str], known: frozenset[str]) -> bool:
        """Tell whether a sentence says what was neither told nor, told or not, in an earlier report."""
        if denies(text):  # in the words of what it denies
            return not any(denies(line.text) for line in self.old)
        said = known.union(*(line.stems for line in self.old))
        alike = TOLD_ALREADY if marks_of(text, self.language) <= said else NEARLY_ALL
        return share(stems, known, self.weight) < alike and not any(
            share(stems, line.stems, self.weight) >= alike for line in self.old
        )

    def _change(self, kind: ChangeKind, line: Line) -> Change:
        """Tell a change by its sentence if that can stand alone, else by the title of its report."""
        text = (
            line.text
            if line.text == line.article.title or stands_alone(line.text, language=self.language)
            else line.article.title
        )
        return Change(kind=kind, text=text, cites=(self.numbers[line.article.id],))

    def _urls(self, sentence: Sentence) -> list[str]:
        return [report.url for report in self.before.articles if report.n in sentence.cites]


def _counts_more(article: Article, known: Sequence[Count]) -> bool:
    """Tell whether a copy counts what no original does: then it is a later version, as of an agency's report."""
    return any(not any(is_known(count, old) for old in known) for count in counts_of(article))
