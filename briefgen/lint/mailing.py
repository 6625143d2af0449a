"""What the HTML of an email must have besides: size, kept styles, Outlook's conditionals, pictures. Pure."""

import re
from collections.abc import Iterator

from briefgen.lint.cascade import is_for_outlook
from briefgen.lint.rules import Document, Rule, Spot, at, shown

#: Gmail cuts a message whose HTML has 102 KiB; ours stays below this many bytes.
EMAIL_CEILING = 100 * 1024

#: Gmail drops a style block of more than so many characters (caniemail, html-style; email-bugs#62).
STYLE_CEILING = 8192

#: A picture that stands in ``email.html`` for browsers, and beside the HTML in the message (``render/pictures.py``).
_INSIDE = re.compile(rb'src="data:image/png;base64,[A-Za-z0-9+/=]*" data-cid="([^"]*)"')

_ACTIVE = (
    "script",
    "iframe",
    "form",
    "object",
    "embed",
    "video",
    "audio",
    "applet",
    "input",
    "button",
    "select",
    "textarea",
)


def email_size(document: Document) -> Iterator[Spot]:
    """Below Gmail's clip."""
    if document.size >= EMAIL_CEILING:
        yield Spot(message=f"the HTML has {document.size / 1024:.1f} KiB")


def style_size(document: Document) -> Iterator[Spot]:
    """Below what Gmail keeps of a style block."""
    for element in document.markup.all("style"):
        if (length := len(element.text)) > STYLE_CEILING:
            yield at(element, f"a style block of {length} characters")


def responsive_missing(document: Document) -> Iterator[Spot]:
    """A media query for phones has survived the inlining."""
    directives = document.scenery.cascade.sheet.directives
    if not any(one.keyword == "media" and "width" in one.prelude for one in directives):
        yield Spot(message="no media query adapts the message to a phone")


def dark_missing(document: Document) -> Iterator[Spot]:
    """A dark mode as authored."""
    directives = document.scenery.cascade.sheet.directives
    if not any(
        one.keyword == "media" and "prefers-color-scheme" in one.prelude and "dark" in one.prelude for one in directives
    ):
        yield Spot(message="there is no @media (prefers-color-scheme: dark)")
    if not document.scenery.is_dark_by_itself:
        yield Spot(message="there is no <meta name=color-scheme content='light dark'>")


def outlook_dark_missing(document: Document) -> Iterator[Spot]:
    """A dark mode for Outlook's apps."""
    if not any(is_for_outlook(rule) for rule in document.scenery.cascade.sheet.rules):
        yield Spot(message="there are no rules under [data-ogsc]")


def outlook_missing(document: Document) -> Iterator[Spot]:
    """A conditional for Outlook on Windows, which knows no max-width."""
    if not any(comment.lstrip().lower().startswith("[if") for _, _, comment in document.markup.comments):
        yield Spot(message="there is no conditional comment for Outlook")


def outlook_broken(document: Document) -> Iterator[Spot]:
    """Each conditional comment ends."""
    for line, column, comment in document.markup.comments:
        lower = comment.strip().lower()
        hidden = lower.startswith("[if") and not lower.endswith(("<!", "-->", "]>", "<!-"))
        if hidden and not lower.endswith("<![endif]"):
            yield Spot(
                line=line,
                column=column,
                message=f"the conditional comment {shown(comment, 40)} does not end with <![endif]",
            )
    shown_begin = [
        one for one in document.markup.comments if re.match(r"\s*\[if[^\]]*\]>\s*<!-?\s*$", one[2], re.IGNORECASE)
    ]
    shown_end = [one for one in document.markup.comments if one[2].strip().lower() == "<![endif]"]
    if len(shown_begin) != len(shown_end):
        line, column, _ = (*shown_begin, *shown_end)[0]
        yield Spot(
            line=line,
            column=column,
            message=f"{len(shown_begin)} conditionals shown elsewhere begin, {len(shown_end)} end",
        )


