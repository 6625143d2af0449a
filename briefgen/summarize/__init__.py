"""Step 6 of 9. Story → Summary: a headline and cited sentences of its reports, never altered; the numbers. Pure."""

from briefgen.summarize.figures import figures
from briefgen.summarize.telling import summarize

__all__ = ["figures", "summarize"]
