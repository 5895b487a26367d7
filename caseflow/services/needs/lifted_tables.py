"""Set the needs lifted within the period in tables: where, for whom, and how long it took."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from caseflow.domain.masking import Figure, Masked
from caseflow.domain.priority import BADGES, PublicKind
from caseflow.i18n import _
from caseflow.services.figures.masker import Masker, shown
from caseflow.services.figures.model import HIDDEN, FigureLine, FigureTable, Value
from caseflow.services.figures.places import places, territory_names
from caseflow.services.needs.questions import PUBLICS, Lift


class LiftedTables:
    """Makes them from the same needs: those of themes of which the number lifted is told, and so their sum."""

    def __init__(self, lifts: Sequence[Lift], masker: Masker, least: int, secret: frozenset[PublicKind]) -> None:
        """Begin; communes with fewer needs than `least` are told together, `secret` publics are masked for all."""
        self._lifts = lifts
        self._masker = masker
        self._secret = secret
        self._territories = territory_names()
        self._places = places(Counter(each.insee for each in lifts), least)
        line_of = {insee: line for line, place in enumerate(self._places) for insee in place.communes}
        self._lifted: list[list[Lift]] = [[] for _place in self._places]
        for each in lifts:
            self._lifted[line_of[each.insee]].append(each)
        self._masked = masker.masked(
            [[len(own)] for own in self._lifted],
            groups=[place.territory for place in self._places],
            keeps_columns=True,
        )

    def by_territory(self) -> FigureTable:
        """Say what was lifted in each territory."""
        used = sorted({place.territory for place in self._places})
        return FigureTable(
            "lifted_territories",
            _("Needs lifted, by territory"),
            _("Within the period, health and justice apart; by the commune where the person lives."),
            (_("Territory"), _("Lifted in the period"), _("Median days to lift")),
            tuple(
                self._line(
                    (self._territories[number],),
                    self._masked,
                    Figure(number, 0, of_group=True),
                    [
                        each
                        for place, own in zip(self._places, self._lifted, strict=True)
                        if place.territory == number
                        for each in own
                    ],
                )
                for number in used
            ),
            drawn=(1,),
        )

    def by_commune(self) -> FigureTable:
        """Say what was lifted in each commune."""
        return FigureTable(
            "lifted_communes",
            _("Needs lifted, by commune"),
            "",
            (_("Territory"), _("Commune"), _("Lifted in the period"), _("Median days to lift")),
            tuple(
                self._line(
                    (self._territories[place.territory], place.name),
                    self._masked,
                    Figure(line, 0),
                    self._lifted[line],
                )
                for line, place in enumerate(self._places)
            ),
            words=2,
        )

    def by_public(self) -> FigureTable:
        """Say what was lifted for each public, unless that tells how little was for the others."""
        lines = list[FigureLine]()
        for kind in PUBLICS if self._lifts else ():
            own = [each for each in self._lifts if kind in each.publics]
            cells = [[len(own)], [len(self._lifts) - len(own)]]
            masked = self._masker.masked(cells, keeps_columns=True, always=kind in self._secret)
            lines.append(self._line((_(BADGES[kind]),), masked, Figure(0, 0), own))
        return FigureTable(
            "lifted_publics",
            _("Needs lifted, by public"),
            _("One person may belong to several publics: these lines are not to be added up."),
            (_("Public"), _("Lifted in the period"), _("Median days to lift")),
            tuple(lines),
        )

    def _line(self, words: tuple[str, ...], masked: Masked, figure: Figure, lifts: Sequence[Lift]) -> FigureLine:
        """Write one line; a median is told where those it is of are enough."""
        days: Value = int(median(each.days for each in lifts) + 0.5) if lifts else None
        is_told = masked[figure] is not None and (self._masker.is_internal or len(lifts) >= self._masker.threshold)
        return FigureLine((*words, shown(masked[figure]), days if is_told or not lifts else HIDDEN))
