"""Files → Findings. Each file is read once and shown to the rules for its kind. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from briefgen.lint import table
from briefgen.lint.addresses import Answered, Link, links_of
from briefgen.lint.clients import DEFAULT_CLIENTS
from briefgen.lint.looks import Scenery
from briefgen.lint.mailing import EMAIL_CEILING, as_sent
from briefgen.lint.markup import read
from briefgen.lint.message import Mail, decoded, parts_of, subject_of
from briefgen.lint.pdf import Failure
from briefgen.lint.pdf_facts import PdfFacts, facts_of
from briefgen.lint.plain import Plain
from briefgen.lint.reading import ease_of
from briefgen.lint.rules import Document
from briefgen.model.finding import Finding
from briefgen.model.link import LinkAnswer


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """How large and how hard an edition is. None where the file is absent."""

    email: int | None = None  #: bytes of the email's HTML, as sent
    email_ceiling: int = EMAIL_CEILING  #: that it must stay below
    message: int | None = None  #: bytes of the whole message
    page: int | None = None  #: bytes of the web page
    pdf: int | None = None  #: bytes
    pdf_pages: int | None = None
    grade: float | None = None  #: Flesch-Kincaid, of English sentences


def check(files: Mapping[str, bytes], *, clients: tuple[str, ...] = DEFAULT_CLIENTS) -> tuple[Finding, ...]:
    """Files of one edition, by name or path as ``out/BRIEFING/DATE/`` has them → what is wrong with them, by place.

    A file is known by its name: ``email.html``, ``index.html``, other ``*.html`` (as a page), ``*.eml``, ``*.pdf``,
    ``*.txt``, ``*.md``; others are left alone, and any may be absent. ``clients`` are those of email that matter:
    ``gmail``, ``outlook.windows``, ``*.ios``, ``all``. Never raises, whatever the files hold.
    """
    found = list(_findings(files, clients))
    order = {file: place for place, file in enumerate(files)}
    return tuple(sorted(found, key=lambda one: (order[one.file], one.line, one.column)))


def measure(files: Mapping[str, bytes]) -> Measures:
    """Files of one edition → their sizes, and how hard the page is to read."""
    measures = Measures()
    for file, content in files.items():
        match _kind(file):
            case "email":
                measures = replace(measures, email=len(as_sent(content)))
            case "page":
                ease = ease_of(_document(content))
                measures = replace(measures, page=len(content), grade=round(ease.grade, 1) if ease else None)
            case "mail":
                measures = replace(measures, message=len(content))
            case "pdf":
                measures = replace(measures, pdf=len(content), pdf_pages=_pdf(content).pages or None)
    return measures


def links(files: Mapping[str, bytes]) -> dict[str, tuple[Link, ...]]:
    """Files of one edition → the web addresses that a reader may follow, by file."""
    found = {
        file: tuple(links_of(_document(content))) for file, content in files.items() if _kind(file) in {"email", "page"}
    }
    return {file: some for file, some in found.items() if some}


def check_answers(links: Mapping[str, tuple[Link, ...]], answers: Mapping[str, LinkAnswer]) -> tuple[Finding, ...]:
    """Links by file, and what came of asking for them, by address → which are dead or have moved."""
    return tuple(
        finding
        for file, some in links.items()
        for rule in table.LINKS
        for finding in rule.findings(file, Answered(links=some, answers=answers))
    )


def check_failures(file: str, failures: tuple[Failure, ...]) -> tuple[Finding, ...]:
    """Return what veraPDF finds wrong with a PDF, as findings."""
    return tuple(finding for rule in table.STANDARDS for finding in rule.findings(file, failures))


def _kind(file: str) -> str:
    path = PurePosixPath(file)
    if path.name == "email.html":
        return "email"
    return {".html": "page", ".htm": "page", ".eml": "mail", ".pdf": "pdf", ".txt": "text", ".md": "markdown"}.get(
        path.suffix.lower(), ""
    )


def _findings(files: Mapping[str, bytes], clients: tuple[str, ...]) -> Iterator[Finding]:
    mails = {file: content for file, content in files.items() if _kind(file) == "mail"}
    subject = next((subject_of(Mail(raw=content, html=None)) for content in mails.values()), "")
    for file, content in files.items():
        match _kind(file):
            case "email":
                document = replace(_document(as_sent(content)), clients=clients, subject=subject)
                yield from (finding for rule in table.EMAIL for finding in rule.findings(file, document))
            case "page":
                document = _document(content)
                yield from (finding for rule in table.PAGE for finding in rule.findings(file, document))
            case "mail":
                mail = Mail(raw=content, html=_carried(content))
                yield from (finding for rule in table.MAIL for finding in rule.findings(file, mail))
            case "pdf":
                facts = _pdf(content)
                yield from (finding for rule in table.PDF for finding in rule.findings(file, facts))
            case "text" | "markdown" as kind:
                rules = table.TEXT if kind == "text" else table.MARKDOWN
                yield from (finding for rule in rules for finding in rule.findings(file, _plain(content)))


@lru_cache(maxsize=8)
def _document(content: bytes) -> Document:
    markup = read(content.decode("utf-8", "replace"))
    return Document(size=len(content), markup=markup, scenery=Scenery(markup=markup))


@lru_cache(maxsize=4)
def _pdf(content: bytes) -> PdfFacts:
    return facts_of(content)


def _carried(content: bytes) -> Document | None:
    """Return the HTML that a message carries."""
    part = next((one for one in parts_of(content) if one.get_content_type() == "text/html"), None)
    return None if part is None else _document(decoded(part).encode())


def _plain(content: bytes) -> Plain:
    try:
        return Plain(lines=tuple(content.decode("utf-8").splitlines()))
    except UnicodeDecodeError:
        return Plain(lines=tuple(content.decode("utf-8", "replace").splitlines()), encoded=False)
