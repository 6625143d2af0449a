"""Dates in English text: which day, week, month or year a reader would take it for."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.language.dates import DatedSpan, dates
from briefgen.language.dates_calendar import bounds

#: A Monday.
WRITTEN = date(2021, 12, 27)


def found(text: str, language: str = "en", written: date = WRITTEN) -> list[tuple[str, str]]:
    """Return each date as written, with its value."""
    return [(text[one.start : one.end], one.value) for one in dates(text, written, language)]


def values(text: str, language: str = "en", written: date = WRITTEN) -> list[str]:
    """Return the values alone."""
    return [value for _, value in found(text, language, written)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was signed on 23 January 2022.", ["2022-01-23"]),
        ("It was signed on Jan. 23, 2022.", ["2022-01-23"]),
        ("It was signed on the 23rd of January, 2022.", ["2022-01-23"]),
        ("It was signed on Sunday, January 23rd, 2022.", ["2022-01-23"]),
        ("It was signed on 2022-01-23.", ["2022-01-23"]),
        ("It was signed on 23.01.2022.", ["2022-01-23"]),
        ("It was signed on 23/1/2022, or 1/23/2022.", ["2022-01-23", "2022-01-23"]),
        ("It was signed on 3/1/2022.", []),
        ("It was signed on 31 February 2022.", []),
        ("In March 2019 it began, and ended in late 2020.", ["2019-03", "2020"]),
        ("The conference of Jan. 4-6 in Geneva", ["2022-01-04", "2022-01-06"]),
        ("from 4 to 6 January", ["2022-01-04", "2022-01-06"]),
        ("the third quarter of 2020", ["2020-Q3"]),
        ("It grew to 2000 people from 1999 shares.", []),
    ],
)
def test_a_full_date_is_read_in_all_its_forms(text: str, expected: list[str]) -> None:
    """What can be read in two ways, or is no day of the calendar, is left alone."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two met on Friday.", ["2021-12-24"]),
        ("The two will meet on Friday.", ["2021-12-31"]),
        ("On Friday the two will meet in Oman.", ["2021-12-31"]),
        ("On Friday the two met in Oman.", ["2021-12-24"]),
        ("Chancellor to visit Doha on Thursday", ["2021-12-30"]),
        ("The two spoke on Friday and would meet again on Tuesday.", ["2021-12-24", "2021-12-28"]),
        ("It was reported on Sunday that talks resume on Thursday.", ["2021-12-26", "2021-12-30"]),
        ("Ahead of Thursday's summit ministers arrived.", ["2021-12-30"]),
        ("Thursday's meeting failed.", ["2021-12-23"]),
        ("Thursday's meeting will decide.", ["2021-12-30"]),
        ("The hearing, postponed to Thursday, was short.", ["2021-12-30"]),
        ("Talks are scheduled for Wednesday.", ["2021-12-29"]),
        ("The bill is expected to be approved on Wednesday.", ["2021-12-29"]),
        ("Talks failed to resume on Wednesday.", ["2021-12-22"]),
        ("He returned to work on Wednesday.", ["2021-12-22"]),
        ("Last Monday, next Monday, this coming Friday", ["2021-12-20", "2022-01-03", "2021-12-31"]),
        ("Monday of next week", ["2022-01-03"]),
        ("They spoke on Monday.", ["2021-12-27"]),
        ("Shops are open Monday to Friday, elsewhere Sunday through Thursday.", []),
        ("He will be there from Tuesday to Friday.", ["2021-12-28", "2021-12-31"]),
        ("Every Friday they march, and so they did on Good Friday and on Sundays.", []),
    ],
)  # fmt: skip
def test_a_bare_weekday_is_the_last_one_unless_the_verb_looks_ahead(text: str, expected: list[str]) -> None:
    """News tells what was; today counts for both."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began in October.", ["2021-10"]),
        ("It is to begin in October.", ["2022-10"]),
        ("Elections are due in March.", ["2022-03"]),
        ("An October agreement will be kept.", ["2021-10"]),
        ("The year ended Jan. 31 was good.", ["2022-01-31"]),
        ("It fell on June 30.", ["2021-06-30"]),
        ("The paper falls due on June 30.", ["2022-06-30"]),
        ("Last May and next May", ["2021-05", "2022-05"]),
        ("In July last year they met.", ["2020-07"]),
        ("They may march on May 5.", ["2022-05-05"]),
        ("April Jones may march, and Mar and Jan too.", []),
        ("The truce lasts until the 5th.", ["2022-01-05"]),
        ("The 5th Brigade left.", []),
    ],
)
def test_a_month_without_its_year_is_on_the_side_of_the_verb(text: str, expected: list[str]) -> None:
    """A day within two months is the nearer one, whatever the verb."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today, tomorrow, yesterday and tonight", ["2021-12-27", "2021-12-28", "2021-12-26", "2021-12-27"]),
        ("the day after tomorrow", ["2021-12-29"]),
        ("last week, this week, next week", ["2021-W51", "2021-W52", "2022-W01"]),
        ("last month, later this month, early next month", ["2021-11", "2021-12", "2022-01"]),
        ("earlier this year and early next year", ["2021", "2022"]),
        ("three days ago, a week ago, two years ago", ["2021-12-24", "2021-12-20", "2019-12-27"]),
        ("They will return in two weeks.", ["2022-01-10"]),
        ("They took the town in two weeks.", []),
        ("They return in two weeks' time.", ["2022-01-10"]),
        ("by the end of the month", ["2021-12-31"]),
        ("The vote was on 3 May 2021. Two days later they left, and the following month they met.",
         ["2021-05-03", "2021-05-05", "2021-06"]),
        ("Two days later they left.", []),
    ],
)  # fmt: skip
def test_what_is_counted_is_counted_from_the_day_of_writing(text: str, expected: list[str]) -> None:
    """Or from the date before it in the text, where the words say so."""
    assert values(text) == expected


