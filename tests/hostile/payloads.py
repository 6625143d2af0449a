"""What attackers and fools put into feeds: our own list, and the corpora beside the project where they are."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

#: Asks the server of the page for this, wherever it is executed.
CANARY = "/executed"
_BEACON = f"new Image().src='{CANARY}'"

#: Each would act in one place or another: element, attribute, address, style, template, header, text direction.
OURS = (
    f"<script>{_BEACON}</script>",
    f'<img src=x onerror="{_BEACON}">',
    f'<svg onload="{_BEACON}"><animate onbegin="{_BEACON}" attributeName=x dur=1s></svg>',
    f'<svg><a xlink:href="javascript:{_BEACON}"><text y=9>x</text></a></svg>',
    f'<iframe srcdoc="&lt;script&gt;{_BEACON}&lt;/script&gt;"></iframe>',
    f'<details open ontoggle="{_BEACON}">x</details>',
    f'<a href="jav&#x09;ascript:{_BEACON}">x</a>',
    f"</title></style></textarea></script><script>{_BEACON}</script>",
    f'"><script>{_BEACON}</script>',
    f"' autofocus onfocus=\"{_BEACON}\" x='",
    f"--><script>{_BEACON}</script><!--",
    f"]]><script>{_BEACON}</script>",
    f'<noscript><p title="</noscript><img src={CANARY}>"></noscript>',
    f'<meta http-equiv=refresh content="0;url={CANARY}">',
    f'<link rel=stylesheet href="{CANARY}"><base href="https://evil.example/">',
    f"<style>*{{background:url({CANARY})}}</style>",
    f'<form action="{CANARY}"><button formaction="javascript:{_BEACON}">x</button></form>',
    f'<object data="{CANARY}"></object><embed src="{CANARY}">',
    f'<link rel=attachment href="file:///etc/passwd"><img src="{CANARY}">',
    "{{7*7}} and {{ ''.__class__.__mro__ }} and {% for x in range(9) %}{% endfor %} and ${7*7}",
    f"[x](javascript:{_BEACON}) ![x]({CANARY}) <javascript:{_BEACON}>",
    "Subject\r\nBcc: victim@evil.example\r\n\r\nbody",
    "=?utf-8?q?x=0D=0ABcc:_victim@evil.example?=",
    "cod.\u202efdp\u202c \u2066isolated\u2069 \u200bhidden\ufeff",
    "\x1b]0;owned\x07\x1b[2J bell\x00",
    "a" + "\u0301\u0316" * 300,
)  # fmt: skip

#: Addresses that must not become links, in any format.
ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "jav&#x09;ascript:alert(1)", "data:text/html,&lt;script&gt;alert(1)",
    "vbscript:msgbox(1)", "file:///etc/passwd", "smb://evil.example/share", "ftp://evil.example/x",
    "//evil.example\\@good.example/", "https://good.example\\@evil.example/",
    "mailto:x@evil.example?bcc=y@evil.example",
)  # fmt: skip


@cache
def corpora() -> Mapping[str, tuple[str, ...]]:
    """Return the payloads by corpus; only our own where the corpora are not beside the project."""
    folder = CORPORA / "hostile"
    found: dict[str, tuple[str, ...]] = {"ours": OURS}
    for name, file, key in (
        ("dompurify", "html-dompurify.json", "payload"),
        ("h5sc", "html-h5sc.json", "data"),
        ("naughty", "naughty-strings.json", ""),
    ):
        if (folder / file).exists():
            records = json.loads((folder / file).read_text(encoding="utf-8"))
            found[name] = tuple(record[key] if key else record for record in records)
    listed = folder / "html-payloads.txt"
    if listed.exists():
        found["payloads"] = tuple(listed.read_text(encoding="utf-8", errors="replace").splitlines())
    return found
