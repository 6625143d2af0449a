"""The filters that every template may use, by the name it uses."""

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.render.addresses import safe_url
from briefgen.render.columns import rule, wrap
from briefgen.render.literal import md, md_url
from briefgen.render.moments import clock, iso, long_date, short_date, zone
from briefgen.render.scripts import direction, plural

FILTERS: Mapping[str, Callable[..., Any]] = {
    "clock": clock,
    "dir": direction,
    "iso": iso,
    "long_date": long_date,
    "md": md,
    "md_url": md_url,
    "plural": plural,
    "rule": rule,
    "safe_url": safe_url,
    "short_date": short_date,
    "wrap_text": wrap,
    "zone": zone,
}
