"""An edition and its readers → pending deliveries, by one statement inside the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    values,
)

from briefgen.model.delivery import Forecast, Plan, Planned
from briefgen.store import tables
from briefgen.store.columns import Moment, PlainText
from briefgen.store.upsert import inserted
from briefgen.store.weekdays import bit_of

#: A domain with so many readers has a lane of its own: its deliveries can be claimed, and passed over, by themselves.
#: All other deliveries of an edition are one lane, in which passing over a domain means to look at its rows.
_CROWD, _MOST_LANES = 500, 64

_mailing, _delivery = tables.mailing.c, tables.delivery.c
_subscriber, _subscription = tables.subscriber.c, tables.subscription.c
_LAST_RUN = select(func.coalesce(func.max(tables.run.c.id), 0))
_COLUMNS = ("mailing", "subscriber", "format", "lane", "state", "attempts", "due", "words")


def plan(connection: Connection, plan: Plan, now: datetime) -> Planned:
    """Write a pending delivery for each reader the edition is for and who has none yet.

    Nothing for an edition that is under review, or was withdrawn, at this moment: whatever the caller knew.
    """
    if _is_kept_back(connection, plan.edition):
        return Planned(added=0, total=0)
    number, lanes = _enter(connection, plan, now)
    before = _total(connection, number)
    rows = _received(plan, number, lanes, now) if plan.correction_of else _subscribed(plan, number, lanes, now)
    connection.execute(insert(tables.delivery).from_select(_COLUMNS, rows))
    total = _total(connection, number)
    if connection.dialect.name == "postgresql" and total > before:
        # Its planner would take a table that was empty a moment ago for an empty one.
        connection.execute(text("ANALYZE delivery"))
    return Planned(added=total - before, total=total)


def plan_corrections(connection: Connection, edition: str, now: datetime) -> int:
    """Plan the corrections of an edition for those who have received it since; return how many that are."""
    rows = connection.execute(select(tables.mailing).where(_mailing.correction_of == edition)).all()
    return sum(
        plan(
            connection,
            Plan(edition=row.edition, briefing=row.briefing, date=row.date, correction_of=edition),
            now,
        ).added
        for row in rows
    )


def forecast(connection: Connection, plan: Plan, now: datetime) -> Forecast:
    """Count what planning would add, and whom it would leave out; writes nothing."""
    number = connection.scalar(select(_mailing.number).where(_mailing.edition == plan.edition)) or 0
    rows = _received(plan, number, (), now) if plan.correction_of else _subscribed(plan, number, (), now)
    as_format = rows.selected_columns[_COLUMNS.index("format")]
    counted = rows.with_only_columns(as_format, func.count()).order_by(None).group_by(as_format)
    readers = {row[0]: row[1] for row in connection.execute(counted)}
    reasons = {} if plan.correction_of else _left_out(connection, plan)
    return Forecast(readers=readers, withheld={reason: count for reason, count in reasons.items() if count})


def _left_out(connection: Connection, plan: Plan) -> dict[str, int]:
    """Count readers who have or asked for the briefing and are not to get this edition; each once, the first reason."""
    banned = exists().where(tables.suppression.c.mark == _subscriber.mark)
    other_day = and_(_subscription.days != 0, _subscription.days.bitwise_and(bit_of(plan.date)) == 0)
    no_tier = and_(_subscriber.tier != "pro", _subscriber.id.not_in(seated()))
    reason = case(
        (_subscription.status == "asked", "not confirmed yet"),
        (banned, "suppressed"),
        (other_day, "other weekdays"),
        *([(no_tier, "no pro tier")] if plan.tier == "pro" else []),
        else_="",
    )
    found = tables.subscription.join(tables.subscriber, _subscriber.id == _subscription.subscriber)
    asked = select(reason.label("reason")).select_from(found)
    asked = asked.where(_subscription.briefing == plan.briefing, _subscription.status != "ended")
    each = asked.subquery("reader")
    counted = select(each.c.reason, func.count()).where(each.c.reason != "").group_by(each.c.reason)
    return {row[0]: row[1] for row in connection.execute(counted.order_by(each.c.reason))}


def _is_kept_back(connection: Connection, edition: str) -> bool:
    """Tell whether editors keep an edition back; whoever wants to withdraw it now waits for our commit."""
    asked = select(tables.review.c.state).where(tables.review.c.edition == edition).with_for_update(read=True)
    return connection.scalar(asked) not in {None, "released"}


def _enter(connection: Connection, plan: Plan, now: datetime) -> tuple[int, tuple[str, ...]]:
    """Return the number and the lanes of the edition's mailing, which is made where there is none, and locked."""
    row = {
        "edition": plan.edition,
        "briefing": plan.briefing,
        "date": plan.date,
        "planned": now,
        "correction_of": plan.correction_of,
        "after_run": connection.scalar(_LAST_RUN) if plan.correction_of else 0,
        "lanes": (),
    }
    made = inserted(connection, tables.mailing, row)
    there = select(_mailing.number, _mailing.lanes).where(_mailing.edition == plan.edition).with_for_update()
    number, lanes = connection.execute(there).one()
    if made:
        lanes = _crowds(connection)
        connection.execute(tables.mailing.update().where(_mailing.number == number).values(lanes=lanes))
    return number, lanes