def test_a_span_is_what_a_reader_would_underline() -> None:
    """Nothing of the sentence's end belongs to it."""
    assert found("He leaves on Monday 10 January. They met in Dec. 2020, he said.") == [
        ("Monday 10 January", "2022-01-10"),
        ("Dec. 2020", "2020-12"),
    ]


def test_a_value_knows_its_first_and_last_day() -> None:
    """Counted time is no more exact than its unit."""
    (week,) = dates("They will return in two weeks.", WRITTEN)
    assert (week.value, week.precision) == ("2022-01-10", "week")
    assert (week.first, week.last) == (date(2022, 1, 10), date(2022, 1, 16))
    month = DatedSpan(0, 1, "2022-02", "month")
    assert (month.first, month.last) == (date(2022, 2, 1), date(2022, 2, 28))
    quarter = DatedSpan(0, 1, "2021-Q4", "quarter")
    assert (quarter.first, quarter.last) == (date(2021, 10, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Встреча состоится 23 января 2022 года.", ["2022-01-23"]),
        ("ru", "В пятницу министры обсудят Сирию, во вторник они встретились.", ["2021-12-31", "2021-12-21"]),
        ("ru", "В прошлую пятницу, на следующей неделе, вчера", ["2021-12-24", "2022-W01", "2021-12-26"]),
        ("ru", "Два дня назад он уехал, через две недели состоится саммит.", ["2021-12-25", "2022-01-10"]),
        ("ru", "С 10 по 12 января, в мае 2021 года, 14.01.2022", ["2022-01-10", "2022-01-12", "2021-05", "2022-01-14"]),
        ("ru", "Каждый вторник идёт март.", []),
        ("ar", "يعقد الاجتماع في 23 يناير/كانون الثاني 2022 في جنيف.", ["2022-01-23"]),
        ("ar", "سيلتقي الوزيران يوم الخميس المقبل.", ["2021-12-30"]),
        ("ar", "قال أمس الأحد إن المحادثات ستستأنف الثلاثاء.", ["2021-12-26", "2021-12-28"]),
        ("ar", "الأسبوع الماضي والشهر المقبل", ["2021-W51", "2022-01"]),
        ("ar", "قبل ثلاثة أيام، ٥ آب ٢٠٢١", ["2021-12-24", "2021-08-05"]),
        ("he", "הפגישה תתקיים ב-23 בינואר 2022.", ["2022-01-23"]),
        ("he", "ביום חמישי שעבר נפגשו. ביום רביעי ייפגשו.", ["2021-12-23", "2021-12-29"]),
        ("he", "אתמול, בשבוע הבא, השבוע, לפני שלושה ימים", ["2021-12-26", "2022-W01", "2021-W52", "2021-12-24"]),
        ("he", "שני שרים נפגשו.", []),
        ("fa", "این نشست در ۲۳ ژانویه ۲۰۲۲ برگزار خواهد شد.", ["2022-01-23"]),
        ("fa", "روز پنج‌شنبه آینده دیدار خواهند کرد.", ["2021-12-30"]),
        ("fa", "دیروز، هفته آینده، سه روز پیش", ["2021-12-26", "2022-W01", "2021-12-24"]),
        ("fa", "۵ دی ۱۴۰۰", []),
        ("tr", "Toplantı 23 Ocak 2022'de yapılacak.", ["2022-01-23"]),
        ("tr", "Önümüzdeki cuma görüşecekler. Geçen salı görüştüler.", ["2021-12-31", "2021-12-21"]),
        ("tr", "Dün, gelecek hafta, üç gün önce.", ["2021-12-26", "2022-W01", "2021-12-24"]),
        ("tr", "Ocak ayında seçim bekleniyor.", ["2022-01"]),
        ("tr", "Pazar yerinde ocak yandı, cuma namazı kılındı.", []),
        ("fr", "le 23 janvier 2022", []),
    ],
)  # fmt: skip
def test_five_more_languages_are_read(language: str, text: str, expected: list[str]) -> None:
    """In their own words; a language that we have no words of gives nothing."""
    assert values(text, language) == expected


