"""Priority publics follow from facts, on the day, and say from which."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.person import FactKind, SituationFact
from caseflow.domain.priority import PriorityPublic, ProofState, PublicKind, priority_publics
from caseflow.domain.rules import shipped
from tests.domain.factories import TODAY, fact, person

RULES = shipped()


def publics(*facts: SituationFact, born: date | None = date(1988, 3, 4), on: date = TODAY) -> list[PriorityPublic]:
    return list(priority_publics(person(birth_date=born), facts, RULES, on))


def kinds(*facts: SituationFact, born: date | None = date(1988, 3, 4), on: date = TODAY) -> list[PublicKind]:
    return [public.kind for public in publics(*facts, born=born, on=on)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 11, 22), []),
        (date(2025, 11, 23), [PublicKind.DELD]),
        (date(2026, 11, 22), [PublicKind.DELD]),
        (date(2026, 11, 23), [PublicKind.DETLD]),
    ],
)
def test_long_unemployment_goes_from_12_to_23_months(on: date, expected: list[PublicKind]) -> None:
    assert kinds(fact(FactKind.FRANCE_TRAVAIL, value="A", since=date(2024, 11, 23)), on=on) == expected


def test_a_change_of_category_does_not_break_a_registration() -> None:
    first = fact(FactKind.FRANCE_TRAVAIL, value="A", since=date(2025, 3, 1), until=date(2026, 1, 31))
    second = fact(FactKind.FRANCE_TRAVAIL, value="C", since=date(2026, 2, 1))
    (public,) = publics(first, second)
    assert public.kind is PublicKind.DELD
    assert public.fact_id == second.id
    assert (public.since, public.until) == (date(2026, 3, 1), date(2027, 2, 28))
    assert "01/03/2025" in public.reason
    assert "20" in public.reason


def test_a_broken_registration_starts_again() -> None:
    first = fact(FactKind.FRANCE_TRAVAIL, value="A", since=date(2024, 1, 1), until=date(2025, 12, 31))
    second = fact(FactKind.FRANCE_TRAVAIL, value="A", since=date(2026, 3, 1))
    assert kinds(first, second) == []


def test_a_registration_that_ended_or_has_no_date_says_nothing() -> None:
    assert kinds(fact(FactKind.FRANCE_TRAVAIL, since=date(2020, 1, 1), until=date(2026, 1, 1))) == []
    assert kinds(fact(FactKind.FRANCE_TRAVAIL, value="A")) == []


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2000, 11, 24), [PublicKind.YOUNG]),
        (date(2000, 11, 23), []),
        (date(1976, 11, 24), []),
        (date(1976, 11, 23), [PublicKind.SENIOR]),
        (None, []),
        (date(2030, 1, 1), []),
    ],
)
def test_ages_are_those_of_the_day(born: date | None, expected: list[PublicKind]) -> None:
    assert kinds(born=born) == expected


def test_a_young_person_is_one_until_the_eve_of_26() -> None:
    (public,) = publics(born=date(2002, 5, 10))
    assert (public.until, public.fact_id, public.proof) == (date(2028, 5, 9), None, ProofState.NOT_NEEDED)


def test_each_public_comes_from_its_fact() -> None:
    facts = {
        PublicKind.BRSA: fact(FactKind.RSA, value="OUI-M"),
        PublicKind.ASS: fact(FactKind.ASS),
        PublicKind.AAH: fact(FactKind.AAH),
        PublicKind.RQTH: fact(FactKind.RQTH),
        PublicKind.QPV: fact(FactKind.QPV, value="Félix Pyat"),
        PublicKind.LONE_PARENT: fact(FactKind.LONE_PARENT),
        PublicKind.LOW_EDUCATION: fact(FactKind.EDUCATION, value="NV5"),
        PublicKind.REFUGEE: fact(FactKind.REFUGEE),
        PublicKind.RURAL_ZONE: fact(FactKind.RURAL_ZONE),
        PublicKind.ASE_EXIT: fact(FactKind.ASE_EXIT),
        PublicKind.LOW_FRENCH: fact(FactKind.LANGUAGE, value="below_a1"),
        PublicKind.MOBILITY: fact(FactKind.MOBILITY, value="none"),
        PublicKind.HOUSING: fact(FactKind.HOUSING, value="hosted"),
    }
    found = {public.kind: public for public in publics(*facts.values())}
    assert {kind: public.fact_id for kind, public in found.items()} == {kind: f.id for kind, f in facts.items()}
    assert {kind for kind, public in found.items() if public.is_sensitive} == {
        PublicKind.RQTH,
        PublicKind.AAH,
        PublicKind.ASE_EXIT,
        PublicKind.REFUGEE,
        PublicKind.HOUSING,
    }


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactKind.EDUCATION, "NV4"),
        (FactKind.EDUCATION, None),
        (FactKind.LANGUAGE, "b1"),
        (FactKind.MOBILITY, "vehicle"),
        (FactKind.HOUSING, "tenant"),
        (FactKind.RSA, "rsa_clos"),
        (FactKind.RSA, "Non"),
        (FactKind.RQTH, "non"),
        (FactKind.QPV, "0"),
        (FactKind.ARE, None),
    ],
)
def test_a_fact_that_says_otherwise_makes_no_public(kind: FactKind, value: str | None) -> None:
    assert kinds(fact(kind, value=value)) == []


def test_a_right_counts_only_while_it_holds() -> None:
    right = fact(FactKind.RSA, since=date(2026, 1, 1), until=date(2026, 11, 23))
    assert kinds(right, on=date(2025, 12, 31)) == []
    assert kinds(right, on=date(2026, 11, 23)) == [PublicKind.BRSA]
    assert kinds(right, on=date(2026, 11, 24)) == []


@pytest.mark.parametrize(
    ("kind", "value", "proof", "proof_on", "expected"),
    [
        (FactKind.RSA, None, None, None, ProofState.MISSING),
        (FactKind.RSA, None, "attestation CAF", None, ProofState.MISSING),
        (FactKind.RSA, None, "attestation CAF", date(2026, 8, 23), ProofState.PRESENT),
        (FactKind.RSA, None, "attestation CAF", date(2026, 8, 22), ProofState.TOO_OLD),
        (FactKind.QPV, None, "facture", date(2026, 5, 23), ProofState.PRESENT),
        (FactKind.QPV, None, "facture", date(2026, 5, 22), ProofState.TOO_OLD),
        (FactKind.RQTH, None, "décision MDPH", None, ProofState.PRESENT),
        (FactKind.RQTH, None, None, date(2019, 1, 1), ProofState.PRESENT),
        (FactKind.RQTH, None, None, None, ProofState.MISSING),
        (FactKind.EDUCATION, "NV5", "Diplôme du CAP", date(2006, 7, 1), ProofState.PRESENT),
        (FactKind.EDUCATION, "NV5", "attestation sur l’honneur", date(2026, 7, 1), ProofState.TOO_OLD),
        (FactKind.ASE_EXIT, None, "attestation", date(2025, 11, 23), ProofState.PRESENT),
    ],
)
def test_a_proof_grows_old(
    kind: FactKind, value: str | None, proof: str | None, proof_on: date | None, expected: ProofState
) -> None:
    (public,) = publics(fact(kind, value=value, proof=proof, proof_on=proof_on))
    assert public.proof is expected


def test_the_latest_fact_is_the_one_that_speaks() -> None:
    old = fact(FactKind.RSA, since=date(2020, 1, 1))
    new = fact(FactKind.RSA, since=date(2026, 1, 1))
    (public,) = publics(old, new)
    assert public.fact_id == new.id


MAYBE = st.one_of(st.none(), st.dates())
FACTS = st.builds(
    lambda kind, value, since, until, proof_on: fact(kind, value=value, since=since, until=until, proof_on=proof_on),
    st.sampled_from(FactKind),
    st.one_of(st.none(), st.sampled_from(["A", "NV5", "none", "below_a1", "rsa_clos", "non", "", "?"])),
    MAYBE,
    MAYBE,
    MAYBE,
)


@given(st.lists(FACTS, max_size=6), MAYBE, st.dates())
def test_no_date_stops_the_computation(facts: list[SituationFact], born: date | None, on: date) -> None:
    found = publics(*facts, born=born, on=on)
    assert len({public.kind for public in found}) == len(found)
    assert not {PublicKind.DELD, PublicKind.DETLD} <= {public.kind for public in found}
    assert all(public.reason and public.label and public.badge for public in found)
