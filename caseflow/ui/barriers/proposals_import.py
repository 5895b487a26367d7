"""Choose the file of a diagnostic, read it in the background, and show what it proposes."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QMessageBox, QWidget

from caseflow.domain.diagnostic import Diagnostic
from caseflow.i18n import _, ngettext
from caseflow.services.proposals import Staged
from caseflow.ui.barriers.proposals_dialog import DiagnosticDialog
from caseflow.ui.choosing import ask_file
from caseflow.ui.context import Context
from caseflow.ui.errors import show_error


def choose_diagnostic(owner: QWidget, context: Context, person_id: UUID) -> None:
    """Ask for the file, then go on with `import_diagnostic`."""
    go_on = partial(_on_chosen, owner, context, person_id)
    ask_file(owner, _("Import a France Travail diagnostic"), go_on, [_("Diagnostic (*.json)")])


def import_diagnostic(owner: QWidget, context: Context, person_id: UUID, path: Path) -> None:
    """Read the file; ask first when it bears another name than the record."""

    def read() -> tuple[Diagnostic, bool]:
        from caseflow.exchange.diagnostics import read_diagnostic

        found = read_diagnostic(path)
        return found, context.desk.proposals.names_another(person_id, found)

    def go_on(result: tuple[Diagnostic, bool]) -> None:
        found, names_another = result
        stage = partial(_stage, owner, context, person_id, found)
        if names_another:
            ask_whose(owner).accepted.connect(stage)
        else:
            stage()

    context.tasks.run(owner, read, go_on, failed=partial(_tell, owner))


def ask_whose(owner: QWidget) -> QMessageBox:
    """Ask whether a diagnostic that bears another name is to be read; no is the safe answer."""
    box = QMessageBox(owner)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Another name"))
    box.setText(_("This diagnostic bears another name than the record. Is it really about this person?"))
    box.addButton(_("Read it all the same"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(_("Do not read it"), QMessageBox.ButtonRole.RejectRole))
    box.finished.connect(box.deleteLater)
    box.open()
    return box


def _on_chosen(owner: QWidget, context: Context, person_id: UUID, chosen: str) -> None:
    import_diagnostic(owner, context, person_id, Path(chosen))


def _stage(owner: QWidget, context: Context, person_id: UUID, read: Diagnostic) -> None:
    def show(staged: Staged) -> None:
        DiagnosticDialog.open_for(owner, context, person_id, _told(staged))

    context.tasks.run(owner, partial(context.desk.proposals.stage, person_id, read), show, failed=partial(_tell, owner))


def _told(staged: Staged) -> str:
    new = ngettext("{count} new proposal", "{count} new proposals", staged.new).format(count=staged.new)
    known = ngettext("{count} already known", "{count} already known", staged.known).format(count=staged.known)
    return f"{new} · {known}" if staged.known else new


def _tell(owner: QWidget, error: Exception) -> None:
    show_error(owner, error)
