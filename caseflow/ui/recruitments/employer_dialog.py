"""Ask for whom a list of candidates is and what it is for, before anything leaves; write it; log it."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseflow.domain.candidacy import CandidacyState
from caseflow.domain.labels import label
from caseflow.exchange.listings import ListingColumn, workbook_listing
from caseflow.i18n import _
from caseflow.services.candidates.employer_list import LISTED, EmployerList, EmployerLists, EmployerQuery, headings
from caseflow.services.drafts import DraftOf
from caseflow.store.files import write_whole
from caseflow.store.store import Store
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog


class EmployerListDialog(FormDialog):
    """It refuses to go on without a recipient and a purpose."""

    made = Signal(object)
    """The `EmployerList` asked for."""

    @classmethod
    def begin(cls, parent: QWidget, context: Context, recruitment_id: UUID) -> "EmployerListDialog":
        """Open it, on the employer of the recruitment."""
        agreed = _("With the phones: everybody agreed")
        fields = (
            Field(_("Handed to"), editors.text("recipient")),
            Field(_("What for"), editors.text("purpose")),
            Field(
                _("People who came at least to"),
                editors.choice("since_state", LISTED, label, none_label=None),
            ),
            Field("", editors.yes_no("with_phones", agreed)),
        )
        words = _(
            "The employer receives the name, the job and the next meeting of each person: nothing of barriers, of"
            " publics or of notes. Those who are out are not listed. To whom and why is noted."
        )
        make = partial(_make, context, recruitment_id)
        dialog = cls(parent, context, _("List for the employer"), fields, _("Choose the file…"), make, words=words)
        view = context.desk.recruitments.view(recruitment_id)
        values = {
            "recipient": view.fields["employer"],
            "purpose": _("Interviews with the employer"),
            "since_state": CandidacyState.INTERVIEWED,
        }
        dialog.open_on(DraftOf("employer_list", recruitment_id), values)
        return dialog

    @override
    def on_saved(self, result: Any) -> None:
        super().on_saved(result)
        self.made.emit(result)


def write_employer_list(store: Store, listed: EmployerList, path: Path, on: date) -> int:
    """Write the list as a workbook, then log that it was handed over; return how many people are on it."""
    columns = [ListingColumn(key, words, 26) for key, words in headings(listed.query)]
    write_whole(path, workbook_listing(columns, listed.rows))
    EmployerLists(store).handed(listed, on)
    return len(listed.rows)


def _make(context: Context, recruitment_id: UUID, values: dict[str, Any]) -> EmployerList:
    query = EmployerQuery(
        values["recipient"] or "", values["purpose"] or "", values["since_state"], bool(values["with_phones"])
    )
    return EmployerLists(context.desk.store).of(recruitment_id, query, context.today())
