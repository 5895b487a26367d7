"""A day at the window with somebody whose name exists nowhere else; run as a program, see `errand`.

Every page and dialog is gone through as a person would: made, filled wrongly and rightly, saved, printed, taken back.
"""

import importlib
import json
import pkgutil
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn, cast
from uuid import UUID

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QTableWidget, QTabWidget, QWidget
from shiboken6 import isValid

from caseflow import app, i18n, logs, settings, ui
from caseflow.domain.barrier import Theme
from caseflow.domain.candidacy import Candidacy
from caseflow.domain.meeting import MeetingKind
from caseflow.domain.person import Person
from caseflow.domain.referral import SentHow
from caseflow.i18n import _
from caseflow.services.meetings import Meetings
from caseflow.services.needs.periods import Span
from caseflow.services.people_list import PeopleQuery, Scope
from caseflow.services.recruitments import RecruitmentDraft
from caseflow.store import keys
from caseflow.ui import errors
from caseflow.ui.barriers.proposals_import import import_diagnostic
from caseflow.ui.exchange.import_page import REPORT, REVIEW, SOURCE, ImportPage
from caseflow.ui.main_window import MainWindow
from caseflow.ui.palette.panel import Palette
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.print_preview import PreviewDialog
from caseflow.ui.record import RecordTab
from caseflow.ui.recruitments.collect_stage import CollectStage
from caseflow.ui.recruitments.recruitment_page import RecruitmentPage
from caseflow.ui.reports.page import ReportsPage
from caseflow.ui.resources.import_dialog import ImportDialog
from caseflow.ui.resources.import_dialog import export as export_directory_of
from caseflow.ui.resources.page import ResourcesPage
from caseflow.ui.sections import SECTIONS
from caseflow.ui.welcome.window import WelcomeWindow
from caseflow.ui.widgets.date_field import DateField
from tests.proofs.errand import CANARIES, Watch
from tests.proofs.hands import Hands
from tests.services.referring import partner
from tests.store.conftest import CHEAP

ROWS = "Nom\tPrénom\tDate de naissance\tN° Sécu\n{imported}\tAna\t31/02/1990\t{nir}\n{imported}\tBo\t01/02/1990\t\n"

OUTSIDE = (
    "Restore a backup…",
    "Look at the training store",
    "Choose the folder…",
    "Light",
    "Dark",
    "High contrast",
    "Français",
    "English",
    "Lock",
    "Back to my store",
)
"""Buttons that lead out of the store, and those that only change the colours or make the window anew."""


