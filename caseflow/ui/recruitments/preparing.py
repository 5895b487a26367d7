"""The form of what prepares hires: an immersion, a training, a recruitment by simulation become steps of pathways."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseflow.domain.labels import label
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _, ngettext
from caseflow.services.candidates.board import PREPARATIONS, Board
from caseflow.services.drafts import DraftOf
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog


def ask_preparation(parent: QWidget, context: Context, people: Sequence[tuple[UUID, str]]) -> None:
    """Make what prepares the hires a step of each person’s pathway; `people` are candidacies and names."""
    schemes = [each for each in Scheme if each in PREPARATIONS]
    fields = (
        Field(_("Scheme"), editors.choice("scheme", schemes, label, none_label=None)),
        Field(_("Starts on"), editors.day("start", context.today)),
        Field(_("Ends on"), editors.day("end", context.today)),
        Field(_("Title"), editors.text("title")),
    )
    title = _("Preparation of {name}").format(name=names_of([name for _key, name in people]))
    keys = [key for key, _name in people]
    save = partial(_save, context, keys)
    draft, values = DraftOf("preparation", keys[0]), {"scheme": Scheme.MRS}
    FormDialog.ask(parent, context, title, fields, _("Add to the pathway"), save, draft=draft, values=values)


def names_of(names: Sequence[str]) -> str:
    """Return who a form is about: one name, or how many."""
    if len(names) == 1:
        return names[0]
    return ngettext("{count} person", "{count} people", len(names)).format(count=len(names))


def _save(context: Context, candidacy_ids: Sequence[UUID], values: dict[str, Any]) -> list[UUID]:
    board = Board(context.desk.store)
    return board.prepare(candidacy_ids, values["scheme"], values["start"], values["end"], values["title"] or "")
