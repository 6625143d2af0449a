"""Passages in another script."""

import pytest

from tests.lint.documents import broken_in_page


@pytest.mark.parametrize(
    "unmarked",
    [
        "<p>Краны в порту остановились сегодня в полдень</p>",
        "<p>העגורנים בנמל עצרו היום בצהריים</p>",
        '<p lang="he">The cranes stopped at noon today</p>',
    ],
)
def test_a_passage_in_another_script_wants_a_language(unmarked: str) -> None:
    """It would be spoken in the wrong voice."""
    assert broken_in_page("</main>", f"{unmarked}</main>") == {"language-unmarked"}


@pytest.mark.parametrize(
    "good",
    [
        '<p lang="ru">Краны в порту остановились сегодня в полдень</p>',
        "<p>The paper Вечерняя Гавань reports that cranes have stopped</p>",
        "<p>Вечерняя Гавань</p>",
        '<p lang="und">Краны в порту остановились сегодня в полдень</p>',
        "<p>12 — 14 · 16 % 18 (20)</p>",
    ],
)
def test_a_marked_passage_or_a_name_is_let_pass(good: str) -> None:
    """A name of two words is no passage, numbers are of no script."""
    assert broken_in_page("</main>", f"{good}</main>") == set()
