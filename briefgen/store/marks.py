"""Article → two numbers that it shares with its copies, kept beside it: copies are found without reading texts."""

from hashlib import blake2b

from briefgen.model.article import Article

#: A shorter title ("Live updates") or text says nothing about who copied whom. Characters.
_TELLING_TITLE, _TELLING_TEXT = 24, 80

#: Texts are compared by so many of their first characters: feeds cut them at different lengths.
_COMPARED = 200

#: The columns, and the keys of ``marks_of``.
MARKS = ("title_mark", "text_mark")


def marks_of(article: Article) -> dict[str, int | None]:
    """Return the marks of title and text by column, None where that is too short to tell. Pure.

    64 bits, for ever the same; letters' case and spaces are no difference.
    """
    title = _mark(article.title, _TELLING_TITLE)
    return dict(zip(MARKS, (title, _mark(article.text[:_COMPARED], _TELLING_TEXT)), strict=True))


def _mark(text: str, enough: int) -> int | None:
    folded = " ".join(text.casefold().split())
    if len(folded) < enough:
        return None
    return int.from_bytes(blake2b(folded.encode(errors="replace"), digest_size=8).digest(), "big", signed=True)
