"""The filters that every template may use, by the name it uses."""

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.render.addresses import safe_url
from briefgen.render.citations import cited, titled
from briefgen.render.columns import rule, wrap
from briefgen.render.literal import md, md_url
from briefgen.render.moments import clock, dated, iso, long_date, loosely, short_date, zone
from briefgen.render.scripts import direction
from briefgen.render.wording import country, foreign, language_name, listed, percent, plural

FILTERS: Mapping[str, Callable[..., Any]] = {
    "cited": cited,
    "clock": clock,
    "country": country,
    "dated": dated,
    "dir": direction,
    "foreign": foreign,
    "iso": iso,
    "language_name": language_name,
    "listed": listed,
    "long_date": long_date,
    "loosely": loosely,
    "md": md,
    "md_url": md_url,
    "percent": percent,
    "plural": plural,
    "rule": rule,
    "safe_url": safe_url,
    "short_date": short_date,
    "titled": titled,
    "wrap_text": wrap,
    "zone": zone,
}
