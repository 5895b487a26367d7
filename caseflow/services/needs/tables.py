"""Set counts in tables, with what may not be shown hidden.

Sensitive themes (health, justice; RGPD art. 9 and 10) are counted once, in the table of themes, for everybody
together; they are never crossed with a place, a level, a public or a service. They are masked even in the figures of
the team, and so is the public of disabled workers.

All tables of open needs share the totals of the themes. Those are settled first; a theme whose total is hidden is left
out of all the others, where the totals of the themes are then the same everywhere and stay as they are.
"""

from collections.abc import Collection, Iterable, Sequence

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.labels import label
from caseflow.domain.masking import STEP, Counts, Figure, Masked, mask, rounded
from caseflow.domain.priority import PUBLIC_LABELS, PublicKind
from caseflow.domain.referral import ANSWERED, WAITING, ReferralState
from caseflow.domain.support_labels import level_label
from caseflow.i18n import _, sort_key
from caseflow.services.needs.model import HIDDEN, NeedsLine, NeedsTable, Release, Secret, Value
from caseflow.services.needs.places import Place, places, territory_names
from caseflow.services.needs.questions import PUBLICS, Figures, Moves

_SENSITIVE_PUBLICS = frozenset({PublicKind.RQTH})
_LEVELS = (3, 2, 1, 0)
_ALONE = 5
"""How many times the threshold a commune needs to have a line: with fewer people, nearly all of it would be hidden."""


def people_shown(count: int, threshold: int, release: Release) -> Value:
    """Return how many people have a need, as it may be shown."""
    if release is not Release.INTERNAL and 0 < count < threshold:
        return HIDDEN
    return rounded(count, STEP if release is Release.PUBLISHED else 1)


def every_table(
    figures: Figures, missing: Collection[tuple[str, Theme]], threshold: int, release: Release
) -> tuple[NeedsTable, ...]:
    """Return the tables of a report; none where nobody has a need."""
    tables = _Tables(figures, threshold, release)
    made = (
        tables.unanswered(missing),
        tables.by_theme(),
        tables.by_territory(),
        tables.by_commune(),
        tables.by_commune_and_theme(),
        tables.by_public(),
        tables.by_level(),
        tables.referrals(),
        tables.services(),
    )
    return tuple(table for table in made if table.lines)


