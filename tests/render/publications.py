"""The standing publications, and any edition as if it were one of theirs."""

import dataclasses

from briefgen.model.edition import Edition
from briefgen.render import packaged_templates

#: Those that have a look of their own.
PUBLICATIONS = tuple(sorted(path.parent.name for path in packaged_templates().glob("briefings/*/theme.toml")))

#: Of those the ones whose page differs in more than its theme, and one that is as plain as the others.
SHAPES = (
    "israel",
    *(name for name in PUBLICATIONS if (packaged_templates() / f"briefings/{name}/page.html.j2").is_file()),
)


def issued_as(publication: str, edition: Edition) -> Edition:
    """Return the edition as one of the publication of this id, with its templates and its theme."""
    return dataclasses.replace(edition, briefing=dataclasses.replace(edition.briefing, id=publication, template=""))
