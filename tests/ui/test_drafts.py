"""Nothing typed is lost: a form that is closed, or that the power takes, offers what it held when it opens again."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.errors import StorageTrouble
from caseflow.domain.pathway import StepState
from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.services.drafts import DraftOf, Drafts
from caseflow.services.pathways import StepDraft
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.drafting import KEPT_AFTER_MS
from caseflow.ui.editors import Editor, Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.home.page import HomePage
from caseflow.ui.main_window import MainWindow
from caseflow.ui.pathways.step_dialog import StepDialog
from caseflow.ui.people.facts_box import FactsBox
from caseflow.ui.people.identity_tab import IdentityTab
from caseflow.ui.people.new_person import NewPersonDialog
from caseflow.ui.people.record_page import RecordPage
from caseflow.ui.widgets.input_guard import InputGuard
from tests.conftest import TODAY

Settle = Callable[[], None]
OF = DraftOf("pause", UUID(int=1))


@pytest.fixture
def desk_top(qtbot: QtBot) -> QWidget:
    """A window for dialogs to open over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ask(desk_top: QWidget, context: Context, qtbot: QtBot) -> Callable[..., FormDialog]:
    """Opens a form of a line and a note; `saved` is what saving it does."""

    def open_form(saved: Callable[[dict[str, object]], object] = dict) -> FormDialog:
        fields = (Field("Motif", editors.text("reason")), Field("Depuis", editors.day("since", context.today)))
        start = {"since": context.today()}
        dialog = FormDialog.ask(desk_top, context, "Pause", fields, "Suspendre", saved, draft=OF, values=start)
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_form


def line(dialog: FormDialog, name: str) -> QLineEdit:
    widget = dialog.editor(name).widget
    assert isinstance(widget, QLineEdit)
    return widget


