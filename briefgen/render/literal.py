"""Text → Markdown that shows exactly this text. Pure.

No title and no sentence can become emphasis, a link, a heading, a list or HTML, neither in Python-Markdown nor in
CommonMark nor on GitHub, which also makes links of bare addresses. What needs no escape gets none: the file is read
as it is, too.
"""

import re

from briefgen.render.addresses import safe_url

#: Marks with a backslash form in every Markdown.
_MARKS = re.compile(r"[\\`*_{}\[\]]|#(?!\d+;)")
#: Marks that Python-Markdown knows no backslash form of: an entity, HTML, a table, a strike, a mention, a formula
#: (a dollar before a digit is money and opens none), a bare address; at the start a list, a quotation, an underline.
_ENTITIES = re.compile(r"&(?=#?\w+;)|[<|~@]|\$(?!\d)|:(?=//)|(?<=www)\.|^[-+=:>]", re.IGNORECASE)
#: The start of a numbered list.
_NUMBERED = re.compile(r"^(\d+)([.)])")


def md(text: object) -> str:
    """Return one line of Markdown that is read as ``text``, white space collapsed."""
    line = " ".join(str(text).split())
    line = _ENTITIES.sub(lambda found: f"&#{ord(found[0])};", line)
    line = _NUMBERED.sub(lambda found: f"{found[1]}&#{ord(found[2])};", line)
    return _MARKS.sub(r"\\\g<0>", line)


def md_url(address: object) -> str:
    """Return the destination of a Markdown link, in angle brackets, filtered like every address."""
    url = safe_url(address)
    for character, code in (("&", "&amp;"), ("*", "%2A"), ("_", "%5F"), ("`", "%60"), ("\\", "%5C")):
        url = url.replace(character, code)
    return f"<{url}>"
