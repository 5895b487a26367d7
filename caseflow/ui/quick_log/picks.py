"""What a draft keeps of the barriers and the services chosen in the quick form."""

import json
from typing import Any
from uuid import UUID

from typing_extensions import override

from caseflow.domain.barrier import Theme
from caseflow.ui.editors import Editor
from caseflow.ui.quick_log.barrier_chips import BarrierChips
from caseflow.ui.quick_log.resource_row import Pick, ResourceRow

Picks = tuple[tuple[Theme, ...], tuple[Pick, ...]]


class PicksEditor(Editor):
    """Edits both rows as one value."""

    def __init__(self, name: str, chips: BarrierChips, resources: ResourceRow) -> None:
        super().__init__(name, chips, self._picks, self._show_picks)
        self._chips, self._resources = chips, resources
        chips.picked.connect(self.edited.emit)
        resources.changed.connect(self.edited.emit)

    @override
    def typed(self) -> str:
        themes, picks = self._picks()
        referrals = [[each.service_id.hex, each.theme.value, each.name] for each in picks]
        return json.dumps({"themes": [each.value for each in themes], "referrals": referrals}, ensure_ascii=False)

    @override
    def type_again(self, typed: str | bool | None) -> None:
        held: dict[str, list[Any]] = json.loads(str(typed or "{}"))
        themes = tuple(Theme(each) for each in held.get("themes", ()))
        referrals = (Pick(UUID(key), Theme(theme), name) for key, theme, name in held.get("referrals", ()))
        self._show_picks((themes, tuple(referrals)))

    def _picks(self) -> Picks:
        return self._chips.themes(), self._resources.picks()

    def _show_picks(self, picks: Picks | None) -> None:
        themes, referrals = picks or ((), ())
        self._chips.set_themes(themes)
        self._resources.set_picks(referrals)
