"""spaCy's PhraseMatcher over the same names and texts, in its own environment: seconds, and how many were found."""

import importlib
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Read names and texts from the file named on the command line; print the result as JSON."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    nlp = importlib.import_module("spacy").blank("en")
    matcher = importlib.import_module("spacy.matcher").PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("names", [nlp.make_doc(name) for name in given["names"]])
    times = []
    for _ in range(int(sys.argv[2])):
        begun = time.perf_counter()
        found = sum(len(matcher(nlp.make_doc(text))) for text in given["texts"])
        times.append(time.perf_counter() - begun)
    print(json.dumps({"seconds": sorted(times)[len(times) // 2], "found": found}))  # noqa: T201  the result


if __name__ == "__main__":
    main()
