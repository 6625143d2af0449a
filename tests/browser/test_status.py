"""The status page as an operator sees it: well, troubled, down; light and dark, wide and narrow."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from briefgen.model.delivery import Plan, Wanted
from briefgen.model.feed import FeedState
from briefgen.operation.standing import Standing, standing
from briefgen.web.listening import address_of, answering, listen
from briefgen.web.status import application
from tests.newsroom import feeds_toml
from tests.operation.newsday import DAY, HOUR, MINUTE, a_desk, at_work
from tests.store.audience import a_reader, a_subscription

#: Friday, 06:00 in Berlin.
SIX = datetime(2026, 3, 27, 5, tzinfo=UTC)


def all_at_once(folder: Path) -> Standing:
    """Return how things stand where there is something of everything."""
    workspace = a_desk(folder / "desk")
    (workspace / "feeds/feeds.toml").write_text(feeds_toml({"rehov": "https://rehov.example/rss"}))
    with at_work(workspace, f"sqlite:///{folder}/briefgen.db", SIX - HOUR) as desk:
        desk.jump(SIX)
        store = desk.operation.store
        since, url = SIX - 50 * HOUR, "https://rehov.example/rss"
        state = FeedState(feed="rehov", configured=url, failures=9, failing_since=since, error="HTTP 500", checked=SIX)
        store.save_poll(state, (), SIX)
        a_subscription(store, a_reader(store, "one@example.org"), "morning")
        store.ledger.plan(Plan(edition="morning/2026-03-27", briefing="morning", date=date(2026, 3, 27)), SIX)
        run = store.runs.start("sender", SIX)
        store.ledger.step(run, (), Wanted(edition="morning/2026-03-27", most=1), SIX)
        store.runs.end(run, SIX)
        store.due.lacks("morning/2026-03-27", "pdf: templates/pdf/briefing.html.j2:1: " + "x" * 90, SIX + MINUTE)
        store.due.skip("sunday", date(2026, 3, 20), SIX - 7 * DAY, "nothing ran when it was due", SIX)
        store.due.claim("sunday", date(2026, 3, 27), SIX, desk.operation.run, SIX)
        return standing(desk.operation.config, store, SIX + 20 * timedelta(seconds=1))


@pytest.mark.slow
def test_axe_finds_nothing_on_the_status_page(browser: Browser, axe: str, tmp_path: Path) -> None:
    """Nor does it grow wider than a telephone; what is in doubt stands with the command that decides it."""
    troubled = all_at_once(tmp_path)
    assert troubled.state == "troubled"
    well = replace(troubled, in_doubt={}, wrong=(), doing=(), went=(), failing=())
    shown = [troubled]
    bound = listen("127.0.0.1", 0)
    address = address_of(bound)
    with answering(application(lambda: shown[-1], "127.0.0.1"), bound):
        for scheme, width in (("light", 1200), ("dark", 390)):
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                bypass_csp=True,
            )
            page = context.new_page()
            for found in (troubled, well, replace(well, schedulers=())):
                shown.append(found)
                page.goto(f"{address}?still")  # on the other page axe dislikes that it loads itself anew
                page.evaluate(axe)
                told: Any = page.evaluate("axe.run(document, {rules: {'target-size': {enabled: true}}})")
                assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in told["violations"]] == []
                assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            context.close()
        shown.append(troubled)
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        assert "briefgen deliveries morning 2026-03-27 --state doubtful" in page.inner_text("main")
        assert page.locator("b.incomplete").count() == 1
        assert page.locator("meta[http-equiv=refresh]").count() == 1
        page.get_by_role("link", name="hold it still").click()
        assert page.locator("meta[http-equiv=refresh]").count() == 0
        context.close()
