"""The peer of our PDF: WeasyPrint by itself in a process of its own, fonts and parsed styles shared between runs.

    python -m tests.benchmarks.weasyprint_alone DOCUMENT.html STYLE.css RUNS    prints the median in seconds

The caller sets FONTCONFIG_FILE, so that both sides use the same fonts.
"""

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from briefgen.render.pdf_worker import VARIANT
from tests.benchmarks.measuring import median_seconds


def main() -> None:
    """Measure and print."""
    html, css = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
    fonts = FontConfiguration()
    style = CSS(string=css, font_config=fonts)

    def once() -> object:
        return HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant=VARIANT)

    print(median_seconds(once, int(sys.argv[3])))  # noqa: T201  the result


main()
