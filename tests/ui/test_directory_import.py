"""A directory of partners comes in through the window: seen before it is written, taken back in one key."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from caseflow.domain.resource import Service
from caseflow.services.people import PersonDraft
from caseflow.store.store import Store
from caseflow.ui.context import Context
from caseflow.ui.main_window import MainWindow
from caseflow.ui.resources.import_dialog import ImportDialog, export
from caseflow.ui.resources.import_steps import DepartmentsStep, PreviewStep

ROWS = [
    {"id": "x--1", "source": "x", "nom": "Permis accompagné", "structure_name": "Auto-école", "code_postal": "13001"},
    {"id": "x--2", "source": "x", "nom": "Crèche", "structure_name": "Le Figuier", "code_postal": "13002"},
    {"id": "x--3", "source": "x", "nom": "Épicerie", "structure_name": "Le Panier", "code_postal": "59000"},
    {
        "id": "x--4",
        "source": "x",
        "nom": "Budget",
        "structure_name": "Point conseil",
        "code_postal": "13003",
        "frais": "?",
    },
    {"id": "x--5", "source": "x", "nom": "", "structure_name": "Sans nom", "code_postal": "13004"},
]

Settle = Callable[[], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "annuaire.json"
    path.write_text(json.dumps(ROWS), encoding="utf-8")
    return path


@pytest.fixture
def opened(window: MainWindow, context: Context, file: Path, settle: Settle) -> ImportDialog:
    """The dialog, opened over the window on the file."""
    context.desk.people.create(PersonDraft(last_name="BENALI", first_name="Amina", post_code="13001"))
    dialog = ImportDialog.open_on(window, context, file)
    settle()
    return dialog


def _services(store: Store) -> int:
    with store.reading() as session:
        return session.query(Service).count()


def _go_on(dialog: ImportDialog, qtbot: QtBot, settle: Settle) -> None:
    qtbot.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)
    settle()


def test_the_departements_of_the_people_followed_are_ticked(opened: ImportDialog) -> None:
    step = opened.findChild(DepartmentsStep)
    assert step.departments() == ("13",)
    assert [item.text(0).split(" · ")[0] for item in _items(step.tree)] == ["13 – Bouches-du-Rhône", "59 – Nord"]


def test_the_departements_chosen_once_are_ticked_the_next_time(
    opened: ImportDialog, window: MainWindow, context: Context, file: Path, qtbot: QtBot, settle: Settle
) -> None:
    opened.findChild(DepartmentsStep).tree.set_values(["59"])
    for _step in range(2):
        _go_on(opened, qtbot, settle)
    again = ImportDialog.open_on(window, context, file)
    settle()
    assert again.findChild(DepartmentsStep).departments() == ("59",)


def test_nothing_is_written_before_it_was_seen(
    opened: ImportDialog, store: Store, qtbot: QtBot, settle: Settle
) -> None:
    _go_on(opened, qtbot, settle)
    preview = opened.findChild(PreviewStep)
    assert _services(store) == 0
    assert "6" in [label.text() for label in preview.findChildren(QLabel)]  # three services, three structures
    refused = preview.findChild(QTreeWidget)
    assert [(item.text(1), item.text(2)) for item in _items(refused)] == [("x--4", "frais"), ("x--5", "nom")]


def test_an_import_is_written_once_seen_and_undone_in_one_key(
    opened: ImportDialog, window: MainWindow, store: Store, qtbot: QtBot, settle: Settle, press: Callable[..., None]
) -> None:
    _go_on(opened, qtbot, settle)
    _go_on(opened, qtbot, settle)
    assert _services(store) == 3
    assert window.findChild(ImportDialog) is None
    press("Ctrl+Z")
    assert _services(store) == 0


def test_going_back_lets_one_choose_other_departements(opened: ImportDialog, qtbot: QtBot, settle: Settle) -> None:
    _go_on(opened, qtbot, settle)
    back = next(button for button in opened.findChildren(QPushButton) if button.text() == _word("Back"))
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    step = opened.findChild(DepartmentsStep)
    step.tree.set_values(())
    step.ticked.emit()
    assert not opened.next_button.isEnabled()
    step.tree.set_values(["13", "59"])
    step.ticked.emit()
    _go_on(opened, qtbot, settle)
    assert "8" in [label.text() for label in opened.findChildren(PreviewStep)[-1].findChildren(QLabel)]


def test_a_file_that_cannot_be_read_is_told_and_writes_nothing(
    window: MainWindow, context: Context, store: Store, tmp_path: Path, settle: Settle
) -> None:
    told: list[Exception] = []
    context.tasks.failed.connect(told.append)
    path = tmp_path / "liste.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    ImportDialog.open_on(window, context, path)
    settle()
    assert (len(told), window.findChild(ImportDialog), _services(store)) == (1, None, 0)


def test_the_directory_is_written_for_partners(
    opened: ImportDialog, context: Context, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    _go_on(opened, qtbot, settle)
    _go_on(opened, qtbot, settle)
    export(context, str(tmp_path / "pour nos partenaires.json"))
    settle()
    written = json.loads((tmp_path / "pour nos partenaires.json").read_text("utf-8"))
    assert {row["nom"] for row in written["services"]} == {"Permis accompagné", "Crèche", "Budget"}


def _items(tree: QTreeWidget) -> list[object]:
    return [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]


def _word(text: str) -> str:
    from caseflow.i18n import _

    return _(text)
