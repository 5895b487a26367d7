"""What looks wrong is flagged with its reason and its source, and nothing is ever refused for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.enrolment import CommissionDecision
from caseflow.domain.flag_checks.passes import suspension_flags
from caseflow.domain.flags import Flag, FlagCode, Pathway, Severity, flags_of_step, pathway_flags
from caseflow.domain.iae import PassProlongationReason
from caseflow.domain.pathway import Contract, LinkKind, Step, StepState
from caseflow.domain.rules import Rules, shipped
from caseflow.domain.scheme import Scheme
from tests.domain.factories import TODAY, approval, fact, pause, person, prolongation, stay, step, suspension

RULES = shipped()


def found(rules: Rules = RULES, on: date = TODAY, **parts: object) -> dict[FlagCode, Flag]:
    pathway = Pathway(**{"person": person()} | parts)  # type: ignore[arg-type]
    return {flag.code: flag for flag in pathway_flags(pathway, rules, on)}


def of_steps(*steps: Step, **parts: object) -> dict[FlagCode, Flag]:
    return found(steps=steps, **parts)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


# Dates and numbers


def test_a_pathway_in_order_has_no_flag() -> None:
    enrolment = stay()
    own = approval(date(2026, 1, 5))
    course = step(Scheme.TRAINING, date(2026, 1, 10), date(2026, 4, 30), enrolment_id=enrolment.id)
    site = step(Scheme.ACI, date(2026, 5, 4), None, contract=Contract.CDDI, weekly_minutes=26 * 60)
    assert found(enrolments=(enrolment,), steps=(course, site), passes=(own,)) == {}
    assert found(person=person(birth_date=None)) == {}


def test_an_end_before_the_start_is_kept_and_flagged() -> None:
    wrong = step(Scheme.TRAINING, date(2026, 5, 4), date(2026, 4, 30))
    flag = of_steps(wrong)[FlagCode.END_BEFORE_START]
    assert (flag.severity, flag.step_ids) == (Severity.SERIOUS, (wrong.id,))
    assert plain(flag.message) == "La fin (30/04/2026) précède le début (04/05/2026) : vérifiez les deux dates."


def test_planned_dates_in_the_wrong_order_are_flagged_too() -> None:
    planned = step(state=StepState.PLANNED, planned_start=date(2027, 2, 1), planned_end=date(2027, 1, 1))
    assert FlagCode.END_BEFORE_START in of_steps(planned)


def test_what_comes_before_birth_is_flagged() -> None:
    assert FlagCode.BEFORE_BIRTH in of_steps(step(Scheme.JOB, date(1980, 1, 1), date(1981, 1, 1)))
    assert FlagCode.BEFORE_BIRTH in found(enrolments=(stay(entered_on=date(1980, 1, 1)),))


def test_a_step_outside_its_stay_is_only_to_know() -> None:
    enrolment = stay(exited_on=date(2026, 6, 30))
    before = step(Scheme.JOB, date(2025, 12, 1), date(2026, 2, 1), enrolment_id=enrolment.id)
    after = step(Scheme.JOB, date(2026, 7, 1), None, enrolment_id=enrolment.id)
    for each in (before, after):
        flag = of_steps(each, enrolments=(enrolment,))[FlagCode.OUTSIDE_ENROLMENT]
        assert (flag.severity, flag.enrolment_id) == (Severity.INFO, enrolment.id)


def test_a_stay_that_does_not_hold_together_is_flagged() -> None:
    assert FlagCode.EXIT_BEFORE_ENTRY in found(enrolments=(stay(exited_on=date(2025, 12, 31)),))
    refused = stay(commission_decision=CommissionDecision.REFUSED)
    assert FlagCode.ENTERED_AFTER_REFUSAL in found(enrolments=(refused,))


@pytest.mark.parametrize(
    ("born", "is_flagged"),
    [(date(2010, 11, 24), True), (date(2010, 11, 23), False), (date(1925, 1, 1), True), (date(2027, 1, 1), True)],
)
def test_an_unlikely_age_is_flagged(born: date, is_flagged: bool) -> None:
    assert (FlagCode.AGE_UNLIKELY in found(person=person(birth_date=born))) is is_flagged


def test_a_france_travail_number_of_another_form_is_flagged() -> None:
    assert FlagCode.FRANCE_TRAVAIL_ID in found(person=person(france_travail_id="123"))
    assert found(person=person(france_travail_id="1234567A")) == {}


# Rhythm


def test_sixty_days_without_a_step_are_flagged() -> None:
    enrolment = stay()
    early = step(Scheme.TRAINING, date(2026, 1, 5), date(2026, 9, 24))
    flag = of_steps(early, enrolments=(enrolment,))[FlagCode.GAP]
    assert (flag.severity, flag.since, flag.enrolment_id) == (Severity.WARNING, date(2026, 9, 25), enrolment.id)
    assert plain(flag.message) == "Aucune étape depuis 60 jours, à partir du 25/09/2026."
    assert of_steps(early, enrolments=(enrolment,), on=date(2026, 11, 22)) == {}
    assert of_steps(early, enrolments=(enrolment,), suspensions=(pause(enrolment, date(2026, 9, 25)),)) == {}


def test_the_days_without_a_step_are_the_structures_choice() -> None:
    rules = RULES.with_value("follow_up.gap", 30)
    early = step(Scheme.TRAINING, date(2026, 1, 5), date(2026, 10, 24))
    assert FlagCode.GAP in found(rules, steps=(early,), enrolments=(stay(),))
    assert found(steps=(early,), enrolments=(stay(),)) == {}


def test_two_full_time_steps_at_once_are_flagged_on_both() -> None:
    job = step(Scheme.JOB, date(2026, 3, 1), date(2026, 6, 30), weekly_minutes=35 * 60)
    course = step(Scheme.TRAINING, date(2026, 6, 15), date(2026, 9, 30), weekly_minutes=35 * 60)
    flag = of_steps(job, course)[FlagCode.FULL_TIME_OVERLAP]
    assert set(flag.step_ids) == {job.id, course.id}
    assert flag in flags_of_step((flag,), job.id)
    assert flags_of_step((flag,), step().id) == ()


def test_a_week_is_48_hours_at_the_most() -> None:
    assert FlagCode.WEEKLY_HOURS not in of_steps(step(Scheme.JOB, date(2026, 3, 1), weekly_minutes=48 * 60))
    flag = of_steps(step(Scheme.JOB, date(2026, 3, 1), weekly_minutes=48 * 60 + 30))[FlagCode.WEEKLY_HOURS]
    assert plain(flag.message).startswith("48,5 heures par semaine")
    assert flag.source


# Limits of schemes


@pytest.mark.parametrize(
    ("scheme", "variant", "hours", "code"),
    [
        (Scheme.POEI, "tutoring", 300, None),
        (Scheme.POEI, "tutoring", 301, FlagCode.POE_HOURS),
        (Scheme.POEI, "seasonal", 301, FlagCode.POE_HOURS),
        (Scheme.POEI, "training_body", 450, None),
        (Scheme.POEI, "training_body", 451, FlagCode.POE_HOURS),
        (Scheme.POEI, "pic", 600, None),
        (Scheme.POEI, "pic", 601, FlagCode.POE_HOURS),
        (Scheme.POEI, None, 300, None),
        (Scheme.POEI, None, 450, FlagCode.POE_VARIANT),
        (Scheme.POEI, "au cas par cas", 601, FlagCode.POE_HOURS),
        (Scheme.POEC, None, 400, None),
        (Scheme.POEC, None, 401, FlagCode.POE_HOURS),
    ],
)
def test_a_poe_has_its_hours(scheme: Scheme, variant: str | None, hours: int, code: FlagCode | None) -> None:
    poe = step(scheme, date(2026, 3, 1), date(2026, 5, 31), variant=variant, total_minutes=hours * 60)
    assert set(of_steps(poe)) == ({code} if code else set())


def test_a_poei_takes_place_within_six_months() -> None:
    assert FlagCode.POE_DURATION not in of_steps(step(Scheme.POEI, date(2026, 3, 1), date(2026, 8, 31)))
    assert FlagCode.POE_DURATION in of_steps(step(Scheme.POEI, date(2026, 3, 1), date(2026, 9, 1)))


def test_an_immersion_has_30_days() -> None:
    assert of_steps(step(Scheme.PMSMP, date(2026, 3, 2), date(2026, 3, 31))) == {}
    assert FlagCode.PMSMP_DURATION in of_steps(step(Scheme.PMSMP, date(2026, 3, 2), date(2026, 4, 1)))


def test_an_immersion_is_for_those_who_are_16() -> None:
    immersion = step(Scheme.PMSMP, date(2026, 3, 2), date(2026, 3, 13))
    assert FlagCode.PMSMP_AGE in of_steps(immersion, person=person(birth_date=date(2010, 3, 3)))
    assert FlagCode.PMSMP_AGE not in of_steps(immersion, person=person(birth_date=date(2010, 3, 2)))


def test_immersions_with_one_host_add_up_over_12_months() -> None:
    first = step(Scheme.PMSMP, date(2026, 1, 1), date(2026, 1, 30), operator="Carrefour Vitrolles")
    second = step(Scheme.PMSMP, date(2026, 4, 1), date(2026, 4, 30), operator="CARREFOUR VITROLLES ")
    third = step(Scheme.PMSMP, date(2026, 9, 1), date(2026, 9, 10), operator="Carrefour Vitrolles")
    assert of_steps(first, second) == {}
    flag = of_steps(first, second, third)[FlagCode.PMSMP_SAME_HOST]
    assert flag.step_ids[0] == third.id
    assert set(flag.step_ids) == {first.id, second.id, third.id}
    elsewhere = step(Scheme.PMSMP, date(2026, 9, 1), date(2026, 9, 10), operator="La Poste")
    assert of_steps(first, second, elsewhere) == {}
    at_the_edge = step(Scheme.PMSMP, date(2026, 12, 12), date(2027, 1, 10), operator="Carrefour Vitrolles")
    assert of_steps(first, second, at_the_edge) != {}  # 20 days of the first, and 60
    eleven_months_on = step(Scheme.PMSMP, date(2027, 1, 1), date(2027, 1, 10), operator="Carrefour Vitrolles")
    assert of_steps(first, second, eleven_months_on) == {}  # 20 days of the first, 30 and 10
    a_year_later = step(Scheme.PMSMP, date(2027, 2, 1), date(2027, 2, 10), operator="Carrefour Vitrolles")
    assert of_steps(first, second, a_year_later) == {}


def test_a_pec_has_24_months_in_all() -> None:
    first = step(Scheme.PEC, date(2024, 1, 1), date(2024, 12, 31))
    second = step(Scheme.PEC, date(2025, 1, 1), date(2025, 12, 31), link_kind=LinkKind.RENEWS)
    third = step(Scheme.PEC, date(2026, 1, 1), date(2026, 6, 30), link_kind=LinkKind.RENEWS)
    assert of_steps(first, second) == {}
    assert set(of_steps(first, second, third)) == {FlagCode.PEC_TOTAL}


@pytest.mark.parametrize(
    ("end", "link", "is_flagged"),
    [
        (date(2026, 9, 30), None, False),
        (date(2026, 9, 29), None, True),
        (date(2026, 12, 31), None, False),
        (date(2027, 1, 1), None, True),
        (date(2026, 6, 30), LinkKind.RENEWS, False),
        (date(2026, 6, 29), LinkKind.RENEWS, True),
    ],
)
def test_a_pec_agreement_has_9_to_12_months(end: date, link: LinkKind | None, is_flagged: bool) -> None:
    flags = of_steps(step(Scheme.PEC, date(2026, 1, 1), end, link_kind=link))
    assert (FlagCode.PEC_LENGTH in flags) is is_flagged


@pytest.mark.parametrize(
    ("scheme", "contract", "is_flagged"),
    [
        (Scheme.ACI, Contract.CDDI, False),
        (Scheme.ACI, Contract.APPRENTICESHIP, True),
        (Scheme.EITI, Contract.CDDI, True),
        (Scheme.EITI, Contract.SELF_EMPLOYED, False),
        (Scheme.GEIQ, Contract.PROFESSIONAL_TRAINING, False),
        (Scheme.GEIQ, Contract.CDI, True),
        (Scheme.POEC, Contract.CDD_SHORT, True),
        (Scheme.PMSMP, Contract.CDI, True),
        (Scheme.JOB, Contract.CDD_SHORT, False),
        (Scheme.ACI, None, False),
    ],
)
def test_a_contract_is_one_of_its_schemes(scheme: Scheme, contract: Contract | None, is_flagged: bool) -> None:
    one = step(scheme, date(2026, 3, 2), date(2026, 3, 10), contract=contract)
    assert (FlagCode.CONTRACT in of_steps(one)) is is_flagged


def test_a_scheme_is_not_begun_after_it_closed() -> None:
    assert FlagCode.CLOSED_SCHEME in of_steps(step(Scheme.AFPR, date(2024, 6, 22), date(2024, 9, 1)))
    assert of_steps(step(Scheme.AFPR, date(2024, 6, 21), date(2024, 9, 1))) == {}
    assert FlagCode.CLOSED_SCHEME in of_steps(step(Scheme.EMPLOIS_FRANCS, date(2025, 1, 1), date(2025, 9, 1)))


def test_a_cancelled_step_goes_beyond_no_limit() -> None:
    cancelled = step(Scheme.POEC, date(2026, 3, 1), date(2026, 5, 31), total_minutes=99999, state=StepState.CANCELLED)
    assert of_steps(cancelled) == {}


# PASS IAE


def test_the_end_of_the_pass_is_told_while_an_iae_step_goes_on() -> None:
    site = step(Scheme.ACI, date(2025, 3, 1))
    flag = of_steps(site, passes=(approval(date(2025, 1, 1)),))[FlagCode.APPROVAL_ENDING]
    assert (flag.severity, flag.step_ids) == (Severity.WARNING, (site.id,))
    assert plain(flag.message) == (
        "Le PASS IAE prend fin le 31/12/2026, dans 38 jours. 730 jours, du 01/01/2025 au 31/12/2026."
    )
    assert FlagCode.APPROVAL_ENDING in of_steps(site, passes=(approval(date(2025, 2, 22)),))  # in 90 days
    assert of_steps(site, passes=(approval(date(2025, 2, 23)),)) == {}
    assert of_steps(passes=(approval(date(2025, 1, 1)),)) == {}


def test_a_pass_that_ended_may_still_be_prolonged_for_six_months() -> None:
    site = step(Scheme.ACI, date(2024, 9, 1))
    flag = of_steps(site, passes=(approval(date(2024, 8, 1)),))[FlagCode.APPROVAL_ENDED]
    assert (flag.severity, flag.since) == (Severity.SERIOUS, date(2026, 7, 31))
    assert "31/01/2027" in flag.message
    gone = step(Scheme.ACI, date(2023, 9, 1))
    assert "ne peut plus" in of_steps(gone, passes=(approval(date(2023, 8, 1)),))[FlagCode.APPROVAL_ENDED].message


def test_a_suspension_postpones_the_warning() -> None:
    own = approval(date(2024, 8, 1))
    away = suspension(own, date(2025, 1, 1), date(2025, 12, 31))
    assert of_steps(step(Scheme.ACI, date(2024, 9, 1)), passes=(own,), pass_suspensions=(away,)) == {}


def test_an_iae_step_needs_a_pass_and_a_geiq_does_not() -> None:
    assert FlagCode.APPROVAL_MISSING in of_steps(step(Scheme.EI, date(2026, 3, 1)))
    assert of_steps(step(Scheme.GEIQ, date(2026, 3, 1))) == {}
    assert of_steps(step(Scheme.EI, state=StepState.PLANNED, planned_start=date(2027, 1, 1))) == {}
    before = step(Scheme.EI, date(2026, 3, 1))
    flag = of_steps(before, passes=(approval(date(2026, 4, 1)),))[FlagCode.APPROVAL_MISSING]
    assert "01/03/2026" in flag.message


def test_a_pass_number_of_another_form_is_flagged() -> None:
    assert FlagCode.APPROVAL_NUMBER in found(passes=(approval(number="1234"),))
    assert found(passes=(approval(number=None),)) == {}


def test_doubtful_suspensions_are_flagged() -> None:
    own = approval(date(2025, 1, 1))
    cases = {
        FlagCode.APPROVAL_SUSPENSION_LONG: [suspension(own, date(2025, 2, 1), date(2028, 2, 1))],
        FlagCode.APPROVAL_SUSPENSION_FUTURE: [suspension(own, date(2026, 11, 24))],
        FlagCode.APPROVAL_SUSPENSION_OUTSIDE: [suspension(own, date(2024, 12, 1), date(2024, 12, 31))],
        FlagCode.APPROVAL_SUSPENSION_OVERLAP: [
            suspension(own, date(2026, 3, 1), date(2026, 3, 31)),
            suspension(own, date(2026, 3, 31), date(2026, 4, 5)),
        ],
        FlagCode.END_BEFORE_START: [suspension(own, date(2026, 3, 2), date(2026, 3, 1))],
    }
    for code, suspensions in cases.items():
        assert set(found(passes=(own,), pass_suspensions=tuple(suspensions))) == {code}
    longest = suspension(own, date(2025, 2, 1), date(2028, 1, 31))
    assert found(passes=(own,), pass_suspensions=(longest,)) == {}


def test_a_suspension_recorded_over_a_year_late_is_told_when_it_is_recorded() -> None:
    own = approval(date(2025, 1, 1))
    old = suspension(own, date(2025, 11, 22), date(2025, 12, 31))
    end = date(2027, 2, 9)
    told = list(suspension_flags(own, [old], end, RULES, TODAY, recorded_on=TODAY))
    assert [flag.code for flag in told] == [FlagCode.APPROVAL_SUSPENSION_LATE]
    assert list(suspension_flags(own, [old], end, RULES, TODAY)) == []
    in_time = suspension(own, date(2025, 11, 23), date(2025, 12, 31))
    assert list(suspension_flags(own, [in_time], end, RULES, TODAY, recorded_on=TODAY)) == []


def test_prolongations_have_their_limits() -> None:
    own = approval(date(2024, 1, 1))
    year = prolongation(own, date(2025, 12, 31), date(2026, 12, 31), PassProlongationReason.RQTH)
    assert found(passes=(own,), pass_prolongations=(year,)) == {}
    too_long = prolongation(own, date(2025, 12, 31), date(2027, 1, 2), PassProlongationReason.RQTH)
    assert set(found(passes=(own,), pass_prolongations=(too_long,))) == {FlagCode.APPROVAL_PROLONGATION}
    years = tuple(
        prolongation(own, date(y, 12, 31), date(y + 1, 12, 30), PassProlongationReason.RQTH) for y in range(2025, 2029)
    )
    assert found(passes=(own,), pass_prolongations=years[:3]) == {}
    as_the_platform_writes = tuple(
        prolongation(own, date(y, 12, 31), date(y + 1, 12, 31), PassProlongationReason.RQTH) for y in range(2025, 2028)
    )
    assert found(passes=(own,), pass_prolongations=as_the_platform_writes) == {}
    assert set(found(passes=(own,), pass_prolongations=years)) == {FlagCode.APPROVAL_PROLONGATION}


@pytest.mark.parametrize(
    ("reason", "born", "is_flagged"),
    [
        (PassProlongationReason.SENIOR, date(1976, 1, 1), False),
        (PassProlongationReason.SENIOR, date(1976, 1, 2), True),
        (PassProlongationReason.SENIOR_CDI, date(1968, 1, 1), False),
        (PassProlongationReason.SENIOR_CDI, date(1968, 1, 2), True),
        (PassProlongationReason.COMPLETE_TRAINING, date(2000, 1, 1), False),
    ],
)
def test_some_prolongations_have_an_age(reason: PassProlongationReason, born: date, is_flagged: bool) -> None:
    own = approval(date(2024, 1, 1))
    granted = prolongation(own, date(2026, 1, 1), date(2026, 12, 31), reason)
    flags = found(person=person(birth_date=born), passes=(own,), pass_prolongations=(granted,))
    assert (FlagCode.APPROVAL_PROLONGATION in flags) is is_flagged


# Laws


def test_the_most_serious_comes_first() -> None:
    wrong = step(Scheme.PMSMP, date(2026, 3, 2), date(2026, 3, 1))
    flags = pathway_flags(
        Pathway(person=person(france_travail_id="?"), steps=(wrong,), enrolments=(stay(),)), RULES, TODAY
    )
    order = [Severity.SERIOUS, Severity.WARNING, Severity.INFO]
    ranks = [order.index(flag.severity) for flag in flags]
    assert ranks == sorted(ranks)
    assert len(flags) == 3
    assert all(flag.severity_label for flag in flags)


MAYBE = st.one_of(st.none(), st.sampled_from([date.min, date.max]), st.dates(date(2023, 1, 1), date(2028, 1, 1)))
SURE = st.one_of(st.sampled_from([date.min, date.max]), st.dates(date(2023, 1, 1), date(2028, 1, 1)))
NUMBERS = st.one_of(st.none(), st.integers(0, 10**6))
STEPS = st.builds(
    lambda values: step(**values),
    st.fixed_dictionaries(
        {
            "scheme": st.sampled_from(Scheme),
            "state": st.sampled_from(StepState),
            "started_on": MAYBE,
            "ended_on": MAYBE,
            "planned_start": MAYBE,
            "planned_end": MAYBE,
            "weekly_minutes": NUMBERS,
            "total_minutes": NUMBERS,
            "contract": st.one_of(st.none(), st.sampled_from(Contract)),
            "variant": st.sampled_from([None, "pic", "?"]),
            "operator": st.sampled_from([None, "", "La Poste"]),
            "link_kind": st.sampled_from([None, LinkKind.RENEWS]),
        }
    ),
)


@given(
    st.lists(STEPS, max_size=4),
    st.tuples(MAYBE, MAYBE, SURE, MAYBE),
    st.tuples(SURE, SURE, MAYBE, SURE, SURE),
    st.sampled_from(PassProlongationReason),
    MAYBE,
    SURE,
)
def test_no_combination_of_dates_stops_the_flags(
    steps: list[Step],
    dates: tuple[date | None, date | None, date, date | None],
    pass_dates: tuple[date, date, date | None, date, date],
    reason: PassProlongationReason,
    born: date | None,
    on: date,
) -> None:
    entered, exited, since, until = dates
    enrolment = stay(entered_on=entered, exited_on=exited)
    own = approval(pass_dates[0])
    pathway = Pathway(
        person=person(birth_date=born),
        enrolments=(enrolment,),
        suspensions=(pause(enrolment, since, until),),
        steps=tuple(steps),
        passes=(own,),
        pass_suspensions=(suspension(own, pass_dates[1], pass_dates[2]),),
        pass_prolongations=(prolongation(own, pass_dates[3], pass_dates[4], reason),),
        facts=(fact("rsa"),),  # type: ignore[arg-type]
    )
    flags = pathway_flags(pathway, RULES, on)
    ids = {each.id for each in steps}
    assert len(set(flags)) == len(flags)
    for flag in flags:
        assert flag.message
        assert "{" not in flag.message
        assert set(flag.step_ids) <= ids
        assert "Benali" not in flag.message
