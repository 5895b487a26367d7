"""A person's time in the PLIE: referral, commission, entry, referents, suspensions, exit and proof at six months."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from caseflow.domain.enrolment import CommissionDecision, ExitKind
from caseflow.domain.labels import label
from caseflow.domain.prescribers import PRESCRIBER_KINDS, prescriber_label
from caseflow.i18n import _, current
from caseflow.services.drafts import DraftOf
from caseflow.services.enrolments import CounsellorView
from caseflow.services.naming import field_label
from caseflow.services.pathway_view import EnrolmentView
from caseflow.ui import editors
from caseflow.ui.context import Context
from caseflow.ui.editors import Field
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.widgets.card import Card, Deed


class EnrolmentCard(Card):
    """Shows the latest stay, and what comes next in it."""

    def __init__(self, context: Context, person_id: UUID) -> None:
        super().__init__(_("Support by the PLIE"))
        self._context = context
        self._person_id = person_id
        self._counsellors: tuple[CounsellorView, ...] = ()
        self._stays: tuple[EnrolmentView, ...] = ()

    def show_stays(self, stays: tuple[EnrolmentView, ...], counsellors: tuple[CounsellorView, ...]) -> None:
        """Show the stays of a person, the latest in full."""
        self._counsellors = tuple(each for each in counsellors if each.is_active)
        self._stays = stays
        latest = stays[-1] if stays else None
        lines = [*(_lines(latest) if latest else [(_("Not yet in the PLIE."), "muted")])]
        if latest is not None and latest.exited_on is None and latest.entered_on is None and not lines:
            lines = [(_("Referral being prepared."), "muted")]
        lines += [(_earlier(stay), "muted") for stay in reversed(stays[:-1])]
        self.show_lines(lines, list(self._deeds(latest)))

    def ask_entry(self, stay: EnrolmentView | None = None) -> FormDialog:
        """Ask for the day of the entry and the referent."""
        enrolments = self._context.desk.enrolments

        def save(values: dict[str, Any]) -> None:
            day, counsellor = values["entered_on"] or self._context.today(), values["counsellor_id"]
            if stay is None:
                enrolments.enter_directly(self._person_id, day, counsellor)
            else:
                enrolments.enter(stay.id, day, counsellor)

        fields = (self._day("entered_on", _("Entry on")), self._counsellor())
        start = {"entered_on": self._context.today(), "counsellor_id": self._known_referent() or self._own_id()}
        return self._ask(
            self._draft("entry", stay.id if stay else None),
            _("Entry into the PLIE"),
            fields,
            _("Record the entry"),
            save,
            start,
        )

    def _deeds(self, stay: EnrolmentView | None) -> Iterator[Deed]:
        if stay is None or stay.exited_on is not None:
            yield Deed(_("Entry into the PLIE…"), self.ask_entry, self._draft("entry"))
            yield Deed(_("Referral by a prescriber…"), self._ask_referral, self._draft("referral"))
        elif stay.entered_on is None:
            yield Deed(
                _("Decision of the commission…"), lambda: self._ask_commission(stay), self._draft("commission", stay.id)
            )
            yield Deed(_("Entry into the PLIE…"), lambda: self.ask_entry(stay), self._draft("entry", stay.id))
        else:
            yield from self._deeds_inside(stay)
        if stay is not None:
            if stay.exited_on is not None:
                yield Deed(_("Proof at six months…"), lambda: self._ask_proof(stay), self._draft("proof", stay.id))
                yield Deed(_("Cancel the exit"), lambda: self._do(self._context.desk.enrolments.come_back, stay.id))
            yield Deed(_("Correct the dates…"), lambda: self._ask_corrections(stay), self._draft("stay", stay.id))
            yield Deed(_("Remove this stay"), lambda: self._do(self._context.desk.enrolments.remove, stay.id))

    def _deeds_inside(self, stay: EnrolmentView) -> Iterator[Deed]:
        yield Deed(_("Change the referent…"), lambda: self._ask_referent(stay), self._draft("referent", stay.id))
        paused = next((each for each in stay.suspensions if each.until is None), None)
        if paused is None:
            yield Deed(
                _("Suspend the support…"), lambda: self._ask_suspension(stay), self._draft("suspension", stay.id)
            )
        else:
            yield Deed(
                _("Resume the support…"), lambda: self._ask_resumption(paused.id), self._draft("resumption", paused.id)
            )
        for each in stay.suspensions:
            words = _("Remove the suspension of {day}").format(day=current().date(each.since))
            yield Deed(words, lambda each=each: self._do(self._context.desk.enrolments.remove_suspension, each.id))
        if stay.commission_on is None:
            yield Deed(
                _("Decision of the commission…"), lambda: self._ask_commission(stay), self._draft("commission", stay.id)
            )
        yield Deed(_("Exit from the PLIE…"), lambda: self._ask_exit(stay), self._draft("exit", stay.id))

    def _ask_referral(self) -> None:
        def save(values: dict[str, Any]) -> None:
            self._context.desk.enrolments.refer(
                self._person_id, values["referred_on"], values["prescriber"] or "", values["prescriber_kind"]
            )

        kinds = editors.choice("prescriber_kind", PRESCRIBER_KINDS, prescriber_label)
        fields = (
            self._day("referred_on", _("Referred on")),
            Field(_("Kind of prescriber"), kinds),
            Field(_("Prescriber"), editors.text("prescriber")),
        )
        start = {"referred_on": self._context.today()}
        self._ask(self._draft("referral"), _("Referral to the PLIE"), fields, _("Record the referral"), save, start)

    def _ask_commission(self, stay: EnrolmentView) -> None:
        def save(values: dict[str, Any]) -> None:
            day = values["commission_on"] or self._context.today()
            self._context.desk.enrolments.record_commission(stay.id, day, values["commission_decision"])

        decision = editors.choice("commission_decision", CommissionDecision, label, none_label=None)
        fields = (self._day("commission_on", _("Commission of")), Field(_("Decision"), decision))
        start = {"commission_on": self._context.today(), "commission_decision": CommissionDecision.ACCEPTED}
        self._ask(
            self._draft("commission", stay.id),
            _("Decision of the commission"),
            fields,
            _("Record the decision"),
            save,
            start,
        )

    def _ask_referent(self, stay: EnrolmentView) -> None:
        def save(values: dict[str, Any]) -> None:
            if values["counsellor_id"] is not None:
                day = values["since"] or self._context.today()
                self._context.desk.enrolments.change_referent(stay.id, values["counsellor_id"], day)

        fields = (self._counsellor(), self._day("since", _("From")))
        start = {"since": self._context.today(), "counsellor_id": self._own_id()}
        self._ask(
            self._draft("referent", stay.id), _("Change the referent"), fields, _("Change the referent"), save, start
        )

    def _ask_suspension(self, stay: EnrolmentView) -> None:
        def save(values: dict[str, Any]) -> None:
            since = values["since"] or self._context.today()
            self._context.desk.enrolments.suspend(stay.id, since, values["until"], values["reason"])

        fields = (
            self._day("since", _("From")),
            self._day("until", _("Last day, if known")),
            Field(_("Reason"), editors.text("reason"), _("In general terms: no detail about health.")),
        )
        start = {"since": self._context.today()}
        self._ask(
            self._draft("suspension", stay.id), _("Suspend the support"), fields, _("Suspend the support"), save, start
        )

    def _ask_resumption(self, suspension_id: UUID) -> None:
        def save(values: dict[str, Any]) -> None:
            self._context.desk.enrolments.resume(suspension_id, values["until"] or self._context.today())

        fields = (self._day("until", _("Support resumes on")),)
        start = {"until": self._context.today()}
        self._ask(
            self._draft("resumption", suspension_id),
            _("Resume the support"),
            fields,
            _("Resume the support"),
            save,
            start,
        )

    def _ask_exit(self, stay: EnrolmentView) -> None:
        def save(values: dict[str, Any]) -> None:
            day = values["exited_on"] or self._context.today()
            self._context.desk.enrolments.leave(stay.id, day, values["exit_kind"], values["exit_note"])

        fields = (
            self._day("exited_on", _("Exit on")),
            Field(_("Kind of exit"), editors.choice("exit_kind", ExitKind, label, none_label=None)),
            Field(_("Note"), editors.note("exit_note")),
        )
        start = {"exited_on": self._context.today(), "exit_kind": ExitKind.PERMANENT_CONTRACT}
        self._ask(self._draft("exit", stay.id), _("Exit from the PLIE"), fields, _("Record the exit"), save, start)

    def _ask_proof(self, stay: EnrolmentView) -> None:
        def save(values: dict[str, Any]) -> None:
            day = values["six_month_proof_on"] or self._context.today()
            self._context.desk.enrolments.prove_six_months(stay.id, day, values["six_month_proof"] or "")

        proof = Field(
            _("Proof"), editors.text("six_month_proof"), _("For example: payslip, certificate of employment.")
        )
        fields = (self._day("six_month_proof_on", _("Proof dated")), proof)
        start = {"six_month_proof_on": self._context.today(), "six_month_proof": stay.six_month_proof}
        self._ask(self._draft("proof", stay.id), _("Proof at six months"), fields, _("Record the proof"), save, start)

    def _ask_corrections(self, stay: EnrolmentView) -> None:
        names = ("referred_on", "commission_on", "entered_on", "exited_on")

        def save(values: dict[str, Any]) -> None:
            self._context.desk.enrolments.edit(stay.id, **values)

        fields = (
            Field(_("Prescriber"), editors.text("prescriber")),
            *(self._day(name, field_label(name)) for name in names),
        )
        start = {field.editor.name: getattr(stay, field.editor.name) for field in fields}
        self._ask(self._draft("stay", stay.id), _("Correct the dates"), fields, _("Save the corrections"), save, start)

    def _ask(
        self,
        draft: DraftOf,
        title: str,
        fields: tuple[Field, ...],
        button: str,
        save: Callable[[dict[str, Any]], None],
        values: dict[str, Any],
    ) -> FormDialog:
        return FormDialog.ask(self, self._context, title, fields, button, save, draft=draft, values=values)

    def _draft(self, form: str, about: UUID | None = None) -> DraftOf:
        return DraftOf(form, about or self._person_id, self._person_id)

    def _day(self, name: str, words: str) -> Field:
        return Field(words, editors.day(name, self._context.today))

    def _counsellor(self) -> Field:
        names = {each.id: each.name for each in self._counsellors}
        return Field(_("Referent"), editors.choice("counsellor_id", names, names.__getitem__))

    def _known_referent(self) -> UUID | None:
        """Return who answers already for the person, or did last: a referral or a former stay says so."""
        named = [each for stay in self._stays for each in sorted(stay.referents, key=lambda each: each.since)]
        active = {each.id for each in self._counsellors}
        return next((each.counsellor_id for each in reversed(named) if each.counsellor_id in active), None)

    def _own_id(self) -> UUID | None:
        """Return who is at the screen, if she is one of the counsellors."""
        own = self._context.desk.store.author.name
        found = [each.id for each in self._counsellors if each.name == own]
        return found[0] if found else (self._counsellors[0].id if len(self._counsellors) == 1 else None)

    def _do(self, work: Callable[[UUID], None], thing_id: UUID) -> None:
        self._context.tasks.run(self, lambda: work(thing_id), _ignore)


def _lines(stay: EnrolmentView) -> list[tuple[str, str]]:
    return [(words, tone) for words, tone in (*_way_in(stay), *_inside(stay), *_way_out(stay)) if words]


def _way_in(stay: EnrolmentView) -> Iterator[tuple[str, str]]:
    words = current()
    if stay.entered_on:
        yield _("Entered on {day}").format(day=words.date(stay.entered_on)), "strong"
    who = " – ".join(part for part in (prescriber_label(stay.prescriber_kind), stay.prescriber) if part)
    if stay.referred_on or who:
        day = words.date(stay.referred_on) or _("unknown day")
        if who:
            yield _("Referred on {day} by {prescriber}").format(day=day, prescriber=who), ""
        else:
            yield _("Referred on {day}").format(day=day), ""
    if stay.commission_on and stay.commission_decision:
        yield (
            _("Commission of {day}: {decision}").format(
                day=words.date(stay.commission_on), decision=label(stay.commission_decision)
            ),
            "",
        )


def _inside(stay: EnrolmentView) -> Iterator[tuple[str, str]]:
    words = current()
    ordered = sorted(stay.referents, key=lambda each: each.since, reverse=True)
    for place, each in enumerate(ordered):
        if place == 0 and each.until is None:
            yield _("Referent: {name}, since {day}").format(name=each.name, day=words.date(each.since)), ""
        else:
            yield (
                _("Before: {name}, from {since} to {until}").format(
                    name=each.name, since=words.date(each.since), until=words.date(each.until) or "…"
                ),
                "muted",
            )
    for pause in stay.suspensions:
        reason = f" ({pause.reason})" if pause.reason else ""
        if pause.until is None:
            yield _("Suspended since {day}{reason}").format(day=words.date(pause.since), reason=reason), "warning"
        else:
            yield (
                _("Suspended from {since} to {until}{reason}").format(
                    since=words.date(pause.since), until=words.date(pause.until), reason=reason
                ),
                "muted",
            )


def _way_out(stay: EnrolmentView) -> Iterator[tuple[str, str]]:
    words = current()
    if stay.exited_on:
        kind = label(stay.exit_kind) if stay.exit_kind else _("kind unknown")
        yield _("Exited on {day}: {kind}").format(day=words.date(stay.exited_on), kind=kind), "strong"
        yield stay.exit_note or "", ""
    if stay.standing is not None:
        yield f"{stay.standing.label} – {stay.standing.reason}", ""


def _earlier(stay: EnrolmentView) -> str:
    words = current()
    return _("Earlier stay: from {start} to {end}").format(
        start=words.date(stay.entered_on or stay.referred_on) or "…", end=words.date(stay.exited_on) or "…"
    )


def _ignore(_result: object) -> None:
    pass
