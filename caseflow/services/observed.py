"""What is observed of partners' services: how often and how fast they answer, from our own referrals alone."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, case, column, func, select
from sqlalchemy.orm import Session

from caseflow.domain.referral import Referral, ReferralState
from caseflow.store.prepared import Prepared, cursor_in, given


@dataclass(frozen=True)
class Observed:
    """How a service answers the people who are referred to it."""

    sent: int
    """Referrals that it was told of."""
    answered: int
    rate: float | None
    """From 0 to 1, among those answered or whose time is over; None while nothing can be said."""
    median_days: int | None
    """From the sending to the answer."""


def observed(session: Session, service_ids: Collection[UUID], on: date | None = None) -> dict[UUID, Observed]:
    """Return what is observed of some services, by key; a service that nobody was ever sent to is left out.

    One question for them all. Seen from a day, a referral past its last day counts as left without answer even if
    nobody closed it.
    """
    wanted = {key.hex: key for key in service_ids}
    is_few = len(wanted) <= _NAMED
    values = {"named": json.dumps([*wanted])} if is_few else {}
    return {
        wanted[key]: Observed(sent, answered, rate, _whole(days))
        for key, sent, answered, rate, days in _question(are_named=is_few).ask(
            cursor_in(session), on=on.isoformat() if on else None, **values
        )
        if key in wanted
    }


@cache
def _question(*, are_named: bool) -> Prepared:
    """Return the question, a line for each service; unless they are named, it is about every service."""
    one = _each_sent(are_named=are_named).subquery()
    middle = one.c.rank.in_(((one.c.answered + 1) // 2, one.c.answered // 2 + 1))
    settled = func.sum(one.c.is_settled)
    query = select(
        one.c.service_id,
        func.count(),
        func.max(one.c.answered),
        func.max(one.c.answered) * 1.0 / func.nullif(settled, 0),
        func.avg(case((middle, one.c.days))),
    )
    return Prepared(query.group_by(one.c.service_id))


def _each_sent(*, are_named: bool) -> Select[*tuple[Any, ...]]:
    """Return each referral sent: the days it waited, its rank among those answered, whether it is settled."""
    is_over = Referral.state.in_(_LEFT_WITHOUT_ANSWER) | (Referral.expires_on < given("on"))
    is_settled = Referral.answered_on.is_not(None) | is_over
    days = func.julianday(Referral.answered_on) - func.julianday(Referral.sent_on)
    query = select(
        Referral.service_id,
        days.label("days"),
        case((is_settled, 1), else_=0).label("is_settled"),
        func.row_number().over(partition_by=Referral.service_id, order_by=(days.is_(None), days)).label("rank"),
        func.count(days).over(partition_by=Referral.service_id).label("answered"),
    ).where(Referral.sent_on.is_not(None))
    named = select(column("value", String)).select_from(func.json_each(given("named")).table_valued("value"))
    return query.where(Referral.service_id.in_(named)) if are_named else query


_NAMED = 500
"""Beyond that many services, all are asked about: naming each would cost more."""
_LEFT_WITHOUT_ANSWER = (ReferralState.EXPIRED, ReferralState.NO_FOLLOW_UP)


def _whole(days: float | None) -> int | None:
    """Round to the day, a half up: two and a half days are said « 3 »."""
    return None if days is None else int(days + 0.5)
