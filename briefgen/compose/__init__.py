"""Step 7 of 9. Stories × Period → Edition: ranked, laid out in sections, with its sources. Pure."""

from briefgen.compose.balance import country_of
from briefgen.compose.courses import Course, courses, place
from briefgen.compose.editing import correction, correction_id, edited, standing
from briefgen.compose.focus import a_day, companions, days_of, outlets, source, span, subject_of
from briefgen.compose.layout import lay_out
from briefgen.compose.memo import Attached, compose_memo
from briefgen.compose.ranking import Concern, Part, Ranked, rank, readable_first
from briefgen.compose.reading_time import reading_minutes
from briefgen.compose.rewording import occurs
from briefgen.compose.selection import Placed, choose, why_left_out
from briefgen.compose.trends import trends
from briefgen.compose.voices import Said, quotes, voices
from briefgen.compose.week_ahead import week_ahead

__all__ = [
    "Attached",
    "Concern",
    "Course",
    "Part",
    "Placed",
    "Ranked",
    "Said",
    "a_day",
    "choose",
    "companions",
    "compose_memo",
    "correction",
    "correction_id",
    "country_of",
    "courses",
    "days_of",
    "edited",
    "lay_out",
    "occurs",
    "outlets",
    "place",
    "quotes",
    "rank",
    "readable_first",
    "reading_minutes",
    "source",
    "span",
    "standing",
    "subject_of",
    "trends",
    "voices",
    "week_ahead",
    "why_left_out",
]
