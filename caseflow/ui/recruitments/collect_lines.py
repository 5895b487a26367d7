"""The lists of a recruitment as the stage shows them: being read, waiting for an answer, taken in, still expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from caseflow.i18n import _, current, ngettext
from caseflow.services.candidates.received import ReceivedList
from caseflow.services.recruitment_views import InvitationView

if TYPE_CHECKING:
    from caseflow.exchange.candidate_lists import CandidateList
    from caseflow.exchange.mails import Attached


def headings() -> tuple[str, ...]:
    """Return the headings of the table."""
    return (
        _("Prescriber"), _("State"), _("List"), _("Received on"), _("Lines"), _("New people"), _("Known"),
        _("Duplicates"), _("To correct"), _("Repairs"), _("Expected"),
    )  # fmt: skip


@dataclass(frozen=True)
class Arrival:
    """A list that is not taken in yet, and how far it is; what was read of it stays in memory only."""

    source: "Path | Attached | str" = field(repr=False)
    key: UUID = field(default_factory=uuid4)
    read: "CandidateList | None" = None
    error: str = ""
    is_taken: bool = False

    @property
    def name(self) -> str:
        """Return what the list is called."""
        return _("Pasted cells") if isinstance(self.source, str) else self.source.name

    @property
    def is_waiting(self) -> bool:
        """Tell whether it was read, and somebody has to say who sent it or what its columns are."""
        return self.read is not None and not self.is_taken and not self.error


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    cells: tuple[str, ...]
    arrival: Arrival | None = None
    kept: ReceivedList | None = None

    @property
    def key(self) -> UUID | None:
        """Return what the line is found again by."""
        return self.arrival.key if self.arrival else self.kept.id if self.kept else None


def lines_of(
    arrivals: Sequence[Arrival], kept: Sequence[ReceivedList], invited: Sequence[InvitationView], today: date
) -> list[Line]:
    """Return what is under way, then the lists taken in, then the prescribers whose list is still expected."""
    expected = {each.name: _expected(each) for each in invited}
    under_way = [_under_way(each, expected) for each in arrivals]
    taken = [_taken(each, expected) for each in kept]
    read = {each.read.sender for each in arrivals if each.read}
    silent = [_silent(each, today) for each in invited if not each.sent and each.name not in read]
    return [*under_way, *taken, *silent]


def _expected(invited: InvitationView) -> str:
    quota = _("{sent} of {quota}").format(sent=invited.sent, quota=invited.quota) if invited.quota else ""
    until = _("until {day}").format(day=current().date(invited.deadline)) if invited.deadline else ""
    return " · ".join(part for part in (quota, until) if part)


def _under_way(arrival: Arrival, expected: Mapping[str, str]) -> Line:
    read = arrival.read
    sender = read.sender if read else ""
    rows = str(len(read.caseload.rows)) if read else ""
    if arrival.error:
        state = f"✕ {arrival.error}"
    elif read is None:
        state = _("Being read…")
    else:
        state = _("⚠ Columns to confirm") if sender or read.names_senders else _("⚠ Sender to confirm")
    return Line((sender, state, arrival.name, "", rows, "", "", "", "", "", expected.get(sender, "")), arrival)


def _taken(kept: ReceivedList, expected: Mapping[str, str]) -> Line:
    report = kept.report
    if report is None:
        counted = ("", "", "", str(kept.rejected or ""), "")
    else:
        certain, possible = report.duplicates["certain"], report.duplicates["possible"]
        doubles = (
            ngettext("{count} certain", "{count} certain", certain).format(count=certain) if certain else "",
            _("{count} to check").format(count=possible) if possible else "",
        )
        counted = (
            str(report.created),
            str(report.known),
            ", ".join(filter(None, doubles)),
            str(kept.rejected or ""),
            str(len(report.repairs) or ""),
        )
    sender = kept.sender or (report.sender if report else "") or _("As each line says")
    credited = ngettext("✔ {count} person credited", "✔ {count} people credited", kept.credited)
    day = current().date(kept.received_on)
    state = credited.format(count=kept.credited)
    cells = (sender, state, kept.name, day, str(kept.rows), *counted, expected.get(sender, ""))
    return Line(cells, kept=kept)


def _silent(invited: InvitationView, today: date) -> Line:
    is_late = invited.deadline is not None and invited.deadline < today
    state = _("⚠ Expected, the deadline is past") if is_late else _("List expected")
    return Line((invited.name, state, "", "", "", "", "", "", "", "", _expected(invited)))
