"""What stands beside sentences and after stories in the edge case that has everything: invented, like the rest."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefgen.model.edition import (
    Account,
    ActorTrend,
    Balance,
    Change,
    Figure,
    FigureValue,
    PairTrend,
    Sentence,
    Statement,
    TimelineEntry,
    Trends,
    WeekAheadEntry,
)

#: Of the actors and topics that are named.
NAMES = {
    "amran": "Amran",
    "kalissa": "Kalissa",
    "tenna": "Tenna",
    "selin-dor": "Selin Dor",
    "shipping": "Shipping and ports",
}

#: What a lead can have beside its sentences.
LEAD: Mapping[str, Any] = {
    "status": "developing",
    "changes": (
        Change(kind="new", text="The ferries sail again since Monday morning.", cites=(1,)),
        Change(kind="revised", text="9 → 14", cites=(2, 4), what="night shifts frozen"),
        Change(kind="denied", text="The union denies any promise on weekend work.", cites=(3,)),
    ),
    "figures": (
        Figure(
            what="night shifts frozen",
            values=(FigureValue(value="14", cite=2), FigureValue(value="nine", cite=4)),
            agree=False,
        ),
    ),
    "statements": (
        Statement(
            speaker="selin-dor",
            side="amran",
            name="Selin Dor",
            role="Minister of Transport",
            channel="Harbour Post",
            text="Nobody has lost, and the harbour has won.",
            verbatim=True,
            cite=1,
            span=(120, 161),
        ),
        Statement(
            speaker="",
            side="kalissa",
            name="Ministry of Transport",
            role="",
            channel="Levant Wire",
            text="the second ramp will be ready in April",
            verbatim=False,
            cite=2,
            span=(40, 78),
        ),
    ),
    "accounts": (
        Account(
            side="amran",
            name="Amran",
            statements=(0,),
            only=(Sentence(text="The night shifts stay frozen until the summer.", cites=(1,)),),
        ),
        Account(side="kalissa", name="Kalissa", statements=(1,)),
    ),
    "timeline": (
        TimelineEntry(date=date(2026, 3, 6), text="Dockers stop work at noon", url="https://harbour-post.example/noon"),
        TimelineEntry(date=date(2026, 3, 8), text="Talks through the night", url="https://levant-wire.example/night"),
    ),
    "actors": ("selin-dor", "amran", "kalissa"),
    "topics": ("shipping",),
}

WEEK_AHEAD = (
    WeekAheadEntry(
        date=date(2026, 3, 12),
        precision="day",
        text="Experts resume talks in Salmira",
        url="https://gulf-ledger.example/salmira",
        publisher="Gulf Ledger",
    ),
    WeekAheadEntry(
        date=date(2026, 3, 16),
        precision="week",
        text="A committee of parliament hears the harbour company",
        url="https://harbour-post.example/committee",
        publisher="Harbour Post",
    ),
    WeekAheadEntry(
        date=date(2026, 4, 1),
        precision="month",
        text="Second ferry to Kalissa",
        url="https://levant-wire.example/second",
        publisher="Levant Wire",
    ),
)

TRENDS = Trends(
    since=date(2026, 3, 3),
    actors=(
        ActorTrend(id="kalissa", name="Kalissa", counts=(0, 1, 1, 2, 4, 3, 5), previous=6, expected=5.8, rise=2.3),
        ActorTrend(id="tenna", name="Tenna", counts=(3, 2, 2, 1, 2, 1, 1), previous=19, expected=16.0, rise=0.8),
    ),
    pairs=(PairTrend(a="amran", b="kalissa", stories=4, previous=1, expected=1.5, rise=1.7),),
)

BALANCE = Balance(countries={"IL": 9, "LB": 4, "AE": 5, "TR": 2}, state_owned=0.2, absent=("SY",))