def test_a_span_is_one_of_the_text_as_written() -> None:
    """Though it was found in the folded text: with vowel points and joiners."""
    assert found("روز پنج‌شنبه آینده", "fa") == [("پنج‌شنبه آینده", "2021-12-30")]


_WORDS = """
the on in by until next last this Friday Monday's May Jan. January 5 23rd 31 2022 1/2/2022 14.01.2022 - ,
. two weeks days ago later year month end of quarter third following will met to meet yesterday ’s Dec 0
99 second 2021-13-41 23 января в пятницу через две недели назад يوم الخميس المقبل كانون الثاني قبل ב 23
בינואר ביום שני הבא روز هفته آینده پیش ocak ayında gün önce
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n\n", ""])
_LANGUAGES = st.sampled_from(["en", "ru", "ar", "he", "fa", "tr", "de"])


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=25).map(" ".join)),
    st.dates(),
    _LANGUAGES,
)
def test_dates_are_inside_the_text_in_order_and_of_the_calendar(text: str, written: date, language: str) -> None:
    """Whatever the text, and on the first and the last day of the calendar."""
    place = 0
    for one in dates(text, written, language):
        assert place <= one.start < one.end <= len(text)
        assert bounds(one.value)
        assert one.first <= one.last
        place = one.end


@pytest.mark.parametrize("repeated", ["on the ", "the end of ", "Monday ", "2 ", "5 January - ", "two weeks or "])
def test_no_text_takes_long(repeated: str) -> None:
    """Twice the text is about twice the work: this ends at once, or the timeout of the tests ends it."""
    assert isinstance(dates(repeated * 20_000, WRITTEN), tuple)
