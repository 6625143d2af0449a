"""sumy's LexRank over the same stories, in its own environment: seconds. It is given the sentences, split."""

import importlib
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

#: Sentences of a summary.
SENTENCES = 3

_WORD = re.compile(r"[^\W\d_]+")


class Tokenizer:
    """Words by a pattern: sumy's own tokenizer wants data that NLTK fetches from the network."""

    def to_words(self, text: str) -> list[str]:
        """Return the words of a sentence."""
        return _WORD.findall(text)


def main() -> None:
    """Read stories (reports, each a list of sentences) from the file named on the command line; print the result."""
    stories = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    dom = importlib.import_module("sumy.models.dom")
    summarizer = importlib.import_module("sumy.summarizers.lex_rank").LexRankSummarizer(
        importlib.import_module("sumy.nlp.stemmers").Stemmer("english")
    )
    times = []
    for _ in range(int(sys.argv[2])):
        begun = time.perf_counter()
        for reports in stories:
            summarizer(_document(dom, reports), SENTENCES)
        times.append(time.perf_counter() - begun)
    print(json.dumps({"seconds": sorted(times)[len(times) // 2]}))  # noqa: T201  the result


def _document(dom: Any, reports: list[list[str]]) -> Any:
    words = Tokenizer()
    return dom.ObjectDocumentModel(
        [dom.Paragraph([dom.Sentence(text, words) for text in report]) for report in reports]
    )


if __name__ == "__main__":
    main()
