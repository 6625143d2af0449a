"""Reduces caniemail's data to what the rule `client-support` needs: what fails where, and how a use of it is known.

    npm pack caniemail@1.0.5 && tar xzf caniemail-1.0.5.tgz
    python -m tests.lint.reduce_caniemail package

writes ``briefgen/lint/caniemail.json`` and its licence beside it. The data are caniemail.com's, MIT.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "briefgen" / "lint"

RULES = tomllib.loads(Path(__file__).with_name("caniemail.toml").read_text(encoding="utf-8"))


def keys_of(slug: str) -> list[str]:
    """Return by which uses a feature is known."""
    if slug in RULES["keys"]:
        return list(RULES["keys"][slug])
    kind, _, name = slug.partition("-")
    for start, key in (
        ("css-pseudo-class-", "pseudo"),
        ("css-pseudo-element-", "pseudo"),
        ("css-unit-", "unit"),
        ("html-aria-", "attribute:aria-"),
        ("html-input-", "input"),
    ):
        if slug.startswith(start):
            rest = slug.removeprefix(start)
            return [f"{key}{rest}" if key.endswith("-") else f"{key}:{rest}"]
    return [f"{({'css': 'property', 'html': 'element', 'image': 'image'})[kind]}:{name}"]


def fails_of(feature: dict[str, Any]) -> dict[str, list[str]]:
    """Return client -> status of its latest version, and the first and last version of which it holds."""
    found = {}
    for family, platforms in feature["stats"].items():
        for platform, versions in platforms.items():
            tested = [(version, status[0]) for version, status in versions.items() if status[0] != "u"]
            if not tested or tested[-1][1] == "y":
                continue
            last, state = tested[-1]
            since = last
            for version, earlier in reversed(tested):
                if earlier != state:
                    break
                since = version
            found[f"{family}.{platform}"] = [state, since, last]
    return found


def main(package: Path) -> None:
    """Write the reduced data and the licence."""
    data = json.loads((package / "data" / "caniemail.json").read_text(encoding="utf-8"))
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    features = []
    for feature in data["data"]:
        slug, fails, keys = feature["slug"], fails_of(feature), keys_of(feature["slug"])
        if fails and keys:
            degrades = slug.startswith(tuple(RULES["degrades"]))
            features.append({"id": slug, "title": feature["title"], "keys": keys, "degrades": degrades, "fails": fails})
    names = data["nicenames"]
    head = {
        "from": f"npm caniemail {version} (MIT), data of caniemail.com of {data['last_update_date'][:10]}",
        "families": names["family"],
        "platforms": names["platform"],
    }
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + f',\n "features": [\n{lines}\n]}}\n'
    (TARGET / "caniemail.json").write_text(text, encoding="utf-8")
    (TARGET / "caniemail-LICENSE.txt").write_bytes((package / "LICENSE").read_bytes())
    print(f"{len(features)} features, {len(text)} bytes")  # noqa: T201  for whoever runs it


if __name__ == "__main__":
    main(Path(sys.argv[1]))
