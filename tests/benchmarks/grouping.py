"""Grouping an invented week into stories: beside scikit-learn alone, and by the number of articles.

Run as a program it does one thing, so that its memory is its own: ``python -m tests.benchmarks.grouping WHAT NUMBER``
prints seconds of the processor and peak megabytes of ``group``, of scikit-learn's ``tfidf`` alone or with
``agglomerative``, or of ``edition``: matching, grouping, ranking, summaries and layout, for a briefing that takes all.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from briefgen.cluster import group
from briefgen.model.article import Article
from briefgen.model.briefing import EVERYTHING, Briefing
from briefgen.model.moment import Period
from briefgen.model.watch import Actor, Watchlist
from briefgen.pipeline import make_edition
from briefgen.reading import Desk
from tests.benchmarks.invented_week import DAYS, START, common_names, invented_week
from tests.benchmarks.measuring import Row, own_peak_megabytes
from tests.factories import a_feed

#: Articles of one week, by which growth is measured; and as many as scikit-learn's clustering can hold beside others.
GROWTH, HELD = (10_000, 100_000), 5_000

TRACKED = 300

#: Megabytes below which an edition of a week has to stay.
MOST = 1_000


def rows() -> Iterator[Row]:
    """Yield the comparison, then growth of a whole edition, of which grouping is the larger part."""
    alone = {what: _measured(what, HELD) for what in ("group", "tfidf", "agglomerative")}
    for peer in ("tfidf", "agglomerative"):
        yield Row(
            what=f"stories of {HELD:,} articles",
            measured=f"{HELD / alone['group'][0]:,.0f} /s",
            peer=f"{peer} {HELD / alone[peer][0]:,.0f} /s, {alone[peer][1]:.0f} MB",
            ratio=alone["group"][0] / alone[peer][0],
            limit="times the seconds of scikit-learn alone",
        )
    smallest = 0.0
    for number in GROWTH:
        seconds, megabytes = _measured("edition", number)
        smallest = smallest or seconds / number
        yield Row(
            what=f"an edition of a week of {number:,} articles",
            measured=f"{seconds:.1f} s",
            peer=f"{megabytes:.0f} MB",
            ratio=seconds / number / smallest,
            limit=f"below 1,000 MB; an article to that of {GROWTH[0]:,}, near 1",
            missed=megabytes >= MOST,
        )


def main() -> int:
    """Do one thing with so many articles and print what it took."""
    what, number = sys.argv[1], int(sys.argv[2])
    articles = invented_week(number)
    group(articles[:50])  # imports do not count
    work = _WORK[what]
    start = time.process_time()
    work(articles)
    print(json.dumps([time.process_time() - start, own_peak_megabytes()]))  # noqa: T201  the result
    return 0


def _measured(what: str, number: int) -> tuple[float, float]:
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-m", "tests.benchmarks.grouping", what, str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = json.loads(done.stdout)
    return float(seconds), float(megabytes)


def _tfidf(articles: Sequence[Article]) -> object:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  as ours is counted: when needed

    texts = [f"{article.title} {article.title} {article.text}" for article in articles]
    return TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)


def _agglomerative(articles: Sequence[Article]) -> object:
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415  as above
    from sklearn.metrics.pairwise import cosine_distances  # noqa: PLC0415

    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.88
    )
    return clustering.fit_predict(cosine_distances(_tfidf(articles)))


def _edition(articles: Sequence[Article]) -> object:
    actors = {
        f"actor-{n}": Actor(id=f"actor-{n}", name=name, kind="person", aliases={"en": (name,)})
        for n, name in enumerate(common_names(TRACKED))
    }
    briefing = Briefing(
        id="week", title="Week", cadence="weekly", timezone=ZoneInfo("UTC"), actors=(EVERYTHING,), feeds=(EVERYTHING,)
    )
    desk = Desk(
        briefing=briefing,
        watchlist=Watchlist(actors=actors, topics={}),
        feeds={name: a_feed(id=name) for name in {article.feed for article in articles}},
    )
    return make_edition(articles, [], desk, Period(start=START, end=START + timedelta(days=DAYS)))


_WORK: dict[str, Callable[[Sequence[Article]], object]] = {
    "group": group,
    "tfidf": _tfidf,
    "agglomerative": _agglomerative,
    "edition": _edition,
}


if __name__ == "__main__":
    sys.exit(main())
