"""What all tests share: golden files, the flag that rewrites them, and which tests come first."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-golden``."""
    parser.addoption(
        "--update-golden", action="store_true", help="write what is made now as what tests expect from now on"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that hold slow tests first, so that none of these is left over for one worker at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Return a check: these bytes are those of ``tests/golden/NAME``."""
    update = bool(request.config.getoption("--update-golden"))

    def check(name: str, content: bytes) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        expected = path.read_bytes()
        assert content.decode().splitlines() == expected.decode().splitlines(), f"{name} differs; see --update-golden"
        assert content == expected, f"{name} differs in its line ends"

    return check
