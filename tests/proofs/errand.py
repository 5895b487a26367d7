"""A day with somebody whose name exists nowhere else; run as a program, so that all it leaves can be looked through.

What it learns on the way, connections tried and processes started, is printed as JSON at the end.
"""

import contextlib
import io
import json
import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from caseflow import commands, logs
from caseflow.domain.errors import CaseFlowError
from caseflow.domain.person import FactKind, Person
from caseflow.domain.scheme import Scheme
from caseflow.services.desk import Desk
from caseflow.services.history import History
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleQuery
from caseflow.settings import folders
from caseflow.store import backup, keys, opening
from tests.store.conftest import CHEAP, PASSPHRASE

CANARIES = {
    "last_name": "Zyqvarnoske",
    "first_name": "Wjuxobelle",
    "address_line": "rue Kwyxardoz",
    "commune": "Pfumaqville",
    "email": "hexvumzik@exemple.fr",
    "phone": "0639987654",
    "note": "Tqibrazulk",
    "private_note": "Vnoxequard",
    "step": "Xcalmurdip",
    "imported": "Bwezukarlin",
    "searched": "Gholvatrix",
    "number": "QZX-77431",
    "passphrase": "Yxolvaq7dRem9zok!Fuq4n",
    "nir": "285037800604845",
}
TODAY = date(2026, 11, 23)


class Watch:
    """What the interpreter says of itself: connections tried, processes started, with their words and surroundings."""

    def __init__(self) -> None:
        self.connections: list[str] = []
        self.children: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}:
            self.connections.append(f"{event} {arguments[1:]}")
        elif event in {"subprocess.Popen", "os.exec", "os.posix_spawn"}:
            self.children.append(f"{arguments}")


def work(desk: Desk) -> None:
    """Do everything with the person that services do."""
    draft = PersonDraft(
        last_name=CANARIES["last_name"],
        first_name=CANARIES["first_name"],
        address_line=CANARIES["address_line"],
        commune=CANARIES["commune"],
        note=CANARIES["note"],
        private_note=CANARIES["private_note"],
        phones=[CANARIES["phone"]],
        emails=[CANARIES["email"]],
    )
    person = desk.people.create(draft)
    desk.people.edit(person, file_number=CANARIES["number"])
    desk.people.add_fact(person, FactKind.RSA, since=TODAY)
    stay = desk.enrolments.refer(person, TODAY, CANARIES["last_name"])
    desk.enrolments.enter(stay, TODAY, desk.enrolments.add_counsellor(CANARIES["first_name"]))
    step = desk.pathways.add_step(person, StepDraft(Scheme.POEI, title=CANARIES["step"], planned_start=TODAY))
    desk.pathways.start_step(step, TODAY)
    desk.people.ids(PeopleQuery(TODAY, text=CANARIES["searched"]))
    desk.people.rows(desk.people.ids(PeopleQuery(TODAY)), TODAY)
    desk.people.similar(CANARIES["last_name"], CANARIES["first_name"], None)
    desk.people.record(person, TODAY)
    desk.pathways.view(person, TODAY)
    desk.people.create(PersonDraft(last_name=f"{CANARIES['last_name']} bis"))
    desk.undo.undo_last()
    desk.people.archive([person], TODAY)
    desk.people.restore([person])
    assert History(desk.store)


def go_wrong(desk: Desk, say: Callable[[str], None]) -> None:
    """Have services and the database refuse what holds the name, and put in the log what they say."""
    log = logging.getLogger("caseflow.errand")
    row = {"last_name": CANARIES["last_name"], "file_number": CANARIES["number"], "note": CANARIES["note"]}
    try:
        with desk.store.writing("Essai") as writing:
            writing.insert_rows(Person, [row])
    except IntegrityError as error:
        log.exception("a fault of ours")
        say(str(error))
    else:
        raise AssertionError("two people with the same number")
    for fails in (
        lambda: desk.people.edit(desk.people.create(PersonDraft(last_name="Autre")), file_number=CANARIES["number"]),
        lambda: desk.people.create(PersonDraft(last_name=CANARIES["last_name"], birth_date=date(2999, 1, 1))),
    ):
        try:
            fails()
        except CaseFlowError as error:
            log.exception("refused")
            say(error.message)
    person = Person(last_name=CANARIES["last_name"], first_name=CANARIES["first_name"], file_number="X")
    log.warning("%r %s", person, person)


def command(*words: str | Path) -> str:
    """Run a command; return what it says on standard error: its results are what people asked for."""
    said, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(errors):
        commands.main([str(word) for word in words])
    return errors.getvalue()


def run(files: Path) -> dict[str, list[str]]:
    """Spend the day; `files` is where people put and ask for files of their own."""
    keys.FLOOR = keys.TARGET = CHEAP
    keys.calibrate = lambda: CHEAP
    watch, said = Watch(), list[str]()
    logs.start(folders().logs)
    path = folders().first_store
    store = opening.create_store(path, PASSPHRASE, "Claire Martin", lambda: datetime.now(UTC)).store
    desk = Desk(store)
    work(desk)
    go_wrong(desk, said.append)
    backup.send_to(backup.back_up(store, folders().backups, backup.Reason.ASKED), Path(os.environ["SECOND_PLACE"]))
    desk.close()
    secret, caseload = files / "secret", files / "caseload.csv"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    name = CANARIES["imported"]
    rows = f"Nom;Prénom;Date de naissance\r\n{name};Ana;31/02/1990\r\n{name};Bo;01/02/1990\r\n"
    caseload.write_text(rows, encoding="utf-8")
    given = ("--store", path, "--passphrase-file", secret)
    for words in (
        ("import", "caseload", caseload, "--dry-run"),
        ("import", "caseload", caseload),
        *(("export", "people", "--sensitive", "-o", files / f"people.{kind}") for kind in ("xlsx", "csv", "json")),
        ("summary", CANARIES["number"], "-o", files / "fiche.pdf"),
        ("summary", "--all", "-o", files / "fiches"),
        ("summary", "B-999999", "-o", files / "nobody.pdf"),
        ("check",),
        ("backup",),
        ("restore",),
    ):
        said.append(command(*words, *given))
    return {"connections": watch.connections, "children": watch.children, "said": said}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]))))
