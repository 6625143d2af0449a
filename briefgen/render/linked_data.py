"""Edition → the JSON-LD of its page (schema.org NewsArticle), and its one-sentence description. Pure."""

from collections.abc import Mapping
from typing import Any

from briefgen.model.edition import Edition
from briefgen.render.moments import iso

#: Of a page's picture, in pixels: what OpenGraph's readers ask for.
WIDTH, HEIGHT = 1200, 630

#: What search engines show of a headline and of a description.
_HEADLINE, _DESCRIPTION = 110, 200


def description(edition: Edition) -> str:
    """Return what the edition tells besides its title: a memo's standfirst, the lead's first sentence, the tagline."""
    if edition.memo and edition.memo.standfirst:
        return _cut(edition.memo.standfirst, _DESCRIPTION)
    for story in edition.stories[:1]:
        for sentence in story.summary[:1]:
            return _cut(sentence.text, _DESCRIPTION)
    return edition.briefing.tagline or edition.briefing.title


def news_article(edition: Edition, publisher: Mapping[str, Any], page_url: str, image: str) -> Mapping[str, Any]:
    """Return the edition as a schema.org NewsArticle that cites every report.

    ``publisher`` is the theme's; ``image`` the address of the page's picture, if anybody knows it.
    """
    reports = (report.url for story in edition.stories for report in story.articles)
    about = (name for story in edition.stories for name in (*story.actors, *story.topics))
    organization = {"@type": "Organization", "name": publisher.get("name", "")}
    if publisher.get("homepage"):
        organization["url"] = publisher["homepage"]
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": _cut(edition.title, _HEADLINE),
        "description": description(edition),
        "inLanguage": edition.briefing.language,
        "datePublished": iso(edition.period.end),
        "dateModified": iso(edition.period.end),
        "isAccessibleForFree": edition.briefing.tier == "free",
        "isPartOf": {"@type": "Periodical", "name": edition.briefing.title},
        "author": {"@type": "Person", "name": edition.memo.author} if edition.memo else organization,
        "publisher": organization,
        "wordCount": edition.word_count,
        "timeRequired": f"PT{edition.reading_minutes}M",
        "about": [{"@type": "Thing", "name": edition.names.get(x, x)} for x in dict.fromkeys(about)],
        "citation": list(dict.fromkeys(reports)),
    }
    if page_url:
        article["url"] = article["mainEntityOfPage"] = page_url
    if image:
        article["image"] = {"@type": "ImageObject", "height": HEIGHT, "url": image, "width": WIDTH}
    return article


def _cut(text: str, most: int) -> str:
    """Return the text, or as many of its words as fit before an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
