"""The process that lays out PDFs: jobs on standard input, documents on standard output. Started by ``pdf_press``.

A process of its own, because some documents never end or take all memory, and because it sees one private font
configuration (``FONTCONFIG_FILE``, set by the press) and nothing of the host: same job, same bytes, on every machine.
Job and answer are each one line of JSON, whose ``sizes`` tell how many bytes follow. The only home of WeasyPrint.
"""

import functools
import gc
import io
import json
import logging
import signal
import sys
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from weasyprint import CSS, HTML, Attachment, Document
    from weasyprint.urls import URLFetcher

#: What relative addresses of images stand on. Nothing is ever asked of it.
ASSETS = "https://assets.invalid/"

#: Standards the document claims: tagged and archivable, PDF/UA-1 within PDF/A-3a.
VARIANT = "pdf/a-3a"

#: What the attached source is called, what is said of it, and its date where the document has none.
SOURCE, DESCRIPTION, EPOCH = "edition.json", "The edition as data", "2000-01-01T00:00:00+00:00"

#: How the warning begins that a footnote is on no page: WeasyPrint 70 loses some where it breaks a paragraph.
LOST_NOTE = "lost footnote:"

#: PDF/UA's claim, put beside PDF/A's into the metadata; PDF/A wants the schema of a foreign claim described.
_UA_CLAIM = (
    b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that the document follows</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    b"</rdf:RDF>"
)


def main() -> None:
    """Answer jobs until standard input ends. The first line names the memory limit in MiB and the images."""
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not speak between the answers
    hello = json.loads(jobs.readline())
    _limit_memory(hello["memory"])
    images = {name: jobs.read(size) for name, size in hello["images"].items()}
    try:
        printer = Printer(images)
    except OSError as fault:  # WeasyPrint finds no Pango
        _answer(answers, {"fault": "native", "problem": str(fault)})
        return
    gc.disable()  # collecting in the middle of a layout costs a tenth of the time; it is done between documents
    gc.freeze()
    _answer(answers, {"subsetting": printer.subsetting})
    while line := jobs.readline():
        job = json.loads(line)
        html, css, source = (jobs.read(size) for size in job["sizes"])
        _set_alarm(job["seconds"])
        try:
            document, warnings = printer.write(html.decode(), css.decode(), source)
        except MemoryError:
            _answer(answers, {"fault": "memory", "problem": ""})
            return  # the heap is exhausted: the press starts a fresh process
        except Exception as fault:  # noqa: BLE001  whatever a document provokes is told to the press, which goes on
            _answer(answers, {"fault": "layout", "problem": f"{type(fault).__name__}: {fault}"})
            continue
        finally:
            _set_alarm(None)  # an idle worker is not ended by the alarm of its last document
        _answer(answers, {"warnings": warnings}, document)
        gc.collect()


class Printer:
    """WeasyPrint, loaded once, with fonts and parsed styles shared by all documents."""

    def __init__(self, images: dict[str, bytes]) -> None:
        """Load the native libraries; OSError if one is missing."""
        from weasyprint.text.ffi import harfbuzz_subset  # noqa: PLC0415  half a second, and may be impossible
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  likewise

        self.subsetting = bool(harfbuzz_subset)  #: without it everything works, at half the speed
        self._fonts = FontConfiguration()
        self._fetcher = _fetcher(images)
        self._styles = functools.lru_cache(maxsize=8)(self._parsed)
        self._notes = _Notes()
        logging.getLogger("weasyprint").addHandler(self._notes)

    def write(self, html: str, css: str, source: bytes = b"") -> tuple[bytes, list[str]]:
        """Lay out a document, its ``source`` attached (``SOURCE``); also return what WeasyPrint warned of."""
        self._notes.lines.clear()
        page = _parsed(html, self._fetcher)
        document = page.render(font_config=self._fonts, stylesheets=[self._styles(css)], pdf_variant=VARIANT)
        _claim_accessibility(document)
        lost = {note.get("id") for note in page.etree_element.iter("span") if "note" in note.get("class", "").split()}
        for found in document.pages:
            lost.difference_update(found.anchors)
        attachments = [_attachment(source, document)] if source else []
        pdf = document.write_pdf(pdf_variant=VARIANT, attachments=attachments, finisher=_compress)
        return bytes(pdf), [*dict.fromkeys(self._notes.lines), *(f"{LOST_NOTE} {name}" for name in sorted(lost))]

    def _parsed(self, css: str) -> "CSS":
        from weasyprint import CSS  # noqa: PLC0415  loaded with the printer

        return CSS(string=css, base_url=ASSETS, url_fetcher=self._fetcher, font_config=self._fonts)