class Day:
    """The windows of one store, one after the other."""

    def __init__(self, application: QApplication, files: Path) -> None:
        places = settings.folders()
        self.program = app.Program(application, places, settings.load(places.settings_file), app.Start())
        words = {kind: word for kind, word in CANARIES.items() if kind not in {"imported", "passphrase", "nir"}}
        self.hands = Hands(files, words, self._is_idle)
        self.hands.leaves |= frozenset(_(words).replace("&", "") for words in OUTSIDE)
        self._files = files
        self._rows = ROWS.format(**CANARIES)
        (files / "caseload.csv").write_text(self._rows.replace("\t", ";"), encoding="cp1252")

    @property
    def window(self) -> MainWindow:
        """Return the store's window."""
        assert self.program.window is not None
        return self.program.window

    @property
    def welcome(self) -> WelcomeWindow:
        """Return the window before a store is open."""
        assert self.program.welcome is not None
        return self.program.welcome

    def create(self) -> str:
        """Make the store at the first start; return its recovery code."""
        hands, welcome = self.hands, self.welcome
        hands.press(_button(welcome, _("Create my store")))
        make = welcome._new
        hands.type_in(make._author, "Claire Martin")
        for field in (make._fields._first, make._fields._again):
            hands.type_in(field, CANARIES["passphrase"])
        hands.press(make._create)
        code = welcome._code._shown.text()
        hands.press(welcome._code._save, name="sheet.pdf")
        hands.press(welcome._code._print)
        for typed in (CANARIES["searched"], code):
            hands.type_in(welcome._code._again, typed)
            hands.press(welcome._code._finish)
        hands.type_in(welcome._ready._structure, "PLIE du Pays d’Aubagne")
        hands.press(welcome._ready._begin)
        return code

    def unlock(self) -> None:
        """Open the store again, the passphrase being mistyped first."""
        page = self.welcome._unlock
        for typed in (CANARIES["searched"], CANARIES["passphrase"]):
            self.hands.type_in(page._secret, typed)
            self.hands.press(page._open)

    def people(self) -> None:
        """Add a person, go through each part of the record, then look for it in the list."""
        self._do("new_person")
        person = self.window.workspace.current_key()
        assert isinstance(person, UUID)
        for tab in ("identity", "pathway", "barriers", "summary"):
            self._record(person, tab)
        self._preview("fiche.pdf")
        self._section("people")
        self._partners()
        for kind in ("xlsx", "csv", "json"):
            self._do("export", name=f"people.{kind}")
        self.window.open_person(person)
        self._preview("fiches/one.pdf")
        self._do("summary")
        self._record(person, "history")

    def referrals(self) -> None:
        """Refer the person to a partner who does not answer, and go through all that can be done about it."""
        context = self.window._context
        person = context.desk.people.ids(PeopleQuery(on=context.today(), scope=Scope.ALL))[0]
        service, day = partner(context.desk), context.today() - timedelta(days=16)
        details = {"consent_on": day, "reason": CANARIES["note"]}
        context.desk.referrals.refer(person, service, day, SentHow.EMAIL, **details)
        context.navigator.refer_to(service)
        self._rest()
        self._section("home")
        self._record(person, "referrals")

    def diagnostic(self) -> None:
        """Choose a file that is no diagnostic, then read one with the words of nobody else in it."""
        context = self.window._context
        person = context.desk.people.ids(PeopleQuery(on=context.today(), scope=Scope.ALL))[0]
        self.window.open_person(person)
        self._do("import_diagnostic")
        wordings = ("Développer sa mobilité", "Prendre en compte son état de santé", CANARIES["note"])
        found = [{"libelle": words, "valeur": "OUI", "situations": []} for words in wordings]
        path = self._files / "diagnostic.json"
        path.write_text(json.dumps({"thematiqueContrainte": {"contraintes": found}}), encoding="utf-8")
        import_diagnostic(self.window, context, person, path)
        self._rest()
        self._record(person, "barriers")

    def interviews(self) -> None:
        """Note what passed and what is to come, then go through all that can be done with it."""
        context = self.window._context
        person = context.desk.people.ids(PeopleQuery(on=context.today(), scope=Scope.ALL))[0]
        interviews, day = context.desk.interviews, context.today() - timedelta(days=16)
        interviews.note([person], day, note=CANARIES["note"], private_note=CANARIES["private_note"])
        for ahead in (-7, 0, 28):
            interviews.plan(person, context.today() + timedelta(days=ahead), 600, purpose=CANARIES["note"])
        self._section("home")
        self._record(person, "contacts")
        self._quick_log(person)
        self._do("call")

    def _quick_log(self, person: UUID) -> None:
        """Note an interview under the record, leave it as a draft, take it up again and save it."""
        self.window.open_person(person)
        record = self.window.workspace.current_page()
        assert isinstance(record, RecordPage)
        for end in ("leave", "save"):
            self._do("quick_log")
            panel = record._dock.foot
            assert panel is not None
            self.hands.fill(panel, rightly=True)
            self.hands.settle()
            getattr(panel, end)()
            self._rest()

    def _partners(self) -> None:
        """Write a partner by hand, search it, print its sheet, and press everything around it."""
        self._section("resources")
        page = self.window.workspace.current_page()
        assert isinstance(page, ResourcesPage)
        self._do("new")
        page.search_for("")
        self.hands.settle()
        if page._model.ids:
            page._view.selectRow(0)
            self._preview("service.pdf")
            page._deeds.edit.trigger()
            self._rest()

    def reports(self) -> None:
        """Count needs, look at each table, print and write them."""
        context = self.window._context
        person = context.desk.people.ids(PeopleQuery(on=context.today(), scope=Scope.ALL))[0]
        context.desk.barriers.note(person, Theme.MOBILITY, context.today(), situation=CANARIES["note"])
        self._section("reports")
        page = self.window.workspace.current_page()
        assert isinstance(page, ReportsPage)
        page._bar._span.set_value(Span.TWELVE_MONTHS)  # the days were typed over, then cleared
        page._bar._on_span_chosen()
        self.hands.settle()
        for row in range(page._list.count()):
            page._list.setCurrentRow(row)
            self._rest()
        self._preview("besoins.pdf")
        query = page._query_to_hand_on()
        assert query is not None
        page.write_workbook(query, str(self._files / "besoins.xlsx"))
        self._rest()

    def directory(self) -> None:
        """Bring a directory of partners in, with a row that is refused, and hand it out."""
        path = self._files / "annuaire.json"
        export_directory_of(self.window._context, str(path))
        self._rest()
        known = json.loads(path.read_text(encoding="utf-8"))
        rows = [
            {**known["services"][0], "id": f"x--{code}", "code_postal": code} for code in ("13001", "59000", "75001")
        ]
        known["services"] += [*rows, {**rows[0], "id": "x--0", "nom": ""}]
        path.write_text(json.dumps(known), encoding="utf-8")
        ImportDialog.open_on(self.window, self.window._context, path)
        self._rest()
        export_directory_of(self.window._context, str(self._files / "annuaire partagé.xlsx"))
        self._rest()

    def recruitment(self) -> None:
        """Take in the list of a partner, confirm it, correct its wrong line, add our own people, take the list back."""
        context = self.window._context
        key = context.desk.recruitments.create(RecruitmentDraft("ERRAND", CANARIES["searched"]), context.today())
        self.window.open_recruitment(key)
        page = self.window.workspace.current_page()
        assert isinstance(page, RecruitmentPage)
        page.show_tab("collect")
        self._rest()
        stage = page.stage("collect")
        assert isinstance(stage, CollectStage)
        name = CANARIES["searched"]
        sure = f"Prescripteur\tNom\tPrénom\tNé(e) le\nCCAS\t{name}\tAna\t31/02/1990\nCCAS\t{name}\tBo\t01/02/1990"
        unsure = f"Nom\tPrénom\tCACES\n{name}\tAna\toui"
        table = stage.findChild(QTableWidget)
        for cells, button in ((sure, _("Correct the lines…")), (unsure, _("Confirm…"))):
            stage.take([cells])
            self._rest()
            table.selectRow(0)
            self.hands.press(_button(page, button))
            self._rest()
        for button in (_("From our caseload…"), _("Entry by phone…")):
            self.hands.press(_button(page, button))
            self._rest()
        for tab, button in (
            ("duplicates", _("Look again")),
            ("sorting", _("Call one by one")),
            ("sorting", _("Back to the list")),
            ("board", _("Table")),
            ("feedback", _("List for the employer…")),
            ("account", _("Print or save as PDF…")),
        ):
            page.show_tab(tab)
            self._rest()
            self.hands.press(_button(page, button))
            self._rest()

    def sessions(self) -> None:
        """Plan a session of a recruitment, share its seats out, and add somebody who came uninvited."""
        context = self.window._context
        person = context.desk.people.ids(PeopleQuery(on=context.today(), scope=Scope.ALL))[0]
        key = context.desk.recruitments.create(RecruitmentDraft("SESSIONS", CANARIES["searched"]), context.today())
        with context.desk.store.writing("Candidacy") as writing:
            writing.add(Candidacy(recruitment_id=key, person_id=person, received_on=context.today()))
        Meetings(context.desk.store).plan(key, MeetingKind.EXERCISES, context.today(), seats=1, place=CANARIES["note"])
        self.window.open_recruitment(key)
        page = self.window.workspace.current_page()
        assert isinstance(page, RecruitmentPage)
        page.show_tab("meetings")
        self._rest()
        for words in (_("Plan a session…"), _("Distribute automatically…"), _("Came without invitation…")):
            self.hands.press(_button(page, words))
            self._rest()
        self._section("recruitments")

    def menus(self) -> None:
        """Open what is only in the menus, and search for somebody from wherever one is."""
        for key in ("backup", "history", "shortcuts", "about", "palette"):
            self._do(key)
        self.hands.type_in(self.window.findChild(Palette)._field, CANARIES["searched"])
        self.hands.settle()

    def files(self) -> None:
        """Bring people in from a file, then from rows copied in a spreadsheet."""
        self._section("exchange")
        self._section("administration")
        self._section("home")
        self._do("import")
        self._wizard()
        QGuiApplication.clipboard().setText(self._rows)
        self._do("paste")
        self._wizard(REVIEW)
        QGuiApplication.clipboard().clear()

    def trouble(self) -> None:
        """Have a slot, a service and the database fail on what holds the name."""
        window, hands = self.window, self.hands

        def fails() -> NoReturn:
            raise ValueError(CANARIES["note"])

        def is_refused() -> None:
            with window._context.desk.store.writing("Essai") as writing:
                writing.insert_rows(Person, [{"last_name": CANARIES["last_name"], "file_number": "B-000001"}] * 2)

        QTimer.singleShot(0, fails)
        hands.settle()
        hands.answer()
        for work in (fails, is_refused):
            window._context.tasks.run(window, work, lambda _none: None)
            hands.settle()
            hands.answer()

    def go_back(self) -> None:
        """Go back to a backup, then open what came of it."""
        self.window._context.navigator.restore_asked.emit()
        self._rest()
        page = self.welcome._restore
        assert page._list.count()
        for typed in (CANARIES["searched"], CANARIES["passphrase"]):
            self.hands.type_in(page._passphrase, typed)
            self.hands.press(page._restore)
        self.unlock()

    def _do(self, action: str, *, name: str = "") -> None:
        """Choose an entry of the menus."""
        self.hands.next_name = name
        self.window._actions[action].trigger()
        self._rest()

    def _preview(self, name: str) -> None:
        """See whoever is chosen as printed, and save it."""
        self.window._actions["preview"].trigger()
        self.hands.settle()
        dialog = self.window.findChild(PreviewDialog)
        self.hands.press(dialog._save, name=name)
        if isValid(dialog):
            dialog.reject()

    def _rest(self) -> None:
        self.hands.settle()
        self.hands.answer()

    def _record(self, person: UUID, tab: str) -> None:
        """Fill and press everything in one part of a record."""

        def show() -> QWidget:
            self.window.open_person(person)
            record = self.window.workspace.current_page()
            assert isinstance(record, RecordPage)
            record.show_tab(tab)
            return record

        part = cast("RecordPage", show()).tab(tab)
        self.hands.seen.add(type(part).__name__)
        self.hands.settle()
        self.hands.fill(part, rightly=True)
        day = part.findChild(DateField)
        if day is not None:
            self.hands.type_in(day, CANARIES["searched"])
        self.hands.press_all(show)

    def _section(self, key: str) -> None:
        """Fill and press everything in a section, in each of its tabs."""
        self.window.show_section(key)
        page = self.window.workspace.current_page()
        assert page is not None
        tabs = page.findChild(QTabWidget)
        for place in range(tabs.count() if tabs else 1):

            def show(place: int = place) -> QWidget | None:
                self.window.show_section(key)
                if tabs is not None:
                    tabs.setCurrentIndex(place)
                return page

            show()
            self.hands.settle()
            self.hands.fill(page, rightly=True)
            for field in page.findChildren(QLineEdit):
                field.clear()  # else a filter hides what could be pressed
            self.hands.press_all(show)

    def _wizard(self, last: int = REPORT) -> None:
        """Lead what was given to the import to one of its steps; from the last one, take it back."""
        page = self.window.workspace.current_page()
        assert isinstance(page, ImportPage)
        if page._step == SOURCE:
            self.hands.press(_button(page, _("Choose a file…")))
        while page._step < last:
            step = page._step
            self.hands.fill(page, rightly=False)
            self.hands.press(page._next)
            assert page._step > step, step
        if last == REPORT:
            self.hands.press_all(lambda: page if isValid(page) and page.isVisible() else None)

    def _is_idle(self) -> bool:
        windows = (self.program.window, self.program.welcome)
        tasks = (windows[0]._context.tasks if windows[0] else None, windows[1].tasks if windows[1] else None)
        return all(each is None or not isValid(each) or each.is_idle() for each in tasks)


