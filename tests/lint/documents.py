"""Documents without a fault, from which a test makes the one fault that it is about."""

from collections.abc import Iterable

from briefgen import lint
from briefgen.model.finding import Finding

GOOD_EMAIL = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Harbour Briefing</title>
<!--[if mso]><style>td{mso-line-height-rule:exactly}</style><![endif]-->
<style>
@media (max-width: 599px) { .cell { padding: 0 !important; } }
@media (prefers-color-scheme: dark) {
  .paper { background-color: #14181c !important; }
  .ink { color: #e8e6e3 !important; }
  .link { color: #7cc4f0 !important; }
}
[data-ogsb] .paper { background-color: #14181c !important; }
[data-ogsc] .ink { color: #e8e6e3 !important; }
[data-ogsc] .link { color: #7cc4f0 !important; }
</style>
</head>
<body>
<div class="preheader" style="display:none; color:#1a1a1a">Four cranes stopped at noon, and the port says why.</div>
<table role="presentation" class="paper" style="background-color:#ffffff"><tr>
<td class="cell ink" style="color:#1a1a1a">
<h1 style="font-size:32px">Harbour Briefing</h1>
<h2>Shipping</h2>
<p>The cranes stopped.
<a class="link" style="color:#0a5684" href="https://example.org/cranes">Cranes stop at noon</a></p>
</td></tr></table>
</body>
</html>
"""

GOOD_PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Harbour Briefing</title>
<meta name="description" content="Four cranes stopped at noon, the ferry is late, the market opens again on Monday.">
<meta property="og:type" content="article">
<meta property="og:title" content="Harbour Briefing">
<link rel="canonical" href="https://news.example/harbour">
<style>
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --link: #0a5684; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181c; --ink: #e8e6e3; --link: #7cc4f0; } }
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 serif; }
a { color: var(--link); }
</style>
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Cranes"}</script>
</head>
<body>
<main>
<h1>Harbour Briefing</h1>
<h2 id="shipping">Shipping</h2>
<p>The cranes stopped.
<a href="https://example.org/cranes">Cranes stop at noon</a>, <a href="#shipping">shipping</a></p>
</main>
</body>
</html>
"""

GOOD_TEXT = """Harbour Briefing

The cranes stopped.
https://example.org/cranes
"""


def changed(document: str, old: str, new: str) -> str:
    """Return a document with one thing changed; what is to be changed must stand there."""
    assert old in document, f"{old!r} is not in the document"
    return document.replace(old, new, 1)


def findings(file: str, content: str | bytes, **more: bytes) -> tuple[Finding, ...]:
    """Return what is found in one file."""
    return lint.check({file: content if isinstance(content, bytes) else content.encode(), **more})


def rules(found: Iterable[Finding]) -> set[str]:
    """Return the ids of the rules that are broken, notes apart."""
    return {finding.rule for finding in found if finding.level != "note"}


def broken_in_email(old: str, new: str) -> set[str]:
    """Return the rules that a change of the good email breaks."""
    return rules(findings("email.html", changed(GOOD_EMAIL, old, new)))


def broken_in_page(old: str, new: str) -> set[str]:
    """Return the rules that a change of the good page breaks."""
    return rules(findings("index.html", changed(GOOD_PAGE, old, new)))


def notes(file: str, content: str) -> set[str]:
    """Return the ids of the notes on one file."""
    return {finding.rule for finding in findings(file, content) if finding.level == "note"}


def said(file: str, content: str, rule: str) -> list[str]:
    """Return ``line:column message`` of everything that one rule says of a file."""
    return [f"{one.line}:{one.column} {one.message}" for one in findings(file, content) if one.rule == rule]
