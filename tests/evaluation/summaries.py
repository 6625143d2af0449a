"""The task ``summaries``: three reports → about 70 words, as an edition would tell them."""

import json
from collections.abc import Iterator
from pathlib import Path

from briefgen.language.rarity import rarity
from briefgen.language.words import words
from briefgen.model.story import Story
from briefgen.summarize import summarize
from tests.factories import an_article


def summaries(truth: Path) -> Iterator[dict[str, str]]:
    """Yield an answer for each line of the truth; the rarity of words is that of all its articles."""
    rows = [json.loads(line)["articles"] for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    rare = rarity(words(f"{report['title']} {report['text']}") for reports in rows for report in reports)
    for number, reports in enumerate(rows):
        articles = tuple(
            an_article(id=f"a-{number}-{n}", feed=f"outlet-{n}", title=report["title"], text=report["text"])
            for n, report in enumerate(reports)
        )
        told = summarize(Story(id=f"s-{number}", articles=articles), "en", rare)
        yield {"summary": " ".join(sentence.text for sentence in told.sentences)}
