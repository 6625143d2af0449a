"""Polling, as the scheduler does it: it ends between two pages when it is to stop. A real publisher on loopback."""

from datetime import timedelta
from pathlib import Path

from briefgen.operation.gathering import Gathering
from tests.newsroom import PRESENT, a_newsroom, an_outlet, item, rss
from tests.operation.newsday import at_work

HOUR = timedelta(hours=1)


def test_a_round_ends_between_two_pages_when_it_is_to_stop(tmp_path: Path) -> None:
    """A slow host may have pages for minutes; what was read is stored, the rest is asked for after the next start."""
    with an_outlet() as outlet:
        page = b"<html><body><p>" + b"The Russian foreign minister spoke in Cairo. " * 20 + b"</p></body></html>"
        items = []
        for number in range(4):
            link = outlet.publish(f"/page-{number}", page, kind="text/html")
            items.append(item(f"Lavrov speaks in Cairo for the {number}. time", "In short.", PRESENT - HOUR, link))
        address = outlet.publish("/feed", rss(*items))
        workspace = a_newsroom(tmp_path / "desk", {}, addresses={"slow": address})
        feeds = workspace / "feeds/feeds.toml"
        feeds.write_text(feeds.read_text() + "full_text = true\n")
        with at_work(workspace, f"sqlite:///{tmp_path}/briefgen.db", PRESENT) as desk:

            class Asked(list[str]):
                def append(self, path: str) -> None:
                    super().append(path)
                    if path.startswith("/page"):
                        desk.operation.stopping.set()

            outlet.asked = Asked()
            gathering = Gathering(desk.operation)
            assert not gathering.tick()
            gathering.close()
            assert 0 < sum(path.startswith("/page") for path in outlet.asked) < 4
            assert len(desk.operation.store.articles(PRESENT - 2 * HOUR, PRESENT)) == 4