def _button(page: QWidget, words: str) -> QAbstractButton:
    return next(each for each in page.findChildren(QAbstractButton) if each.text() == words and each.isVisible())


def everything() -> set[str]:
    """Return the names of the dialogs and pages that CaseFlow has."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    kinds = {
        kind
        for base in (QDialog, RecordTab)
        for kind in base.__subclasses__()
        if kind.__module__.startswith("caseflow")
    }
    return {kind.__name__ for kind in kinds} | {section.factory.__name__ for section in SECTIONS}


def run(files: Path) -> dict[str, Any]:
    """Spend the day; `files` is where people put and ask for files of their own."""
    keys.FLOOR = keys.TARGET = CHEAP
    keys.calibrate = lambda: CHEAP
    QProcess.startDetached = lambda *_arguments: True
    watch = Watch()
    logs.start(settings.folders().logs)
    (files / "fiches").mkdir()
    application = app.make_application(["caseflow"], i18n.install("fr").language)
    faults = errors.Faults()
    faults.listen()
    day = Day(application, files)
    assert day.program.begin()
    day.hands.settle()
    code = day.create()
    day.people()
    day.referrals()
    day.interviews()
    day.reports()
    day.directory()
    day.recruitment()
    day.sessions()
    day.files()
    day.diagnostic()
    day.menus()
    day.trouble()
    day.go_back()
    day.window.close()
    day.program.end()
    return {
        "connections": watch.connections,
        "children": watch.children,
        "said": day.hands.said,
        "codes": [code],
        "missed": sorted(everything() - day.hands.seen),
    }


if __name__ == "__main__":
    try:
        told = run(Path(sys.argv[1]))
    finally:
        sys.excepthook = sys.__excepthook__  # the window tells of errors in a box
    sys.stdout.write(json.dumps(told))
