"""Set counts in tables, with what may not be shown hidden.

Sensitive themes (health, justice; RGPD art. 9 and 10) are counted once, in the table of themes, for everybody
together; they are never crossed with a place, a level, a public or a service. They are masked even in the figures of
the team, and so is the public of disabled workers.

All tables of open needs share the totals of the themes. Those are settled first; a theme whose total is hidden is left
out of all the others, where the totals of the themes are then the same everywhere and stay as they are.
"""

from collections.abc import Collection, Sequence

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.labels import label
from caseflow.domain.masking import Figure, Masked
from caseflow.domain.priority import BADGES, PublicKind
from caseflow.domain.support_labels import level_label
from caseflow.i18n import _, sort_key
from caseflow.services.figures.masker import Masker, shown
from caseflow.services.figures.model import HIDDEN, FigureLine, FigureTable, Secret
from caseflow.services.figures.places import Place, places, territory_names
from caseflow.services.needs.lifted_tables import LiftedTables
from caseflow.services.needs.model import UNANSWERED
from caseflow.services.needs.questions import PUBLICS, Figures, Lift, Moves
from caseflow.services.needs.referral_tables import referrals, services

_SENSITIVE_PUBLICS = frozenset({PublicKind.RQTH})
_LEVELS = (3, 2, 1, 0)
_ALONE = 5
"""How many times the threshold a commune needs to have a line: with fewer people, nearly all of it would be hidden."""


def every_table(figures: Figures, missing: Collection[tuple[str, Theme]], masker: Masker) -> tuple[FigureTable, ...]:
    """Return the tables of a report; none where nobody has a need."""
    tables = Tables(figures, masker)
    lifted = LiftedTables(tables.lifts(), masker, _least(masker), _SENSITIVE_PUBLICS)
    made = (
        tables.unanswered(missing),
        tables.by_theme(),
        tables.by_territory(),
        tables.by_commune(),
        tables.by_commune_and_theme(),
        tables.by_public(),
        tables.by_level(),
        lifted.by_territory(),
        lifted.by_commune(),
        lifted.by_public(),
        referrals(figures, masker),
        services(figures, masker),
    )
    return tuple(table for table in made if table.lines)


def _least(masker: Masker) -> int:
    """Return how many people a commune needs to have a line of its own."""
    return 1 if masker.is_internal else _ALONE * masker.threshold


