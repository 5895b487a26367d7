"""What is observed of partners' services: how often and how fast they answer, from our own referrals alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from caseflow.domain.referral import Referral, ReferralState


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
    wanted = set(service_ids)
    found = session.execute(observed_query(service_ids if len(wanted) <= _NAMED else None, on))
    return {
        row.service_id: Observed(row.sent, row.answered, row.rate, _whole(row.median_days))
        for row in found
        if row.service_id in wanted
    }


def observed_query(service_ids: Collection[UUID] | None = None, on: date | None = None) -> Select[*tuple[Any, ...]]:
    """Return the question, a line for each service: its key, `sent`, `answered`, `rate` and `median_days`.

    Without keys it is about every service: what services are sorted by.
    """
    one = _each_sent(service_ids, on).subquery()
    middle = one.c.rank.in_(((one.c.answered + 1) // 2, one.c.answered // 2 + 1))
    settled = func.sum(one.c.is_settled)
    return select(
        one.c.service_id,
        func.count().label("sent"),
        func.max(one.c.answered).label("answered"),
        (func.max(one.c.answered) * 1.0 / func.nullif(settled, 0)).label("rate"),
        func.avg(case((middle, one.c.days))).label("median_days"),
    ).group_by(one.c.service_id)


def _each_sent(service_ids: Collection[UUID] | None, on: date | None) -> Select[*tuple[Any, ...]]:
    """Return each referral sent: the days it waited, its rank among those answered, whether it is settled."""
    is_settled = Referral.answered_on.is_not(None) | Referral.state.in_(_LEFT_WITHOUT_ANSWER)
    if on is not None:
        is_settled |= Referral.expires_on < on
    days = func.julianday(Referral.answered_on) - func.julianday(Referral.sent_on)
    query = select(
        Referral.service_id,
        days.label("days"),
        case((is_settled, 1), else_=0).label("is_settled"),
        func.row_number().over(partition_by=Referral.service_id, order_by=(days.is_(None), days)).label("rank"),
        func.count(days).over(partition_by=Referral.service_id).label("answered"),
    ).where(Referral.sent_on.is_not(None))
    return query if service_ids is None else query.where(Referral.service_id.in_(service_ids))


_NAMED = 500
"""Beyond that many services, all are asked about: naming each would cost more."""
_LEFT_WITHOUT_ANSWER = (ReferralState.EXPIRED, ReferralState.NO_FOLLOW_UP)


def _whole(days: float | None) -> int | None:
    """Round to the day, a half up: two and a half days are said « 3 »."""
    return None if days is None else int(days + 0.5)
