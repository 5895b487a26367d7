"""The guide: each screen has its page, each word is found, each link leads somewhere, and no mouse is needed."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextBrowser, QWhatsThis, QWidget
from pytestqt.qtbot import QtBot

from caseflow import i18n
from caseflow.i18n import _
from caseflow.resources import resource
from caseflow.ui import helping as helping_module
from caseflow.ui.actions import every_command
from caseflow.ui.context import Context
from caseflow.ui.help_pages import CONTENTS, SCREENS, Hit, found, help_pages, page_text, sentences, title_of
from caseflow.ui.help_window import HelpWindow
from caseflow.ui.helping import helping, purpose_of
from caseflow.ui.main_window import MainWindow
from caseflow.ui.widgets.input_guard import InputGuard

Settle = Callable[[], None]
ROOT = Path(helping_module.__file__).parent
KEYS = [key for key, _title in help_pages()]


@pytest.fixture
def window(context: Context, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    guard = InputGuard(QApplication.instance())
    yield made
    QApplication.instance().removeEventFilter(guard)
    guard.deleteLater()
    helping().close()
    made.close()


def press(keys: str, qtbot: QtBot) -> None:
    combination = QKeySequence(keys)[0]
    target = QApplication.focusWidget() or QApplication.activeWindow()
    qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())


def guide(qtbot: QtBot) -> HelpWindow:
    window = helping().window()
    assert isinstance(window, HelpWindow)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_pages_of_screens_are_there_and_speak_of_screens_that_are() -> None:
    assert set(SCREENS.values()) <= set(KEYS)
    ours = {
        node.name
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert {name for name in SCREENS if not name.startswith("Q")} <= ours


@pytest.mark.parametrize("key", KEYS)
def test_every_page_is_reached_from_the_contents_and_its_links_lead_to_pages(key: str) -> None:
    links = re.findall(r"\]\(([^)]*)\)", page_text(key))
    assert {link.removesuffix(".md") for link in links} <= set(KEYS)
    assert key == CONTENTS or f"({key}.md)" in page_text(CONTENTS)
    assert title_of(page_text(key))


def test_the_keys_told_by_the_guide_are_those_of_the_window() -> None:
    told = set(re.findall(r"`((?:Ctrl|Alt|Maj)\+[^`]+|F\d+)`", " ".join(page_text(key) for key in KEYS)))
    known = {key for _menu, command in every_command() for key in command.keys}
    french = {"Shift": "Maj", "Return": "Entrée", "PgDown": "Page ↓", "PgUp": "Page ↑"}
    french |= {"Left": "←", "Right": "→", "Home": "Début"}
    shown = {"+".join(french.get(part, part) for part in key.split("+")) for key in known}
    elsewhere = {"F4", "Maj+Tab", "Maj+↑", "Maj+↓", "Ctrl+A", "Ctrl+←", "Ctrl+→"}
    assert told <= shown | elsewhere


def test_words_are_found_without_accents_in_any_order_in_sentences_of_any_page() -> None:
    hits = found("PASSE phrase perdue")
    assert "ouvrir" in {hit.key for hit in hits}
    assert all("phrase" in i18n.fold(hit.sentence) for hit in hits)
    assert found("sauvegardes restauration")[0].is_title
    assert found("zzzz") == found("  ") == []


def test_a_page_is_cut_into_sentences_without_its_marks() -> None:
    text = "# Titre\n\nUne [phrase](a.md) sur\ndeux lignes. Une **autre** !\n\n| a | `b` |\n|---|---|\n- un point\n"
    assert list(sentences(text)) == ["Titre", "Une phrase sur deux lignes.", "Une autre !", "a – b", "un point"]


def test_f1_shows_the_page_of_the_screen_and_again_the_one_of_the_next(
    window: MainWindow, context: Context, add_person: Callable[..., UUID], qtbot: QtBot, settle: Settle
) -> None:
    press("F1", qtbot)
    help_window = guide(qtbot)
    assert help_window.page() == "accueil"
    window.activateWindow()
    context.navigator.open_person(add_person())
    settle()
    press("F1", qtbot)
    assert help_window.page() == "dossier"
    window.activateWindow()
    window.workspace.current_page().show_tab("pathway")
    settle()
    press("F1", qtbot)
    assert guide(qtbot).page() == "parcours"


def test_f1_answers_over_a_dialog_and_the_guide_can_be_used_beside_it(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    press("Ctrl+Shift+N", qtbot)
    settle()
    dialog = QApplication.activeWindow()
    assert dialog is not window
    press("F1", qtbot)
    help_window = guide(qtbot)
    assert help_window.page() == "beneficiaires"
    press("Ctrl+F", qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "brouillon")
    assert help_window._hits.count()
    press("Escape", qtbot)
    press("Escape", qtbot)
    assert not help_window.isVisible()
    assert dialog.isVisible()
    dialog.close()


def test_a_word_is_looked_for_found_and_shown_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    press("F1", qtbot)
    help_window = guide(qtbot)
    press("Ctrl+F", qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "code secours")
    assert help_window._hits.count() > 1
    hit = help_window._hits.item(0).data(Qt.ItemDataRole.UserRole)
    press("Return", qtbot)
    browser = help_window.findChild(QTextBrowser)
    assert help_window.page() == hit.key
    assert i18n.fold(browser.textCursor().selectedText()) in i18n.fold(hit.sentence)
    assert browser.textCursor().hasSelection()
    press("Alt+Left", qtbot)
    assert help_window.page() == "accueil"


@pytest.mark.parametrize("key", KEYS)
def test_every_sentence_found_is_shown_where_it_stands(key: str, qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    hits = [Hit(key, "", sentence) for sentence in sentences(page_text(key))][1:]
    window.show_page(key)
    lost = []
    for hit in hits:
        window._browser.moveCursor(QTextCursor.MoveOperation.Start)
        window.show_sentence(hit.sentence)
        if not window._browser.textCursor().hasSelection():
            lost.append(hit.sentence)
    assert lost == []


def test_links_are_followed_and_the_page_before_is_a_step_back(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.show_page("problemes")
    window._browser.anchorClicked.emit("sauvegardes.md")
    assert window.page() == "sauvegardes"
    window._back.click()
    assert window.page() == "problemes"
    assert not window._back.isEnabled()


def test_a_page_is_printed_as_it_reads(qtbot: QtBot, tmp_path: Path) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.show_page("imprimer")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    window.print_to(printer)
    with PdfDocument(tmp_path / "page.pdf") as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Imprimer la fiche de parcours" in text
    assert "Ce qu’elle ne contient jamais" in text


def test_the_guide_stays_on_the_screen_beside_a_window_as_wide_as_it(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    space = QApplication.primaryScreen().availableGeometry()
    window.stand_beside(space)
    assert space.contains(window.geometry())
    window.stand_beside(QRect(space.left(), space.top(), 100, space.height()))
    assert window.x() == space.left() + 100


def test_the_guide_is_found_in_the_menu_and_speaks_when_nothing_was_found(window: MainWindow, qtbot: QtBot) -> None:
    window._actions["help_contents"].trigger()
    help_window = guide(qtbot)
    assert help_window.page() == CONTENTS
    help_window._field.setText("zzzz")
    assert help_window._count.text() == _("The help does not speak of this.")


def test_shift_f1_says_what_the_control_at_hand_is_for(window: MainWindow, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setToolTip("JJ/MM/AAAA")
    assert purpose_of(field) == "JJ/MM/AAAA"
    outer = QPushButton()
    qtbot.addWidget(outer)
    outer.setAccessibleDescription("Ouvre la fiche")
    assert purpose_of(QWidget(outer)) == "Ouvre la fiche"
    press("Shift+F1", qtbot)
    shown = [each for each in QApplication.topLevelWidgets() if each.inherits("QWhatsThat")]
    assert shown
    assert shown[0].isVisible()
    QWhatsThis.hideText()


def test_another_language_shows_its_own_page_or_the_french_one(monkeypatch: pytest.MonkeyPatch) -> None:
    french = {key: page_text(key) for key in KEYS}
    monkeypatch.setattr(i18n, "_installed", lambda: [i18n.Catalog("en")])
    english = {path.stem for path in resource("help", "en").glob("*.md")}
    assert english <= set(KEYS)
    for key in KEYS:
        assert (page_text(key) == french[key]) == (key not in english)
