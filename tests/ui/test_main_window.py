"""The window: sections, tabs of records, the way back from each action, keys of an AZERTY keyboard, files dropped."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from caseflow import app
from caseflow.domain.errors import StorageTrouble
from caseflow.i18n import _
from caseflow.ui import errors
from caseflow.ui.context import Context
from caseflow.ui.instance import Instance
from caseflow.ui.main_window import MainWindow
from caseflow.ui.navigation import ImportSource
from caseflow.ui.sections import SECTIONS
from caseflow.ui.widgets.band import Band
from caseflow.ui.widgets.input_guard import InputGuard
from caseflow.ui.widgets.room import resize_within
from caseflow.ui.widgets.sidebar import Sidebar

Settle = Callable[[], None]
AddPerson = Callable[..., UUID]


@pytest.fixture
def window(context: Context, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    settle()
    yield made
    made.close()


def press(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    """Press a key anywhere in the window, as a keyboard does."""
    qtbot.waitUntil(window.isActiveWindow)
    combination = QKeySequence(keys)[0]
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())


def tab_titles(window: MainWindow) -> list[str]:
    bar = window.workspace.tab_bar()
    return [bar.tabText(place) for place in range(bar.count())]


def toast_button(window: MainWindow) -> QPushButton:
    return window.toast.findChild(QPushButton)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_each_section_opens_with_a_click_and_shows_icon_and_word(
    window: MainWindow, qtbot: QtBot, settle: Settle, section: object
) -> None:
    button = next(
        each for each in window.findChild(Sidebar).findChildren(QToolButton) if each.text() == _(section.title)
    )
    assert not button.icon().isNull()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert isinstance(window.workspace.current_page(), section.factory)
    assert tab_titles(window)[0] == _(section.title)
    assert button.isChecked()


def test_the_sidebar_makes_room_in_a_small_window_but_keeps_its_words(window: MainWindow) -> None:
    sidebar = window.findChild(Sidebar)
    wide = sidebar.width()
    window.resize(1100, 700)
    assert sidebar.width() < wide
    styles = {button.toolButtonStyle() for button in sidebar.findChildren(QToolButton)}
    assert styles == {Qt.ToolButtonStyle.ToolButtonTextUnderIcon}
    assert all(button.width() >= button.sizeHint().width() for button in sidebar.findChildren(QToolButton))


def test_a_window_opens_within_its_screen(window: MainWindow, qapp: QApplication) -> None:
    screen = qapp.primaryScreen().availableSize()  # smaller here than the size that windows would like
    resize_within(window, 4000, 4000)
    assert window.height() < screen.height()


def test_records_open_in_tabs_once_each_and_close_with_the_keyboard(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    first, second = add_person("BENALI", "Amina"), add_person("DIALLO", "Ibrahima")
    for person in (first, second, first):
        context.navigator.open_person(person)
    settle()
    assert tab_titles(window)[1:] == ["BENALI Amina", "DIALLO Ibrahima"]
    assert window.workspace.current_key() == first
    press(window, qtbot, "Ctrl+Tab")
    assert window.workspace.current_key() == second
    press(window, qtbot, "Ctrl+W")
    assert tab_titles(window)[1:] == ["BENALI Amina"]
    window.show_section("home")
    press(window, qtbot, "Ctrl+W")
    assert len(tab_titles(window)) == 2  # the section's own tab stays
    settle()


def test_a_tab_follows_the_name_of_its_person(
    window: MainWindow, context: Context, add_person: AddPerson, settle: Settle
) -> None:
    person = add_person("BENALI", "Amina")
    context.navigator.open_person(person)
    settle()
    context.desk.people.edit(person, last_name="DUPONT")
    settle()
    assert tab_titles(window)[1] == "DUPONT Amina"


def test_each_write_says_when_and_offers_the_way_back(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    person = add_person(commune="Arles")
    context.desk.people.edit(person, commune="Marseille")
    settle()
    assert window.toast.text() == _("Record changed")
    assert re.search(r"\d{1,2}:\d\d", window._status._saved.text())
    qtbot.mouseClick(toast_button(window), Qt.MouseButton.LeftButton)
    settle()
    assert context.desk.people.record(person, context.today()).commune == "Arles"
    assert toast_button(window).text() == _("Redo")
    qtbot.mouseClick(toast_button(window), Qt.MouseButton.LeftButton)
    settle()
    assert context.desk.people.record(person, context.today()).commune == "Marseille"


def test_ctrl_z_takes_back_and_ctrl_y_does_again(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    person = add_person(commune="Arles")
    context.desk.people.edit(person, commune="Marseille")
    settle()
    press(window, qtbot, "Ctrl+Z")
    settle()
    assert context.desk.people.record(person, context.today()).commune == "Arles"
    press(window, qtbot, "Ctrl+Y")
    settle()
    assert context.desk.people.record(person, context.today()).commune == "Marseille"


def test_nothing_to_undo_is_said(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    press(window, qtbot, "Ctrl+Z")
    settle()
    assert window.toast.text() == _("There is nothing to undo.")


def test_what_could_not_be_taken_back_is_listed(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    ids = [add_person(commune="Arles"), add_person(commune="Arles")]
    context.desk.people.edit_many(ids, commune="Marseille")
    settle()
    undo_both = window.toast._action
    context.desk.people.edit(ids[0], commune="Aubagne")
    settle()
    undo_both()
    settle()
    box = window.findChild(QMessageBox)
    assert box.informativeText().startswith("•")
    assert context.desk.people.record(ids[1], context.today()).commune == "Arles"
    box.close()


def test_ctrl_z_belongs_to_a_text_field_while_it_has_something_to_take_back(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    guard = InputGuard(QApplication.instance())
    person = add_person(commune="Arles")
    context.desk.people.edit(person, commune="Marseille")
    window.show_section("people")
    settle()
    press(window, qtbot, "Ctrl+F")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "abc")
    press(window, qtbot, "Ctrl+Z")
    settle()
    assert field.text() == ""
    assert context.desk.people.record(person, context.today()).commune == "Marseille"
    press(window, qtbot, "Ctrl+Z")
    settle()
    assert context.desk.people.record(person, context.today()).commune == "Arles"
    QApplication.instance().removeEventFilter(guard)


def test_the_window_opens_on_its_tabs_and_tab_comes_to_the_message_last(
    window: MainWindow, add_person: AddPerson, settle: Settle
) -> None:
    assert QApplication.focusWidget() is window.workspace.tab_bar()
    add_person()
    settle()
    assert window.toast.isVisible()
    chain = []
    while not chain or chain[-1] is not window:
        chain.append((chain[-1] if chain else window).nextInFocusChain())
    button = chain.index(window.toast.findChild(QPushButton))
    reached = [each for each in chain if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()]
    assert reached[-1] is chain[button]


def test_the_wheel_leaves_a_list_box_alone_until_it_is_entered(qtbot: QtBot, qapp: QApplication) -> None:
    guard = InputGuard(qapp)
    box = QComboBox()
    box.addItems(["one", "two", "three"])
    qtbot.addWidget(box)
    box.show()
    here = QPointF(5, 5)
    wheel = QWheelEvent(
        here,
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    box.clearFocus()
    qapp.sendEvent(box, wheel)
    assert box.currentText() == "one"
    qapp.removeEventFilter(guard)
    qapp.sendEvent(box, wheel)
    assert box.currentText() == "two"  # what Qt does by itself


def test_a_file_dropped_on_the_window_goes_to_the_import(
    window: MainWindow, context: Context, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Prénom\nBENALI;Amina\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(context.navigator.import_asked) as asked:
        window.dropEvent(drop)
    assert asked.args == [ImportSource(path=path)]
    settle()


def test_rows_pasted_from_a_spreadsheet_go_to_the_import(
    window: MainWindow, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    QGuiApplication.clipboard().setText("Nom\tPrénom\nBENALI\tAmina")
    with qtbot.waitSignal(context.navigator.import_asked) as asked:
        press(window, qtbot, "Ctrl+V")
    assert asked.args[0].text.startswith("Nom")
    settle()
    QGuiApplication.clipboard().setText("a word")
    window.show_section("home")
    window._commands.paste()
    assert window.toast.text() == _("The clipboard holds no rows of a spreadsheet.")


def test_an_expected_error_shows_its_sentence(window: MainWindow, context: Context) -> None:
    context.tasks.failed.emit(StorageTrouble("Le disque est plein."))
    box = window.findChild(QMessageBox)
    assert box.text() == "Le disque est plein."
    box.close()


def test_an_error_told_before_the_lock_is_told_in_the_next_window_too(
    window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    context.tasks.failed.emit(StorageTrouble("Le disque est plein."))
    window.findChild(QMessageBox).close()
    following = MainWindow(context)
    qtbot.addWidget(following)
    context.tasks.failed.emit(StorageTrouble("Le disque est plein."))
    assert following.findChild(QMessageBox).text() == "Le disque est plein."
    following.findChild(QMessageBox).close()


def test_a_fault_of_ours_shows_a_code_and_keeps_its_text_out_of_sight_and_log(
    window: MainWindow, context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("ERROR", logger="caseflow"):
        context.tasks.failed.emit(KeyError("BENALI Amina"))
    box = window.findChild(QMessageBox)
    code = re.search(r"[0-9A-F]{8}", box.informativeText()).group()
    assert code in caplog.text
    assert "KeyError" in caplog.text
    assert "BENALI" not in caplog.text + box.text() + box.informativeText()
    box.close()


def test_the_copy_for_the_support_holds_the_code(window: MainWindow, qtbot: QtBot) -> None:
    box = errors.show_error(window, KeyError("x"))
    button = next(each for each in box.buttons() if each.text() == _("Copy for the support"))
    button.click()
    code = re.search(r"[0-9A-F]{8}", box.informativeText()).group()
    assert code in QGuiApplication.clipboard().text()
    box.close()


def test_qt_speaks_french_on_its_own_buttons(qtbot: QtBot, qapp: QApplication) -> None:
    assert app.install_translator(qapp, "fr")
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Annuler"


def test_the_window_comes_back_where_it_was(window: MainWindow, context: Context) -> None:
    window.resize(window.width(), 702)
    window.close()
    again = MainWindow(context)
    assert again.height() == 702
    again.close()
    again.deleteLater()


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    store = tmp_path / "a.caseflow"
    first, second, other = Instance(tmp_path, store), Instance(tmp_path, store), Instance(tmp_path, tmp_path / "b")
    assert first.take()
    with qtbot.waitSignal(first.raised):
        assert not second.take()
    assert other.take()  # another store has a window of its own
    for instance in (first, other):
        instance.release()
    assert second.take()
    second.release()


def test_the_day_is_the_one_of_this_pc(context: Context) -> None:
    assert context.today() == date(2026, 11, 23)


@pytest.mark.parametrize("is_training", [True, False])
def test_the_training_store_says_all_the_time_that_its_people_are_invented(
    context: Context, qtbot: QtBot, settle: Settle, *, is_training: bool
) -> None:
    context.desk.store.is_training = is_training
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    settle()
    for section in SECTIONS:
        window.show_section(section.key)
        settle()
        shown = [label.text() for band in window.findChildren(Band) for label in band.findChildren(QLabel)]
        visible = [band.isVisible() for band in window.findChildren(Band)]
        told = _("Training store: the people are invented.")
        assert (told in [text for text, is_shown in zip(shown, visible, strict=True) if is_shown]) is is_training
    assert window.windowTitle().startswith("entraînement" if is_training else context.desk.store.path.stem)
    window.close()


def test_the_band_leads_to_the_making_of_ones_own_store(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    button = next(each for each in window.findChildren(QPushButton) if each.text() == _("Create my store"))
    with qtbot.waitSignal(context.navigator.welcome_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_menu_says_what_would_be_taken_back(
    window: MainWindow, context: Context, add_person: AddPerson, settle: Settle
) -> None:
    add_person()
    settle()
    window._name_undo()
    settle()
    assert _("Person added") in window._actions["undo"].text()
    assert _("Person added") not in window._actions["redo"].text()
