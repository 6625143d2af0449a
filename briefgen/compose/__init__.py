"""Step 7 of 9. Stories × Period → Edition: ranked, laid out in sections, with its sources. Pure."""

from briefgen.compose.balance import country_of
from briefgen.compose.layout import lay_out
from briefgen.compose.ranking import Concern, Part, Ranked, rank, readable_first
from briefgen.compose.selection import Placed, choose, why_left_out

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
    "why_left_out",
]
