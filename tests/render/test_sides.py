"""Who says what: accounts beside each other, statements, and how their speakers are named."""

from typing import Any

from briefgen.model.edition import Account, Sentence, Statement
from briefgen.render.sides import credit, others, sides
from tests.factories import an_edition_story


def a_statement(**given: Any) -> Statement:
    """Return a quoted statement of a spokesman."""
    plausible: dict[str, Any] = {
        "speaker": "spokesman",
        "side": "israel",
        "name": "A Spokesman",
        "role": "spokesman of the port",
        "channel": "radio",
        "text": "We shall see.",
        "verbatim": True,
        "cite": 1,
        "span": (0, 13),
    }
    return Statement(**{**plausible, **given})


ONE, TWO, THREE = (a_statement(name=name) for name in ("One", "Two", "Three"))


def test_each_account_has_its_statements_and_the_rest_follows() -> None:
    """No statement is shown twice, none is lost."""
    story = an_edition_story(
        statements=(ONE, TWO, THREE),
        accounts=(
            Account(side="a", name="A", statements=(2,)),
            Account(side="b", name="B", statements=(0,)),
        ),
    )
    assert [(side.name, side.statements) for side in sides(story)] == [("A", (THREE,)), ("B", (ONE,))]
    assert others(story) == (TWO,)


def test_one_account_stands_beside_nothing() -> None:
    """Its statements are then listed like any other."""
    story = an_edition_story(
        statements=(ONE,),
        accounts=(Account(side="a", name="A", statements=(0,)), Account(side="b", name="B", statements=())),
    )
    assert sides(story) == ()
    assert others(story) == (ONE,)


def test_an_account_without_statements_may_tell_what_no_other_side_mentions() -> None:
    """That is worth its column."""
    alone = Sentence(text="Only here.", cites=(1,))
    story = an_edition_story(
        statements=(ONE,),
        accounts=(
            Account(side="a", name="A", statements=(0,)),
            Account(side="b", name="B", statements=(), only=(alone,)),
        ),
    )
    assert sides(story)[1].only == (alone,)


def test_a_statement_that_no_other_side_makes_is_marked_not_repeated() -> None:
    """Wherever its last stop or its marks are."""
    said = Sentence(text="“We shall  see”", cites=(1,))
    beside = Sentence(text="The port is shut.", cites=(1,))
    story = an_edition_story(
        statements=(ONE, a_statement(name="Two", text="We have seen.")),
        accounts=(
            Account(side="a", name="A", statements=(0,), only=(said, beside)),
            Account(side="b", name="B", statements=(1,)),
        ),
    )
    one, two = sides(story)
    assert (one.alone, one.only) == ((ONE,), (beside,))
    assert (two.alone, two.only) == ((), ())


def test_a_place_that_no_statement_has_is_passed_over() -> None:
    """An edition of another making must not cost the page."""
    story = an_edition_story(
        statements=(ONE, TWO),
        accounts=(Account(side="a", name="A", statements=(0, 7)), Account(side="b", name="B", statements=(-1, 1))),
    )
    assert [side.statements for side in sides(story)] == [(ONE,), (TWO,)]


def test_a_credit_says_nothing_twice() -> None:
    """A state that speaks for itself is named once; a side without a name is not named by its id."""
    assert credit(a_statement(), {"israel": "Israel"}) == ("spokesman of the port", "Israel", "radio")
    assert credit(a_statement(name="Israel", role="", channel=""), {"israel": "Israel"}) == ()
    assert credit(a_statement(channel="spokesman of the port"), {}) == ("spokesman of the port",)
