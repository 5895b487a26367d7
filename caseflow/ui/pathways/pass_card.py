"""The PASS IAE: until when, counted how, with its suspensions and prolongations."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from caseflow.domain.iae import PassProlongationReason, PassSuspensionReason
from caseflow.domain.labels import label
from caseflow.domain.pass_arithmetic import PassStatus
from caseflow.i18n import _, current, ngettext
from caseflow.services.drafts import DraftOf
from caseflow.services.pathway_view import PassView
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.card import Card, Deed

SOON_DAYS = 90
"""Fewer days than this are told in a warning tone."""


class PassCard(Card):
    """Shows the latest PASS."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(_("PASS IAE"))
        self._context = context
        self._person_id = person_id

    def show_passes(self, passes: tuple[PassView, ...]) -> None:
        """Show the passes of a person, the latest in full."""
        latest = max(passes, key=lambda each: each.started_on) if passes else None
        lines = list(_lines(latest)) if latest else [(_("No PASS IAE recorded."), "muted")]
        self.show_lines(lines, list(self._deeds(latest)))

    def _deeds(self, approval: PassView | None) -> Iterator[Deed]:
        pathways = self._context.desk.pathways
        if approval is None:
            yield Deed(_("Add a PASS IAE…"), self._ask_pass, self._draft("pass"))
            return
        still_open = next((each for each in approval.suspensions if each.until is None), None)
        if still_open is None:
            yield Deed(
                _("Suspend…"), lambda: self._ask_suspension(approval), self._draft("pass_suspension", approval.id)
            )
        else:
            yield Deed(
                _("End the suspension…"), lambda: self._ask_end(still_open.id), self._draft("pass_end", still_open.id)
            )
        yield Deed(_("Prolong…"), lambda: self._ask_prolongation(approval), self._draft("prolongation", approval.id))
        yield Deed(_("Correct…"), lambda: self._ask_pass(approval), self._draft("pass", approval.id))
        for each in approval.suspensions:
            words = _("Remove the suspension of {day}").format(day=current().date(each.since))
            yield Deed(words, lambda each=each: self._do(pathways.remove_suspension, each.id))
        for each in approval.prolongations:
            words = _("Remove the prolongation of {day}").format(day=current().date(each.since))
            yield Deed(words, lambda each=each: self._do(pathways.remove_prolongation, each.id))
        yield Deed(_("Remove this PASS"), lambda: self._do(pathways.remove_pass, approval.id))
        if approval.standing.status is PassStatus.EXPIRED:
            yield Deed(_("Add a PASS IAE…"), self._ask_pass, self._draft("pass"))

    def _ask_pass(self, approval: PassView | None = None) -> None:
        pathways = self._context.desk.pathways

        def save(values: dict[str, Any]) -> None:
            start = values["started_on"] or self._context.today()
            if approval is None:
                pathways.add_pass(self._person_id, start, values["number"])
            else:
                pathways.edit_pass(approval.id, number=values["number"], started_on=start)

        number = Field(_("Number"), editors.text("number"), _("12 digits: 99999 and seven more."))
        fields = (number, self._day("started_on", _("First day")))
        start = {
            "number": approval.number if approval else None,
            "started_on": approval.started_on if approval else self._context.today(),
        }
        button = _("Save the PASS") if approval else _("Add the PASS")
        self._ask(self._draft("pass", approval.id if approval else None), _("PASS IAE"), fields, button, save, start)

    def _ask_suspension(self, approval: PassView) -> None:
        def save(values: dict[str, Any]) -> None:
            since = values["since"] or self._context.today()
            self._context.desk.pathways.suspend_pass(approval.id, since, values["until"], values["reason"])

        fields = (
            self._day("since", _("From")),
            self._day("until", _("Last day, if known")),
            Field(_("Reason"), editors.choice("reason", PassSuspensionReason, label)),
        )
        self._ask(
            self._draft("pass_suspension", approval.id),
            _("Suspend the PASS"),
            fields,
            _("Suspend the PASS"),
            save,
            {"since": self._context.today()},
        )

    def _ask_end(self, suspension_id: UUID) -> None:
        def save(values: dict[str, Any]) -> None:
            self._context.desk.pathways.end_suspension(suspension_id, values["until"] or self._context.today())

        fields = (self._day("until", _("Last day of the suspension")),)
        self._ask(
            self._draft("pass_end", suspension_id),
            _("End the suspension"),
            fields,
            _("End the suspension"),
            save,
            {"until": self._context.today()},
        )

    def _ask_prolongation(self, approval: PassView) -> None:
        def save(values: dict[str, Any]) -> None:
            since = values["since"] or approval.standing.end
            self._context.desk.pathways.prolong_pass(approval.id, since, values["until"] or since, values["reason"])

        fields = (
            self._day("since", _("From")),
            self._day("until", _("Last day")),
            Field(_("Reason"), editors.choice("reason", PassProlongationReason, label, none_label=None)),
        )
        words = _("May be asked for from {start} to {end}.").format(
            start=current().date(approval.standing.prolongation_opens),
            end=current().date(approval.standing.prolongation_closes),
        )
        start = {"since": approval.standing.end, "reason": PassProlongationReason.SENIOR}
        title = _("Prolong the PASS")
        self._ask(self._draft("prolongation", approval.id), title, fields, title, save, start, words)

    def _ask(
        self,
        draft: DraftOf,
        title: str,
        fields: tuple[Field, ...],
        button: str,
        save: Callable[[dict[str, Any]], None],
        values: dict[str, Any],
        words: str = "",
    ) -> None:
        FormDialog.ask(self, self._context, title, fields, button, save, draft=draft, words=words, values=values)

    def _draft(self, form: str, about: UUID | None = None) -> DraftOf:
        return DraftOf(form, about or self._person_id, self._person_id)

    def _day(self, name: str, words: str) -> Field:
        return Field(words, editors.day(name, self._context.today))

    def _do(self, work: Callable[[UUID], None], thing_id: UUID) -> None:
        self._context.tasks.run(self, lambda: work(thing_id), _ignore)


def _lines(approval: PassView) -> Iterator[tuple[str, str]]:
    words, standing = current(), approval.standing
    if standing.status is PassStatus.EXPIRED:
        yield _("Ended on {day}").format(day=words.date(standing.end)), "strong"
    else:
        yield _("Until {day}").format(day=words.date(standing.end)), "strong"
        left = ngettext("{count} day left", "{count} days left", standing.days_left)
        left = left.format(count=words.number(standing.days_left))
        yield f"{standing.status_label} – {left}", "warning" if standing.days_left < SOON_DAYS else ""
    if approval.number:
        yield _("No. {number}").format(number=approval.number), ""
    yield approval.explanation, "muted"
    for each in approval.suspensions:
        until = words.date(each.until) or _("today, still open")
        yield _("Suspended from {since} to {until}").format(since=words.date(each.since), until=until), "muted"
    for each in approval.prolongations:
        since, until = words.date(each.since), words.date(each.until)
        if each.reason == label(PassProlongationReason.RQTH):  # health data: not shown at a glance
            yield _("Prolonged from {since} to {until}").format(since=since, until=until), "muted"
        else:
            sentence = _("Prolonged from {since} to {until}: {reason}")
            yield sentence.format(since=since, until=until, reason=each.reason), "muted"


def _ignore(_result: object) -> None:
    pass
