"""Trends → what their numbers are held against, in words. Pure, by babel (CLDR)."""

from datetime import timedelta
from typing import Any

from babel.dates import format_interval
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.model.edition import ActorTrend, Edition, PairTrend, Trends
from briefgen.render.moments import locale_of


@pass_context
def days_shown(context: Context, trends: Trends) -> str:
    """Return the days that the bars stand for, ``Mar 2 – 8``; where they are not told, ``Day by day``."""
    days = max((len(actor.counts) for actor in trends.actors), default=0)
    if trends.since is None or not days:
        told: str = context["words"]["trend_days"]
        return told
    last = trends.since + timedelta(days=days - 1)
    return format_interval(trends.since, last, "MMMd", locale=locale_of(_edition(context).briefing.language))


@pass_context
def yardstick(context: Context, trends: Trends) -> str:
    """Return what the stories are held against: those expected by four weeks, or those of the days before.

    Empty where nothing is known of either.
    """
    words: Any = context["words"]
    before = [*(actor.previous for actor in trends.actors), *(pair.previous for pair in trends.pairs)]
    if not _is_judged(trends) and not any(before):
        return ""
    told: str = words["trend_usual" if _is_judged(trends) else "trend_before"]
    return told


@pass_context
def measure(context: Context, trend: ActorTrend | PairTrend) -> str:
    """Return the number under ``yardstick``: ``6.2`` stories expected, or ``6`` before."""
    edition = _edition(context)
    if not _is_judged(edition.trends):
        return str(trend.previous)
    return format_decimal(round(trend.expected, 1), "0.#", locale=locale_of(edition.briefing.language))


def _is_judged(trends: Trends) -> bool:
    return any(actor.expected > 0 for actor in trends.actors) or any(pair.expected > 0 for pair in trends.pairs)


def _edition(context: Context) -> Edition:
    edition: Edition = context["edition"]
    return edition