class _Tables:
    """Settles once what the tables share: what is hidden of the totals, which themes are crossed, which places."""

    def __init__(self, figures: Figures, threshold: int, release: Release) -> None:
        self._figures = figures
        self._threshold = threshold
        self._step = STEP if release is Release.PUBLISHED else 1
        self._is_internal = release is Release.INTERNAL
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
        self._places = places(figures.people_of, 1 if self._is_internal else _ALONE * threshold)
        self._crossed = self._cross_places()

    # Each table ------------------------------------------------------------------------------------------------

    def unanswered(self, missing: Collection[tuple[str, Theme]]) -> NeedsTable:
        """List the needs without a resource, the largest first, and last those whose number is hidden."""
        found = [
            (self._untold(place, line, column, theme, missing), place, theme)
            for line, place in enumerate(self._places)
            for column, theme in enumerate(self._crossed_themes)
            if any((insee, theme) in missing for insee in place.communes)
        ]
        found.sort(key=lambda each: (-_size(each[0]), label(each[2]), sort_key(each[1].name)))
        return NeedsTable(
            "unanswered",
            _("Needs without an answer"),
            _("People with an open barrier, where no service of the directory for that theme takes them in."),
            (_("Theme"), _("Commune"), _("Territory"), _("People")),
            tuple(
                NeedsLine((label(theme), place.name, self._territories[place.territory], count))
                for count, place, theme in found
            ),
            words=3,
        )

    def by_theme(self) -> NeedsTable:
        """Say what is open on the last day, what came and went, and how long it took."""
        moves = {theme: self._figures.moves.get(theme, Moves()) for theme in Theme}
        noted = self._by_theme({theme: moved.noted for theme, moved in moves.items()})
        lifted = self._by_theme({theme: moved.lifted for theme, moved in moves.items()})
        every = (self._totals, noted, lifted)
        lines = [
            NeedsLine(
                (
                    label(theme),
                    *(_shown(each[Figure(line, 0)]) for each in every),
                    self._delay(lifted, line, moves[theme].median_days),
                )
            )
            for line, theme in enumerate(Theme)
            if any(each.counts[Figure(line, 0)] for each in every)
        ]
        total = NeedsLine((_("Total"), *(_shown(each[Figure(None, None)]) for each in every), None), is_total=True)
        return NeedsTable(
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

    def by_territory(self) -> NeedsTable:
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

    def by_commune(self) -> NeedsTable:
        """List the communes by territory."""
        return NeedsTable(
            "communes",
            _("Open needs by commune"),
            _("All these themes together."),
            (_("Territory"), _("Commune"), _("Open needs")),
            tuple(
                NeedsLine((self._territories[place.territory], place.name, _shown(self._crossed[Figure(line, None)])))
                for line, place in enumerate(self._places)
            ),
            words=2,
        )

    def by_commune_and_theme(self) -> NeedsTable:
        """Cross communes and themes: for a workbook."""
        columns = [*range(len(self._crossed_themes)), None]
        return NeedsTable(
            "communes_themes",
            _("Open needs by commune and theme"),
            "",
            (_("Territory"), _("Commune"), *map(label, self._crossed_themes), _("Total")),
            tuple(
                NeedsLine(
                    (
                        self._territories[place.territory],
                        place.name,
                        *(_shown(self._crossed[Figure(line, column)]) for column in columns),
                    )
                )
                for line, place in enumerate(self._places)
            ),
            words=2,
            is_wide=True,
        )

    def by_public(self) -> NeedsTable:
        """Say for each public how many of those in need belong to it, unless that tells how few do not."""
        masked = [self._of_public(kind) for kind in PUBLICS]
        return NeedsTable(
            "publics",
            _("Open needs by theme and public"),
            _("One person may belong to several publics: these columns are not to be added up."),
            (_("Theme"), *(_(PUBLIC_LABELS[kind]) for kind in PUBLICS), _("Everyone")),
            tuple(
                NeedsLine(
                    (
                        label(theme),
                        *(_shown(each[Figure(0, column)]) for each in masked),
                        _shown(self._crossed[Figure(None, column)]),
                    )
                )
                for column, theme in enumerate(self._crossed_themes)
            ),
        )

    def by_level(self) -> NeedsTable:
        """Cross themes and levels."""
        levels = self._figures.levels
        cells = [[levels.get((theme, level), 0) for theme in self._crossed_themes] for level in _LEVELS]
        return self._crossing(
            "levels",
            _("Open needs by theme and level"),
            _("By the heaviest level of the person for the theme."),
            [f"{level} – {level_label(level)}" for level in _LEVELS],
            self._masked(cells, keeps_columns=True),
            [Figure(line, None) for line in range(len(_LEVELS))],
        )

    def referrals(self) -> NeedsTable:
        """Cross the themes of the barriers to be lifted and what came of the referrals."""
        asked = self._figures.referrals
        themes = [theme for theme in (*Theme, None) if theme not in SENSITIVE_THEMES]
        themes = [theme for theme in themes if any((theme, state) in asked for state in ReferralState)]
        states = [state for state in ReferralState if any((theme, state) in asked for theme in themes)]
        few = [
            Figure(line, column)
            for line, theme in enumerate(themes)
            for column, state in enumerate(states)
            if asked.get((theme, state), (0, 0))[1] < self._threshold
        ]
        masked = self._masked([[asked.get((t, state), (0, 0))[0] for state in states] for t in themes], also=few)
        names = [label(theme) if theme else _("No barrier named") for theme in themes]
        lines = [
            NeedsLine((name, *self._results(masked, line, states)), is_total=line is None)
            for line, name in [*enumerate(names), (None, _("Total"))]
        ]
        return NeedsTable(
            "referrals",
            _("Referrals and their results"),
            _("Proposed within the period, by the theme of the barrier to be lifted. Answered: among those settled."),
            (_("Theme"), *map(label, states), _("Total"), _("Answered")),
            tuple(lines) if themes else (),
            is_percent=frozenset({len(states) + 2}),
        )

    def services(self) -> NeedsTable:
        """List the services to which most people were sent."""
        asked = self._figures.services
        cells = [[each.answered, each.sent - each.answered] for each in asked]
        totals = {Figure(None, 0), Figure(None, 1), Figure(None, None)}
        masked = self._masked(cells, unpublished=totals)
        lines = list[NeedsLine]()
        for line, each in enumerate(asked):
            if masked[Figure(line, None)] is None:
                continue
            answered, silent = masked[Figure(line, 0)], masked[Figure(line, 1)]
            rate = days = HIDDEN
            if answered is not None and silent is not None:
                rate = round(100 * answered / max(answered + silent, 1))
                days = self._delay(masked, line, each.median_days)
            lines.append(NeedsLine((each.name, _shown(masked[Figure(line, None)]), rate, days)))
        return NeedsTable(
            "services",
            _("Services most asked, and how they answer"),
            _("People sent within the period. Services about health or justice alone are left out."),
            (_("Service"), _("People sent"), _("Answered"), _("Median days to answer")),
            tuple(lines),
            is_percent=frozenset({2}),
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
        masked = self._masked([[count] for count in counts.values()])
        if not self._is_internal:
            return masked
        lines = [line for line, theme in enumerate(counts) if theme in SENSITIVE_THEMES]
        few = [Figure(line, 0) for line in lines if 0 < masked.counts[Figure(line, 0)] < self._threshold]
        return Masked(masked.counts, frozenset(few))

    def _masked(
        self,
        cells: Sequence[Sequence[int]],
        *,
        groups: Sequence[int] = (),
        also: Iterable[Figure] = (),
        unpublished: Collection[Figure] = (),
        keeps_columns: bool = False,
    ) -> Masked:
        counts = Counts(cells, groups)
        if self._is_internal:
            return Masked(counts, frozenset())
        return mask(
            counts,
            self._threshold,
            also=also,
            unpublished=unpublished,
            keeps_columns=keeps_columns,
            step=self._step,
        )

    def _cross_places(self) -> Masked:
        open_, people = self._figures.open, self._figures.people_of
        cells = [
            [sum(open_.get((insee, theme), 0) for insee in place.communes) for theme in self._crossed_themes]
            for place in self._places
        ]
        few = [
            Figure(line, None)
            for line, place in enumerate(self._places)
            if sum(people[insee] for insee in place.communes) < self._threshold
        ]
        return self._masked(cells, groups=[each.territory for each in self._places], also=few, keeps_columns=True)

    def _of_public(self, kind: PublicKind) -> Masked:
        """Mask those of a public and those who are not, by theme; disabled workers even for the team."""
        inside = [self._figures.publics.get((theme, kind), 0) for theme in self._crossed_themes]
        outside = [self._open[theme] - count for theme, count in zip(self._crossed_themes, inside, strict=True)]
        totals = {Figure(0, None), Figure(1, None)}
        if kind in _SENSITIVE_PUBLICS:
            return mask(
                Counts([inside, outside]), self._threshold, unpublished=totals, keeps_columns=True, step=self._step
            )
        return self._masked([inside, outside], unpublished=totals, keeps_columns=True)

    def _crossing(
        self,
        key: str,
        title: str,
        note: str,
        head: Sequence[str],
        masked: Masked,
        figures: Sequence[Figure],
    ) -> NeedsTable:
        """Return a table whose lines are the themes and whose columns are the lines, or groups, of counts."""
        names = [*((column, label(theme)) for column, theme in enumerate(self._crossed_themes)), (None, _("Total"))]
        return NeedsTable(
            key,
            title,
            note,
            (_("Theme"), *head, _("Total")),
            tuple(
                NeedsLine(
                    (
                        name,
                        *(_shown(masked[figure._replace(column=column)]) for figure in figures),
                        _shown(masked[Figure(None, column)]),
                    ),
                    is_total=column is None,
                )
                for column, name in names
            )
            if self._crossed_themes
            else (),
        )

    def _results(self, masked: Masked, line: int | None, states: Sequence[ReferralState]) -> list[Value]:
        """Return the counts of one line of referrals, their total and the share of answers among those settled."""
        shown = [masked[Figure(line, column)] for column in range(len(states))]
        settled = [count for count, state in zip(shown, states, strict=True) if state not in WAITING]
        answered = [count for count, state in zip(shown, states, strict=True) if state in ANSWERED]
        rate: Value = None
        if None in settled:
            rate = HIDDEN
        elif sum(count or 0 for count in settled):
            rate = round(100 * sum(count or 0 for count in answered) / sum(count or 0 for count in settled))
        return [*map(_shown, shown), _shown(masked[Figure(line, None)]), rate]

    def _delay(self, masked: Masked, line: int, days: int | None) -> Value:
        """Return a median, told where those it is of may be counted."""
        count = masked.counts[Figure(line, 0)]
        if not count:
            return None
        is_told = masked[Figure(line, 0)] is not None and (self._is_internal or count >= self._threshold)
        return days if is_told else HIDDEN


def _size(value: int | Secret) -> int:
    """Return by what a list is sorted; what is hidden comes last, whatever its number."""
    return value if isinstance(value, int) else 0


def _shown(count: int | None) -> Value:
    return HIDDEN if count is None else count
