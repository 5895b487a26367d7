"""Work on a disk that fails: each step is told with its outcome, then the disk mends and work goes on.

These are jobs of the nursery, whose disk can be ruled.
"""

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from caseflow import i18n
from caseflow.domain.errors import CaseFlowError
from caseflow.exchange.listings import ListingColumn, write_listing
from caseflow.reports.pathway_summary import render
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.people_export import PeopleExport, field_names
from caseflow.services.people_list import PeopleQuery
from caseflow.store import backup, opening, restore, upgrade
from caseflow.store.files import write_whole
from caseflow.store.store import Store
from tests.proofs import disk
from tests.proofs.jobs import opened, wall
from tests.proofs.life import TODAY, Day, faults
from tests.proofs.nursery import Tell
from tests.store.conftest import AUTHOR_NAME, CHEAP, PASSPHRASE

NEW_PASSPHRASE = "une autre phrase de passe, plus longue"

Scene = Callable[["Stage"], None]


class Stage:
    """One attempt: a room, a disk that fails there, and what became of each step."""

    def __init__(self, tell: Tell, room: Path, point: int, number: int, *, for_ever: bool) -> None:
        self.room = room
        self.path = room / "plie.caseflow"
        self.saved: dict[str, int] = {}
        self._tell = tell
        self._order = (point, number, for_ever)

    def begin(self) -> None:
        """Have the disk fail from now on."""
        point, number, for_ever = self._order
        disk.watch(self.room)
        disk.fail(point, number, for_ever=for_ever)

    def step(self, name: str, do: Callable[[], object]) -> bool:
        """Do something, and tell whether it was done or which sentence was given; anything else is a fault."""
        try:
            do()
        except CaseFlowError as error:
            self._tell([name, type(error).__name__, error.message])
            return False
        self._tell([name, "done", ""])
        return True

    def mend(self) -> None:
        """Have the disk work again; tell how many changes there were."""
        self._tell(["changes", disk.changes(), ""])
        disk.fail(0, 0, for_ever=False)

    def remember(self, action: str, operations: int) -> None:
        self.saved[action] = operations

    def assert_whole(self, store: Store) -> None:
        found = faults(store, self.saved)
        assert found == [], found

    def assert_tidy(self) -> None:
        """Nothing half made is left anywhere."""
        left = [path.name for path in self.room.rglob("*") if path.suffix in {".part", ".tmp", ".new"}]
        assert left == [], left


def attempt(tell: Tell, scene: str, room: str, point: int, number: int, for_ever: bool) -> None:
    """Play one scene on a disk that fails at one point."""
    os.environ["CASEFLOW_HOME"] = f"{room}/home"
    SCENES[scene](Stage(tell, Path(room), point, number, for_ever=for_ever))


def _working(stage: Stage) -> None:
    """Open, work, close; then go on with the disk mended."""
    stage.begin()
    store: list[Store] = []
    stage.step("open", lambda: store.append(opened(stage.path)))
    if store:
        day = Day(Desk(store[0]), 3, stage.remember)
        for number in range(6):
            stage.step(f"act {number}", day.act)
    stage.mend()
    if store:
        Desk(store[0]).people.create(PersonDraft(last_name="Après"))
        stage.assert_whole(store[0])
        store[0].close()
    _reopen(stage)


def _reopen(stage: Stage, passphrases: tuple[str, ...] = (PASSPHRASE,)) -> None:
    """Open again after the disk has mended: everything is there, and work goes on."""
    for passphrase in passphrases:
        try:
            store = opened(stage.path, passphrase)
        except CaseFlowError:
            if passphrase == passphrases[-1]:
                raise
            continue
        stage.assert_whole(store)
        assert Desk(store).people.create(PersonDraft(last_name="Encore"))
        store.close()
        break
    stage.assert_tidy()


def _keys(stage: Stage) -> None:
    """Change the passphrase, then renew the recovery code."""
    store = opened(stage.path)
    stage.begin()
    is_changed = stage.step(
        "passphrase", lambda: opening.change_passphrase(store, PASSPHRASE, NEW_PASSPHRASE, cost=CHEAP)
    )
    present = NEW_PASSPHRASE if is_changed else PASSPHRASE
    stage.step("code", lambda: opening.renew_recovery_code(store, present))
    stage.mend()
    store.close()
    _reopen(stage, (present,) if is_changed else (PASSPHRASE, NEW_PASSPHRASE))


def _copies(stage: Stage) -> None:
    """Make a copy, then send it to a second place."""
    store, folder, second = opened(stage.path), stage.room / "copies", stage.room / "cle"
    stage.begin()
    made: list[backup.Copy] = []
    stage.step("copy", lambda: made.append(backup.back_up(store, folder, backup.Reason.ASKED)))
    if made:
        stage.step("send", lambda: backup.send_to(made[0], second))
    stage.mend()
    for place in (folder, second):
        assert all(backup.is_whole(copy) for copy in backup.copies(place))
        assert not place.exists() or len(list(place.iterdir())) == len(backup.copies(place))
    assert backup.is_whole(backup.back_up(store, folder, backup.Reason.ASKED))
    stage.assert_whole(store)
    store.close()
    stage.assert_tidy()


