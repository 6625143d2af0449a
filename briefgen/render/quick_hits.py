"""Story → what a quick hit shows of it: one line, at most one sentence, one link an outlet. Pure."""

from briefgen.model.edition import EditionStory, Report, Sentence

#: Outlets that are named at most; the others are counted.
OUTLETS = 4


def hit_sentence(story: EditionStory) -> Sentence | None:
    """Return the first sentence, unless it says no more than the headline."""
    for sentence in story.summary[:1]:
        if _plain(sentence.text) != _plain(story.headline):
            return sentence
    return None


def hit_reports(story: EditionStory) -> tuple[Report, ...]:
    """Return one report of each outlet, of at most ``OUTLETS``: those that the sentence cites, then the origins."""
    sentence = hit_sentence(story)
    cited = sentence.cites if sentence else ()
    ordered = sorted(story.articles, key=lambda report: (report.n not in cited, not report.origin, report.n))
    chosen: dict[str, Report] = {}
    for report in ordered:
        if report.n in cited or len(chosen) < OUTLETS:
            chosen.setdefault(report.publisher, report)
    return tuple(sorted(chosen.values(), key=lambda report: report.n))


def _plain(text: str) -> str:
    return text.strip().rstrip(".").casefold()
