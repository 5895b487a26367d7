"""Set the candidates of a recruitment in tables: small numbers, and what would let them be worked out, are masked."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from statistics import median
from uuid import UUID

from caseflow.domain.candidacy import CandidacyState, KeptCheck
from caseflow.domain.labels import label
from caseflow.domain.masking import Figure, Masked
from caseflow.domain.priority import PUBLIC_LABELS, PublicKind
from caseflow.domain.recruitment import RecruitmentJob
from caseflow.i18n import _, sort_key
from caseflow.services.candidates.applicants import ORDER, Applicant
from caseflow.services.candidates.board import KEPT_MONTHS
from caseflow.services.figures.masker import Masker, shown
from caseflow.services.figures.model import HIDDEN, FigureLine, FigureTable, Value
from caseflow.services.figures.places import places, territory_names

_SENSITIVE = frozenset({PublicKind.RQTH, PublicKind.AAH})
"""Publics that speak of health: masked even for the team."""


class AccountTables:
    """Makes each table from the same candidates."""

    def __init__(self, applicants: Sequence[Applicant], masker: Masker) -> None:
        self._applicants = applicants
        self._masker = masker
        lived = Counter(each.insee for each in applicants)
        self._places = places(lived, 1 if masker.is_internal else masker.threshold)
        self._living = [self._where(lambda each, place=place: each.insee in place.communes) for place in self._places]
        self._by_place = self._masked(self._living, groups=[place.territory for place in self._places])

    def every(self, jobs: Sequence[RecruitmentJob], checks: Sequence[KeptCheck], on: date) -> tuple[FigureTable, ...]:
        """Return every table that has something to say."""
        made = (
            self.funnel(),
            self.delays(),
            self.jobs(jobs),
            self.by_prescriber(),
            self.by_commune(),
            self.by_territory(),
            self.by_public(),
            self.reasons(),
            self.kept(checks, on),
        )
        return tuple(table for table in made if table.lines)

    def funnel(self) -> FigureTable:
        """Say how many came at least as far as each state."""
        counts = [sum(each.reached(state) for each in self._applicants) for state in ORDER]
        told = [*_apart(counts, 1 if self._masker.is_internal else self._masker.threshold)]
        total = told[0]
        lines = [
            FigureLine((label(state), value, _share(value, total))) for state, value in zip(ORDER, told, strict=True)
        ]
        return FigureTable(
            "funnel",
            _("From the list to the job"),
            _("People who came at least that far, whether or not they stopped there."),
            (_("State"), _("People"), _("Share")),
            tuple(lines) if self._applicants else (),
            drawn=(1,),
            is_percent=frozenset({2}),
        )

    def delays(self) -> FigureTable:
        """Say how long people waited, half of them less."""
        waits = (
            (_("From the list to the first meeting"), [(each.received_on, each.met_on) for each in self._applicants]),
            (_("From the list to the job"), [(each.received_on, each.hired_on) for each in self._applicants]),
            (_("From the first meeting to the job"), [(each.met_on, each.hired_on) for each in self._applicants]),
        )
        found = [(words, [(end - start).days for start, end in pairs if start and end]) for words, pairs in waits]
        return FigureTable(
            "delays",
            _("Delays"),
            _("In days; half of the people waited less than the median."),
            (_("Delay"), _("People"), _("Median days")),
            tuple(
                FigureLine((words, self._masker.people(len(days)), self._median(days))) for words, days in found if days
            ),
        )

    def jobs(self, jobs: Sequence[RecruitmentJob]) -> FigureTable:
        """Set the people hired beside the posts."""
        hired = Counter(each.job_id for each in self._applicants if each.is_hired)
        wanted: list[tuple[UUID | None, str, int]] = [(job.id, job.title, job.posts) for job in jobs]
        if hired[None]:
            wanted.append((None, _("Job not told"), 0))
        told = told_totals(_cells(self._applicants), self._masker.threshold)
        kept = {Figure(None, 0), Figure(None, None)} if Figure(None, 0) in told else ()
        masked = self._masker.masked([[hired[job]] for job, _title, _posts in wanted], kept=kept)
        return FigureTable(
            "jobs",
            _("Posts filled"),
            "",
            (_("Job"), _("Posts"), _("People hired")),
            tuple(
                FigureLine((title, posts or None, shown(masked[Figure(line, 0)])))
                for line, (_job, title, posts) in enumerate(wanted)
            ),
        )

    def by_prescriber(self) -> FigureTable:
        """Say what became of the people each prescriber sent; whoever was sent by several counts for each."""
        names = {name for each in self._applicants for name in each.prescribers}
        groups = [(name, self._where(lambda each, name=name: name in each.prescribers)) for name in names]
        alone = self._where(lambda each: not each.prescribers)
        groups.sort(key=lambda group: sort_key(group[0]))
        if alone:
            groups.append((_("Nobody: own files"), alone))
        return self._results(
            "prescribers",
            _("By prescriber"),
            _("Somebody sent by several prescribers counts for each of them."),
            (_("Prescriber"),),
            [((name,), Figure(line, None), members) for line, (name, members) in enumerate(groups)],
            self._masked([members for _name, members in groups]),
        )

    def by_commune(self) -> FigureTable:
        """Say whence people came; communes with few of them are told together."""
        names = territory_names()
        lines = [
            ((names[place.territory], place.name), Figure(line, None), members)
            for line, (place, members) in enumerate(zip(self._places, self._living, strict=True))
        ]
        return self._results("communes", _("By commune"), "", (_("Territory"), _("Commune")), lines, self._by_place)

    def by_territory(self) -> FigureTable:
        """Say from which territory people came: with the same masks, or it would give those of its communes away."""
        lines = [
            ((name,), Figure(number, None, of_group=True), members)
            for number, name in enumerate(territory_names())
            if (members := self._of_territory(number))
        ]
        return self._results("territories", _("By territory"), "", (_("Territory"),), lines, self._by_place)

    def by_public(self) -> FigureTable:
        """Say what weight each priority public has among those sent, met and hired, and all of them together."""
        kinds = [kind for kind in PublicKind if any(kind in each.publics for each in self._applicants)]
        lines = [self._weight(_(PUBLIC_LABELS[kind]), kind) for kind in kinds]
        if lines:
            lines.append(self._weight(_("At least one priority public"), None))
        return FigureTable(
            "publics",
            _("Weight of priority publics"),
            _("On the day they were sent. Somebody may belong to several publics: these lines are not to be added up."),
            (
                _("Public"),
                _("People hired"),
                _("Met, not hired"),
                _("Not met"),
                _("Together"),
                _("Share of those sent"),
                _("Share of those hired"),
            ),
            tuple(lines),
            is_percent=frozenset({5, 6}),
        )

    def reasons(self) -> FigureTable:
        """Say why people left."""
        counts = Counter(each.reason for each in self._applicants if each.reason is not None)
        found = counts.most_common()
        masked = self._masker.masked([[count] for _reason, count in found]) if found else None
        return FigureTable(
            "reasons",
            _("Why people left"),
            "",
            (_("Reason"), _("People")),
            tuple(
                FigureLine((label(reason), shown(masked[Figure(line, 0)]))) for line, (reason, _n) in enumerate(found)
            )
            if masked
            else (),
            drawn=(1,),
        )

    def kept(self, checks: Sequence[KeptCheck], on: date) -> FigureTable:
        """Say how many were still in the job after 1, 3 and 6 months, among those for whom the day has come."""
        lines = list[FigureLine]()
        lost = {each.candidacy_id: each.months for each in checks if each.is_kept is False}
        for months in KEPT_MONTHS:
            due = [
                False if months > lost.get(check.candidacy_id, months) else check.is_kept
                for check in checks
                if check.months == months and check.due_on <= on
            ]
            if not due:
                continue
            kept_totals = {Figure(None, 0), Figure(None, None)} if len(due) >= self._masker.threshold else ()
            masked = self._masker.masked([[due.count(value)] for value in (True, False, None)], kept=kept_totals)
            yes, no, unknown = (masked[Figure(line, 0)] for line in range(3))
            words = _("After {count} months").format(count=months) if months > 1 else _("After one month")
            lines.append(FigureLine((words, shown(yes), shown(no), shown(unknown), _rate(yes, no))))
        return FigureTable(
            "kept",
            _("Still in the job"),
            _("Among the people hired long enough ago. Share: among those whose situation is known."),
            (_("When"), _("Still there"), _("No longer"), _("Not known yet"), _("Share")),
            tuple(lines),
            is_percent=frozenset({4}),
        )

    # What they are made of -------------------------------------------------------------------------------------

    def _where(self, belongs: Callable[[Applicant], bool]) -> list[Applicant]:
        return [each for each in self._applicants if belongs(each)]

    def _of_territory(self, number: int) -> list[Applicant]:
        lived = zip(self._places, self._living, strict=True)
        return [each for place, members in lived if place.territory == number for each in members]

    def _masked(
        self, groups_of_people: Sequence[Sequence[Applicant]], *, groups: Sequence[int] = (), always: bool = False
    ) -> Masked:
        cells = [_cells(members) for members in groups_of_people]
        kept = told_totals(_cells(self._applicants), self._masker.threshold)
        return self._masker.masked(cells, groups=groups, kept=kept, always=always)

    def _results(
        self,
        key: str,
        title: str,
        note: str,
        head: tuple[str, ...],
        lines: Sequence[tuple[tuple[str, ...], Figure, Sequence[Applicant]]],
        masked: Masked,
    ) -> FigureTable:
        return FigureTable(
            key,
            title,
            note,
            (
                *head,
                _("People hired"),
                _("Met, not hired"),
                _("Not met"),
                _("Together"),
                _("Median days to the job"),
            ),
            tuple(
                FigureLine(
                    (
                        *names,
                        *(shown(masked[figure._replace(column=column)]) for column in (0, 1, 2, None)),
                        self._masker.delay(masked, figure._replace(column=0), _median(_days_to_job(members))),
                    )
                )
                for names, figure, members in lines
            ),
            words=len(head),
        )

    def _weight(self, words: str, kind: PublicKind | None) -> FigureLine:
        """Mask those of a public and those who are not, together: one would give the other away."""

        def belongs(each: Applicant) -> bool:
            return kind in each.publics if kind else bool(each.publics)

        inside, outside = self._where(belongs), self._where(lambda each: not belongs(each))
        masked = self._masked([inside, outside], always=kind in _SENSITIVE)
        return FigureLine(
            (
                words,
                *(shown(masked[Figure(0, column)]) for column in (0, 1, 2, None)),
                _weight(masked, None),
                _weight(masked, 0),
            ),
            is_total=kind is None,
        )

    def _median(self, days: Sequence[int]) -> Value:
        enough = self._masker.is_internal or len(days) >= self._masker.threshold
        return _median(days) if enough else HIDDEN


def _apart(counts: Sequence[int], threshold: int) -> Iterable[Value]:
    """Return the figures of a funnel that may be told: two that are told differ by nobody, or by enough people.

    The first and the last are told first: how many came, how many were hired.
    """
    told = dict[int, int]()
    for place in (0, len(counts) - 1, *range(1, len(counts) - 1)):
        count = counts[place]
        gaps = [abs(count - each) for each in told.values()]
        if all(gap == 0 or gap >= threshold for gap in (count, *gaps)):
            told[place] = count
    return [told.get(place, HIDDEN) for place in range(len(counts))]


def told_totals(totals: Sequence[int], threshold: int) -> frozenset[Figure]:
    """Return the totals that the head of the account and its funnel tell: no table may count on hiding them.

    `totals`: people hired; met, not hired; not met.
    """
    hired, met, _unmet = totals
    everybody, attended = sum(totals), hired + met
    told = {value for value in _apart([everybody, attended, hired], threshold) if isinstance(value, int)}
    found = {Figure(None, None): everybody in told, Figure(None, 0): hired in told}
    found |= {Figure(None, 1): {attended, hired} <= told, Figure(None, 2): {everybody, attended} <= told}
    return frozenset(figure for figure, is_told in found.items() if is_told)


def _cells(members: Sequence[Applicant]) -> list[int]:
    """Count those hired, those met and not hired, those not met."""
    hired = sum(each.is_hired for each in members)
    met = sum(each.reached(CandidacyState.ATTENDED) and not each.is_hired for each in members)
    return [hired, met, len(members) - hired - met]


def _days_to_job(members: Sequence[Applicant]) -> list[int]:
    return [(each.hired_on - each.received_on).days for each in members if each.hired_on]


def _median(days: Sequence[int]) -> int | None:
    return int(median(days) + 0.5) if days else None


def _share(value: Value, total: Value) -> Value:
    if not isinstance(value, int) or not isinstance(total, int):
        return HIDDEN
    return round(100 * value / total) if total else None


def _weight(masked: Masked, column: int | None) -> Value:
    """Return the share of those inside a public in a column."""
    inside, whole = masked[Figure(0, column)], masked[Figure(None, column)]
    if inside is None or whole is None:
        return HIDDEN
    return round(100 * inside / whole) if whole else None


def _rate(yes: int | None, no: int | None) -> Value:
    if yes is None or no is None:
        return HIDDEN
    return round(100 * yes / (yes + no)) if yes + no else None
