"""The columns of the people of a session."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from caseflow.domain.labels import label
from caseflow.i18n import _, current
from caseflow.services.meeting_views import SeatLine
from caseflow.ui.rows_model import Column, RowsModel


class SeatsModel(RowsModel[SeatLine]):
    """Shows the seats of one session; they are all in memory."""

    hour_column = 2
    """Of use where people each have their hour."""

    def __init__(self, parent: QObject) -> None:
        self._lines: dict[UUID, SeatLine] = {}
        super().__init__(_columns(), self._rows, lambda line: line.id, parent)

    def line(self, seat_id: UUID) -> SeatLine:
        """Return a seat by its id."""
        return self._lines[seat_id]

    def hold(self, lines: Sequence[SeatLine]) -> list[UUID]:
        """Hold other seats, to be shown; return their ids."""
        self._lines = {line.id: line for line in lines}
        return list(self._lines)

    def _rows(self, ids: Sequence[UUID]) -> list[SeatLine]:
        return [self._lines[each] for each in ids if each in self._lines]


def _columns() -> tuple[Column[Any], ...]:
    return (
        Column[SeatLine]("name", _("Name"), lambda line: line.name, 190, is_sortable=False),
        Column[SeatLine]("status", _("Status"), lambda line: label(line.status), 120, is_sortable=False),
        Column[SeatLine]("hour", _("Hour"), _hour, 70, is_sortable=False),
        Column[SeatLine]("phone", _("Phone"), lambda line: line.phone, 115, is_sortable=False),
        Column[SeatLine]("prescriber", _("Prescriber"), lambda line: line.prescriber, 175, is_sortable=False),
        Column[SeatLine]("result", _("Result"), _result, 140, is_sortable=False),
    )


def _hour(line: SeatLine) -> str:
    return "" if line.slot_minute is None else current().hour(line.slot_minute)


def _result(line: SeatLine) -> str:
    passed = {True: _("Passed"), False: _("Not passed"), None: ""}[line.is_passed]
    return " – ".join(filter(None, (passed, line.result)))
