"""The filters that every template may use, by the name it uses."""

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.render.addresses import safe_url
from briefgen.render.amounts import amounts
from briefgen.render.charts import bars, most, share
from briefgen.render.citations import cited, titled, untagged
from briefgen.render.colophon import balance_line, provenance
from briefgen.render.columns import gutter, in_gutter, rule, titled_rule, wrap
from briefgen.render.coming import by_date
from briefgen.render.disputes import disputes
from briefgen.render.earlier import beside, earlier_editions
from briefgen.render.focus_charts import (
    course,
    day_chart,
    day_of,
    greatest,
    mean_before,
    peak_day,
    share_before,
    share_now,
)
from briefgen.render.literal import md, md_url
from briefgen.render.moments import clock, dated, iso, long_date, loosely, short_date, zone
from briefgen.render.prose_html import prose_html, prose_notes
from briefgen.render.prose_md import prose_md
from briefgen.render.prose_text import prose_text
from briefgen.render.quick_hits import hit_reports, hit_sentence
from briefgen.render.rising import days_shown, measure, yardstick
from briefgen.render.scripts import direction
from briefgen.render.sides import credit, others, sides
from briefgen.render.tones import between
from briefgen.render.tongues import quoted, quoted_language, runs, sentence_language, voice
from briefgen.render.visual_order import visual_order
from briefgen.render.wording import (
    country,
    foreign,
    grouped,
    language_name,
    listed,
    noun_for,
    percent,
    plural,
    section_title,
    worded,
)

FILTERS: Mapping[str, Callable[..., Any]] = {
    "amounts": amounts,
    "balance_line": balance_line,
    "bars": bars,
    "beside": beside,
    "between": between,
    "by_date": by_date,
    "cited": cited,
    "clock": clock,
    "country": country,
    "course": course,
    "credit": credit,
    "dated": dated,
    "day_chart": day_chart,
    "day_of": day_of,
    "days_shown": days_shown,
    "dir": direction,
    "disputes": disputes,
    "earlier_editions": earlier_editions,
    "foreign": foreign,
    "greatest": greatest,
    "gutter": gutter,
    "hit_reports": hit_reports,
    "hit_sentence": hit_sentence,
    "in_gutter": in_gutter,
    "iso": iso,
    "language_name": language_name,
    "listed": listed,
    "long_date": long_date,
    "loosely": loosely,
    "md": md,
    "md_url": md_url,
    "mean_before": mean_before,
    "measure": measure,
    "most": most,
    "others": others,
    "peak_day": peak_day,
    "percent": percent,
    "grouped": grouped,
    "noun_for": noun_for,
    "plural": plural,
    "prose_html": prose_html,
    "prose_md": prose_md,
    "prose_notes": prose_notes,
    "prose_text": prose_text,
    "provenance": provenance,
    "quoted": quoted,
    "quoted_language": quoted_language,
    "rule": rule,
    "runs": runs,
    "safe_url": safe_url,
    "section_title": section_title,
    "sentence_language": sentence_language,
    "share": share,
    "share_before": share_before,
    "share_now": share_now,
    "short_date": short_date,
    "sides": sides,
    "titled": titled,
    "titled_rule": titled_rule,
    "untagged": untagged,
    "visual_order": visual_order,
    "voice": voice,
    "worded": worded,
    "wrap_text": wrap,
    "yardstick": yardstick,
    "zone": zone,
}
