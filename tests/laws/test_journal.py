"""Laws of the journal: replayed from nothing it gives the store; undo gives the state before, redo the state after."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from caseflow.domain.enrolment import CommissionDecision, Enrolment, EnrolmentSuspension, ExitKind
from caseflow.domain.errors import CaseFlowError, Conflict
from caseflow.domain.iae import IaePass, PassProlongation, PassProlongationReason, PassSuspension
from caseflow.domain.pathway import LinkKind, MrsStage, Step, StepOutcome
from caseflow.domain.person import FactKind, Person, SituationFact
from caseflow.domain.scheme import Scheme
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_pasted
from caseflow.services.caseloads import Choice, Decision, RowStatus
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.store.journal import action_table
from tests.conftest import TODAY
from tests.laws.stores import Rows, everything, held, new_store, rebuild, replayed

NAMES = st.sampled_from(["Benali", "BENALI", "N’Guessan", "Œuvrard", "Đặng", "d'Arc", "=1+1", "  x ", "é" * 300, ""])
TEXTS = st.sampled_from(["", " ", "Aubagne", "Cassis", "ligne 1\nligne 2", "\u202e", "13001", "null", "🙂"])
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
BIRTHS = st.none() | st.dates(date(1950, 1, 1), date(2030, 1, 1))
PHONES = st.lists(
    st.sampled_from(["06 12 34 56 78", "0612345678", "07 81 22 33 44", "12", "+33 4 91 00 00 01"]), max_size=3
)
EMAILS = st.lists(st.sampled_from(["a@exemple.fr", "A@Exemple.fr", "b@", "c@exemple.fr"]), max_size=2)
NUMBERS = st.sampled_from(["B-000001", "B-000002", "B-RETOUR", "B-999999", "A7", ""])

Draw = Callable[[st.SearchStrategy[Any]], Any]


class Journal(RuleBasedStateMachine):
    """A counsellor at work: every service that writes, in any order, on things that may be gone."""

    @initialize()
    def open(self) -> None:
        self._context = new_store()
        self.store = self._context.__enter__()
        self.desk = Desk(self.store)
        self.past: list[Rows] = []
        self.now = everything(self.store)
        self.future: list[Rows] = []

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        with new_store() as other:
            rebuild(other, replayed(self.store))
            assert everything(other) == self.now
        self.desk.close()
        self._context.__exit__(None, None, None)

    @invariant()
    def the_journal_tells_the_store(self) -> None:
        if hasattr(self, "store"):
            assert replayed(self.store) == held(self.store)

    def some(self, draw: Draw, kind: type[Any]) -> UUID:
        """Return one thing of a kind, or the key of none."""
        with self.store.reading() as session:
            keys = sorted(session.scalars(select(kind.id)))
        return draw(st.sampled_from(keys)) if keys else UUID(int=0)

    def do(self, action: Callable[[], object]) -> None:
        """Act; what is refused changes nothing, what changes can be undone."""
        actions = self.actions()
        try:
            action()
        except CaseFlowError:
            assert everything(self.store) == self.now
            assert self.actions() == actions
            return
        if self.actions() != actions:
            self.past.append(self.now)
            self.future = []
        self.now = everything(self.store)

    def actions(self) -> list[UUID]:
        with self.store.reading() as session:
            return list(session.scalars(select(action_table.c.id).order_by(action_table.c.mark)))

    @rule(data=st.data())
    def people(self, data: st.DataObject) -> None:
        draw, people = data.draw, self.desk.people
        self.do(
            lambda: people.create(
                PersonDraft(
                    last_name=draw(NAMES),
                    first_name=draw(NAMES),
                    birth_date=draw(BIRTHS),
                    commune=draw(TEXTS),
                    phones=draw(PHONES),
                    emails=draw(EMAILS),
                )
            )
        )

    @rule(data=st.data())
    def edits(self, data: st.DataObject) -> None:
        draw, people = data.draw, self.desk.people
        who = self.some(draw, Person)
        changes = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "last_name": NAMES,
                    "first_name": NAMES,
                    "birth_date": BIRTHS,
                    "commune": TEXTS,
                    "note": TEXTS,
                    "file_number": NUMBERS,
                    "phones": PHONES,
                    "emails": EMAILS,
                    "project_is_validated": st.booleans(),
                    "mobility_radius_km": st.none() | st.integers(0, 90),
                },
            )
        )
        self.do(lambda: people.edit(who, **changes))

    @rule(data=st.data())
    def edits_of_many(self, data: st.DataObject) -> None:
        draw, people = data.draw, self.desk.people
        with self.store.reading() as session:
            everybody = sorted(session.scalars(select(Person.id)))
        several = draw(st.lists(st.sampled_from(everybody), unique=True)) if everybody else []
        action = draw(
            st.sampled_from(
                [
                    lambda: people.edit_many(several, commune=draw(TEXTS), note=draw(TEXTS)),
                    lambda: people.edit_many([*several, UUID(int=0)], commune="Trets"),
                    lambda: people.archive(several, TODAY),
                    lambda: people.restore(several),
                ]
            )
        )
        self.do(action)

    @rule(data=st.data())
    def facts(self, data: st.DataObject) -> None:
        draw, people = data.draw, self.desk.people
        who, fact = self.some(draw, Person), self.some(draw, SituationFact)
        action = draw(
            st.sampled_from(
                [
                    lambda: people.add_fact(who, draw(st.sampled_from(FactKind)), since=draw(st.none() | DAYS)),
                    lambda: people.edit_fact(fact, until=draw(st.none() | DAYS), value=draw(TEXTS)),
                    lambda: people.remove_fact(fact),
                ]
            )
        )
        self.do(action)

    @rule(data=st.data())
    def stays(self, data: st.DataObject) -> None:
        draw, stays = data.draw, self.desk.enrolments
        who, stay, pause = (self.some(draw, kind) for kind in (Person, Enrolment, EnrolmentSuspension))
        when = draw(DAYS)
        counsellors = stays.counsellors()
        counsellor = counsellors[0].id if counsellors else UUID(int=0)
        action = draw(
            st.sampled_from(
                [
                    lambda: stays.refer(who, when, draw(TEXTS)),
                    lambda: stays.record_commission(stay, when, draw(st.sampled_from(CommissionDecision))),
                    lambda: stays.enter(stay, when, draw(st.sampled_from([None, counsellor]))),
                    lambda: stays.change_referent(stay, counsellor, when),
                    lambda: stays.suspend(stay, when, draw(st.none() | DAYS)),
                    lambda: stays.resume(pause, when),
                    lambda: stays.remove_suspension(pause),
                    lambda: stays.leave(stay, when, draw(st.sampled_from(ExitKind))),
                    lambda: stays.prove_six_months(stay, when),
                    lambda: stays.come_back(stay),
                    lambda: stays.remove(stay),
                    lambda: stays.add_counsellor("Claire Martin"),
                    lambda: stays.edit_agency(name=draw(TEXTS)),
                ]
            )
        )
        self.do(action)

    @rule(data=st.data())
    def steps(self, data: st.DataObject) -> None:
        draw, pathways = data.draw, self.desk.pathways
        who, stay, step, other = (self.some(draw, kind) for kind in (Person, Enrolment, Step, Step))
        when = draw(DAYS)
        link = {"linked_step_id": other, "link_kind": LinkKind.FOLLOWS} if other.int else {}
        draft = StepDraft(
            scheme=draw(st.sampled_from(Scheme)),
            title=draw(TEXTS),
            planned_start=draw(st.none() | DAYS),
            enrolment_id=stay if stay.int else None,
            **draw(st.sampled_from([{}, link])),
        )
        action = draw(
            st.sampled_from(
                [
                    lambda: pathways.add_step(who, draft),
                    lambda: pathways.edit_step(step, title=draw(TEXTS), **link),
                    lambda: pathways.move_step(step, when, when + timedelta(days=draw(st.integers(-9, 99)))),
                    lambda: pathways.start_step(step, when),
                    lambda: pathways.complete_step(step, when, draw(st.none() | st.sampled_from(StepOutcome))),
                    lambda: pathways.abandon_step(step, when),
                    lambda: pathways.cancel_step(step),
                    lambda: pathways.reopen_step(step),
                    lambda: pathways.record_mrs_result(step, draw(st.sampled_from(MrsStage)), when, True),
                    lambda: pathways.remove_step(step),
                ]
            )
        )
        self.do(action)

    @rule(data=st.data())
    def passes(self, data: st.DataObject) -> None:
        draw, pathways = data.draw, self.desk.pathways
        kinds = (Person, IaePass, PassSuspension, PassProlongation)
        who, approval, suspension, prolongation = (self.some(draw, kind) for kind in kinds)
        when, later = draw(DAYS), draw(DAYS)
        action = draw(
            st.sampled_from(
                [
                    lambda: pathways.add_pass(who, when),
                    lambda: pathways.edit_pass(approval, number="999992612345"),
                    lambda: pathways.suspend_pass(approval, when, draw(st.sampled_from([None, later]))),
                    lambda: pathways.prolong_pass(approval, when, later, PassProlongationReason.SENIOR),
                    lambda: pathways.end_suspension(suspension, later),
                    lambda: pathways.remove_suspension(suspension),
                    lambda: pathways.remove_prolongation(prolongation),
                    lambda: pathways.remove_pass(approval),
                ]
            )
        )
        self.do(action)

    @rule(data=st.data(), created=st.booleans())
    def imports(self, data: st.DataObject, created: bool) -> None:
        lines = data.draw(
            st.lists(
                st.tuples(
                    st.sampled_from(["Benali", "Sarr", "Diallo"]),
                    st.sampled_from(["Awa", "Ibrahima"]),
                    st.sampled_from(["01/01/1990", "02/01/1990", ""]),
                    st.sampled_from(["0612345678", "12", ""]),
                    st.sampled_from(["Oui", ""]),
                    st.sampled_from(["03/02/2026", ""]),
                    st.sampled_from(["Claire Martin", "Karim Petit", ""]),
                ),
                max_size=4,
            )
        )
        heads = ("Nom", "Prénom", "Date de naissance", "Téléphone", "RQTH", "Date d'entrée PLIE", "Référent")
        table = read_pasted("\n".join("\t".join(line) for line in (heads, ("Témoin", "Zoé", *[""] * 5), *lines)))
        caseload = read_caseload(table, recognise_table(table), on=TODAY)
        staging = self.desk.caseloads.stage(caseload.rows, TODAY)
        decisions = {row.number: Decision(Choice.CREATE) for row in staging.rows if row.status is RowStatus.POSSIBLE}
        self.do(lambda: self.desk.caseloads.apply(staging, decisions if created else {}))

    @rule()
    def undo_last(self) -> None:
        report = self.desk.undo.undo_last()
        if report is None or not self.past:
            self.start_again()
            return
        assert report.kept == ()
        self.future.append(self.now)
        self.now = everything(self.store)
        assert self.now == self.past.pop()

    @rule()
    def redo_last(self) -> None:
        report = self.desk.undo.redo_last()
        if not self.future:
            assert report is None or not self.past
            self.start_again()
            return
        assert report is not None
        assert report.kept == ()
        self.past.append(self.now)
        self.now = everything(self.store)
        assert self.now == self.future.pop()

    @rule(data=st.data())
    def undo_any(self, data: st.DataObject) -> None:
        """Undo an action of long ago: what changed since stays, and the rest of the laws hold."""
        actions = self.actions()
        if not actions:
            return
        before = self.now
        try:
            report = self.desk.undo.undo(data.draw(st.sampled_from(actions)))
        except Conflict:
            assert everything(self.store) == before
            return
        self.start_again()
        if not report.kept and report.action_id in self.actions():
            assert self.desk.undo.undo(report.action_id).kept == ()
            self.start_again()
            assert self.now == before

    def start_again(self) -> None:
        """Forget what undo and redo should give: history is no longer a line."""
        self.now, self.past, self.future = everything(self.store), [], []


def test_whatever_a_counsellor_does_the_journal_tells_it_and_undo_takes_it_back(
    times: Callable[[int, int], int],
) -> None:
    run_state_machine_as_test(
        Journal,
        settings=settings(
            max_examples=times(30, 300),
            stateful_step_count=times(15, 40),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
