"""All that is known of the chosen barrier: what was observed, how its level moved, to whom the person was referred."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseflow.domain.labels import label
from caseflow.i18n import _, current
from caseflow.services.barrier_views import BarrierLine
from caseflow.ui import barrier_words
from caseflow.ui.widgets.card import Card


class BarrierSide(QWidget):
    """Three cards, read alone."""

    def __init__(self) -> None:
        super().__init__()
        self._about = Card(_("Barrier"))
        self._levels = Card(_("How it moved"))
        self._referrals = Card(_("Referrals"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for card in (self._about, self._levels, self._referrals):
            column.addWidget(card)
        column.addStretch(1)

    def show_barrier(self, line: BarrierLine | None) -> None:
        """Show a barrier, or say that none is chosen."""
        for card in (self._levels, self._referrals):
            card.setVisible(line is not None)
        if line is None:
            self._about.show_lines([(_("Choose a barrier to read all about it."), "muted")], ())
            return
        self._about.show_lines(list(_about(line)), ())
        self._levels.show_lines(list(_levels(line)), ())
        self._referrals.show_lines(list(_referrals(line)), ())

    def words(self) -> str:
        """Return everything the cards say."""
        return "\n".join(card.words() for card in (self._about, self._levels, self._referrals) if not card.isHidden())


def _about(line: BarrierLine) -> Iterator[tuple[str, str]]:
    day = current().date
    yield barrier_words.name(line), "strong"
    if line.is_priority:
        yield "★ " + _("Priority"), ""
    yield barrier_words.standing(line), "" if line.is_open else "success"
    if line.impact is not None:
        yield label(line.impact), ""
    if line.since is not None:
        yield _("Weighs since {day}").format(day=day(line.since)), ""
    yield _("Noted on {day}").format(day=day(line.noted_on)), "muted"
    for words, value in (
        (_("Funder: {who}"), line.funder),
        (_("How: {what}"), line.lifted_how),
        (_("Thanks to: {who}"), line.lifted_by),
        (_("Source: {what}"), line.source),
    ):
        if value:
            yield words.format(who=value, what=value), ""
    if line.is_sensitive:
        yield _("Sensitive: never printed, listed nor exported by default."), "muted"


def _levels(line: BarrierLine) -> Iterator[tuple[str, str]]:
    for each in reversed(line.history):
        yield f"{current().date(each.since)}  {barrier_words.level_words(each.level)}", ""


def _referrals(line: BarrierLine) -> Iterator[tuple[str, str]]:
    if not line.referrals:
        yield _("Nobody was asked yet: “Refer…” finds who can lift it."), "muted"
    for each in line.referrals:
        yield each.partner, ""
        yield f"{label(each.state)} · {current().date(each.sent_on or each.proposed_on)}", "muted"
