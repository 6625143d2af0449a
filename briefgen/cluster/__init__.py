"""Step 5 of 9. Articles → Stories, the reports of one happening; Stories → Storylines, one affair over days. Pure."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from briefgen.cluster.evidence import Marks
from briefgen.cluster.following import follow
from briefgen.cluster.timeline import timeline
from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.story import Continued, Story

__all__ = ["Marks", "follow", "group", "storylines", "timeline"]


def group(
    articles: Sequence[Article], marks: Marks | None = None, background: Sequence[Article] = ()
) -> tuple[Story, ...]:
    """Articles, each once, in any order → stories; see ``grouping``, which is loaded when it is first needed."""
    from briefgen.cluster import grouping  # noqa: PLC0415  scikit-learn is 80 MB that polling does without

    return grouping.group(articles, marks, background)


def storylines(
    stories: Sequence[Story],
    marks: Marks,
    known: Sequence[Edition] = (),
    followed: Mapping[str, Continued] = MappingProxyType({}),
) -> Mapping[str, str]:
    """Stories → the storyline of each; see the module of that name, which is loaded when it is first needed."""
    from briefgen.cluster import affairs  # noqa: PLC0415  numpy, as above

    return affairs.storylines(stories, marks, known, followed)