def escape(dialog: QWidget, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def kept(context: Context, of: DraftOf = OF) -> dict[str, object]:
    draft = context.desk.drafts.find(of)
    return dict(draft.typed) if draft else {}


def test_what_is_typed_is_in_the_store_within_a_second_without_being_left(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot
) -> None:
    assert KEPT_AFTER_MS < 1000
    dialog = ask()
    qtbot.keyClicks(line(dialog, "reason"), "Garde d'enf")
    with qtbot.waitSignal(context.navigator.drafts_changed):
        pass
    assert kept(context) == {"reason": "Garde d'enf"}


def test_somebody_who_never_pauses_is_kept_as_well(ask: Callable[..., FormDialog], qtbot: QtBot) -> None:
    dialog = ask()
    timer = dialog._drafting._timer
    qtbot.keyClicks(line(dialog, "reason"), "G")
    qtbot.wait(5)
    left = timer.remainingTime()
    qtbot.keyClicks(line(dialog, "reason"), "arde")
    assert 0 <= timer.remainingTime() <= left


def test_leaving_a_field_keeps_it_at_once(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot, settle: Settle
) -> None:
    dialog = ask()
    line(dialog, "reason").setFocus()
    qtbot.keyClicks(line(dialog, "reason"), "Garde")
    qtbot.keyClick(line(dialog, "reason"), Qt.Key.Key_Tab)
    settle()
    assert kept(context) == {"reason": "Garde"}


def test_a_form_closed_asks_nothing_and_offers_it_all_when_it_opens_again(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot, settle: Settle
) -> None:
    dialog = ask()
    qtbot.keyClicks(line(dialog, "reason"), "Garde d'enfant")
    line(dialog, "since").setText("12/")  # a date half typed
    with qtbot.waitSignal(context.navigator.draft_left) as left:
        escape(dialog, qtbot)
    assert left.args == [OF]
    again = ask()
    assert (line(again, "reason").text(), line(again, "since").text()) == ("Garde d'enfant", "12/")
    assert "23/11/2026" in again.draft_line.words()


def test_a_form_opened_and_closed_leaves_no_draft(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot, settle: Settle
) -> None:
    left: list[object] = []
    context.navigator.draft_left.connect(left.append)
    dialog = ask()
    qtbot.keyClicks(line(dialog, "reason"), "G")
    qtbot.keyClick(line(dialog, "reason"), Qt.Key.Key_Backspace)
    escape(dialog, qtbot)
    settle()
    assert (kept(context), left) == ({}, [])
    assert ask().draft_line.words() == ""


def test_starting_afresh_shows_what_is_stored_and_forgets_the_draft(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot, settle: Settle
) -> None:
    context.desk.drafts.keep(OF, "Pause", {"reason": "Garde", "since": "1/1/25"}, context.desk.drafts.turn())
    dialog = ask()
    qtbot.mouseClick(dialog.draft_line.findChild(QPushButton), Qt.MouseButton.LeftButton)
    settle()
    assert (line(dialog, "reason").text(), line(dialog, "since").text()) == ("", "23/11/2026")
    assert (dialog.draft_line.words(), kept(context)) == ("", {})


def test_a_form_saved_has_no_draft_any_more(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot, settle: Settle
) -> None:
    saved: list[dict[str, object]] = []
    dialog = ask(saved.append)
    qtbot.keyClicks(line(dialog, "reason"), "Garde")
    dialog._drafting.keep()
    settle()
    assert kept(context)
    qtbot.keyClicks(line(dialog, "reason"), " d'enfant")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert saved == [{"reason": "Garde d'enfant", "since": TODAY}]
    assert kept(context) == {}


def test_a_disk_that_is_full_leaves_the_form_as_it_is_and_its_draft_and_saving_again_works(
    ask: Callable[..., FormDialog], context: Context, qtbot: QtBot, settle: Settle
) -> None:
    space: list[bool] = []

    def save(_values: dict[str, object]) -> None:
        if not space:
            raise StorageTrouble("Le disque est plein.")

    dialog = ask(save)
    qtbot.keyClicks(line(dialog, "reason"), "Garde")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert dialog.isVisible()
    assert line(dialog, "reason").text() == "Garde"
    assert kept(context) == {"reason": "Garde"}
    assert "Le disque est plein." in dialog.draft_line.words()
    space.append(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert kept(context) == {}


def test_a_draft_that_cannot_be_kept_is_told_in_the_form_and_kept_at_the_next_letter(
    ask: Callable[..., FormDialog],
    context: Context,
    qtbot: QtBot,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_arguments: object) -> None:
        raise StorageTrouble("Le disque est plein.")

    dialog = ask()
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "keep", full)
        qtbot.keyClicks(line(dialog, "reason"), "Garde")
        dialog._drafting.keep()
        settle()
    assert "Le disque est plein." in dialog.draft_line.words()
    qtbot.keyClicks(line(dialog, "reason"), "r")
    dialog._drafting.keep()
    settle()
    assert (dialog.draft_line.words(), kept(context)) == ("", {"reason": "Garder"})


def test_every_kind_of_control_is_filled_again(context: Context) -> None:
    def controls() -> dict[str, Editor]:
        made = (
            editors.text("text"),
            editors.note("note"),
            editors.lines("lines"),
            editors.day("day", context.today),
            editors.choice("choice", StepState, str),
            editors.choice("passed", (True, False), str),
            editors.suggestion("suggestion", ("a", "b"), str),
            editors.yes_no("tick", "oui"),
            editors.hours("hours"),
            editors.number("number"),
        )
        for editor in made:
            editor.show_value(None)
        return {editor.name: editor for editor in made}

    before, after = controls(), controls()
    values = {"text": "é", "note": "un\ndeux", "lines": ("1", "2"), "day": TODAY, "choice": StepState.DONE}
    values |= {"passed": False, "suggestion": "autre", "tick": True, "hours": 450, "number": 30}
    for name, value in values.items():
        before[name].choose(value)
        after[name].type_again(before[name].typed())
    assert {name: editor.value() for name, editor in after.items()} == values
    assert all(editor.is_changed() for editor in after.values())
    for editor in after.values():
        editor.show_again()
    assert not any(editor.is_changed() for editor in after.values())


def test_a_new_person_half_typed_is_offered_again(
    desk_top: QWidget, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    dialog = NewPersonDialog.ask(desk_top, context)
    qtbot.keyClicks(dialog.editor("last_name").widget, "N'Guessan")
    escape(dialog, qtbot)
    settle()
    again = NewPersonDialog.ask(desk_top, context)
    assert again.editor("last_name").value() == "N'Guessan"
    qtbot.waitUntil(again.isActiveWindow)
    qtbot.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert NewPersonDialog.ask(desk_top, context).editor("last_name").value() is None


def test_a_step_half_typed_is_offered_again_with_the_fields_of_its_scheme(
    desk_top: QWidget, context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    person = add_person()
    context.desk.pathways.add_step(person, StepDraft(scheme=Scheme.ACI, title="Chantier"))
    view = context.desk.pathways.view(person, TODAY)
    dialog = StepDialog.ask(desk_top, context, view)
    dialog.editor("scheme").choose(Scheme.MRS)
    qtbot.keyClicks(dialog.editor("title").widget, "Logistique")
    dialog._results.editors()["exercises.held_on"].choose(TODAY)
    escape(dialog, qtbot)
    settle()
    again = StepDialog.ask(desk_top, context, view)
    assert (again.editor("scheme").value(), again.editor("title").value()) == (Scheme.MRS, "Logistique")
    assert [held_on for _stage, held_on, _passed in again._results.changed()] == [TODAY]
    assert "mrs_stage" in again.shown_fields()
    other = StepDialog.ask(desk_top, context, view, view.steps[0])  # another form: its own drafts
    assert other.editor("title").value() == "Chantier"


def test_a_fact_half_typed_is_offered_again_as_a_code_of_its_kind(
    context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    box = FactsBox(context, add_person())
    qtbot.addWidget(box)
    dialog = box.ask_fact()
    dialog.editor("kind").choose(FactKind.HOUSING)
    qtbot.keyClicks(dialog.editor("proof").widget, "bail")
    dialog.editor("value").choose("street")
    escape(dialog, qtbot)
    settle()
    again = box.ask_fact()
    assert again.editor("kind").value() is FactKind.HOUSING
    assert (again.editor("value").value(), again.editor("proof").value()) == ("street", "bail")


@pytest.fixture
def open_window(context: Context, qtbot: QtBot, settle: Settle) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window again and again on one store; those before are abandoned, as a crash would."""
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    made: list[MainWindow] = []

    def open_it() -> MainWindow:
        made.append(MainWindow(context))
        qtbot.addWidget(made[-1])
        made[-1].show()
        settle()
        return made[-1]

    yield open_it
    for window in made:
        window.close()


def titles(window: MainWindow) -> list[str]:
    bar = window.workspace.tab_bar()
    return [bar.tabText(place) for place in range(bar.count())]


def identity(window: MainWindow) -> IdentityTab:
    page = window.workspace.current_page()
    assert isinstance(page, RecordPage)
    page.show_tab("identity")
    tab = page.tab("identity")
    assert isinstance(tab, IdentityTab)
    return tab


def test_a_form_left_is_told_with_a_way_to_throw_it_away_and_its_tab_has_a_dot(
    open_window: Callable[[], MainWindow],
    context: Context,
    add_person: Callable[..., UUID],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    person = add_person("BENALI", "Amina")
    window = open_window()
    context.navigator.open_person(person)
    settle()
    dialog = identity(window).facts.ask_fact()
    qtbot.keyClicks(dialog.editor("proof").widget, "bail")
    escape(dialog, qtbot)
    settle()
    assert window.toast.text() == "Brouillon conservé"
    assert titles(window)[1] == "BENALI Amina •"
    context.desk.people.edit(person, first_name="Amine")  # another name is no other draft
    settle()
    assert titles(window)[1] == "BENALI Amine •"
    window._drafts._on_left(DraftOf("fact", person, person))
    qtbot.mouseClick(window.toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    settle()
    assert titles(window)[1] == "BENALI Amine"
    assert context.desk.drafts.all() == ()


def test_after_a_crash_the_window_says_what_can_be_resumed_and_home_leads_back_into_the_form(
    open_window: Callable[[], MainWindow],
    context: Context,
    add_person: Callable[..., UUID],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    person = add_person("BENALI", "Amina")
    context.navigator.open_person(person)
    turn = context.desk.drafts.turn()
    context.desk.drafts.keep(DraftOf("referral", person, person), "Orientation", {"prescriber": "CCAS"}, turn)
    context.desk.drafts.keep(DraftOf("new_person"), "Nouvelle personne", {"last_name": "Sarr"}, turn)
    window = open_window()
    assert window.toast.text() == "2 brouillons à reprendre"
    assert not window.toast.findChild(QPushButton).hasFocus()
    qtbot.mouseClick(window.toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    page = window.workspace.current_page()
    assert isinstance(page, HomePage)
    rows = [page._recent._list.item(place).text() for place in range(page._recent._list.count())]
    assert rows[0].startswith("Nouvelle personne")
    assert rows[1].startswith("Orientation – BENALI Amina")
    page._recent._list.setCurrentRow(1)
    qtbot.keyClick(page._recent._list, Qt.Key.Key_Return)
    settle()
    dialog = window.findChild(FormDialog)
    assert dialog.editor("prescriber").value() == "CCAS"
    dialog.reject()
    settle()


def test_a_field_half_typed_is_kept_before_it_is_left_and_no_more_once_it_is(
    open_window: Callable[[], MainWindow],
    context: Context,
    add_person: Callable[..., UUID],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    person = add_person("BENALI", "Amina", commune="Marseille")
    of = DraftOf("identity", person, person)
    first = open_window()
    context.navigator.open_person(person)
    settle()
    field = identity(first).editor("commune").widget
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " 3e")
    identity(first)._drafting._timer.timeout.emit()
    settle()
    assert kept(context, of) == {"commune": "Marseille 3e"}
    assert context.desk.people.record(person, TODAY).commune == "Marseille"
    assert titles(first)[1] == "BENALI Amina •"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    settle()
    assert context.desk.people.record(person, TODAY).commune == "Marseille 3e"
    assert (kept(context, of), titles(first)[1]) == ({}, "BENALI Amina")


def test_a_field_that_the_power_took_is_offered_and_saved_when_it_is_left(
    open_window: Callable[[], MainWindow],
    context: Context,
    add_person: Callable[..., UUID],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    person = add_person("BENALI", "Amina", commune="Marseille")
    of = DraftOf("identity", person, person)
    context.desk.drafts.keep(of, "Identité", {"commune": "Marseille 3e"}, context.desk.drafts.turn())
    window = open_window()
    context.navigator.open_person(person)
    settle()
    tab = identity(window)
    widget = tab.editor("commune").widget
    assert isinstance(widget, QLineEdit)
    assert widget.text() == "Marseille 3e"
    assert tab.error_text("commune")
    told = next(label for label in tab.findChildren(QLabel) if label.text() == tab.error_text("commune"))
    assert told.property("tone") == "warning"  # nothing is wrong with it
    context.desk.people.edit(person, birth_name="Haddad")  # the record is read again: the draft stays
    settle()
    assert widget.text() == "Marseille 3e"
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    settle()
    assert context.desk.people.record(person, TODAY).commune == "Marseille 3e"
    assert (kept(context, of), tab.error_text("commune")) == ({}, "")


def test_a_draft_whose_form_is_gone_is_thrown_away_from_the_first_page_and_taken_back(
    open_window: Callable[[], MainWindow],
    context: Context,
    add_person: Callable[..., UUID],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    person = add_person("BENALI", "Amina")
    of = DraftOf("exit", UUID(int=7), person)  # the stay it would have ended was taken back
    context.desk.drafts.keep(of, "Sortie", {"exit_note": "Partie à Nice"}, context.desk.drafts.turn())
    window = open_window()
    page = window.workspace.current_page()
    assert isinstance(page, HomePage)
    draft_list, throw = page._recent._list, page._recent._throw
    assert throw.isHidden()
    draft_list.setCurrentRow(0)
    qtbot.mouseClick(throw, Qt.MouseButton.LeftButton)
    settle()
    assert (window.toast.text(), context.desk.drafts.all()) == ("Brouillon jeté", ())
    assert draft_list.item(0).text().startswith("BENALI Amina")
    window.toast.findChild(QPushButton).click()
    settle()
    assert kept(context, of) == {"exit_note": "Partie à Nice"}
    draft_list.setCurrentRow(0)
    draft_list.setFocus()
    qtbot.keyClick(draft_list, Qt.Key.Key_Delete)
    settle()
    assert context.desk.drafts.all() == ()


def test_ctrl_z_takes_back_letters_first_and_what_was_saved_once_the_field_is_clean(
    open_window: Callable[[], MainWindow],
    context: Context,
    add_person: Callable[..., UUID],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    guard = InputGuard(QApplication.instance())  # as the application has
    person = add_person("BENALI", "Amina", commune="Arles")
    context.desk.people.edit(person, commune="Marseille")
    window = open_window()
    context.navigator.open_person(person)
    settle()
    field = identity(window).editor("commune").widget
    field.setFocus()
    qtbot.keyClicks(field, "!")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert (field.text(), context.desk.people.record(person, TODAY).commune) == ("Marseille", "Marseille")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert (field.text(), context.desk.people.record(person, TODAY).commune) == ("Arles", "Arles")
    guard.deleteLater()
