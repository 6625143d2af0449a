"""Step 6 of 9. Story → Summary: a headline and cited sentences of its reports, never altered; the numbers; who says what. Pure."""

from briefgen.summarize.accounts import accounts
from briefgen.summarize.changes import changes, is_unchanged
from briefgen.summarize.figures import figures
from briefgen.summarize.statements import statements
from briefgen.summarize.telling import summarize

__all__ = ["accounts", "changes", "figures", "is_unchanged", "statements", "summarize"]