def _claim_accessibility(document: "Document") -> None:
    """Let the metadata claim PDF/UA-1 too: WeasyPrint writes one claim only, the document keeps both."""
    plain = document.metadata.generate_rdf_metadata

    def both(*claim: Any) -> bytes:
        head, _, _ = bytes(plain(*claim)).rpartition(b"</rdf:RDF>")
        return head + _UA_CLAIM

    document.metadata.generate_rdf_metadata = both


def _parsed(html: str, fetcher: "URLFetcher") -> "HTML":
    """Return the document; a well-formed one, as ours is, in a tenth of the time that HTML takes to parse."""
    from weasyprint import HTML, cssselect2  # noqa: PLC0415  loaded with the printer

    class WellFormed(HTML):  # type: ignore[misc]  # its parent has no types
        def __init__(self, root: ET.Element) -> None:
            self.base_url, self.url_fetcher, self.media_type = ASSETS, fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    try:
        return WellFormed(ET.fromstring(html))  # noqa: S314  our own template's words; expat bounds what entities become
    except (ET.ParseError, ValueError):
        return HTML(string=html, base_url=ASSETS, url_fetcher=fetcher)


def _attachment(source: bytes, document: "Document") -> "Attachment":
    """Return the source as a file of the PDF: what PDF/A-3 calls a source, dated as the document is."""
    from weasyprint import Attachment  # noqa: PLC0415  loaded with the printer

    dated = datetime.fromisoformat(document.metadata.modified or EPOCH).astimezone(UTC)
    return Attachment(
        file_obj=io.BytesIO(source),
        name=SOURCE,
        description=DESCRIPTION,
        relationship="Source",
        created=dated,
        modified=dated,
    )


def _compress(_: "Document", pdf: Any) -> None:
    """Compress every stream once, at zlib's usual level: pydyf would do it twice, and three times as hard for 2 %."""
    for stream in pdf.objects:
        if getattr(stream, "compress", False):
            plain = b"\n".join(
                x.data if hasattr(x, "data") else x if isinstance(x, bytes) else str(x).encode() for x in stream.stream
            )
            stream.stream, stream.compress = [zlib.compress(plain)], False
            stream.extra["Filter"] = "/FlateDecode"


def _fetcher(images: dict[str, bytes]) -> "URLFetcher":
    """Return a fetcher that knows the given images and refuses everything else: no file, no network, no data."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  loaded with the printer

    class GivenImages(URLFetcher):  # type: ignore[misc]  # its parent has no types
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002  the parent's signature
            name = url.removeprefix(ASSETS)
            if name == url or name not in images:
                message = f"not one of the template's images: {url[:80]}"
                raise ValueError(message)
            return URLFetcherResponse(url, images[name])

    return GivenImages()


class _Notes(logging.Handler):
    """Keeps what is logged, as lines."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _limit_memory(mebibytes: int) -> None:
    try:
        import resource  # noqa: PLC0415  there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
    except (ImportError, ValueError, OSError):
        return  # macOS knows the limit and refuses it; the deadline still holds


def _set_alarm(seconds: float | None) -> None:
    """End this process by itself some seconds after its deadline, should the press be dead by then; None: do not."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else seconds + 5)


def _answer(answers: BinaryIO, head: dict[str, Any], document: bytes = b"") -> None:
    answers.write(json.dumps({**head, "size": len(document)}).encode() + b"\n" + document)
    answers.flush()


if __name__ == "__main__":
    main()
