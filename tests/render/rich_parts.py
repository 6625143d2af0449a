"""What the editions for looking at are made of: invented outlets, and how a report and a story of theirs look."""

from datetime import UTC, datetime, timedelta

from briefgen.model.edition import EditionStory, Report, Sentence

END = datetime(2022, 3, 9, 4, tzinfo=UTC)

OUTLETS = {
    "Harbour Post": ("harbour-post", "en"),
    "Levant Wire": ("levant-wire", "en"),
    "Gulf Dispatch": ("gulf-dispatch", "en"),
    "Strait Times Weekly": ("strait-weekly", "en"),
    "Cedar Tribune": ("cedar-tribune", "en"),
    "Anatolia Courier": ("anatolia-courier", "en"),
    "Невский обзор": ("nevsky-review", "ru"),
    "שער הנמל": ("shaar-hanamal", "he"),
    "مرآة الساحل": ("coast-mirror", "ar"),
}


def reports(*told: tuple[str, str]) -> tuple[Report, ...]:
    """Return reports of (outlet, title), the first the origin, each half an hour after the one before."""
    made = []
    for n, (outlet, title) in enumerate(told, start=1):
        feed, language = OUTLETS[outlet]
        made.append(
            Report(
                n=n,
                url=f"https://{feed}.example/2022/03/08/{feed}-{len(title)}{n}?ref=rss&id={n}",
                title=title,
                publisher=outlet,
                feed=feed,
                language=language,
                published=END - timedelta(hours=14) + timedelta(minutes=30 * n),
                origin=not title.startswith("AGENCY"),
            )
        )
    return tuple(made)


def story(rank: int, headline: str, *sentences: tuple[str, tuple[int, ...]], **given: object) -> EditionStory:
    """Return a story of the rank with these cited sentences."""
    plausible = {
        "id": f"s-{rank:04d}",
        "rank": rank,
        "score": round(1 / rank, 4),
        "headline": headline,
        "language": "en",
        "status": "new",
        "first_reported": END - timedelta(hours=13, minutes=7 * rank),
        "summary": tuple(Sentence(text=text, cites=cites) for text, cites in sentences),
    }
    return EditionStory(**{**plausible, **given})  # type: ignore[arg-type]
