"""The columns of the directory."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QIcon

from caseflow.i18n import _
from caseflow.services.resource_rows import Freshness, freshness
from caseflow.services.resources import ServiceRow
from caseflow.ui import icons
from caseflow.ui.rows_model import Column
from caseflow.ui.widgets.service_columns import (
    age_words,
    delay_words,
    distance_words,
    observed_words,
    rate_words,
    told_on,
)


def directory_columns(today: Callable[[], date]) -> tuple[Column[ServiceRow], ...]:
    """Return the columns; `today` tells the day from which ages are counted."""

    def age(row: ServiceRow) -> str:
        return age_words(told_on(row), today())

    def mark(row: ServiceRow) -> QIcon | None:
        is_old = freshness(row.verified_on, row.updated_on, today()) is Freshness.OLD
        return icons.icon("warning") if is_old else None

    return (
        Column("name", _("Service"), _name, width=166),
        Column("structure", _("Structure"), lambda row: row.structure_name, width=112, is_sortable=False),
        Column("distance", _("Distance"), lambda row: distance_words(row.distance_km), width=66, is_right_aligned=True),
        Column("delay", _("Delay seen"), lambda row: delay_words(row.observed), width=58, is_sortable=False),
        Column("answer", _("Answers"), lambda row: rate_words(row.observed), width=58, spoken=_answer),
        Column("verified", _("Checked since"), age, width=76, icon=mark, is_sortable=False),
        Column("commune", _("Commune"), lambda row: row.commune, width=88, is_sortable=False),
    )


def _name(row: ServiceRow) -> str:
    return _("{name} (closed)").format(name=row.name) if row.is_closed else row.name


def _answer(row: ServiceRow) -> str:
    return observed_words(row.observed)
