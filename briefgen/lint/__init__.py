"""Beside the steps. What a build wrote → Findings: what would go wrong at a reader's, and where. Pure.

======================  ===========================================================================================
``checking``            files → findings; sizes; the links that may be asked for
``table``               every rule, by what it looks at
``rules``               what a rule is
``structure``           rules for page and email: language, title, headings, alternatives, markup
``tongues``             passages in another script
``contrast``            text against its background, in light, dark and Outlook's dark mode
``leftovers``           what a template left behind
``addresses``           links
``mailing``             the email's HTML: size, kept styles, Outlook, pictures
``preheader``           the line that inboxes show beside the subject
``clients``, ``uses``   what caniemail.com knows of the features that the email uses
``webpage``             the page: no foreign requests, description, JSON-LD
``reading``             reading level
``message``, ``message_parts``  the message: bytes, headers, parts
``plain``               text and Markdown
``pdf``, ``pdf_facts``  the PDF
``markup``              HTML with places
``styles``, ``values``  CSS, read
``scenes``, ``cascade``, ``looks``, ``colours``  which styles hold where, and how elements look by them
======================  ===========================================================================================
"""

from briefgen.lint.addresses import Link
from briefgen.lint.checking import Measures, check, check_answers, check_failures, links, measure
from briefgen.lint.clients import DEFAULT_CLIENTS, chosen, unknown
from briefgen.lint.mailing import EMAIL_CEILING
from briefgen.lint.pdf import Failure
from briefgen.lint.table import AREAS

__all__ = [
    "AREAS",
    "DEFAULT_CLIENTS",
    "EMAIL_CEILING",
    "Failure",
    "Link",
    "Measures",
    "check",
    "check_answers",
    "check_failures",
    "chosen",
    "links",
    "measure",
    "unknown",
]
