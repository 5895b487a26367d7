"""Ask for a folder, for files to read, or for the name of a file to write, without stopping the window meanwhile."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

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
    dialog = QFileDialog(parent, title, start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
