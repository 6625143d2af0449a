"""Every rule, by what it looks at: the one table that ``briefgen lint --rules`` prints. Pure."""

from briefgen.lint import (
    addresses,
    clients,
    contrast,
    leftovers,
    mailing,
    message,
    message_parts,
    pdf,
    plain,
    preheader,
    reading,
    structure,
    tongues,
    webpage,
)
from briefgen.lint.addresses import Answered
from briefgen.lint.message import Mail
from briefgen.lint.pdf import Failure
from briefgen.lint.pdf_facts import PdfFacts
from briefgen.lint.plain import Plain
from briefgen.lint.rules import Document, Rule

#: Of both HTML files.
HTML: tuple[Rule[Document], ...] = (
    *structure.RULES,
    *tongues.RULES,
    *contrast.RULES,
    *leftovers.RULES,
    *addresses.RULES,
)
EMAIL: tuple[Rule[Document], ...] = (*HTML, *mailing.RULES, *preheader.RULES, *addresses.EMAIL_RULES, *clients.RULES)
PAGE: tuple[Rule[Document], ...] = (*HTML, *webpage.RULES, *reading.RULES)
MAIL: tuple[Rule[Mail], ...] = (*message.RULES, *message_parts.RULES)
TEXT: tuple[Rule[Plain], ...] = plain.RULES
MARKDOWN: tuple[Rule[Plain], ...] = plain.MARKDOWN_RULES
PDF: tuple[Rule[PdfFacts], ...] = pdf.RULES
STANDARDS: tuple[Rule[tuple[Failure, ...]], ...] = pdf.FAILURE_RULES
LINKS: tuple[Rule[Answered], ...] = addresses.ANSWERED_RULES

#: Title of an area -> its rules, each once, as the table shows them.
AREAS: dict[
    str,
    tuple[Rule[Document] | Rule[Mail] | Rule[Plain] | Rule[PdfFacts] | Rule[Answered] | Rule[tuple[Failure, ...]], ...],
] = {
    "page and email": HTML,
    "email.html": tuple(rule for rule in EMAIL if rule not in HTML),
    "index.html": tuple(rule for rule in PAGE if rule not in HTML),
    "email.eml": MAIL,
    "briefing.txt, briefing.md": TEXT,
    "briefing.pdf": PDF,
    "with --links": LINKS,
    "with --verapdf": STANDARDS,
}
