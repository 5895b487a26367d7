"""The first stage: what the employer needs, the jobs, the questions to ask, the prescribers invited."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID, uuid5

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from caseflow.domain.errors import Invalid
from caseflow.domain.labels import label
from caseflow.domain.pathway import Contract
from caseflow.domain.recruitment import CriterionWeight, ProjectKind, RecruitmentMethod
from caseflow.i18n import N_, _, current, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.recruitment_views import CriterionView, InvitationView, JobView, RecruitmentView
from caseflow.services.recruitments import CriterionDraft, InvitationDraft, JobDraft
from caseflow.ui import editors, icons, theme
from caseflow.ui.auto_form import AutoForm
from caseflow.ui.context import Context
from caseflow.ui.editors import Editor, Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.recruitments.stage import Stage
from caseflow.ui.widgets.flow_row import FlowRow
from caseflow.ui.widgets.room import scrolled


class NeedStage(Stage):
    """The facts save as they are left; jobs, questions and prescribers have each their list."""

    key: ClassVar[str] = "need"
    title: ClassVar[str] = N_("Need")
    adds: ClassVar[bool] = True

    def __init__(self, context: Context, recruitment_id: UUID) -> None:
        super().__init__(context, recruitment_id)
        self._form = _facts_form(context, self._save)
        self._jobs_shown: tuple[JobView, ...] = ()
        self._criteria_shown: tuple[CriterionView, ...] = ()
        self._invitations_shown: tuple[InvitationView, ...] = ()
        self._starts_on: date | None = None
        self._jobs = _ListCard(
            _("Jobs to fill"),
            (_("Add a job…"), _("What is hired, and how many: the board counts the posts filled.")),
            (self._add_job, self._edit_job, self._remove_job),
        )
        self._criteria = _ListCard(
            _("Questions to ask"),
            (_("Add a question…"), _("What decides: the sorting asks it of everybody, by phone or in a list.")),
            (self._add_criterion, self._edit_criterion, self._remove_criterion),
        )
        self._prescribers = _ListCard(
            _("Prescribers invited"),
            (
                _("Invite a prescriber…"),
                _("Who sends people, how many, until when: each is told what became of them."),
            ),
            (self._invite, self._edit_invitation, self._take_back_invitation),
        )
        self._arrange()

    @override
    def show_recruitment(self, view: RecruitmentView) -> None:
        self._jobs_shown, self._criteria_shown = view.jobs, view.criteria
        self._invitations_shown, self._starts_on = view.invitations, view.fields["starts_on"]
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
        found = next((again for of, again in self._forms() if of == draft), None)
        if found is not None:
            found()
        return found is not None

    def _forms(self) -> Iterator[tuple[DraftOf, Callable[[], object]]]:
        """Yield the forms that can be open here, and what opens each again."""
        for form, add in (("job", self._add_job), ("criterion", self._add_criterion), ("invitation", self._invite)):
            yield DraftOf(form, self.recruitment_id), add
        for job in self._jobs_shown:
            yield DraftOf("edit_job", job.id), partial(self._edit_job, job.id)
        for each in self._criteria_shown:
            yield DraftOf("edit_criterion", each.id), partial(self._edit_criterion, each.id)
        for invited in self._invitations_shown:
            key = invited.prescriber_id
            yield DraftOf("edit_invitation", self._invitation_key(key)), partial(self._edit_invitation, key)

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
        add = partial(self.context.desk.recruitments.add_job, self.recruitment_id)
        self._ask("job", self._job_fields(), _("Add the job"), lambda values: add(_job(values)), {"posts": 1})

    def _edit_job(self, job_id: UUID) -> None:
        kept = next((each for each in self._jobs_shown if each.id == job_id), None)
        if kept is not None:
            edit = partial(self.context.desk.recruitments.edit_job, job_id)
            self._ask("edit_job", self._job_fields(), _("Save"), lambda values: edit(_job(values)), vars(kept), job_id)

    def _job_fields(self) -> tuple[Field, ...]:
        return (
            Field(_("Job"), editors.text("title")),
            Field(_("Posts"), editors.number("posts", 5_000)),
            Field(_("Starts on"), editors.day("starts_on", self.context.today)),
            Field(_("Contract"), editors.choice("contract", Contract, label)),
            Field(_("Working hours"), editors.text("hours")),
            Field(_("ROME code"), editors.text("rome")),
        )

    def _remove_job(self, job_id: UUID) -> None:
        self.write(partial(self.context.desk.recruitments.remove_job, job_id))

    def _add_criterion(self) -> None:
        add = partial(self.context.desk.recruitments.add_criterion, self.recruitment_id)
        self._ask("criterion", _criterion_fields(), _("Add the question"), lambda values: add(_criterion(values)), {})

    def _edit_criterion(self, key: UUID) -> None:
        kept = next((each for each in self._criteria_shown if each.id == key), None)
        if kept is not None:
            edit = partial(self.context.desk.recruitments.edit_criterion, key)
            fields, values = _criterion_fields(), vars(kept)
            self._ask("edit_criterion", fields, _("Save"), lambda typed: edit(_criterion(typed)), values, key)

    def _remove_criterion(self, criterion_id: UUID) -> None:
        self.write(partial(self.context.desk.recruitments.remove_criterion, criterion_id))

    def _invite(self) -> None:
        fields = (Field(_("Prescriber"), editors.text("prescriber")), *self._invitation_fields())
        self._mind_deadline(self._ask("invitation", fields, _("Invite"), self._save_invitation, {}))

    def _edit_invitation(self, key: UUID) -> None:
        kept = next((each for each in self._invitations_shown if each.prescriber_id == key), None)
        if kept is not None:
            edit = partial(self.context.desk.recruitments.edit_invitation, self.recruitment_id, key)
            fields, values, about = self._invitation_fields(), vars(kept), self._invitation_key(key)
            dialog = self._ask(
                "edit_invitation", fields, _("Save"), lambda typed: edit(**typed), values, about, kept.name
            )
            self._mind_deadline(dialog)

    def _mind_deadline(self, dialog: FormDialog) -> None:
        """Say of a deadline, without hindering, that it is past, or comes after the job has started."""
        editor = dialog.editor("deadline")

        def tell() -> None:
            dialog.warn("deadline", _deadline_words(_readable(editor), self.context.today(), self._starts_on))

        editor.left.connect(tell)
        tell()

    def _invitation_key(self, prescriber_id: UUID) -> UUID:
        """Return what a draft is about: this prescriber, in this recruitment alone."""
        return uuid5(self.recruitment_id, prescriber_id.hex)

    def _invitation_fields(self) -> tuple[Field, ...]:
        return (
            Field(_("E-mail"), editors.text("email")),
            Field(_("Quota"), editors.number("quota", 5_000)),
            Field(_("Deadline"), editors.day("deadline", self.context.today)),
        )

    def _take_back_invitation(self, prescriber_id: UUID) -> None:
        work = self.context.desk.recruitments.take_back_invitation
        self.write(partial(work, self.recruitment_id, prescriber_id))

    def _save_invitation(self, values: dict[str, Any]) -> UUID:
        draft = InvitationDraft(
            values["prescriber"] or "", email=values["email"], quota=values["quota"], deadline=values["deadline"]
        )
        return self.context.desk.recruitments.invite(self.recruitment_id, draft, self.context.today())

    def _ask(
        self,
        form: str,
        fields: tuple[Field, ...],
        button: str,
        save: Callable[[dict[str, Any]], object],
        values: Mapping[str, Any],
        about: UUID | None = None,
        words: str = "",
    ) -> FormDialog:
        draft = DraftOf(form, about or self.recruitment_id)
        title = _(_TITLES[form.removeprefix("edit_")])
        return FormDialog.ask(self, self.context, title, fields, button, save, draft=draft, values=values, words=words)


_TITLES = {
    "job": N_("Job to fill"),
    "criterion": N_("Question to ask"),
    "invitation": N_("Prescriber invited"),
}


class _Lines(QListWidget):
    """A short list from which Del takes a line away."""

    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(3 * self.fontMetrics().lineSpacing())

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class _ListCard(QFrame):
    """A titled list with a button to add; Enter changes the chosen line, Del removes it."""

    def __init__(
        self,
        title: str,
        words: tuple[str, str],
        deeds: tuple[Callable[[], object], Callable[[UUID], object], Callable[[UUID], object]],
    ) -> None:
        """`words`: those of the button that adds, and what is said while the list is empty."""
        super().__init__()
        self.setProperty("role", "card")
        add, self._edit, self._remove = deeds
        self._list = _Lines()
        self._list.setAccessibleName(title)
        self._empty = theme.quiet(words[1])
        self._adds = QPushButton(icons.icon("plus"), words[0])
        self._edits = QPushButton(icons.icon("edit"), _("Edit…"))
        self._removes = QPushButton(icons.icon("close"), _("Remove"))
        self._arrange(title)
        self._adds.clicked.connect(lambda _checked=False: add())
        self._edits.clicked.connect(lambda _checked=False: self._act(self._edit))
        self._removes.clicked.connect(lambda _checked=False: self._act(self._remove))
        self._list.itemActivated.connect(self._on_activated)
        self._list.itemSelectionChanged.connect(self._on_selection)
        self._list.removal_asked.connect(partial(self._act, self._remove))

    def _arrange(self, title: str) -> None:
        head, tools = QHBoxLayout(), FlowRow(theme.SPACE_XS)
        head.addWidget(theme.title(title, 1.1), 1)
        self._edits.setAccessibleName(_("{title}: edit the chosen line").format(title=title))
        self._removes.setAccessibleName(_("{title}: remove the chosen line").format(title=title))
        for button in (self._adds, self._edits, self._removes):
            tools.addWidget(button)
        held = QWidget()
        held.setLayout(tools)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addWidget(held)
        self._on_selection()

    def show_lines(self, lines: list[tuple[UUID, str]]) -> None:
        """Show other lines; the one chosen stays chosen, or else its neighbour, so that the keyboard stays here."""
        chosen, place, has_focus = self._chosen(), self._list.currentRow(), self._list.hasFocus()
        self._list.clear()
        for key, words in lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self._list.addItem(item)
            if key == chosen:
                self._list.setCurrentItem(item)
        if has_focus and not lines:
            self._adds.setFocus()  # else the keyboard would fly off with the list
        elif chosen is not None and self._chosen() is None:
            self._list.setCurrentRow(min(place, len(lines) - 1))
        self._empty.setVisible(not lines)
        self._list.setVisible(bool(lines))

    def _chosen(self) -> UUID | None:
        items = self._list.selectedItems()
        return items[0].data(Qt.ItemDataRole.UserRole) if items else None

    def _on_selection(self) -> None:
        for button in (self._edits, self._removes):
            button.setEnabled(self._chosen() is not None)

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self._act(self._edit)

    def _act(self, deed: Callable[[UUID], object]) -> None:
        key = self._chosen()
        if key is not None:
            deed(key)


def _readable(editor: Editor) -> date | None:
    try:
        return editor.value()
    except Invalid:  # said when it is saved
        return None


def _deadline_words(deadline: date | None, today: date, starts_on: date | None) -> str:
    if deadline is None:
        return ""
    if deadline < today:
        return _("This day is past.")
    return _("The job starts before this day.") if starts_on is not None and deadline > starts_on else ""


def _criterion_fields() -> tuple[Field, ...]:
    return (
        Field(_("Question"), editors.text("question")),
        Field(_("Weight"), editors.choice("weight", CriterionWeight, label, none_label=None)),
    )


def _criterion(values: Mapping[str, Any]) -> CriterionDraft:
    return CriterionDraft(values["question"] or "", values["weight"] or CriterionWeight.REQUIRED)


def _job(values: Mapping[str, Any]) -> JobDraft:
    details = {name: values[name] for name in ("starts_on", "contract", "hours", "rome")}
    return JobDraft(values["title"] or "", values["posts"] or 0, details)


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
