"""`check` finds every fault put into a store, whatever its kind and wherever it is, and none in a good one.

Faults are written behind CaseFlow's back, in plain SQL with every guard lifted. CI: 3 of each kind. Release: 25.
"""

import contextlib
import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from caseflow.domain.barrier import GoalKind, Theme
from caseflow.domain.enrolment import ExitKind
from caseflow.domain.iae import PassProlongationReason, PassSuspensionReason
from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.checks import check_rules
from caseflow.services.desk import Desk
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.store.check import Area, check
from caseflow.store.store import Store
from tests.proofs import jobs
from tests.proofs.life import TODAY, laid_out

MONTH = timedelta(days=30)

FAULTS = {
    fault["what"]: fault for fault in tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))["fault"]
}


@pytest.fixture(scope="module")
def furnished(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with several things of each kind, closed."""
    with pytest.MonkeyPatch.context() as patch:
        from caseflow.store import keys
        from tests.store.conftest import CHEAP

        patch.setattr(keys, "FLOOR", CHEAP)
        path = laid_out(begun, tmp_path_factory.mktemp("furnished"))
        desk = Desk(jobs.opened(path))
        for number in range(4):
            furnish(desk, number)
        desk.close()
    return path


def furnish(desk: Desk, number: int) -> None:
    """Add a person of whom everything is told."""
    draft = PersonDraft(f"Meuble{number}", "Élodie", birth_date=TODAY - 400 * MONTH, phones=[f"061234567{number}"])
    person = desk.people.create(draft)
    desk.people.add_fact(person, FactKind.RSA, since=TODAY - MONTH)
    stay = desk.enrolments.refer(person, TODAY - 3 * MONTH)
    desk.enrolments.enter(stay, TODAY - 2 * MONTH, desk.enrolments.add_counsellor(f"Conseillère {number}"))
    desk.enrolments.resume(desk.enrolments.suspend(stay, TODAY - MONTH), TODAY)
    step = desk.pathways.add_step(person, StepDraft(Scheme.POEI, enrolment_id=stay, planned_start=TODAY))
    desk.pathways.start_step(step, TODAY)
    desk.pathways.complete_step(step, TODAY + MONTH)
    card = desk.pathways.add_pass(person, TODAY - 20 * MONTH)
    desk.pathways.suspend_pass(card, TODAY - 2 * MONTH, TODAY - MONTH, next(iter(PassSuspensionReason)))
    desk.pathways.prolong_pass(card, TODAY + 4 * MONTH, TODAY + 8 * MONTH, next(iter(PassProlongationReason)))
    barrier = desk.barriers.note(person, Theme.MOBILITY, TODAY - MONTH)
    desk.barriers.add_goal(barrier, GoalKind.ACTION, "Emprunter un vélo")
    desk.enrolments.leave(stay, TODAY, next(iter(ExitKind)))


@contextlib.contextmanager
def unguarded(store: Store) -> Any:
    """A connection on which nothing is checked."""
    connection = store.connect_alike(store.path)
    for guard in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
        connection.execute(f"PRAGMA {guard}")
    try:
        yield connection
    finally:
        connection.close()


def seed(store: Store, statement: str) -> None:
    """Write a fault."""
    with unguarded(store) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(counsellor)") if row[1] != "id"]
        text = statement.format(any="ORDER BY random() LIMIT 1", counsellor=", ".join(columns))
        assert connection.execute(text).rowcount != 0, "no fault was written"


@pytest.mark.parametrize("fault", FAULTS)
def test_every_seeded_fault_is_found(furnished: Path, room: Path, times: Callable[[int, int], int], fault: str) -> None:
    area, statement = Area(FAULTS[fault]["area"]), FAULTS[fault]["sql"]
    for turn in range(times(3, 25)):
        store = jobs.opened(laid_out(furnished, room / str(turn)))
        seed(store, statement)
        found = check(store, [check_rules])
        assert area in {finding.area for finding in found}, f"{fault}: {[finding.message for finding in found]}"
        assert not any(name in finding.message for finding in found for name in ("Meuble", "Élodie"))
        store.close()


def test_a_good_store_has_no_fault(furnished: Path, room: Path) -> None:
    store = jobs.opened(laid_out(furnished, room / "good"))
    assert check(store, [check_rules]) == ()
    store.close()
