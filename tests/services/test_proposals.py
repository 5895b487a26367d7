"""What a diagnostic proposes waits for an answer, is proposed once, and becomes barriers with where it comes from."""

from datetime import date
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow import i18n
from caseflow.domain.barrier import GoalState, Impact, Theme
from caseflow.domain.diagnostic import Constraint, ConstraintState, Diagnostic, Objective
from caseflow.exchange.diagnostics import read_diagnostic
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.proposals import ProposalLine

ON = date(2026, 11, 22)
DATA = Path(__file__).parents[1] / "data" / "diagnostics"
OLD, NEW = (read_diagnostic(DATA / f"france_travail_{year}.json") for year in (2023, 2026))


def waiting(desk: Desk, person_id: UUID) -> dict[Theme | None, ProposalLine]:
    return {line.theme: line for line in desk.proposals.of_person(person_id)}


def test_a_diagnostic_proposes_and_notes_nothing_by_itself(desk: Desk, amina: UUID) -> None:
    staged = desk.proposals.stage(amina, NEW)
    assert (staged.new, staged.known) == (9, 0)
    assert desk.barriers.of_person(amina, ON).barriers == ()
    assert {line.is_for_now for line in desk.proposals.of_person(amina) if line.theme} == {True}


def test_reading_the_same_file_again_proposes_nothing_new(desk: Desk, amina: UUID) -> None:
    desk.proposals.stage(amina, OLD)
    before = desk.proposals.of_person(amina)
    staged = desk.proposals.stage(amina, OLD)
    assert (staged.new, staged.known) == (0, 7)
    assert desk.proposals.of_person(amina) == before


def test_what_was_answered_is_not_proposed_again(desk: Desk, amina: UUID) -> None:
    desk.proposals.stage(amina, OLD)
    lines = waiting(desk, amina)
    desk.proposals.accept([lines[Theme.MOBILITY].id], ON)
    desk.proposals.decline([lines[Theme.FAMILY].id])
    desk.proposals.stage(amina, OLD)
    assert {Theme.MOBILITY, Theme.FAMILY}.isdisjoint(waiting(desk, amina))


def test_a_later_diagnostic_that_says_more_is_proposed_anew(desk: Desk, amina: UUID) -> None:
    for read in (OLD, NEW):
        desk.proposals.stage(amina, read)
    found = [line for line in desk.proposals.of_person(amina) if line.theme is Theme.HOUSING]
    assert [line.situations for line in found] == [("Logement insalubre",), ("Difficulté à payer le loyer",)]


def test_an_accepted_proposal_becomes_a_barrier_with_its_objectives_and_source(desk: Desk, amina: UUID) -> None:
    i18n.install("fr")
    desk.proposals.stage(amina, NEW)
    (key,) = desk.proposals.accept([waiting(desk, amina)[Theme.MONEY].id], ON)
    barrier = desk.barriers.of_person(amina, ON).barrier(key)
    assert barrier is not None
    assert (barrier.theme, barrier.level, barrier.is_priority, barrier.impact) == (Theme.MONEY, 3, True, Impact.STRONG)
    assert barrier.situation == "Sans aucune ressource ; Surendettement"
    assert barrier.noted_on == date(2026, 3, 12)
    assert barrier.source == "Diagnostic France Travail du 12/03/2026, AGENCE DE VILLEMONT"
    assert [goal.state for goal in barrier.goals] == [GoalState.IN_PROGRESS]


def test_every_proposal_of_both_shapes_can_be_accepted_even_sensitive(desk: Desk, amina: UUID) -> None:
    for read in (OLD, NEW):
        desk.proposals.stage(amina, read)
        lines = desk.proposals.of_person(amina)
        barriers = desk.proposals.accept([line.id for line in lines], ON)
        assert len(barriers) == sum(line.theme is not None for line in lines)
        assert desk.proposals.of_person(amina) == ()


def test_what_the_diagnostic_says_overcome_is_lifted_at_once(desk: Desk, amina: UUID) -> None:
    desk.proposals.stage(amina, OLD)
    line = waiting(desk, amina)[Theme.MONEY]
    assert not line.is_for_now
    (key,) = desk.proposals.accept([line.id], ON)
    barrier = desk.barriers.of_person(amina, ON).barrier(key)
    assert barrier is not None
    assert barrier.lifted_on == date(2023, 1, 10)


def test_a_barrier_already_open_is_said_to_be_noted(desk: Desk, amina: UUID) -> None:
    desk.barriers.note(amina, Theme.MOBILITY, ON, situation="Dépend des transports en commun")
    desk.barriers.note(amina, Theme.FAMILY, ON, situation="Parent isolé")
    staged = desk.proposals.stage(amina, OLD)
    assert (staged.new, staged.known) == (6, 1)
    lines = waiting(desk, amina)
    assert lines[Theme.MOBILITY].is_noted
    assert not lines[Theme.FAMILY].is_noted, "it says something else"


def test_a_need_that_no_theme_answers_is_seen_and_becomes_no_barrier(desk: Desk, amina: UUID) -> None:
    desk.proposals.stage(amina, NEW)
    assert desk.proposals.accept([waiting(desk, amina)[None].id], ON) == ()
    assert None not in waiting(desk, amina)


def test_accepting_reading_and_declining_are_each_taken_back_at_once(desk: Desk, amina: UUID) -> None:
    desk.proposals.stage(amina, NEW)
    before = desk.proposals.of_person(amina)
    desk.proposals.accept([line.id for line in before], ON)
    desk.undo.undo_last()
    assert desk.proposals.of_person(amina) == before
    assert desk.barriers.of_person(amina, ON).barriers == ()
    desk.undo.undo_last()
    assert desk.proposals.of_person(amina) == ()


def test_a_file_that_bears_another_name_is_told(desk: Desk, amina: UUID) -> None:
    assert desk.proposals.stage(amina, NEW).names_another
    camille = desk.people.create(PersonDraft(last_name="Testard", first_name="Camille"))
    assert not desk.proposals.names_another(camille, NEW)
    assert not desk.proposals.names_another(camille, OLD), "it bears no name"


WORDINGS = st.sampled_from(
    ["Développer sa mobilité", "Logement", "Rompre l’isolement", "Prendre en compte son état de santé"]
)
CONSTRAINTS = st.builds(
    Constraint,
    WORDINGS,
    st.sampled_from(ConstraintState),
    st.lists(WORDINGS, max_size=2).map(tuple),
    st.lists(st.builds(Objective, WORDINGS, st.sampled_from(GoalState)), max_size=2).map(tuple),
)
READ = st.builds(
    Diagnostic,
    st.lists(CONSTRAINTS, max_size=4).map(tuple),
    st.lists(WORDINGS, max_size=2).map(tuple),
    st.just(ON),
    st.just(""),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(read=READ)
def test_staging_twice_is_staging_once(desk: Desk, read: Diagnostic) -> None:
    person_id = desk.people.create(PersonDraft(last_name="Essai", first_name="Deux"))
    first = desk.proposals.stage(person_id, read)
    lines = desk.proposals.of_person(person_id)
    again = desk.proposals.stage(person_id, read)
    assert (again.new, again.known) == (0, first.new + first.known)
    assert desk.proposals.of_person(person_id) == lines
    assert len(desk.proposals.accept([line.id for line in lines], ON)) == sum(line.theme is not None for line in lines)
