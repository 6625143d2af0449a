"""Text → Markdown that shows exactly this text. Pure.

No title and no sentence can become emphasis, a link, a heading, a list or HTML, neither in Python-Markdown nor in
CommonMark nor on GitHub, which also makes links of bare addresses.
"""

import re

from briefgen.render.addresses import safe_url

_MARKS = re.compile(r"([\\`*_{}\[\]#!|~])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "$": "&#36;"}
#: What makes a line a list, a quotation or the underline of a heading.
_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def md(text: object) -> str:
    """Return one line of Markdown that is read as ``text``, white space collapsed."""
    line = " ".join(str(text).split())
    line = _MARKS.sub(r"\\\1", line)
    line = re.sub(r"[&<>@$]", lambda found: _ENTITIES[found[0]], line)
    line = re.sub(r"://", "&#58;//", line)
    line = re.sub(r"\b(www)\.", r"\1\\.", line, flags=re.IGNORECASE)
    line = re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
    return re.sub(r"^([-+=:])", lambda found: f"&#{ord(found[0])};", line)


def md_url(address: object) -> str:
    """Return the destination of a Markdown link, in angle brackets, filtered like every address."""
    url = safe_url(address)
    for character, code in (("&", "&amp;"), ("*", "%2A"), ("_", "%5F"), ("`", "%60"), ("\\", "%5C")):
        url = url.replace(character, code)
    return f"<{url}>"
