"""Every screen of CaseFlow, in each of its states: what the tests of names, of tabs, of long words and of colours walk.

A new screen, a new dialog, a new state of one is a function and a line in `SCREENS`. A screen is made over the store of
the test, and is complete when `settle` returns.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QTabWidget, QWidget

from caseflow.domain.barrier import GoalKind, Impact, Theme
from caseflow.domain.base import new_id
from caseflow.domain.errors import StorageTrouble
from caseflow.domain.person import FactKind
from caseflow.domain.referral import SentHow
from caseflow.domain.scheme import Scheme
from caseflow.exchange.diagnostics import read_diagnostic
from caseflow.services.pathways import StepDraft
from caseflow.services.people import PersonDraft
from caseflow.settings import Folders, Settings
from caseflow.ui import editors, errors
from caseflow.ui.administration.backups import BackupsTab
from caseflow.ui.administration.lexicon import LexiconTab
from caseflow.ui.administration.page import AdministrationPage
from caseflow.ui.administration.rules import RulesTab
from caseflow.ui.administration.staff import StaffTab
from caseflow.ui.barriers.barrier_dialog import BarrierDialog
from caseflow.ui.barriers.barriers_tab import BarriersTab
from caseflow.ui.barriers.goal_dialog import ask_goal
from caseflow.ui.barriers.lift_dialog import LiftDialog
from caseflow.ui.barriers.proposals_dialog import DiagnosticDialog
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.exchange.import_page import ImportPage
from caseflow.ui.exchange.page import ExchangePage
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.help_window import HelpWindow
from caseflow.ui.history_page import HistoryPage
from caseflow.ui.home.page import HomePage
from caseflow.ui.interviews.appointment_dialog import AppointmentDialog
from caseflow.ui.interviews.interview_dialog import InterviewDialog
from caseflow.ui.main_window import MainWindow
from caseflow.ui.navigation import ImportSource
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.people.bulk_edit import BulkEditDialog
from caseflow.ui.people.list_page import ListPage
from caseflow.ui.people.new_person import DRAFT, NewPersonDialog
from caseflow.ui.referrals.mail_dialog import MailDialog
from caseflow.ui.referrals.person_dialog import PersonDialog
from caseflow.ui.referrals.refer_dialog import ReferDialog
from caseflow.ui.welcome.window import WelcomeWindow
from tests.services.referring import partner
from tests.ui.quick_screens import QUICK_SCREENS
from tests.ui.recruitment_screens import RECRUITMENT_SCREENS

DIAGNOSTICS = Path(__file__).parents[1] / "data" / "diagnostics"
LIST = """Nom;Prénom;Né(e) le;Téléphone;Ville;Prescripteur
DIALLO;Ibrahima;03/02/1990;0639982345;Aix-en-Provence;Mission locale
BENALI;Amina;12/03/1985;612345678;Marseille;
SARR;Awa;31/02/2000;;Aix-en-Provence;CCAS
"""
"""One row that is new, one whose phone is mended, one that cannot be read."""

_POST_CODES = ("13001", "59000")


@dataclass
class Stage:
    """What a screen is made over."""

    context: Context
    parent: QWidget
    """Over which dialogs open."""
    folder: Path
    settle: Callable[[], None]
    """Waits until the background has answered."""

    @cached_property
    def person(self) -> UUID:
        """Return somebody of whom little is known."""
        draft = PersonDraft(last_name="BENALI", first_name="Amina", phones=["0639981234"], commune="Marseille")
        return self.context.desk.people.create(draft)

    @cached_property
    def follower(self) -> UUID:
        """Return somebody whose record has something to show in every place."""
        desk = self.context.desk
        draft = PersonDraft(last_name="DIALLO", first_name="Ibrahima", birth_date=date(1990, 2, 3), project="Cuisinier")
        person = desk.people.create(draft)
        desk.people.add_fact(person, FactKind.RQTH)
        stay = desk.enrolments.refer(person, None)
        desk.enrolments.enter(stay, date(2025, 1, 6), desk.enrolments.add_counsellor("Claire Martin"))
        for scheme, start, end in (
            (Scheme.PMSMP, date(2026, 3, 2), date(2026, 3, 13)),
            (Scheme.MRS, date(2026, 4, 1), date(2026, 4, 10)),
            (Scheme.ACI, date(2026, 5, 4), date(2026, 5, 1)),
            (Scheme.ACI, date(2026, 6, 1), None),
        ):
            desk.pathways.add_step(person, StepDraft(scheme=scheme, started_on=start, ended_on=end))
        return person

    @cached_property
    def weighed(self) -> UUID:
        """Return somebody with barriers of each sort: open, with objectives, lifted, sensitive; and long words."""
        desk, day = self.context.desk, date(2026, 9, 14)
        person, barriers = desk.people.create(PersonDraft(last_name="ZAMORA")), desk.barriers
        words = "Habite à une heure de marche de l’arrêt de car, qui ne passe pas avant sept heures"
        mobility = barriers.note(person, Theme.MOBILITY, day, situation=words, is_priority=True, impact=Impact.STRONG)
        barriers.rate(mobility, 1, date(2026, 10, 26))
        barriers.add_goal(mobility, GoalKind.OBJECTIVE, "Obtenir le permis de conduire", due_on=day, funder="Métropole")
        barriers.add_goal(mobility, GoalKind.ACTION, "Emprunter le scooter d’un proche", cost_cents=2_550)
        barriers.lift(barriers.note(person, Theme.HOUSING, day), date(2026, 11, 2), "Place en résidence sociale")
        barriers.note(person, Theme.HEALTH, day)
        return person


Make = Callable[[Stage], QWidget]


def empty_list(stage: Stage) -> QWidget:
    return ListPage(stage.context)


def filled(make: Callable[[Context], QWidget], stage: Stage) -> QWidget:
    """Make a page once the store has somebody in it."""
    assert stage.person
    assert stage.follower
    return make(stage.context)


def list_without_result(stage: Stage) -> QWidget:
    page = filled(ListPage, stage)
    assert isinstance(page, ListPage)
    page.search_for("zzz")
    return page


def record(stage: Stage, *, of_follower: bool) -> QWidget:
    from caseflow.ui.record_tabs import open_record

    return open_record(stage.context, stage.follower if of_follower else stage.person)


def barriers_tab(stage: Stage, *, with_barriers: bool) -> QWidget:
    tab = BarriersTab(stage.context, stage.weighed if with_barriers else stage.person)
    tab._read()
    return tab


def barrier_dialog(theme: Theme, stage: Stage) -> QWidget:
    context = stage.context
    view = context.desk.barriers.of_person(stage.weighed, context.today())
    dialog = BarrierDialog.ask_about(stage.parent, context, view)
    dialog.editor("theme").choose(theme)
    return dialog


def goal_dialog(stage: Stage) -> QWidget:
    context = stage.context
    line = context.desk.barriers.of_person(stage.weighed, context.today()).barriers[0]
    return ask_goal(stage.parent, context, line, line.goals[0])


def lift_dialog(stage: Stage) -> QWidget:
    context = stage.context
    view = context.desk.barriers.of_person(stage.weighed, context.today())
    dialog = LiftDialog.ask_about(stage.parent, context, view, view.barriers[0])
    dialog.show_directory()
    return dialog


def step_dialog(stage: Stage) -> QWidget:
    context = stage.context
    pathway = context.desk.pathways.view(stage.follower, context.today())
    dialog = StepDialog(stage.parent, context, pathway, None)
    dialog.editor("scheme").choose(Scheme.MRS)
    return dialog


def small_dialog(stage: Stage) -> QWidget:
    made = (editors.day("since", stage.context.today), editors.note("note"), editors.choice("kind", FactKind, str))
    fields = [Field(editor.name, editor) for editor in made]
    return FormDialog(stage.parent, stage.context, "Title", fields, "Save", lambda _values: None)


def drafted_dialog(stage: Stage) -> QWidget:
    drafts = stage.context.desk.drafts
    drafts.keep(DRAFT, "", {"last_name": "N’Guessan", "birth_date": "12/"}, drafts.turn())
    return NewPersonDialog.ask(stage.parent, stage.context)


def preview(stage: Stage) -> QWidget:
    from caseflow.ui.printing import preview_summaries

    return preview_summaries(stage.context, stage.parent, [stage.follower])


def bug(stage: Stage) -> QWidget:
    return errors.show_error(stage.parent, ZeroDivisionError())


def trouble(stage: Stage) -> QWidget:
    return errors.show_error(stage.parent, StorageTrouble("The disk is full."))


def resources(stage: Stage, *, searched: str = "") -> QWidget:
    """Show the directory with one sheet that says all it can, or without result."""
    from caseflow.ui.resources.page import ResourcesPage
    from tests.ui.partners import add_garage

    assert add_garage(stage.context)
    page = ResourcesPage(stage.context)
    page.search_for(searched)
    return page


def resources_empty(stage: Stage) -> QWidget:
    from caseflow.ui.resources.page import ResourcesPage

    return ResourcesPage(stage.context)


def reports(stage: Stage, *, people: int = 80) -> QWidget:
    """Show the needs of a caseload, or of nobody."""
    from caseflow.ui.reports.page import ReportsPage
    from tests.services.needy import fill_needs

    if people:
        fill_needs(stage.context.desk, people)
    return ReportsPage(stage.context)


def service_dialog(stage: Stage) -> QWidget:
    from caseflow.ui.resources.service_dialog import ServiceDialog
    from tests.ui.partners import add_garage

    sheet = stage.context.desk.resources.sheet(add_garage(stage.context))
    return ServiceDialog.ask(stage.parent, stage.context, sheet)


def service_picker(stage: Stage) -> QWidget:
    from caseflow.ui.widgets.service_picker import ServicePicker
    from tests.ui.partners import add_garage

    assert add_garage(stage.context)
    return ServicePicker(stage.context, stage.person, (Theme.MOBILITY,))


def import_at(step: int, stage: Stage) -> QWidget:
    """Take a list to a step of the wizard, as « Suivant » does."""
    assert stage.person
    path = stage.folder / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    page = ImportPage(stage.context)
    if step:
        page.take(ImportSource(path=path))
        stage.settle()
        for _step in range(step - 1):
            page._next.click()
            stage.settle()
    return page


def directory_import(step: int, stage: Stage) -> QWidget:
    """Take a directory of partners to a step of its import, as « Comparer avec l’annuaire » does."""
    from caseflow.ui.resources.import_dialog import ImportDialog

    path = stage.folder / "annuaire.json"
    rows = [{"id": f"x--{code}", "nom": f"Garage {code}", "code_postal": code, "frais": "?"} for code in _POST_CODES]
    path.write_text(json.dumps([*rows, {"id": "x--1", "nom": ""}]), encoding="utf-8")
    dialog = ImportDialog.open_on(stage.parent, stage.context, path)
    stage.settle()
    if step:
        dialog.next_button.click()
    return dialog


def welcome(page: str, stage: Stage) -> QWidget:
    folders = Folders(stage.folder / "config", stage.folder / "data", stage.folder / "logs")
    window = WelcomeWindow(folders, Settings(), stage.context.clock)
    window._show(getattr(window, page))
    if page == "_unlock":
        window._ask_secret(stage.folder / "plie.caseflow")
    if page == "_code":
        window._code.show_code("ABCD-EFGH-JKLM-NPQR", "plie")
    return window


def help_window(typed: str, _stage: Stage) -> QWidget:
    window = HelpWindow()
    window.show_page("importer")
    window._field.setText(typed)
    return window


def referral(stage: Stage, **details: object) -> UUID:
    """Refer the follower to a garage that does not answer."""
    day = date(2026, 11, 1)
    garage = partner(stage.context.desk, f"Garage solidaire {new_id()}")
    return stage.context.desk.referrals.refer(stage.follower, garage, day, SentHow.EMAIL, consent_on=day, **details)


def referrals_tab(stage: Stage) -> QWidget:
    from caseflow.ui.record_tabs import open_record

    assert referral(stage, reason="Embrayage à changer")
    page = open_record(stage.context, stage.follower)
    page.show_tab("referrals")
    return page


def refer_dialog(stage: Stage) -> QWidget:
    desk = stage.context.desk
    barrier = desk.barriers.note(stage.follower, Theme.MOBILITY, stage.context.today())
    assert referral(stage)
    return ReferDialog.ask(stage.parent, stage.context, desk.referrals.choices(stage.follower), barrier)


def person_dialog(stage: Stage) -> QWidget:
    return PersonDialog.ask(stage.parent, stage.context, "Whom?", [stage.person, stage.follower], lambda _chosen: None)


def mail_dialog(stage: Stage) -> QWidget:
    paper = stage.context.desk.referrals.paper(referral(stage), stage.context.today())
    return MailDialog(stage.parent, stage.context, paper)


def contacts_tab(stage: Stage) -> QWidget:
    """Show a record with an appointment to settle, one to come, and notes of both kinds."""
    from caseflow.ui.record_tabs import open_record

    interviews = stage.context.desk.interviews
    note = {"note": "Fait le point.\nCV à refaire.\nRevenir lundi.", "private_note": "À voir seul"}
    interviews.note([stage.follower, stage.person], date(2026, 10, 26), minutes=45, **note)
    for day in (date(2026, 11, 16), date(2026, 12, 21)):
        interviews.plan(stage.follower, day, 600, purpose="Suivi")
    page = open_record(stage.context, stage.follower)
    page.show_tab("contacts")
    return page


def interview_dialog(stage: Stage) -> QWidget:
    dialog = InterviewDialog.ask_about(stage.parent, stage.context, stage.follower, "DIALLO Ibrahima")
    dialog.editor("note").choose("Il est malade")
    return dialog


def appointment_dialog(stage: Stage) -> QWidget:
    stage.context.desk.barriers.note(stage.follower, Theme.FAMILY, stage.context.today())
    return AppointmentDialog.ask_about(stage.parent, stage.context, stage.follower)


def diagnostic(stage: Stage, *, has_any: bool) -> QWidget:
    """What a diagnostic proposes: each kind of remark, what is sensitive, needs; or nothing new."""
    proposals = stage.context.desk.proposals
    if has_any:
        for year in (2023, 2026):
            proposals.stage(stage.person, read_diagnostic(DIAGNOSTICS / f"france_travail_{year}.json"))
    lines = proposals.of_person(stage.person) if has_any else ()
    return DiagnosticDialog(stage.parent, stage.context, lines, told="14")


SCREENS: dict[str, Make] = {
    "diagnostic": partial(diagnostic, has_any=True),
    "diagnostic, nothing new": partial(diagnostic, has_any=False),
    "lexicon": lambda stage: LexiconTab(stage.context),
    "window": partial(filled, MainWindow),
    "home": partial(filled, HomePage),
    "home, empty": lambda stage: HomePage(stage.context),
    "list": partial(filled, ListPage),
    "list, empty": empty_list,
    "list, no result": list_without_result,
    "record": partial(record, of_follower=True),
    "record, empty": partial(record, of_follower=False),
    "contacts": contacts_tab,
    "note an interview": interview_dialog,
    "give an appointment": appointment_dialog,
    "referrals": referrals_tab,
    "refer": refer_dialog,
    "choose a person": person_dialog,
    "mail to a partner": mail_dialog,
    "step": step_dialog,
    "barriers": partial(barriers_tab, with_barriers=True),
    "barriers, none": partial(barriers_tab, with_barriers=False),
    "barrier": partial(barrier_dialog, Theme.MOBILITY),
    "barrier, sensitive": partial(barrier_dialog, Theme.HEALTH),
    "objective": goal_dialog,
    "barrier, lifted": lift_dialog,
    "small dialog": small_dialog,
    "new person": lambda stage: NewPersonDialog(stage.parent, stage.context),
    "bulk edit": lambda stage: BulkEditDialog(stage.parent, stage.context, [stage.person]),
    "history": partial(filled, HistoryPage),
    "small dialog, with a draft": drafted_dialog,
    "print preview": preview,
    "resources": resources,
    "resources, empty": resources_empty,
    "resources, no result": partial(resources, searched="zzz"),
    "service": service_dialog,
    "service picker": service_picker,
    **RECRUITMENT_SCREENS,
    **QUICK_SCREENS,
    "reports": reports,
    "reports, empty": partial(reports, people=0),
    "exchange": lambda stage: ExchangePage(stage.context),
    "import: file": partial(import_at, 0),
    "import: sheet": partial(import_at, 1),
    "import: columns": partial(import_at, 2),
    "import: rows": partial(import_at, 3),
    "import: report": partial(import_at, 4),
    "directory import: départements": partial(directory_import, 0),
    "directory import: what will change": partial(directory_import, 1),
    "administration": lambda stage: AdministrationPage(stage.context),
    "rules": lambda stage: RulesTab(stage.context),
    "backups": lambda stage: BackupsTab(stage.context),
    "staff": lambda stage: StaffTab(stage.context),
    "help": partial(help_window, ""),
    "help, searched": partial(help_window, "sauvegarde"),
    "fault of our own": bug,
    "trouble of the disk": trouble,
    "welcome: choice": partial(welcome, "_choice"),
    "welcome: new store": partial(welcome, "_new"),
    "welcome: unlock": partial(welcome, "_unlock"),
    "welcome: new passphrase": partial(welcome, "_renew"),
    "welcome: code": partial(welcome, "_code"),
    "welcome: ready": partial(welcome, "_ready"),
    "welcome: restore": partial(welcome, "_restore"),
}


def every_screen(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Make each screen in turn, over one store, with its name."""
    for name, make in SCREENS.items():
        screen = make(stage)
        stage.settle()
        yield name, screen


def tabs_of(screen: QWidget) -> Iterator[Callable[[], object]]:
    """Show each tab of a screen in turn: what is hidden is neither reached nor measured."""
    yield lambda: None
    for tabs in screen.findChildren(QTabWidget):
        for place in range(1, tabs.count()):
            yield partial(tabs.setCurrentIndex, place)