def email_active(document: Document) -> Iterator[Spot]:
    """Nothing that acts."""
    for element in document.markup.all(*_ACTIVE):
        yield at(element, f"<{element.tag}> does not work in email")
    for element in document.markup.elements:
        for name in element.attrib:
            if name.startswith("on"):
                yield at(element, f"the handler {name} does not work in email")


def email_external(document: Document) -> Iterator[Spot]:
    """No style from elsewhere."""
    for element in document.markup.all("link"):
        if "stylesheet" in (element.get("rel") or "").lower():
            yield at(element, f"a style sheet from elsewhere, {shown(element.get('href') or '')}")
    for directive in document.scenery.cascade.sheet.directives:
        if directive.keyword == "import":
            yield Spot(line=directive.line, column=directive.column, message="a style sheet is imported")


def image_size(document: Document) -> Iterator[Spot]:
    """A picture says how wide it is: Outlook shows it at its own size, others leap while it loads."""
    for element in document.markup.all("img"):
        if not (element.get("width") or "").rstrip("px").isdigit():
            yield at(element, "image without a width in pixels")


def as_sent(content: bytes) -> bytes:
    """Return ``email.html`` as its message carries it: what a browser finds inside it comes by Content-ID there."""
    return _INSIDE.sub(rb'src="cid:\1"', content)


def image_source(document: Document) -> Iterator[Spot]:
    """A picture comes with the message, or over https."""
    for element in document.markup.all("img"):
        source = (element.get("src") or "").strip()
        if not source.lower().startswith(("cid:", "https:")):
            scheme = source.partition(":")[0].lower() if ":" in source[:12] else ""
            what = {"data": "Gmail and Outlook show no data: image", "http": "image over http"}.get(scheme)
            yield at(element, what or f"image from {shown(source, 40)}, which no client can find")


RULES: tuple[Rule[Document], ...] = (
    Rule(
        id="email-size",
        level="error",
        what=f"the HTML of the email has {EMAIL_CEILING // 1024} KiB or more",
        help="tell fewer stories in full and link to the page: Gmail cuts the end off at 102 KiB",
        look=email_size,
    ),
    Rule(
        id="style-size",
        level="warning",
        what=f"a style block has more than {STYLE_CEILING} characters",
        help="split the block in two: Gmail drops one that is longer",
        look=style_size,
    ),
    Rule(
        id="responsive-missing",
        level="warning",
        what="no media query adapts the message to a phone",
        help="keep a <style> with @media (max-width: 599px) from being inlined",
        look=responsive_missing,
    ),
    Rule(
        id="dark-missing",
        level="warning",
        what="the message has no dark colours of its own",
        help="keep a <style> with @media (prefers-color-scheme: dark), and declare color-scheme",
        look=dark_missing,
    ),
    Rule(
        id="outlook-dark-missing",
        level="warning",
        what="the message has no dark colours for Outlook's apps",
        help="repeat the dark colours under [data-ogsc] (text) and [data-ogsb] (backgrounds)",
        look=outlook_dark_missing,
    ),
    Rule(
        id="outlook-missing",
        level="warning",
        what="nothing is done for Outlook on Windows",
        help="give it a table of fixed width in <!--[if mso]> … <![endif]-->: it knows no max-width",
        look=outlook_missing,
    ),
    Rule(
        id="outlook-broken",
        level="error",
        what="a conditional comment for Outlook does not end",
        help="end it with <![endif]-->: else Outlook hides the rest",
        look=outlook_broken,
    ),
    Rule(
        id="email-active",
        level="error",
        what="scripts, forms, frames or players stand in the email",
        help="link to the page instead: clients remove them, filters distrust them",
        look=email_active,
    ),
    Rule(
        id="email-external",
        level="error",
        what="the email loads styles from elsewhere",
        help="inline the styles: clients load none",
        look=email_external,
    ),
    Rule(
        id="image-size",
        level="warning",
        what="an image has no width",
        help="give <img width>: Outlook on Windows knows no width by style",
        look=image_size,
    ),
    Rule(
        id="image-source",
        level="error",
        what="an image comes from where the client cannot or will not fetch it",
        help="attach it and refer to it by cid:, or serve it over https",
        look=image_source,
    ),
)
