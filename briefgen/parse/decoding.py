"""The bytes of a document → its text. Pure.

feedparser's own guess follows RFC 3023 and garbles what the web serves: it takes undeclared UTF-8 for ISO-8859-1, and
one broken byte turns a UTF-8 document into windows-1252. So the text is found here, in this order: byte order mark;
UTF-8 wherever the bytes allow it, whatever was declared, because text in another encoding is hardly ever valid UTF-8;
what the server or the document declares; the code page of the feed's language.
"""

import codecs
import contextlib
import re

#: Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: ``<?xm`` without a mark (XML 1.0, appendix F).
_OPENINGS = (
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"Lo\xa7\x94", "cp037"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")

#: What windows writes in a language; other languages have windows-1252.
_CODE_PAGES = {
    "ru": "cp1251", "uk": "cp1251", "bg": "cp1251", "sr": "cp1251", "be": "cp1251",
    "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "ur": "cp1256", "tr": "cp1254", "az": "cp1254", "el": "cp1253",
    "pl": "cp1250", "cs": "cp1250", "hu": "cp1250", "ro": "cp1250",
}  # fmt: skip
#: Declared so, but the other one is meant, which has more characters.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
#: What a document can be in without a mark. UTF-16 shows itself; UTF-7 is a disguise; others are no encodings of text.
_TEXT = re.compile(r"iso8859|cp\d|koi8|mac|gb|big5|euc|shift|iso2022|hz|johab|tis|ptcp|ascii")
#: Those of them that look like ASCII.
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})


def document_text(body: bytes, content_type: str, language: str) -> str:
    """Bytes, the server's Content-Type (or nothing) and the feed's language → text without an XML declaration."""
    text = _decoded(body, content_type, language).lstrip("\ufeff \t\r\n")
    return _DECLARATION.sub("", text, count=1).lstrip()


def _decoded(body: bytes, content_type: str, language: str) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    for opening, encoding in _OPENINGS:
        if body.startswith(opening):
            return body.decode(encoding, "replace")
    declared = _declared(body, content_type)
    if body.isascii() and not _SEVEN_BIT.intersection(declared):
        return body.decode("ascii")
    if not _SEVEN_BIT.intersection(declared):
        with contextlib.suppress(UnicodeDecodeError):
            return body.decode("utf-8")
    for encoding in (*(e for e in declared if e in _SEVEN_BIT), "utf-8", *declared):
        text = body.decode(encoding, "replace")
        if _is_plausible(text):
            return text
    fallback = _CODE_PAGES.get(language.split("-", maxsplit=1)[0].lower(), "cp1252")
    return body.decode(declared[0] if declared else fallback, "replace")


def _declared(body: bytes, content_type: str) -> list[str]:
    """The encodings that are named and known, the server's first."""
    found = _DECLARED.match(body[:400])
    server = _CHARSET.search(content_type)
    names = [*([server[1]] if server else []), *([found[1].decode("ascii", "replace")] if found else [])]
    known = []
    for name in names:
        with contextlib.suppress(LookupError):
            known.append(codecs.lookup(name).name)
    return [_WIDER.get(name, name) for name in known if _TEXT.match(name)]


def _is_plausible(text: str) -> bool:
    """A broken byte here and there is no reason to take the whole for something else."""
    broken = text.count("\ufffd")
    if not broken:
        return True
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return broken * 10 < foreign
