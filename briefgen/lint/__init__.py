"""Beside the steps. What a build wrote → Findings: what would go wrong at a reader's, and where. Pure."""

from collections.abc import Iterator, Mapping

from briefgen.model.finding import Finding

#: Gmail cuts a message whose HTML has 102 KiB; ours stays below this many bytes.
EMAIL_CEILING = 100 * 1024


def check(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Files of one edition, by name or path as ``out/BRIEFING/DATE/`` has them → what is wrong with them, by place.

    A file is known by the end of its name: ``email.html``, ``email.eml``, ``index.html``, ``briefing.pdf``, ``*.txt``,
    ``*.md``. Any of them may be absent. Never raises, whatever the files hold.
    """
    return tuple(_sizes(files))


def _sizes(files: Mapping[str, bytes]) -> Iterator[Finding]:
    for file, content in files.items():
        if file.endswith("email.html") and len(content) >= EMAIL_CEILING:
            yield Finding(
                file=file,
                rule="email-size",
                level="error",
                message=f"the HTML has {len(content) / 1024:.1f} KiB",
                help=f"stay below {EMAIL_CEILING // 1024} KiB, or Gmail cuts the end off",
            )


__all__ = ["EMAIL_CEILING", "check"]
