"""Edition → the JSON-LD of its page (schema.org NewsArticle), and its one-sentence description. Pure."""

from collections.abc import Mapping
from typing import Any

from briefgen.model.edition import Edition
from briefgen.render.moments import iso

#: What search engines show of a headline and of a description.
_HEADLINE, _DESCRIPTION = 110, 200


def description(edition: Edition) -> str:
    """Return what the edition tells besides its title: the lead's first sentence, else the tagline."""
    for story in edition.stories[:1]:
        for sentence in story.summary[:1]:
            return _cut(sentence.text, _DESCRIPTION)
    return edition.briefing.tagline or edition.briefing.title


def news_article(edition: Edition, publisher: str, page_url: str) -> Mapping[str, Any]:
    """Return the edition as a schema.org NewsArticle that cites every report."""
    reports = (report.url for story in edition.stories for report in story.articles)
    about = (name for story in edition.stories for name in (*story.actors, *story.topics))
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": _cut(edition.title, _HEADLINE),
        "description": description(edition),
        "inLanguage": edition.briefing.language,
        "datePublished": iso(edition.period.end),
        "isPartOf": {"@type": "Periodical", "name": edition.briefing.title},
        "author": {"@type": "Organization", "name": publisher},
        "publisher": {"@type": "Organization", "name": publisher},
        "wordCount": edition.word_count,
        "timeRequired": f"PT{edition.reading_minutes}M",
        "about": [{"@type": "Thing", "name": edition.names.get(x, x)} for x in dict.fromkeys(about)],
        "citation": list(dict.fromkeys(reports)),
    }
    if page_url:
        article["url"] = page_url
    return article


def _cut(text: str, most: int) -> str:
    """Return the text, or as many of its words as fit before an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
