"""Step 5 of 9. Articles → Stories: the reports of one happening, across outlets. Pure."""

from collections.abc import Sequence

from briefgen.cluster.across import Marks
from briefgen.model.article import Article
from briefgen.model.story import Story

__all__ = ["group"]


def group(
    articles: Sequence[Article], marks: Marks | None = None, background: Sequence[Article] = ()
) -> tuple[Story, ...]:
    """Articles, each once, in any order → stories; see ``grouping``, which is loaded when it is first needed."""
    from briefgen.cluster import grouping  # noqa: PLC0415  scikit-learn is 80 MB that polling does without

    return grouping.group(articles, marks, background)
