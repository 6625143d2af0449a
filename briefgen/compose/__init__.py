"""Step 7 of 9. Stories × Period → Edition: ranked, laid out in sections, with its sources. Pure."""

from briefgen.compose.balance import country_of
from briefgen.compose.layout import lay_out
from briefgen.compose.ranking import Concern, Part, Ranked, rank, readable_first
from briefgen.compose.selection import Placed, choose, why_left_out
from briefgen.compose.trends import trends
from briefgen.compose.week_ahead import week_ahead

__all__ = [
    "Concern",
    "Part",
    "Placed",
    "Ranked",
    "choose",
    "country_of",
    "lay_out",
    "rank",
    "readable_first",
    "trends",
    "week_ahead",
    "why_left_out",
]
