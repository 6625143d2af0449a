"""Step 6 of 9. Story → Summary: a headline and cited sentences of its reports, never altered; the numbers. Pure."""

from briefgen.summarize.changes import changes, is_unchanged
from briefgen.summarize.figures import figures
from briefgen.summarize.telling import summarize

__all__ = ["changes", "figures", "is_unchanged", "summarize"]
