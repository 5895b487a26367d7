"""The first stage: what the employer needs, the jobs, the questions to ask, the prescribers invited."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout
from typing_extensions import override

from caseflow.domain.labels import label
from caseflow.domain.pathway import Contract
from caseflow.domain.recruitment import CriterionWeight, ProjectKind, RecruitmentMethod
from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitment_views import InvitationView, JobView, RecruitmentView
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft
from caseflow.ui import editors, icons, theme
from caseflow.ui.auto_form import AutoForm
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.recruitments.stage import Stage
from caseflow.ui.widgets.room import scrolled


class NeedStage(Stage):
    """The facts save as they are left; jobs, questions and prescribers have each their list."""

    key: ClassVar[str] = "need"
    title: ClassVar[str] = N_("Need")
    adds: ClassVar[bool] = True

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._form = _facts_form(context, self._save)
        self._jobs = _ListCard(_("Jobs to fill"), _("Add a job…"), self._add_job, self._remove_job)
        self._criteria = _ListCard(
            _("Questions to ask"), _("Add a question…"), self._add_criterion, self._remove_criterion
        )
        self._prescribers = _ListCard(_("Prescribers invited"), _("Invite a prescriber…"), self._invite)
        self._arrange()

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        self._form.show_values(view.fields.get)
        self._jobs.show_lines([(job.id, _job_words(job)) for job in view.jobs])
        self._criteria.show_lines(
            [(each.id, f"{each.question} ({label(each.weight).lower()})") for each in view.criteria]
        )
        self._prescribers.show_lines([(each.prescriber_id, _invitation_words(each)) for each in view.invitations])

    @override
    def add_new(self) -> None:
        self._add_job()

    @override
    def resume(self, draft: DraftOf) -> bool:
        openers = {"job": self._add_job, "criterion": self._add_criterion, "invitation": self._invite}
        if draft.about_id != self.recruitment_id or draft.form not in openers:
            return False
        openers[draft.form]()
        return True

    def _arrange(self) -> None:
        facts = QFrame()
        facts.setProperty("role", "card")
        inside = QVBoxLayout(facts)
        inside.addWidget(theme.title(_("The need"), 1.1))
        inside.addWidget(scrolled(self._form), 1)
        lists = QVBoxLayout()
        for card in (self._jobs, self._criteria, self._prescribers):
            lists.addWidget(card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(facts, 1)
        row.addLayout(lists, 1)

    def _save(self, name: str, value: Any) -> None:
        self.context.desk.recruitments.edit(self.recruitment_id, **{name: value})

    def _add_job(self) -> None:
        fields = (
            Field(_("Job"), editors.text("title")),
            Field(_("Posts"), editors.number("posts", 5_000)),
            Field(_("Starts on"), editors.day("starts_on", self.context.today)),
            Field(_("Contract"), editors.choice("contract", Contract, label)),
            Field(_("Working hours"), editors.text("hours")),
            Field(_("ROME code"), editors.text("rome")),
        )
        self._ask("job", _("Job to fill"), fields, _("Add the job"), self._save_job, {"posts": 1})

    def _save_job(self, values: dict[str, Any]) -> UUID:
        details = {name: values[name] for name in ("starts_on", "contract", "hours", "rome")}
        job = JobDraft(values["title"] or "", values["posts"] or 0, details)
        return self.context.desk.recruitments.add_job(self.recruitment_id, job)

    def _remove_job(self, job_id: UUID) -> None:
        self.write(partial(self.context.desk.recruitments.remove_job, job_id))

    def _add_criterion(self) -> None:
        fields = (
            Field(_("Question"), editors.text("question")),
            Field(_("Weight"), editors.choice("weight", CriterionWeight, label, none_label=None)),
        )
        self._ask("criterion", _("Question to ask"), fields, _("Add the question"), self._save_criterion, {})

    def _save_criterion(self, values: dict[str, Any]) -> UUID:
        draft = CriterionDraft(values["question"] or "", values["weight"] or CriterionWeight.REQUIRED)
        return self.context.desk.recruitments.add_criterion(self.recruitment_id, draft)

    def _remove_criterion(self, criterion_id: UUID) -> None:
        self.write(partial(self.context.desk.recruitments.remove_criterion, criterion_id))

    def _invite(self) -> None:
        fields = (
            Field(_("Prescriber"), editors.text("prescriber")),
            Field(_("E-mail"), editors.text("email")),
            Field(_("Quota"), editors.number("quota", 5_000)),
            Field(_("Deadline"), editors.day("deadline", self.context.today)),
        )
        self._ask("invitation", _("Prescriber invited"), fields, _("Invite"), self._save_invitation, {})

    def _save_invitation(self, values: dict[str, Any]) -> UUID:
        draft = InvitationDraft(
            values["prescriber"] or "", email=values["email"], quota=values["quota"], deadline=values["deadline"]
        )
        return self.context.desk.recruitments.invite(self.recruitment_id, draft, self.context.today())

    def _ask(
        self,
        form: str,
        title: str,
        fields: tuple[Field, ...],
        button: str,
        save: Callable[[dict[str, Any]], object],
        values: dict[str, Any],
    ) -> None:
        draft = DraftOf(form, self.recruitment_id)
        FormDialog.ask(self, self.context, title, fields, button, save, draft=draft, values=values)


class _ListCard(QFrame):
    """A titled list with a button to add, and the Del key to remove."""

    def __init__(
        self,
        title: str,
        add_words: str,
        add: Callable[[], object],
        remove: Callable[[UUID], object] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(theme.title(title, 1.1), 1)
        button = QPushButton(icons.icon("plus"), add_words)
        button.clicked.connect(lambda _checked=False: add())
        head.addWidget(button)
        if remove is not None:
            self._remove = QPushButton(icons.icon("close"), _("Remove"))
            self._remove.setAccessibleName(_("{title}: remove the chosen line").format(title=title))
            self._remove.clicked.connect(lambda _checked=False: self._on_remove(remove))
            self._remove.setEnabled(False)
            self._list.itemSelectionChanged.connect(self._on_selection)
            head.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def show_lines(self, lines: list[tuple[UUID, str]]) -> None:
        """Show other lines."""
        self._list.clear()
        for key, words in lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self._list.addItem(item)

    def _on_selection(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    def _on_remove(self, remove: Callable[[UUID], object]) -> None:
        for item in self._list.selectedItems():
            remove(item.data(Qt.ItemDataRole.UserRole))


def _facts_form(context: Context, save: Callable[[str, Any], object]) -> AutoForm:
    form = AutoForm(context, save)
    for words, editor in (
        (_("Title"), editors.text("title")),
        (_("Employer"), editors.text("employer")),
        (_("Kind of project"), editors.choice("project_kind", ProjectKind, label)),
        (_("Method"), editors.choice("method", RecruitmentMethod, label, none_label=None)),
        (_("Employer’s contact"), editors.text("employer_contact")),
        (_("Employer’s phone"), editors.text("employer_phone")),
        (_("Employer’s e-mail"), editors.text("employer_email")),
        (_("Referent on the other side"), editors.text("other_referent")),
        (_("Place"), editors.text("place")),
        (_("Transport"), editors.text("transport")),
        (_("Starts on"), editors.day("starts_on", context.today)),
        (_("Clause hours"), editors.number("clause_hours", 1_000_000)),
        ("", editors.yes_no("is_public_employer", _("Public employer"))),
        ("", editors.yes_no("is_common_prescription", _("Open to all prescribers"))),
    ):
        form.add_field(Field(words, editor))
    return form


def _job_words(job: JobView) -> str:
    posts = ngettext("{count} post", "{count} posts", job.posts).format(count=job.posts)
    parts = [job.title, posts, label(job.contract) if job.contract else "", job.hours, current().date(job.starts_on)]
    return " · ".join(part for part in parts if part)


def _invitation_words(invited: InvitationView) -> str:
    sent = ngettext("{count} person sent", "{count} people sent", invited.sent).format(count=invited.sent)
    quota = _("quota {quota}").format(quota=invited.quota) if invited.quota is not None else ""
    until = _("until {day}").format(day=current().date(invited.deadline)) if invited.deadline else ""
    return " · ".join(part for part in (invited.name, sent, quota, until) if part)
