"""Open a recruitment: a title is enough, the rest is for its page."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from caseflow.domain.labels import label
from caseflow.domain.recruitment import RecruitmentMethod, code_of
from caseflow.i18n import _
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitments import JobDraft, RecruitmentDraft
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog

DRAFT = DraftOf("new_recruitment")


class NewRecruitmentDialog(FormDialog):
    """The need in six lines."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        fields = (
            Field(_("Title"), editors.text("title")),
            Field(_("Code"), editors.text("code")),
            Field(_("Employer"), editors.text("employer")),
            Field(_("Job"), editors.text("job")),
            Field(_("Posts"), editors.number("posts", 5_000)),
            Field(_("Starts on"), editors.day("starts_on", context.today)),
            Field(_("Method"), editors.choice("method", RecruitmentMethod, label, none_label=None)),
        )
        words = _("A title is enough: everything else can wait.")
        super().__init__(
            parent, context, _("New recruitment"), fields, _("Open the recruitment"), self._add, words=words
        )
        self.editor("title").edited.connect(self._propose_code)

    @classmethod
    @override
    def ask(cls, parent: QWidget, context: Context) -> "NewRecruitmentDialog":  # pyright: ignore[reportIncompatibleMethodOverride]
        """Open the dialog; the page of the recruitment opens once it is added."""
        dialog = cls(parent, context)
        dialog.open_on(DRAFT, {})
        return dialog

    def _add(self, values: dict[str, Any]) -> UUID:
        details: dict[str, Any] = {"employer": values["employer"] or "", "starts_on": values["starts_on"]}
        if values["method"] is not None:
            details["method"] = values["method"]
        jobs = (JobDraft(values["job"], values["posts"] or 1),) if values["job"] else ()
        code = values["code"] or code_of(values["title"] or "", self._context.today())
        draft = RecruitmentDraft(code, values["title"] or "", jobs, details=details)
        return self._context.desk.recruitments.create(draft, self._context.today())

    def _propose_code(self) -> None:
        field = self.editor("code").widget
        if isinstance(field, QLineEdit):
            field.setPlaceholderText(code_of(self.editor("title").value() or "", self._context.today()))

    @override
    def on_saved(self, result: Any) -> None:
        super().on_saved(result)
        self._context.navigator.open_recruitment(result)
