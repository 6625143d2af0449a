"""Step 6 of 9. Story → what is told of it: summary, statements, accounts, figures, changes; never altered. Pure.

Only a language model, where a briefing wants one, may word sentences anew: as far as they can be verified, and marked.
"""

from briefgen.summarize.accounts import accounts
from briefgen.summarize.answers import Verified, verified
from briefgen.summarize.candidates import candidates
from briefgen.summarize.changes import changes, is_unchanged
from briefgen.summarize.figures import figures
from briefgen.summarize.headline import clean, is_background
from briefgen.summarize.offers import Offer, Prompt, offer, prompt
from briefgen.summarize.statements import statements
from briefgen.summarize.telling import ENOUGH_WORDS, MOST_SENTENCES, summarize
from briefgen.summarize.untold import untold

__all__ = [
    "ENOUGH_WORDS",
    "MOST_SENTENCES",
    "Offer",
    "Prompt",
    "Verified",
    "accounts",
    "candidates",
    "changes",
    "clean",
    "figures",
    "is_background",
    "is_unchanged",
    "offer",
    "prompt",
    "statements",
    "summarize",
    "untold",
    "verified",
]