def _going_back(stage: Stage) -> None:
    """Go back to a copy: done, or the former file is in its place."""
    store, folder = opened(stage.path), stage.room / "copies"
    copy = backup.back_up(store, folder, backup.Reason.ASKED)
    late = Desk(store).people.create(PersonDraft(last_name="Tard"))
    store.close()
    stage.begin()
    is_back = stage.step("restore", lambda: restore.restore(stage.path, copy, PASSPHRASE, wall, folder))
    stage.mend()
    store = opened(stage.path)
    stage.assert_whole(store)
    assert (late not in Desk(store).people.ids(PeopleQuery(TODAY))) == is_back
    store.close()
    stage.assert_tidy()


def _creating(stage: Stage) -> None:
    """Make a store; made or not, a second attempt goes well."""
    path = stage.room / "neuf.caseflow"
    stage.begin()

    def create() -> None:
        opening.create_store(path, PASSPHRASE, AUTHOR_NAME, wall, cost=CHEAP).store.close()

    is_made = stage.step("create", create)
    stage.mend()
    if not is_made and not path.exists():
        create()
    stage.path = path
    _reopen(stage)


def _upgrading(stage: Stage) -> None:
    """Bring a store to a later version; done, or as it was."""
    upgrade.MIGRATIONS = stage.room.parent / "migrations"
    upgrade.VERSIONS, upgrade.PRESENT = (*upgrade.VERSIONS, "later"), "later"
    stage.begin()
    stage.step("upgrade", lambda: opened(stage.path).close())
    stage.mend()
    _reopen(stage)


def _exports(stage: Stage) -> None:
    """Write people to files of each kind, over files of the same name; print a summary."""
    desk = Desk(opened(stage.path))
    columns = [ListingColumn(name, name) for name in field_names()]
    rows = list(PeopleExport(desk.store).rows(TODAY))
    summary = desk.summaries.summary(desk.summaries.ids_of_all()[0], TODAY)
    pdf = render(summary, i18n.current())
    desk.close()
    out = stage.room / "out"
    out.mkdir()
    former = b"what stood here before"
    names = ("people.xlsx", "people.csv", "people.json", "fiche.pdf")
    for name in names:
        (out / name).write_bytes(former)
    writers = {
        name: (lambda path: write_whole(path, pdf))
        if name.endswith(".pdf")
        else (lambda path: write_listing(path, columns, rows))
        for name in names
    }
    stage.begin()
    written = {name: stage.step(name, lambda name=name: writers[name](out / name)) for name in names}
    stage.mend()
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    for name in names:
        writers[name](whole := stage.room / f"whole{Path(name).suffix}")
        found = (out / name).read_bytes()
        # A folder that could not be synced leaves the new file in its place, and the sentence asks to try again.
        assert (found == former and not written[name]) or is_whole(found, whole), name
    stage.assert_tidy()


def _forms(stage: Stage) -> None:
    """Save what is typed in forms; one that is refused holds it all, and is saved once the disk has mended."""
    from tests.proofs import forms  # Qt, for this scene alone

    disk.watch(stage.room)
    disk.fail(0, 0, for_ever=False)
    desk_top = forms.DeskTop(stage.path)
    people = desk_top.context.desk.people.count(PeopleQuery(TODAY))
    dialogs = {"new person": desk_top.new_person(), "step": desk_top.new_step()}
    forms.type_in(dialogs["new person"], "last_name", "Ecrit")
    forms.type_in(dialogs["step"], "title", "Tapé à l’écran")
    stage.begin()
    for name, dialog in dialogs.items():
        stage.step(name, lambda dialog=dialog: forms.save(desk_top, dialog))
    stage.mend()
    for dialog in dialogs.values():
        if forms.isValid(dialog) and dialog.isVisible():
            forms.save(desk_top, dialog)
    assert desk_top.context.desk.people.count(PeopleQuery(TODAY)) == people + 1
    # A form saved on a disk that then fails may leave its draft, which is offered once more: nothing is lost.
    stage.assert_whole(desk_top.context.desk.store)
    desk_top.put_away()
    _reopen(stage)


def is_whole(found: bytes, expected: Path) -> bool:
    """Tell whether a file is complete; a workbook holds the time it was made, so only its own sums can tell."""
    if expected.suffix != ".xlsx":
        return found == expected.read_bytes()
    with zipfile.ZipFile(BytesIO(found)) as archive:
        return archive.testzip() is None


SCENES: dict[str, Scene] = {
    "working": _working,
    "keys": _keys,
    "copies": _copies,
    "going back": _going_back,
    "creating": _creating,
    "upgrading": _upgrading,
    "exports": _exports,
    "forms": _forms,
}
