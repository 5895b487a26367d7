"""Qt itself speaks the reader's language; another one is chosen without losing a word nor a tab."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from caseflow import app, i18n, settings
from caseflow.services.people import PersonDraft
from caseflow.store import keys, opening
from caseflow.ui.administration.appearance import AppearanceTab
from caseflow.ui.helping import helping
from caseflow.ui.main_window import MainWindow
from caseflow.ui.people.new_person import NewPersonDialog

PASSPHRASE = "x7$Kq9!mZt2&Wp4v"


@pytest.fixture
def french(qapp: QApplication) -> Iterator[QApplication]:
    """Leaves the application as it found it: no translator, the former locale, French sentences."""
    locale = QLocale()
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)
    i18n.install("fr")


@pytest.fixture
def program(
    french: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[app.Program]:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(keys, "calibrate", lambda: keys.FLOOR)
    places = settings.folders()
    opening.create_store(places.first_store, PASSPHRASE, "Claire", app.wall, cost=keys.FLOOR).store.close()
    preferences = settings.load(places.settings_file)
    preferences.author = "Claire"
    was_quitting = french.quitOnLastWindowClosed()
    made = app.Program(french, places, preferences, app.Start(store=places.first_store))
    assert made.begin()
    french.setQuitOnLastWindowClosed(False)
    made.welcome._unlock._secret.setText(PASSPHRASE)
    made.welcome._unlock._open.click()
    qtbot.waitUntil(lambda: made.window is not None and made.welcome is None, timeout=8_000)
    settle(made.window, qtbot)
    yield made
    helping().close()
    if made.window is not None:
        made.window.close()
    made.end()
    french.setQuitOnLastWindowClosed(was_quitting)
    sys.excepthook = sys.__excepthook__


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window._context.tasks.is_idle, timeout=8_000)
    qtbot.wait(1)
    qtbot.waitUntil(window._context.tasks.is_idle, timeout=8_000)


def buttons(qtbot: QtBot) -> list[str]:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
    held = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(held)
    words = [each.text() for each in (*box.buttons(), *held.buttons())]
    return sorted(word.replace("&", "") for word in words)


def test_the_buttons_and_the_file_dialog_of_qt_speak_french_then_english(french: QApplication, qtbot: QtBot) -> None:
    assert app.install_translator(french, "fr")
    assert buttons(qtbot) == ["Annuler", "Enregistrer", "Fermer", "Oui"]
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    assert any("dossier" in label.text().lower() or "fichier" in label.text().lower() for label in labels(dialog))
    assert app.install_translator(french, "en")
    assert "Cancel" in buttons(qtbot)
    assert "Annuler" not in buttons(qtbot)


def labels(dialog: QFileDialog) -> list[QLabel]:
    return dialog.findChildren(QLabel)


def test_the_frozen_build_keeps_the_french_of_qt() -> None:
    spec = (Path(app.__file__).parent.parent / "caseflow.spec").read_text(encoding="utf-8")
    assert 'path.name == "qtbase_fr.qm"' in spec


def test_another_language_keeps_the_tabs_and_the_form_half_filled(program: app.Program, qtbot: QtBot) -> None:
    former = program.window
    context = former._context
    amina = context.desk.people.create(PersonDraft(last_name="BENALI", first_name="Amina"))
    former.open_person(amina)
    former.show_section("administration")
    settle(former, qtbot)
    dialog = NewPersonDialog.ask(former, context)
    qtbot.keyClicks(dialog.editor("last_name").widget, "Nguess")
    context.navigator.open_help("clavier")
    former.findChild(AppearanceTab).language_button("en").click()
    qtbot.waitUntil(lambda: program.window is not former, timeout=8_000)
    window = program.window
    settle(window, qtbot)
    assert next(action.text() for action in window.menuBar().actions()) == "&File"
    assert window.workspace.open_people() == [amina]
    assert window.workspace.current_key() == "administration"
    again = window.findChild(NewPersonDialog)
    qtbot.waitUntil(again.isVisible)
    assert again.editor("last_name").value() == "Nguess"
    assert "Last name" in {label.text().replace("&", "") for label in again.findChildren(QLabel)}
    assert helping().window() is None
    assert settings.load(settings.folders().settings_file).language == "en"
    assert "Cancel" in buttons(qtbot)
    again.close()
    context = window._context
    context.desk.people.edit(amina, commune="Arles")  # the store is still open
    settle(window, qtbot)


def test_a_desk_locked_while_the_language_changes_is_locked_at_once_and_opens_in_that_language(
    program: app.Program, qtbot: QtBot
) -> None:
    former, may_end = program.window, threading.Event()
    dialog = NewPersonDialog.ask(former, former._context)
    qtbot.keyClicks(dialog.editor("last_name").widget, "Nguess")
    qtbot.waitUntil(dialog.isActiveWindow)
    former._context.tasks.run_long(former, "Import", lambda _progress: may_end.wait(8), lambda _done: None)
    former._context.navigator.language_asked.emit("en")
    qtbot.keyPress(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not former.isVisible()
    assert not dialog.isVisible()
    may_end.set()
    page = program.welcome._unlock
    qtbot.waitUntil(page._open.isEnabled, timeout=8_000)
    assert program.window is None
    page._secret.setText(PASSPHRASE)
    page._open.click()
    qtbot.waitUntil(lambda: program.window is not None and program.welcome is None, timeout=8_000)
    settle(program.window, qtbot)
    assert next(action.text() for action in program.window.menuBar().actions()) == "&File"
    assert program.window.findChild(NewPersonDialog).editor("last_name").value() == "Nguess"
