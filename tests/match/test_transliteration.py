"""What transliteration makes of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.fold import fold
from briefgen.match.transliteration import MOST, variants


@pytest.mark.parametrize(
    ("alias", "other"),
    [
        ("Ahmed al-Sharaa", "Ahmad ash-Sharaa"),
        ("Ahmed al-Sharaa", "Ahmed Sharaa"),
        ("Ahmed al-Sharaa", "Ahmed el-Sharaa"),
        ("al-Sharaa", "ash-Sharaa"),
        ("Mohammed bin Salman", "Mohamad bin Salman"),
        ("Hassan Nasrallah", "Hasan Nasralla"),
        ("Ismail Haniyeh", "Ismael Haniya"),
        ("Israel Defense Forces", "Israel Defence Forces"),
        ("U.S. Central Command", "US Central Command"),
        ("Popular Mobilization Forces", "Popular Mobilisation Forces"),
        ("Муктада ас-Садр", "Муктада аль-Садр"),
        ("Башар аль-Асад", "Башар Асад"),
        ("נוואף סלאם", "נואף סלאם"),
        ("אחמד א-שרע", "אחמד אל-שרע"),
        ("عبد الفتاح السيسي", "عبدالفتاح السيسي"),
        ("حسن نصر الله", "حسن نصرالله"),
    ],
)
def test_a_name_of_several_words_has_its_other_spellings(alias: str, other: str) -> None:
    """In the scripts of the catalogue."""
    assert fold(other).text in variants(fold(alias).text)


@pytest.mark.parametrize("alias", ["Nasrallah", "Hassan", "Лавров", "סלאם", "الأسد"])
def test_one_word_alone_stays_as_it_is(alias: str) -> None:
    """Changed, it would be another name."""
    assert variants(fold(alias).text) == (fold(alias).text,)


@given(
    st.lists(
        st.sampled_from(["al", "el", "mohammed", "hassan", "nasrallah", "defense", "ас", "נוואף", "عبد"]), max_size=9
    )
)
def test_itself_comes_first_and_there_are_never_too_many(words: list[str]) -> None:
    """Whatever the words are."""
    alias = " ".join(words)
    found = variants(alias)
    assert found[0] == alias
    assert len(found) == len(set(found)) <= MOST
