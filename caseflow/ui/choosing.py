"""Ask for a folder, for files to read, or for the name of a file to write, without stopping the window meanwhile."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

_LAST_FOLDER = "last_folder"
"""Kept by the application until it ends, nowhere else: the name of a folder may say who somebody is."""

Chosen = Callable[[str], object]
"""What is done with the path chosen; nothing is, when the choice is given up."""


def ask_folder(parent: QWidget, title: str, chosen: Chosen, start: str = "") -> None:
    """Ask for a folder that is there."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def ask_file(parent: QWidget, title: str, chosen: Chosen, filters: Sequence[str] = (), start: str = "") -> None:
    """Ask for a file to read."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if filters:
        dialog.setNameFilters(filters)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def ask_files(parent: QWidget, title: str, chosen: Callable[[list[str]], object], filters: Sequence[str]) -> None:
    """Ask for files to read, one or several."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(filters)
    dialog.filesSelected.connect(chosen)
    dialog.open()


def ask_name(
    parent: QWidget, title: str, chosen: Chosen, proposed: str, filters: Sequence[str] = (), start: str = ""
) -> None:
    """Ask where to write a file; its ending is that of the name proposed, unless another filter is chosen."""
    dialog = _dialog(parent, title, start)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if filters:
        dialog.setNameFilters(filters)
    dialog.setDefaultSuffix(Path(proposed).suffix.removeprefix("."))
    dialog.selectFile(proposed)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def _dialog(parent: QWidget, title: str, start: str = "") -> QFileDialog:
    """Begin where one last chose something, the first time among one's documents: not where the program lies."""
    desk = QApplication.instance()
    last = desk.property(_LAST_FOLDER) if desk is not None else None
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, start or last or documents)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: desk and desk.setProperty(_LAST_FOLDER, dialog.directory().absolutePath()))
    return dialog
