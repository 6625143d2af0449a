"""Edition → the messages that are sent, one for each format that readers asked for, with marks for what is theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.model.edition import Edition
from briefgen.model.marks import MarkedParts
from briefgen.model.reader import MailFormat
from briefgen.render.counting import counted
from briefgen.render.engine import Engine
from briefgen.render.mail import Mail, write_mail
from briefgen.render.message import message, message_with_pdf, text_message
from briefgen.render.pdf import write_pdf
from briefgen.render.pdf_press import Press
from briefgen.render.printable import printable


def render_messages(  # noqa: PLR0913  what an edition is rendered with
    edition: Edition,
    formats: Iterable[MailFormat],
    *,
    engine: Engine,
    sender: str,
    page_url: str = "",
    marks: MarkedParts | None = None,
    press: Press | None = None,
) -> Iterator[tuple[MailFormat, bytes]]:
    """Yield each format's message, addressed to nobody; with ``marks`` where a reader's address and links belong.

    Raises as ``render`` does.
    """
    tidy = printable(edition)
    html, plain = (marks.html, marks.text) if marks else (None, None)
    text = engine.render("text/email.txt.j2", tidy, page_url=page_url, own=plain)
    mail = None
    for wanted in dict.fromkeys(formats):
        if wanted == "text":
            yield wanted, text_message(tidy, text, sender)
            continue
        mail = mail or _counted(write_mail(tidy, engine, page_url, html), tidy, page_url)
        if wanted == "html":
            yield wanted, message(tidy, mail.html, text, sender, mail.pictures)
        else:
            pdf = write_pdf(tidy, engine, press, source=edition)
            yield wanted, message_with_pdf(tidy, mail.html, text, sender, mail.pictures, pdf)


def _counted(mail: Mail, edition: Edition, page_url: str) -> Mail:
    return replace(mail, html=counted(mail.html, edition, page_url)) if edition.briefing.counts and page_url else mail
