"""The best of the reports' own headlines, without the outlet's name. Pure.

It says what most others say, in a length that is taken in at a glance. A question, an explainer, a live page, a number that
newer reports have replaced and a claim told as fact that somebody denies come last, and stand only where nothing else does.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import fsum

from briefgen.language.words import words
from briefgen.model.article import Article
from briefgen.summarize.denial import denied, denies
from briefgen.summarize.overtaking import Overtaken
from briefgen.summarize.weighing import Weight

# ruff: noqa: E501  one pattern on one line is what can be read

#: "… | Harbour Post", "… - The Levant Wire": what follows the last bar or dash, if it is short and looks like a name.
_OUTLET = re.compile(r"\s+(?P<mark>[|•·]|[-–—]{1,2}|::)\s+(?P<name>[^|•·–—]{2,40})$")
#: What papers are called. After a dash a speaker may stand as well, "… - Khamenei": that is part of the news.
_PAPER = re.compile(
    r"\b(?:News|Times|Post|Wire|Herald|Journal|Tribune|Telegraph|Gazette|Chronicle|Courier|Magazine|Online)$"
)
_LABEL = re.compile(
    r"^(?:live(?: updates?)?|watch(?: live)?|video|photos?|in pictures|listen|podcast|breaking(?: news)?|exclusive|analysis|"
    r"opinion|explainer|explained|update(?:d)?|just in|report|news)\s*[:|–—-]\s+",
    re.IGNORECASE,
)
_NOT_A_HEADLINE = re.compile(
    r"\?\s*$|\blive\b.*\b(?:updates?|briefing|blog|coverage)\b|(?:^|: )(?:what|why|how|who|when|where)\b|^(?:is|are|can|could|will|should)\b"
    r"|\b(?:here['’]s|things to know|what (?:we|you|to) (?:know|need|expect)|explained|in pictures|podcast|your (?:monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|weekend))\b"
    r"|^(?:opinion|analysis|comment|editorial|explainer|background|factbox|timeline|profile|interview|video|photos?|watch|listen)"
    r"\s*[:|–—-]",
    re.IGNORECASE,
)
#: Words that a headline In Capitals writes with one; shorter ones vary by house.
_LONG_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{5,}")
#: What a report says of itself that tells no news: it explains, judges or looks back.
_BACKGROUND = re.compile(
    r"^(?:opinion|analysis|comment|editorial|explainer|background|factbox|timeline|profile|interview)\s*[:|]"
    r"|(?:^|: )(?:what|why|how|who)\b",
    re.IGNORECASE,
)
#: The words of a headline that tells and is still taken in at a glance.
_GOOD_LENGTH = range(6, 17)

#: What a title gains by the first sentence that bears it out, and keeps of its worth where a newer report has replaced its
#: number, or where it tells as a fact what somebody denies.
BORNE_OUT, REPLACED = 0.2, 0.2
#: So large a share of the words that name what is denied makes it the other title's claim; two words at least.
SAME_CLAIM, FEWEST_SHARED = 0.5, 2

#: Whose word it is stands in the title: "…, ministry says", "Report: …", "Minister claims …".
_ATTRIBUTED = re.compile(
    r"\b(?:say|says|said|claims?|claimed|alleg\w+|reports?|reported(?:ly)?|according to|accuses?|accused|source|sources)\b"
    r"|[:–—-]\s(?:[\w.'’]+\s){0,3}[\w.'’]+$",
    re.IGNORECASE,
)


def clean(title: str, publisher_names: frozenset[str]) -> str:
    """A report's title → the same without its label in front and its outlet's name behind."""
    text = " ".join(title.split())
    found = _OUTLET.search(text)
    if found and _is_outlet(found["mark"], found["name"], text[: found.start()], publisher_names):
        text = text[: found.start()]
    stripped = _LABEL.sub("", text)
    return stripped[:1].upper() + stripped[1:] if stripped and stripped != text else text


def is_background(title: str) -> bool:
    """Tell whether a report, by its title, explains the news rather than telling it."""
    return _BACKGROUND.search(title.strip()) is not None


def headline(
    articles: Sequence[Article],
    weight: Weight,
    publisher_names: frozenset[str],
    lead: frozenset[str] = frozenset(),
    overtaken: Overtaken = lambda _report, _title: False,
) -> str:
    """Return the title that says most of what the others say; of equals, the earliest report's.

    ``lead`` are the stems of the sentence that is to stand below it: of near equals the title that it bears out is taken.
    """
    titles = [(clean(a.title, publisher_names), a) for a in articles]
    known = Counter(w for title, a in titles for w in set(words(title, a.language)))
    disputed = [frozenset(words(denied(title), a.language)) for title, a in titles if denies(title)]
    ranked = sorted(
        (
            (
                _worth(title, article, known, weight)
                * _borne_out(title, article, lead, weight)
                * (REPLACED if overtaken(article, article.title) else 1.0)
                * (REPLACED if _told_as_fact(title, article, disputed) else 1.0),
                -index,
                title,
            )
            for index, (title, article) in enumerate(titles)
        ),
        reverse=True,
    )
    return ranked[0][2]


def _borne_out(title: str, article: Article, lead: frozenset[str], weight: Weight) -> float:
    stems = set(words(title, article.language))
    mass = fsum(weight(w) for w in stems)
    return 1.0 + BORNE_OUT * fsum(weight(w) for w in stems & lead) / mass if mass else 1.0


def _told_as_fact(title: str, article: Article, disputed: Sequence[frozenset[str]]) -> bool:
    """Tell whether a title tells as a fact what another one says is denied."""
    if not disputed:
        return False
    stems = frozenset(words(title, article.language))
    return not (denies(title) or _ATTRIBUTED.search(title)) and any(
        len(stems & other) >= max(FEWEST_SHARED, SAME_CLAIM * len(other)) for other in disputed
    )


def _worth(title: str, article: Article, known: Counter[str], weight: Weight) -> float:
    stems = set(words(title, article.language))
    shared = fsum((known[w] - 1) * weight(w) for w in stems)
    norm = fsum(weight(w) ** 2 for w in stems) ** 0.5 or 1.0
    length = len(title.split())
    fit = 1.0 if length in _GOOD_LENGTH else 0.7
    tells = 0.4 if _NOT_A_HEADLINE.search(title) or _NOT_A_HEADLINE.search(article.title.strip()) else 1.0
    plain = 0.9 if _in_capitals(title) else 1.0
    quotable = 1.0 if article.text.strip() else 0.85  # its own sentences can bear it out
    return (1.0 + shared / norm) * fit * tells * plain * quotable


def _in_capitals(title: str) -> bool:
    """Tell whether Every Long Word Has a Capital: of near equals the plain one is taken, so that an edition has one style."""
    found = _LONG_WORD.findall(title)
    return len(found) > 2 and not any(word[0].islower() for word in found)  # noqa: PLR2004  fewer may all be names


def _is_outlet(mark: str, name: str, rest: str, publisher_names: frozenset[str]) -> bool:
    if name.strip().casefold() in publisher_names:
        return True
    if len(rest.split()) < 4 or not name.istitle() or len(name.split()) > 4:  # noqa: PLR2004  "BBC News"
        return False
    return mark[0] not in "-–—" or _PAPER.search(name.strip()) is not None
