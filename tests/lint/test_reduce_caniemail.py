"""How caniemail's data are reduced."""

from tests.lint.reduce_caniemail import fails_of, keys_of


def test_of_each_client_the_latest_tested_version_counts() -> None:
    """With the first of those that fail alike; what is known, or not known of, is left out."""
    stats = {
        "gmail": {
            "ios": {"2019-10": "y", "2021-10": "n #1", "2022-10": "n"},
            "android": {"2019-10": "n", "2021-10": "y"},
        },
        "outlook": {"windows": {"2007": "a #2", "2016": "u"}, "macos": {"2016": "u"}},
    }
    assert fails_of({"stats": stats}) == {
        "gmail.ios": ["n", "2021-10", "2022-10"],
        "outlook.windows": ["a", "2007", "2007"],
    }


def test_a_use_is_known_by_the_name_of_the_feature_or_by_the_table() -> None:
    """The table names the exceptions, and what nothing hangs on."""
    assert keys_of("css-margin") == ["property:margin"]
    assert keys_of("html-video") == ["element:video"]
    assert keys_of("css-pseudo-class-hover") == ["pseudo:hover"]
    assert keys_of("css-unit-vw") == ["unit:vw"]
    assert keys_of("html-aria-hidden") == ["attribute:aria-hidden"]
    assert keys_of("css-display-grid") == ["value:display:grid", "value:display:inline-grid"]
    assert keys_of("bimi") == []
