"""From an edit to the page that shows it, in a real Chromium; and how often fifty rapid saves reload it."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.benchmarks.measuring import Row
from tests.browser.chromium import a_browser, program
from tests.web.preview.running import PLACE, a_preview, a_workspace

#: Edits of each kind. A person takes a moment between two; the preview gathers what comes quicker than that.
EDITS, MOMENT = 12, 0.4

#: Milliseconds that an edit may take to show, and reloads that fifty saves may cost.
LIMIT, RELOADS = 300, 3

#: Saves, and seconds between two of them: as fast as they can be written, and as an editor that saves at every key.
SAVES, GAPS = 50, (0.0, 0.02, 0.08)

#: What is edited, in the workspace's templates → what is put in place of what; ``{n}`` is the number of the edit. Each
#: makes another document, so the frame is loaded anew and says when it has been painted.
EDITED = {
    "a template": ("page/index.html.j2", "</main>", '<i data-edit="{n}"></i></main>'),
    "an included template": (
        "page/story.html.j2",
        "{{ story.headline }}",
        '{{ story.headline }}<i data-edit="{n}"></i>',
    ),
    "a style": ("page/style.css.j2", "h1 {", "h1.edit-{n} {} h1 {"),
    "the theme": ("theme.toml", 'imprint = "', 'imprint = "Edit {n}. '),
}

#: Resolves with the moment, in milliseconds since 1970, at which the frame's new document has been painted.
_PAINTED = """loads => new Promise(done => {
  const frame = document.querySelector("iframe");
  const look = () => Number(document.body.dataset.loads) > loads
    ? frame.contentWindow.requestAnimationFrame(() => frame.contentWindow.requestAnimationFrame(() => done(Date.now())))
    : requestAnimationFrame(look);
  look();
})"""


def rows() -> Iterator[Row]:
    """Measure on the rich edition's page, with nobody else looking."""
    if program() is None:
        yield Row(what="(the preview is not measured; not at hand: Chromium: sh .ci/setup browser)", measured="")
        return
    with tempfile.TemporaryDirectory() as name:
        workspace = a_workspace(Path(name).resolve() / "newsroom")
        with a_preview(workspace) as address, a_browser() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(f"{address}/look/page/{PLACE}")
            page.locator("body[data-shown]").wait_for(state="attached")
            page.locator("#counts:not(:empty)").wait_for()
            everything: list[float] = []
            for what, (file, old, new) in EDITED.items():
                taken = [*_edits(page, workspace / "templates" / file, old, new)]
                everything += taken
                yield _row(f"edit of {what} to visible page", taken)
            yield _row("edit to visible page, all of these", everything, limit=f"p90 at most {LIMIT} ms")
            for gap in GAPS:
                yield _burst(page, workspace / "templates" / "page/index.html.j2", gap)


def _edits(page: Page, file: Path, old: str, new: str) -> Iterator[float]:
    """Yield the milliseconds of each edit but the first, which warms up."""
    source = file.read_text(encoding="utf-8")
    assert old in source
    for number in range(EDITS + 1):
        loads = _loads(page)
        changed = source.replace(old, new.replace("{n}", str(number)), 1)
        start = time.time()  # noqa: TID251  beside the browser's own clock
        file.write_text(changed, encoding="utf-8")
        shown = page.evaluate(_PAINTED, loads)
        if number:
            yield shown - start * 1000
        time.sleep(MOMENT)
    file.write_text(source, encoding="utf-8")
    page.evaluate(_PAINTED, _loads(page))
    time.sleep(MOMENT)


def _row(what: str, taken: list[float], limit: str = "") -> Row:
    p90 = statistics.quantiles(taken, n=10)[-1]
    return Row(
        what=what,
        measured=f"p90 {p90:.0f} ms",
        peer=f"median {statistics.median(taken):.0f} ms of {len(taken)}",
        limit=limit,
        missed=bool(limit) and p90 > LIMIT,
    )


def _burst(page: Page, file: Path, gap: float) -> Row:
    source = file.read_text(encoding="utf-8")
    before = _loads(page)
    for number in range(1, SAVES + 1):
        file.write_text(source.replace("</main>", f'<i id="save-{number}"></i></main>'), encoding="utf-8")
        time.sleep(gap)
    page.frame_locator("iframe").locator(f"#save-{SAVES}").wait_for(state="attached")
    time.sleep(1)  # long enough for a reload too many
    reloads = _loads(page) - before
    file.write_text(source, encoding="utf-8")
    page.frame_locator("iframe").locator(f"#save-{SAVES}").wait_for(state="detached")
    time.sleep(MOMENT)
    return Row(
        what=f"{SAVES} saves, {gap * 1000:.0f} ms apart",
        measured=f"{reloads} reloads",
        limit=f"at most {RELOADS}",
        missed=reloads > RELOADS,
    )


def _loads(page: Page) -> int:
    return int(page.locator("body").get_attribute("data-loads") or 0)
