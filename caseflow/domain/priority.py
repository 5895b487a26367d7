"""The priority publics a person belongs to, computed from facts, and what proves each of them.

Sources: the convention's open list (« DELD, résidents QPV, BRSA, RQTH… ») and the IAE criteria of les-emplois.
Detention is not among them: it is not recorded at all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from caseflow.domain.fact_values import RSA_WITHOUT_RIGHT, is_denied
from caseflow.domain.labels import fact_value_label
from caseflow.domain.periods import Period, add_days, add_months, age_on, merge, whole_months
from caseflow.domain.person import SENSITIVE_FACTS, FactKind, Person, SituationFact
from caseflow.domain.rules import Rules
from caseflow.i18n import N_, _, current, fold, ngettext


class PublicKind(StrEnum):
    """A priority public."""

    DELD = "deld"
    DETLD = "detld"
    YOUNG = "jeune"
    SENIOR = "senior"
    BRSA = "brsa"
    ASS = "ass"
    AAH = "aah"
    RQTH = "rqth"
    QPV = "qpv"
    LONE_PARENT = "lone_parent"
    LOW_EDUCATION = "cap_bep"
    REFUGEE = "ref_da"
    RURAL_ZONE = "zrr"
    ASE_EXIT = "ase"
    LOW_FRENCH = "french"
    MOBILITY = "mobility"
    HOUSING = "housing"


PUBLIC_LABELS = {
    PublicKind.DELD: N_("Long-term job seeker (12 to 23 months)"),
    PublicKind.DETLD: N_("Very long-term job seeker (24 months and more)"),
    PublicKind.YOUNG: N_("Young person"),
    PublicKind.SENIOR: N_("Senior"),
    PublicKind.BRSA: N_("RSA beneficiary"),
    PublicKind.ASS: N_("ASS beneficiary"),
    PublicKind.AAH: N_("AAH beneficiary"),
    PublicKind.RQTH: N_("Disabled worker (RQTH)"),
    PublicKind.QPV: N_("Resident of a QPV"),
    PublicKind.LONE_PARENT: N_("Lone parent"),
    PublicKind.LOW_EDUCATION: N_("CAP, BEP or lower"),
    PublicKind.REFUGEE: N_("Refugee or asylum seeker"),
    PublicKind.RURAL_ZONE: N_("Resident of a ZRR or ZFRR"),
    PublicKind.ASE_EXIT: N_("Leaving child welfare"),
    PublicKind.LOW_FRENCH: N_("French below A1"),
    PublicKind.MOBILITY: N_("Mobility problem"),
    PublicKind.HOUSING: N_("Without housing of one’s own"),
}

BADGES = {
    PublicKind.DELD: "DELD",
    PublicKind.DETLD: "DETLD",
    PublicKind.YOUNG: N_("Young"),
    PublicKind.SENIOR: N_("Senior"),
    PublicKind.BRSA: "BRSA",
    PublicKind.ASS: "ASS",
    PublicKind.AAH: "AAH",
    PublicKind.RQTH: "RQTH",
    PublicKind.QPV: "QPV",
    PublicKind.LONE_PARENT: N_("Lone parent"),
    PublicKind.LOW_EDUCATION: N_("CAP-BEP"),
    PublicKind.REFUGEE: N_("Refugee"),
    PublicKind.RURAL_ZONE: "ZRR",
    PublicKind.ASE_EXIT: "ASE",
    PublicKind.LOW_FRENCH: "FLE",
    PublicKind.MOBILITY: N_("Mobility"),
    PublicKind.HOUSING: N_("Housing"),
}


class ProofState(StrEnum):
    """What is known of the proof of a public."""

    PRESENT = "present"
    MISSING = "missing"
    TOO_OLD = "too_old"
    NOT_NEEDED = "not_needed"
    """An age is read on the identity document."""


PROOF_LABELS = {
    ProofState.PRESENT: N_("Proof seen"),
    ProofState.MISSING: N_("Proof missing"),
    ProofState.TOO_OLD: N_("Proof too old"),
    ProofState.NOT_NEEDED: N_("No proof needed"),
}


@dataclass(frozen=True)
class PriorityPublic:
    """A public someone belongs to on a day, why, and what proves it."""

    kind: PublicKind
    reason: str
    """One sentence saying from which fact."""
    fact_id: UUID | None
    """The fact it comes from; none when it comes from the birth date."""
    since: date | None
    until: date | None
    """The last day it is known to hold: a birthday ahead, the end of a right."""
    proof: ProofState
    is_sensitive: bool
    """Masked by default, never printed."""

    @property
    def label(self) -> str:
        """Its name in words."""
        return _(PUBLIC_LABELS[self.kind])

    @property
    def badge(self) -> str:
        """Its name in one word: « DELD », « Jeune »."""
        return _(BADGES[self.kind])

    @property
    def proof_label(self) -> str:
        """The state of its proof in words."""
        return _(PROOF_LABELS[self.proof])


def priority_publics(
    person: Person, facts: Sequence[SituationFact], rules: Rules, on: date
) -> tuple[PriorityPublic, ...]:
    """Return the priority publics a person belongs to on a day, in the order of `PublicKind`."""
    known: dict[FactKind, list[SituationFact]] = {}
    for fact in facts:
        if fact.holds(on) and not is_denied(fact.value):
            known.setdefault(fact.kind, []).append(fact)
    found = [*_ages(person, rules, on), *_registration(facts, rules, on)]
    for kind, source, belongs in _FROM_FACTS:
        own = [fact for fact in known.get(source, ()) if belongs(fact, rules)]
        if own:
            found.append(_from_fact(kind, min(own, key=_recent_first), rules, on))
    return tuple(sorted(found, key=lambda public: _ORDER[public.kind]))


_ORDER = {kind: place for place, kind in enumerate(PublicKind)}


def _recent_first(fact: SituationFact) -> tuple[int, int]:
    return (-(fact.since or date.min).toordinal(), -(fact.proof_on or date.min).toordinal())


def _ages(person: Person, rules: Rules, on: date) -> Iterator[PriorityPublic]:
    born = person.birth_date
    if born is None or born > on:
        return
    age, young, senior = age_on(born, on), rules.years("publics.young"), rules.years("publics.senior")
    reason = _("Born on {day}: {age} years old.").format(day=current().date(born), age=age)
    if age < young:
        last = add_days(add_months(born, 12 * young), -1)
        yield PriorityPublic(PublicKind.YOUNG, reason, None, None, last, ProofState.NOT_NEEDED, False)
    if age >= senior:
        since = add_months(born, 12 * senior)
        yield PriorityPublic(PublicKind.SENIOR, reason, None, since, None, ProofState.NOT_NEEDED, False)


def _registration(facts: Sequence[SituationFact], rules: Rules, on: date) -> Iterator[PriorityPublic]:
    """Yield DELD or DETLD from the unbroken registration that goes on, whatever its changes of category."""
    own = [fact for fact in facts if fact.kind is FactKind.FRANCE_TRAVAIL and not is_denied(fact.value)]
    dated = [(fact, fact.since) for fact in own if fact.since is not None and fact.since <= on]
    times = [Period(since, fact.until or on) for fact, since in dated if since <= (fact.until or on)]
    going_on = next((when for when in merge(times) if on in when), None)
    if going_on is None:
        return
    months = whole_months(going_on.start, on)
    long, very_long = rules.months("publics.deld"), rules.months("publics.detld")
    if months < long:
        return
    kind = PublicKind.DETLD if months >= very_long else PublicKind.DELD
    latest = max((fact for fact, _since in dated if fact.holds(on)), key=lambda fact: fact.since or date.min)
    words = ngettext(
        "Registered with France Travail since {day}: {months} month.",
        "Registered with France Travail since {day}: {months} months.",
        months,
    )
    yield PriorityPublic(
        kind=kind,
        reason=words.format(day=current().date(going_on.start), months=months),
        fact_id=latest.id,
        since=add_months(going_on.start, very_long if kind is PublicKind.DETLD else long),
        until=None if kind is PublicKind.DETLD else add_months(going_on.start, very_long) - timedelta(days=1),
        proof=proof_state(kind, latest, rules, on),
        is_sensitive=False,
    )


def _from_fact(kind: PublicKind, fact: SituationFact, rules: Rules, on: date) -> PriorityPublic:
    what = _(PUBLIC_LABELS[kind])
    value = fact_value_label(fact.kind, fact.value)
    if value:
        what = _("{what} ({value})").format(what=what, value=value)
    if fact.since is None:
        reason = _("{what}, since a day not recorded.").format(what=what)
    else:
        reason = _("{what}, since {day}.").format(what=what, day=current().date(fact.since))
    state = proof_state(kind, fact, rules, on)
    return PriorityPublic(kind, reason, fact.id, fact.since, fact.until, state, fact.kind in SENSITIVE_FACTS)


def proof_state(kind: PublicKind, fact: SituationFact, rules: Rules, on: date) -> ProofState:
    """Tell whether the proof of a fact would be accepted on a day; one that must be recent counts only when dated.

    A diploma does not grow old, nor does a decision that holds until the end of the fact.
    """
    key = f"proof.{kind.value}"
    is_lasting = key not in rules or "diplome" in fold(fact.proof or "")
    if is_lasting:
        return ProofState.PRESENT if fact.proof or fact.proof_on else ProofState.MISSING
    if fact.proof_on is None:
        return ProofState.MISSING
    return ProofState.TOO_OLD if on > add_months(fact.proof_on, rules.months(key)) else ProofState.PRESENT


def _is_so(_fact: SituationFact, _rules: Rules) -> bool:
    return True


def _one_of(key: str) -> Callable[[SituationFact, Rules], bool]:
    return lambda fact, rules: fact.value in rules.codes(key)


def _has_right(fact: SituationFact, _rules: Rules) -> bool:
    return fact.value not in RSA_WITHOUT_RIGHT


_FROM_FACTS: tuple[tuple[PublicKind, FactKind, Callable[[SituationFact, Rules], bool]], ...] = (
    (PublicKind.BRSA, FactKind.RSA, _has_right),
    (PublicKind.ASS, FactKind.ASS, _is_so),
    (PublicKind.AAH, FactKind.AAH, _is_so),
    (PublicKind.RQTH, FactKind.RQTH, _is_so),
    (PublicKind.QPV, FactKind.QPV, _is_so),
    (PublicKind.LONE_PARENT, FactKind.LONE_PARENT, _is_so),
    (PublicKind.LOW_EDUCATION, FactKind.EDUCATION, _one_of("publics.low_education")),
    (PublicKind.REFUGEE, FactKind.REFUGEE, _is_so),
    (PublicKind.RURAL_ZONE, FactKind.RURAL_ZONE, _is_so),
    (PublicKind.ASE_EXIT, FactKind.ASE_EXIT, _is_so),
    (PublicKind.LOW_FRENCH, FactKind.LANGUAGE, _one_of("publics.french")),
    (PublicKind.MOBILITY, FactKind.MOBILITY, _one_of("publics.mobility")),
    (PublicKind.HOUSING, FactKind.HOUSING, _one_of("publics.housing")),
)
