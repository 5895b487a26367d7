"""The sheet of keyboard shortcuts, from the registry of actions, in the print preview."""

from PySide6.QtWidgets import QWidget

from caseflow.i18n import _, current
from caseflow.ui.actions import GESTURES, MENUS
from caseflow.ui.context import Context
from caseflow.ui.key_names import shown_key
from caseflow.ui.menus import plain
from caseflow.ui.print_preview import PreviewDialog, Printed
from caseflow.ui.tasks import Progress

_ARROWS = ("Left", "Right", "Up", "Down")

KeyLines = tuple[tuple[str, str], ...]


def key_lines() -> tuple[tuple[str, KeyLines], ...]:
    """Return every key under the title of its menu or of the part of the screen that answers to it."""
    menus = [
        (plain(_(title)), tuple((_shown(each.keys), plain(_(each.text))) for each in commands if each.keys))
        for title, commands in MENUS
    ]
    places = [
        (_(title), tuple((_shown(gesture.keys), _(gesture.text)) for gesture in gestures))
        for title, gestures in GESTURES
    ]
    return tuple((title, lines) for title, lines in (*menus, *places) if lines)


def preview(context: Context, parent: QWidget) -> PreviewDialog:
    """Show the sheet as it will be printed."""
    dialog = PreviewDialog(parent, context, _make, title=_("Keyboard shortcuts"))
    dialog.open()
    return dialog


def _make(*, full: bool, progress: Progress) -> Printed:
    from caseflow.reports.file_names import safe_file_name
    from caseflow.reports.shortcuts_sheet import KeyGroup, render

    del full  # it has one version only
    progress(0, 1)
    groups = [KeyGroup(title, lines) for title, lines in key_lines()]
    return Printed(render(groups, current()), safe_file_name(_("Keyboard shortcuts")))


def _shown(keys: tuple[str, ...]) -> str:
    """Return keys one after the other; of arrows held with the same keys, these are written once."""
    held = {key.rpartition("+")[0] for key in keys}
    if len(held) == 1 and all(key.endswith(_ARROWS) for key in keys):
        first, *others = keys
        return " ".join([shown_key(first), *(shown_key(key.rpartition("+")[2]) for key in others)])
    return ", ".join(map(shown_key, keys))
