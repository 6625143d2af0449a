"""The peer of our fetching: one ``curl`` that asks for all feeds, as many at once as we do."""

import re
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.fetch import Limits

_CODE = 304


def curl() -> str | None:
    """Return the program, if it can ask for several documents at once (7.66 and later)."""
    program = shutil.which("curl")
    if program is None:
        return None
    told = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout  # noqa: S603
    version = re.match(r"curl (\d+)\.(\d+)", told)
    return program if version and (int(version[1]), int(version[2])) >= (7, 66) else None


def write_orders(file: Path, addresses: Sequence[str], etags: Mapping[str, str], out: Path) -> Path:
    """Write what curl is to ask for: each body into a file of its own, with the validator where there is one."""
    blocks = []
    for n, address in enumerate(addresses):
        lines = [f'url = "{address}"', f'output = "{out}/{n}"', 'write-out = "%{http_code}\\n"', "silent"]
        if address in etags:
            value = etags[address].replace('"', '\\"')
            lines.append(f'header = "If-None-Match: {value}"')
        blocks.append("\n".join(lines))
    file.write_text("\nnext\n".join(blocks) + "\n", encoding="utf-8")
    return file


def ask(program: str, orders: Path, expected: int, count: int) -> float:
    """Have curl ask for everything; seconds. RuntimeError if not every answer has the expected status."""
    command = [program, "--parallel", "--parallel-immediate", "--parallel-max", str(Limits().in_flight)]
    begun = time.perf_counter()
    done = subprocess.run([*command, "--config", str(orders)], check=False, capture_output=True, text=True)  # noqa: S603
    seconds = time.perf_counter() - begun
    codes = done.stdout.split()
    if codes != [str(expected)] * count:
        message = f"curl was answered {codes.count(str(expected))} times {expected} of {count}: {done.stderr[:200]}"
        raise RuntimeError(message)
    return seconds
