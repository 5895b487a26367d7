"""The services nearest to a person that answer a barrier: one press refers to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from caseflow.domain.barrier import Theme
from caseflow.domain.labels import label
from caseflow.i18n import _
from caseflow.services.resources import ServiceRow
from caseflow.ui.quick_log.chips import ChipRow, chip, shortened
from caseflow.ui.widgets.service_columns import delay_words, distance_words, observed_words


@dataclass(frozen=True)
class Pick:
    """A service that the person is referred to, and for which theme."""

    service_id: UUID
    theme: Theme
    name: str


class ResourceRow(ChipRow):
    """What was chosen stays, whatever barrier is looked at next."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self._buttons: dict[UUID, QPushButton] = {}
        self._picks: dict[UUID, Pick] = {}
        self.hide()

    def show_nearest(self, theme: Theme, rows: Sequence[ServiceRow]) -> None:
        """Offer services for a theme, beside those chosen already."""
        for key in [key for key in self._buttons if key not in self._picks]:
            self.drop(self._buttons.pop(key))
        none = _("{barrier}: no resource known near here.")
        words = _("Refer for {barrier}:") if rows else none
        self.title.setText(words.format(barrier=label(theme)))
        names = [row.name for row in rows]
        for row in rows:
            if row.id not in self._buttons:
                where = row.commune if names.count(row.name) > 1 else ""
                self._add(Pick(row.id, theme, row.name), row, where)
        self.show()

    def picks(self) -> tuple[Pick, ...]:
        """Return the services chosen."""
        return tuple(self._picks.values())

    def set_picks(self, picks: Sequence[Pick]) -> None:
        """Have these services chosen, and show no other."""
        for button in self._buttons.values():
            self.drop(button)
        self._buttons, self._picks = {}, {each.service_id: each for each in picks}
        for each in picks:
            self._add(each, None)
        self.title.setText(_("Referred to:"))
        self.setVisible(bool(picks))
        self.changed.emit()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, those chosen first."""
        return list(self._buttons.values())

    @override
    def hide(self) -> None:
        super().hide()
        self.title.setText("")

    def _add(self, pick: Pick, row: ServiceRow | None, where: str = "") -> None:
        button = chip("", partial(self._on_clicked, pick, row, where))
        button.setChecked(pick.service_id in self._picks)
        self._buttons[pick.service_id] = button
        _dress(button, pick, row, where)
        self.flow.addWidget(button)

    def _on_clicked(self, pick: Pick, row: ServiceRow | None, where: str, is_down: bool) -> None:
        if is_down:
            self._picks[pick.service_id] = pick
        else:
            self._picks.pop(pick.service_id, None)
        _dress(self._buttons[pick.service_id], pick, row, where)
        self.changed.emit()


def _dress(button: QPushButton, pick: Pick, row: ServiceRow | None, where: str) -> None:
    """Say what a press does; `where` tells two services of one name apart."""
    facts = ", ".join(part for part in (where, *_facts(row)) if part) if row else ""
    name = shortened(pick.name)
    words = f"✔ {name}" if button.isChecked() else f"＋ {name}"
    button.setText(" · ".join(part for part in (words, facts) if part).replace("&", "&&"))
    told = [pick.name, row.structure_name, row.commune, observed_words(row.observed)] if row else [pick.name]
    button.setToolTip("\n".join(part for part in told if part))
    said = _("Referred to {service}") if button.isChecked() else _("Refer to {service}")
    button.setAccessibleName(", ".join(part for part in (said.format(service=pick.name), facts) if part))


def _facts(row: ServiceRow) -> list[str]:
    """Say how far, and in what time it answers."""
    delay = delay_words(row.observed)
    facts = [distance_words(row.distance_km), _("answers in {days}").format(days=delay) if delay else ""]
    return [each for each in facts if each]