def _crowds(connection: Connection) -> tuple[str, ...]:
    count = func.count()
    asked = select(_subscriber.domain).group_by(_subscriber.domain).having(count >= _CROWD)
    return tuple(connection.execute(asked.order_by(count.desc(), _subscriber.domain).limit(_MOST_LANES)).scalars())


def _total(connection: Connection, number: int) -> int:
    return int(connection.scalar(select(func.count()).where(_delivery.mailing == number)) or 0)


def _subscribed(plan: Plan, number: int, lanes: tuple[str, ...], now: datetime) -> Select[*tuple[Any, ...]]:
    """Select a row for each confirmed reader that the edition is for."""
    due: ColumnElement[datetime] = literal(now, Moment())
    found: FromClause = tables.subscription.join(tables.subscriber, _subscriber.id == _subscription.subscriber)
    if plan.opens:
        opens = _opens(plan.opens)
        same = and_(opens.c.zone == _subscriber.timezone, opens.c.hour == _subscription.hour)
        found = found.outerjoin(opens, same)
        due = func.coalesce(opens.c.opens, due, type_=Moment())
    wanted = [
        _subscription.briefing == plan.briefing,
        _subscription.status == "confirmed",
        or_(_subscription.days == 0, _subscription.days.bitwise_and(bit_of(plan.date)) != 0),
    ]
    if plan.tier == "pro":
        wanted.append(or_(_subscriber.tier == "pro", _subscriber.id.in_(seated())))
    return _rows(number, _subscription.format, lanes, due).select_from(found).where(*wanted)


def _received(plan: Plan, number: int, lanes: tuple[str, ...], now: datetime) -> Select[*tuple[Any, ...]]:
    """Select a row for each reader who received, or may have received, the edition that this one corrects.

    A sender that began after the correction was planned sends what is right already: its readers get no correction,
    however often this is planned again. Which began later is told by number: clocks of two machines never agree.
    """
    first = tables.delivery.alias("first")
    wrong = select(_mailing.number).where(_mailing.edition == plan.correction_of).scalar_subquery()
    had = first.join(tables.subscriber, _subscriber.id == first.c.subscriber)
    rows = _rows(number, first.c.format, lanes, literal(now, Moment())).select_from(had)
    last = select(_mailing.after_run).where(_mailing.number == number).scalar_subquery()
    return rows.where(
        first.c.mailing == wrong,
        first.c.state.in_(["sent", "doubtful"]),
        first.c.claimed_by <= func.coalesce(last, _LAST_RUN.scalar_subquery()),
    )


def _rows(
    number: int, as_format: ColumnElement[str], lanes: tuple[str, ...], due: ColumnElement[datetime]
) -> Select[*tuple[Any, ...]]:
    """Select the columns of pending deliveries, without those who are suppressed or have one already."""
    lane: ColumnElement[str] = literal("", PlainText())
    if lanes:
        lane = case((_subscriber.domain.in_(lanes), _subscriber.domain), else_=lane)
    suppressed = exists().where(tables.suppression.c.mark == _subscriber.mark)
    there = tables.delivery.alias("there")
    planned = exists().where(there.c.mailing == number, there.c.subscriber == _subscriber.id)
    return (
        select(literal(number), _subscriber.id, as_format, lane, literal("pending"), literal(0), due, literal(""))
        .where(~suppressed, ~planned)
        .order_by(_subscriber.id)
    )


def _opens(moments: Mapping[tuple[str, int], datetime]) -> FromClause:
    """Return the moments as a table of zone, hour and moment."""
    shape = values(column("zone", PlainText()), column("hour", Integer()), column("opens", Moment()), name="opening")
    return shape.data([(zone, hour, moment) for (zone, hour), moment in moments.items()]).cte("opening")


def seated() -> Select[int]:
    """Select the readers who have a seat of a team with the pro tier: the first to join, as many as it has seats."""
    place = func.row_number().over(partition_by=_subscriber.team, order_by=(_subscriber.team_since, _subscriber.id))
    members = select(_subscriber.id, _subscriber.team, place.label("place")).where(_subscriber.team.is_not(None))
    ranked, team = members.subquery("member"), tables.team.c
    return (
        select(ranked.c.id)
        .join(tables.team, team.id == ranked.c.team)
        .where(team.tier == "pro", ranked.c.place <= team.seats)
    )


def hours(connection: Connection, briefing: str) -> list[tuple[str, int]]:
    """Return each zone and hour that confirmed readers of a briefing asked for."""
    asked = (
        select(_subscriber.timezone, _subscription.hour)
        .join(tables.subscription, _subscription.subscriber == _subscriber.id)
        .where(_subscription.briefing == briefing, _subscription.status == "confirmed", _subscription.hour.is_not(None))
        .distinct()
        .order_by(_subscriber.timezone, _subscription.hour)
    )
    return [(zone, hour) for zone, hour in connection.execute(asked)]
