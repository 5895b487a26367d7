"""A referral keeps its days in order and its reasons said, whatever is done with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.base import new_id
from caseflow.domain.errors import CaseFlowError, Conflict, Invalid
from caseflow.domain.referral import (
    ANSWERED,
    ENDED,
    IN_ORDER,
    WAITING,
    Referral,
    ReferralRefusal,
    ReferralState,
    SentHow,
)
from tests.domain.factories import TODAY

days = st.integers(-40, 40).map(lambda number: TODAY + timedelta(days=number))
deeds = st.one_of(
    st.tuples(st.just("send"), days, st.sampled_from(SentHow), days, days),
    st.tuples(st.just("remind"), days, days),
    st.tuples(st.just("answer"), st.sampled_from(ReferralState), days, st.none() | st.sampled_from(ReferralRefusal)),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("reopen"), days, days),
)


def referral(**values: Any) -> Referral:
    defaults: dict[str, Any] = {
        "person_id": new_id(),
        "service_id": new_id(),
        "proposed_on": TODAY,
        "consent_on": TODAY,
    }
    return Referral(**defaults | values)


def sent(**values: Any) -> Referral:
    found = referral(**values)
    found.send(TODAY, SentHow.EMAIL, TODAY + timedelta(days=15), TODAY + timedelta(days=30))
    return found


def fields(found: Referral) -> dict[str, Any]:
    return {column.name: getattr(found, column.name) for column in Referral.__table__.columns}


@given(consent_on=st.none() | days, done=st.lists(deeds, max_size=8))
def test_no_order_of_deeds_breaks_the_days_or_leaves_a_refusal_without_reason(
    consent_on: date | None, done: list[tuple[Any, ...]]
) -> None:
    found = referral(consent_on=consent_on)
    for deed, *arguments in done:
        before = fields(found)
        try:
            getattr(found, deed)(*arguments)
        except CaseFlowError:
            assert fields(found) == before, "what is refused changes nothing"
        found.check()
        for earlier, later, _field, _sentence in IN_ORDER:
            first, then = getattr(found, earlier), getattr(found, later)
            assert first is None or then is None or first <= then
        assert (found.refusal is not None) == (found.state is ReferralState.REFUSED)
        assert (found.ended_on is not None) == (found.state in ENDED)
        assert found.answered_on is not None or found.state not in ANSWERED
        assert found.answered_on is None or found.state not in WAITING
        assert found.sent_on is None or (found.consent_on is not None and found.sent_how is not None)


def test_nothing_is_sent_without_the_agreement_of_the_person() -> None:
    found = referral(consent_on=None)
    with pytest.raises(Invalid) as refused:
        found.send(TODAY, SentHow.EMAIL, TODAY, TODAY)
    assert (refused.value.field, found.state) == ("consent_on", ReferralState.PROPOSED)
    found.consent_on = TODAY + timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        found.send(TODAY, SentHow.EMAIL, TODAY, TODAY)
    assert refused.value.field == "consent_on"


def test_a_partner_who_answered_is_neither_told_again_nor_chased_up() -> None:
    found = sent()
    found.answer(ReferralState.ACCEPTED, TODAY)
    with pytest.raises(Conflict):
        found.remind(TODAY, TODAY)
    with pytest.raises(Conflict):
        found.send(TODAY, SentHow.PHONE, TODAY, TODAY)


def test_an_answer_can_be_said_otherwise_without_moving_the_first_one() -> None:
    found = sent()
    found.answer(ReferralState.ACCEPTED, TODAY + timedelta(days=3))
    found.answer(ReferralState.DONE, TODAY + timedelta(days=9))
    assert (found.answered_on, found.ended_on) == (TODAY + timedelta(days=3), TODAY + timedelta(days=9))


def test_the_time_for_an_answer_is_over_the_day_after_the_last() -> None:
    found = sent()
    last = TODAY + timedelta(days=30)
    assert not found.has_lapsed(last)
    assert found.has_lapsed(last + timedelta(days=1))
    assert found.state is ReferralState.SENT, "seen, not written"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("sent_on", {"sent_on": TODAY - timedelta(days=1), "consent_on": TODAY - timedelta(days=2)}),
        ("consent_on", {"consent_on": None, "sent_on": TODAY}),
        ("consent_on", {"consent_on": TODAY + timedelta(days=1), "sent_on": TODAY}),
        ("answered_on", {"answered_on": TODAY - timedelta(days=1)}),
        ("expires_on", {"sent_on": TODAY, "expires_on": TODAY - timedelta(days=1)}),
        ("refusal", {"state": ReferralState.REFUSED}),
    ],
)
def test_a_correction_that_contradicts_the_rest_is_refused_under_its_field(field: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        referral(**values).check()
    assert refused.value.field == field