class Tables:
    """Settles once what the tables share: what is hidden of the totals, which themes are crossed, which places."""

    def __init__(self, figures: Figures, masker: Masker) -> None:
        self._figures = figures
        self._masker = masker
        self._territories = territory_names()
        open_ = dict.fromkeys(Theme, 0)
        for (_insee, theme), count in figures.open.items():
            open_[theme] += count
        self._open = open_
        self._totals = self._by_theme(self._open)
        hidden = {theme for line, theme in enumerate(Theme) if Figure(line, 0) in self._totals.hidden}
        self._crossed_themes = [
            theme for theme in Theme if open_[theme] and theme not in SENSITIVE_THEMES and theme not in hidden
        ]
        self._places = places(figures.people_of, _least(masker))
        self._crossed = self._cross_places()
        self._moves = {theme: figures.moves.get(theme, Moves()) for theme in Theme}
        self._lifted = self._by_theme({theme: moved.lifted for theme, moved in self._moves.items()})

    def lifts(self) -> list[Lift]:
        """Return the needs lifted that may be crossed: of themes that are not sensitive, and whose number is told."""
        told = {theme for line, theme in enumerate(Theme) if Figure(line, 0) not in self._lifted.hidden}
        return [each for each in self._figures.lifts if each.theme in told]

    # Each table ------------------------------------------------------------------------------------------------

    def unanswered(self, missing: Collection[tuple[str, Theme]]) -> FigureTable:
        """List the needs without a resource, the largest first, and last those whose number is hidden."""
        found = [
            (self._untold(place, line, column, theme, missing), place, theme)
            for line, place in enumerate(self._places)
            for column, theme in enumerate(self._crossed_themes)
            if any((insee, theme) in missing for insee in place.communes)
        ]
        found.sort(key=lambda each: (-_size(each[0]), label(each[2]), sort_key(each[1].name)))
        return FigureTable(
            UNANSWERED,
            _("Needs without an answer"),
            _("People with an open barrier, where no service of the directory for that theme takes them in."),
            (_("Theme"), _("Commune"), _("Territory"), _("People")),
            tuple(
                FigureLine((label(theme), place.name, self._territories[place.territory], count))
                for count, place, theme in found
            ),
            words=3,
        )

    def by_theme(self) -> FigureTable:
        """Say what is open on the last day, what came and went, and how long it took."""
        moves, lifted = self._moves, self._lifted
        noted = self._by_theme({theme: moved.noted for theme, moved in moves.items()})
        every = (self._totals, noted, lifted)
        lines = [
            FigureLine(
                (
                    label(theme),
                    *(shown(each[Figure(line, 0)]) for each in every),
                    self._masker.delay(lifted, Figure(line, 0), moves[theme].median_days),
                )
            )
            for line, theme in enumerate(Theme)
            if any(each.counts[Figure(line, 0)] for each in every)
        ]
        total = FigureLine((_("Total"), *(shown(each[Figure(None, None)]) for each in every), None), is_total=True)
        return FigureTable(
            "themes",
            _("Needs by theme"),
            _("One need is one person concerned by one theme. Open: on the last day of the period."),
            (
                _("Theme"),
                _("Open needs"),
                _("Noted in the period"),
                _("Lifted in the period"),
                _("Median days to lift"),
            ),
            (*lines, total) if lines else (),
            drawn=(1, 3),
        )

    def by_territory(self) -> FigureTable:
        """Cross themes and territories."""
        used = sorted({place.territory for place in self._places})
        columns = [Figure(number, None, of_group=True) for number in used]
        return self._crossing(
            "territories",
            _("Open needs by theme and territory"),
            _("By the commune where the person lives."),
            [self._territories[number] for number in used],
            self._crossed,
            columns,
        )

    def by_commune(self) -> FigureTable:
        """List the communes by territory."""
        return FigureTable(
            "communes",
            _("Open needs by commune"),
            _("All these themes together."),
            (_("Territory"), _("Commune"), _("Open needs")),
            tuple(
                FigureLine((self._territories[place.territory], place.name, shown(self._crossed[Figure(line, None)])))
                for line, place in enumerate(self._places)
            ),
            words=2,
        )

    def by_commune_and_theme(self) -> FigureTable:
        """Cross communes and themes: for a workbook."""
        columns = [*range(len(self._crossed_themes)), None]
        return FigureTable(
            "communes_themes",
            _("Open needs by commune and theme"),
            "",
            (_("Territory"), _("Commune"), *map(label, self._crossed_themes), _("Total")),
            tuple(
                FigureLine(
                    (
                        self._territories[place.territory],
                        place.name,
                        *(shown(self._crossed[Figure(line, column)]) for column in columns),
                    )
                )
                for line, place in enumerate(self._places)
            ),
            words=2,
            is_wide=True,
        )

    def by_public(self) -> FigureTable:
        """Say for each public how many of those in need belong to it, unless that tells how few do not."""
        masked = [self._of_public(kind) for kind in PUBLICS]
        return FigureTable(
            "publics",
            _("Open needs by theme and public"),
            _(
                "One person may belong to several publics: these columns are not to be added up. DELD: registered for a"
                " year or more."
            ),
            (_("Theme"), *(_(BADGES[kind]) for kind in PUBLICS), _("Total")),
            tuple(
                FigureLine(
                    (
                        label(theme),
                        *(shown(each[Figure(0, column)]) for each in masked),
                        shown(self._crossed[Figure(None, column)]),
                    )
                )
                for column, theme in enumerate(self._crossed_themes)
            ),
        )

    def by_level(self) -> FigureTable:
        """Cross themes and levels."""
        levels = self._figures.levels
        cells = [[levels.get((theme, level), 0) for theme in self._crossed_themes] for level in _LEVELS]
        return self._crossing(
            "levels",
            _("Open needs by theme and level"),
            _("By the heaviest level of the person for the theme."),
            [f"{level} – {level_label(level)}" for level in _LEVELS],
            self._masker.masked(cells, keeps_columns=True),
            [Figure(line, None) for line in range(len(_LEVELS))],
        )

    # What they are made of -------------------------------------------------------------------------------------

    def _untold(
        self, place: Place, line: int, column: int, theme: Theme, missing: Collection[tuple[str, Theme]]
    ) -> int | Secret:
        """Return how many are left without an answer; of communes told together, only if all those in need are."""
        in_need = [insee for insee in place.communes if self._figures.open.get((insee, theme))]
        is_whole = all((insee, theme) in missing for insee in in_need)
        count = self._crossed[Figure(line, column)] if is_whole else None
        return HIDDEN if count is None else count

    def _by_theme(self, counts: dict[Theme, int]) -> Masked:
        """Mask one count for each theme, and their total; for the team, the sensitive ones alone."""
        masked = self._masker.masked([[count] for count in counts.values()])
        if not self._masker.is_internal:
            return masked
        lines = [line for line, theme in enumerate(counts) if theme in SENSITIVE_THEMES]
        few = [Figure(line, 0) for line in lines if 0 < masked.counts[Figure(line, 0)] < self._masker.threshold]
        return Masked(masked.counts, frozenset(few))

    def _cross_places(self) -> Masked:
        open_, people = self._figures.open, self._figures.people_of
        cells = [
            [sum(open_.get((insee, theme), 0) for insee in place.communes) for theme in self._crossed_themes]
            for place in self._places
        ]
        few = [
            Figure(line, None)
            for line, place in enumerate(self._places)
            if sum(people[insee] for insee in place.communes) < self._masker.threshold
        ]
        return self._masker.masked(
            cells, groups=[each.territory for each in self._places], also=few, keeps_columns=True
        )

    def _of_public(self, kind: PublicKind) -> Masked:
        """Mask those of a public and those who are not, by theme; disabled workers even for the team."""
        inside = [self._figures.publics.get((theme, kind), 0) for theme in self._crossed_themes]
        outside = [self._open[theme] - count for theme, count in zip(self._crossed_themes, inside, strict=True)]
        totals = {Figure(0, None), Figure(1, None)}
        return self._masker.masked(
            [inside, outside], unpublished=totals, keeps_columns=True, always=kind in _SENSITIVE_PUBLICS
        )

    def _crossing(
        self,
        key: str,
        title: str,
        note: str,
        head: Sequence[str],
        masked: Masked,
        figures: Sequence[Figure],
    ) -> FigureTable:
        """Return a table whose lines are the themes and whose columns are the lines, or groups, of counts."""
        names = [*((column, label(theme)) for column, theme in enumerate(self._crossed_themes)), (None, _("Total"))]
        return FigureTable(
            key,
            title,
            note,
            (_("Theme"), *head, _("Total")),
            tuple(
                FigureLine(
                    (
                        name,
                        *(shown(masked[figure._replace(column=column)]) for figure in figures),
                        shown(masked[Figure(None, column)]),
                    ),
                    is_total=column is None,
                )
                for column, name in names
            )
            if self._crossed_themes
            else (),
        )


def _size(value: int | Secret) -> int:
    """Return by what a list is sorted; what is hidden comes last, whatever its number."""
    return value if isinstance(value, int) else 0
