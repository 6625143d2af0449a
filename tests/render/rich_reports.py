"""A trend report and a memo for looking at: invented figures of an invented month, in any language."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from briefgen.model.edition import Edition
from briefgen.model.focus import Companion, Focus, Outlet, Quote, Source, Storyline, StorylineDay, Subject, Voice
from briefgen.model.memo import Memo
from tests.factories import an_edition

_COUNTS = (3, 4, 2, 0, 5, 6, 4, 3, 2, 1, 0, 4, 9, 12, 8, 5, 4, 3, 3, 2, 1, 4, 5, 6, 7, 5, 4, 3, 6, 5)
_SINCE = date(2021, 11, 28)
_NOON = datetime(2021, 12, 11, 12, tzinfo=UTC)


def a_source(title: str = "Ferry line to open in April", **given: str) -> Source:
    """Return a report in English, or as it is given."""
    plausible = {"url": "https://levant-wire.example/ferry?a=1&b=2", "publisher": "Levant Wire", "language": "en"}
    return Source(title=title, published=_NOON, **{**plausible, **given})


def a_focus(*, name: str = "Cyprus", history: bool = True) -> Focus:
    """Return a month of one state, with everything that a report can hold."""
    days = (
        StorylineDay(
            date=date(2021, 12, 9), text="Port workers begin to strike", url="https://a.example/1", language="en"
        ),
        StorylineDay(
            date=date(2021, 12, 11), text="עובדי הנמל חוזרים לעבודה", url="https://b.example/2", language="he"
        ),
    )
    return Focus(
        subject=Subject(id="cyprus", name=name, kind="state"),
        since=_SINCE,
        begins=_SINCE,
        counts=_COUNTS,
        everything=(80,) * 30,
        reports=tuple(3 * count for count in _COUNTS),
        before=(2, 3) * 15 if history else (),
        everything_before=2100 if history else 0,
        first=a_source(),
        last=a_source("קו המעבורות ייפתח באפריל", language="he", publisher="שער הנמל"),
        outlets=(
            Outlet(name="Levant Wire", country="LB", ownership="wire", reports=60),
            Outlet(name="שער הנמל", country="IL", ownership="state", reports=31),
            Outlet(name="Harbour Post", country="", ownership="independent", reports=7),
        ),
        silent=2,
        countries={"LB": 60, "IL": 31},
        owners={"wire": 60, "state": 31, "independent": 7},
        companions=(
            Companion(id="greece", name="Greece", stories=41, previous=12, expected=20.4),
            Companion(id="turkey", name="Turkey", stories=12, previous=30, expected=51.0),
            Companion(id="eu", name="European Union", stories=6, previous=4, expected=6.8),
        ),
        voices=(
            Voice(name="Anna Example", role="Transport Minister", side="Cyprus", statements=14, own=True),
            Voice(name="Levent Örnek", role="", side="Turkey", statements=5, own=False),
        ),
        quotes=(
            Quote(
                name="Anna Example",
                role="Transport Minister",
                text="The second line opens in April, and it will run three times a week",
                verbatim=True,
                own=True,
                source=a_source(),
            ),
            Quote(
                name="Levent Örnek", role="", text="the line is none of its business", verbatim=False, own=False,
                source=a_source(publisher="Anatolia Courier"),
            ),
        ),
        storylines=(
            Storyline(
                id="l-1", headline="Strike closes the port of Limassol for three days", language="en", stories=6,
                reports=48, outlets=9, counts=_COUNTS, days=days,
            ),
            Storyline(
                id="l-2", headline="קו מעבורות שני ייפתח באפריל", language="he", stories=2, reports=11, outlets=3,
                counts=tuple(reversed(_COUNTS)),
            ),
        ),
        stories=37,
        outside=12,
    )  # fmt: skip


def a_report_edition(language: str = "en", **given: object) -> Edition:
    """Return the report of a month, with four stories."""
    plain = an_edition()
    masthead = replace(
        plain.briefing, id="trend-report", title="Trend Report", cadence="monthly", language=language, tagline="A month"
    )
    edition = replace(
        plain,
        id="trend-report/2021-12-28",
        title="Cyprus",
        briefing=masthead,
        period=replace(plain.period, start=plain.period.end - timedelta(days=30)),
        focus=a_focus(),
    )
    return replace(edition, **given)  # type: ignore[arg-type]  # fields of an edition


def a_memo_edition(text: str = "Some *words*.[^1]\n\n[^1]: A note.", language: str = "en", **given: object) -> Edition:
    """Return a memo with that text and no stories."""
    plain = an_edition()
    memo = Memo(author="Ada Example", written=plain.period.end, markdown=text, standfirst="In short.", tags=("method",))
    edition = replace(
        plain,
        id="memo/2021-12-28-two-readouts",
        slug="two-readouts",
        title="One call, two readouts",
        briefing=replace(plain.briefing, id="memo", title="Memo", language=language),
        sections=(),
        memo=memo,
    )
    return replace(edition, **given)  # type: ignore[arg-type]  # fields of an edition
