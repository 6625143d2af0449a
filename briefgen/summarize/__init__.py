"""Step 6 of 9. Story → Summary: a headline and cited sentences of its reports, never altered. Pure."""

from briefgen.summarize.telling import summarize

__all__ = ["summarize"]
