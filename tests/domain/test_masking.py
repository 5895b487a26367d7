"""Promise that no hidden figure of a published table can be worked out again."""

from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.masking import Counts, Figure, Masked, mask, rounded

THRESHOLD = 5


def tables(most: int, lines: int, columns: int) -> st.SearchStrategy[Counts]:
    """Draw tables, with and without groups of lines."""

    def of_width(width: int) -> st.SearchStrategy[Counts]:
        cells = st.lists(
            st.lists(st.integers(0, most), min_size=width, max_size=width).map(tuple), min_size=2, max_size=lines
        )
        return cells.flatmap(
            lambda drawn: st.one_of(
                st.just(()), st.lists(st.integers(0, 1), min_size=len(drawn), max_size=len(drawn)).map(tuple)
            ).map(lambda groups: Counts(drawn, groups))
        )

    return st.integers(1, columns).flatmap(of_width)


class Attacker:
    """Knows all that is published, that counts are whole and not negative, and nothing else."""

    def __init__(self, masked: Masked) -> None:
        counts = masked.counts
        self.hidden = masked.hidden
        self._cells = [(line, column) for line, cells in enumerate(counts.cells) for column in range(len(cells))]
        self._parts = {figure: set(counts.seeds(figure)) for figure in counts}
        self._known = {figure: value for figure in counts if (value := masked[figure]) is not None}
        self._counts = counts

    def values(self, figure: Figure, enough: int) -> set[int]:
        """Return the values a hidden figure may have, up to as many as are enough: each is tried with all others."""
        true, cap = self._counts[figure], self._counts[Figure(None, None)] + enough
        found: set[int] = set()
        for value in sorted(range(cap), key=lambda value: abs(value - true)):
            if self._can_be({**self._known, figure: value}, cap):
                found.add(value)
            if len(found) == enough:
                break
        return found

    def _can_be(self, known: dict[Figure, int], cap: int) -> bool:
        """Tell whether some table of whole numbers has these figures."""
        unknown = [cell for cell in self._cells if Figure(*cell) not in known]
        left = {figure: value for figure, value in known.items() if len(self._parts[figure]) > 1}
        for figure in left:
            left[figure] -= sum(known.get(Figure(*cell), 0) for cell in self._parts[figure])
        last = {
            figure: max((place for place, cell in enumerate(unknown) if cell in self._parts[figure]), default=-1)
            for figure in left
        }
        if any(value < 0 or (value and last[figure] < 0) for figure, value in left.items()):
            return False
        return self._fill(unknown, 0, left, last, cap)

    def _fill(
        self, unknown: list[tuple[int, int]], place: int, left: dict[Figure, int], last: dict[Figure, int], cap: int
    ) -> bool:
        if place == len(unknown):
            return True
        holding = [figure for figure in left if unknown[place] in self._parts[figure]]
        for value in range(min([cap, *(left[figure] for figure in holding)]) + 1):
            rest = {**left, **{figure: left[figure] - value for figure in holding}}
            is_sound = all(not rest[figure] for figure in holding if last[figure] == place)
            if is_sound and self._fill(unknown, place + 1, rest, last, cap):
                return True
        return False

    def bounds(self) -> dict[Figure, tuple[float, float]]:
        """Tighten bounds by each sum of the table, lines, columns and groups, until nothing moves."""
        low = {figure: self._known.get(figure, 0) for figure in self._parts}
        high = {figure: self._known.get(figure, inf) for figure in self._parts}
        moved = True
        while moved:
            moved = False
            for total, parts in self._sums():
                below, above = sum(low[each] for each in parts), sum(high[each] for each in parts)
                moved |= self._tighten(low, high, total, below, above)
                for part in parts:
                    others_low, others_high = below - low[part], sum(high[each] for each in parts if each != part)
                    moved |= self._tighten(low, high, part, low[total] - others_high, high[total] - others_low)
                    below = sum(low[each] for each in parts)
        return {figure: (low[figure], high[figure]) for figure in self.hidden}

    def _tighten(
        self, low: dict[Figure, int], high: dict[Figure, float], figure: Figure, least: float, most: float
    ) -> bool:
        changed = least > low[figure] or most < high[figure]
        low[figure] = max(low[figure], int(least) if least > -inf else 0)
        high[figure] = min(high[figure], most)
        return changed

    def _sums(self) -> list[tuple[Figure, list[Figure]]]:
        """Return each figure with smaller figures that make it up: of its columns, of its lines, of its groups."""
        found: list[tuple[Figure, list[Figure]]] = []
        for figure in self._parts:
            if figure.column is None:
                columns = {column for _line, column in self._parts[figure]}
                found.append((figure, [figure._replace(column=column) for column in sorted(columns)]))
            if figure.line is None or figure.of_group:
                lines = {line for line, _column in self._parts[figure]}
                found.append((figure, [Figure(line, figure.column) for line in sorted(lines)]))
        return found


def published_elsewhere(counts: Counts) -> bool:
    """Tell whether the totals of columns may all be shown."""
    totals = [counts[Figure(None, column)] for column in range(len(counts.cells[0]))]
    return all(total == 0 or total >= THRESHOLD for total in totals)


@given(tables(7, 3, 3))
def test_no_table_that_looks_the_same_gives_a_hidden_figure_away(counts: Counts) -> None:
    attacker = Attacker(mask(counts, THRESHOLD))
    assert all(len(attacker.values(figure, enough=3)) == 3 for figure in attacker.hidden)


@given(tables(6, 2, 3))
def test_a_hidden_figure_may_vary_by_the_threshold(counts: Counts) -> None:
    attacker = Attacker(mask(counts, THRESHOLD))
    enough = THRESHOLD + 1
    assert all(len(attacker.values(figure, enough=enough)) == enough for figure in attacker.hidden)


@given(tables(7, 3, 3).filter(published_elsewhere))
def test_nor_where_the_totals_of_columns_are_published_elsewhere(counts: Counts) -> None:
    masked = mask(counts, THRESHOLD, keeps_columns=True)
    assert not any(figure.line is None for figure in masked.hidden)
    attacker = Attacker(masked)
    assert all(len(attacker.values(figure, enough=3)) == 3 for figure in attacker.hidden)


@settings(max_examples=40)
@given(tables(60, 8, 6), st.booleans())
def test_bounds_drawn_from_every_sum_of_a_large_table_stay_wide(counts: Counts, is_wide: bool) -> None:
    threshold = 11 if is_wide else THRESHOLD
    for figure, (low, high) in Attacker(mask(counts, threshold)).bounds().items():
        assert high - low >= threshold, figure


@given(tables(60, 6, 5))
def test_every_small_number_is_hidden_and_nothing_is_where_there_is_none(counts: Counts) -> None:
    masked = mask(counts, THRESHOLD)
    small = {figure for figure in counts if 0 < counts[figure] < THRESHOLD}
    assert small <= masked.hidden
    if not small:
        assert not masked.hidden
    assert all(masked[figure] == counts[figure] for figure in counts if figure not in masked.hidden)


def test_a_small_number_takes_three_others_with_it_and_no_total() -> None:
    masked = mask(Counts([[3, 20, 30], [12, 25, 40], [50, 60, 70]]), THRESHOLD)
    assert len(masked.hidden) == 4
    assert all(figure.line is not None and figure.column is not None for figure in masked.hidden)
    assert Figure(0, 0) in masked.hidden


def test_a_zero_is_published() -> None:
    assert not mask(Counts([[0, 20], [12, 0]]), THRESHOLD).hidden


def test_a_table_of_very_few_people_says_nothing_but_its_zeros() -> None:
    masked = mask(Counts([[1, 0], [0, 2]]), THRESHOLD)
    assert {figure for figure in masked.counts if masked[figure]} == set()


def test_a_figure_made_by_too_few_people_is_hidden_though_it_is_not_small() -> None:
    counts = Counts([[6, 8], [30, 40], [50, 60]])
    masked = mask(counts, THRESHOLD, also=[Figure(0, None)])
    assert masked[Figure(0, None)] is None
    attacker = Attacker(masked)
    assert all(len(attacker.values(figure, enough=3)) == 3 for figure in attacker.hidden)


def test_the_communes_of_a_territory_do_not_give_its_hidden_figures_away() -> None:
    counts = Counts([[2, 30], [0, 40], [20, 30], [30, 50]], groups=[0, 0, 1, 1])
    masked = mask(counts, THRESHOLD)
    assert masked[Figure(0, 0, of_group=True)] is None
    attacker = Attacker(masked)
    assert all(len(attacker.values(figure, enough=3)) == 3 for figure in attacker.hidden)


def test_one_person_more_shows_only_in_a_rounded_total_that_passes_a_half_step() -> None:
    before = Counts([[3, 20, 30], [12, 25, 40], [50, 60, 71]])
    after = Counts([[4, 20, 30], [12, 25, 40], [50, 60, 71]])
    told = [mask(counts, 11, step=5) for counts in (before, after)]
    seen = {figure for figure in before if told[0][figure] != told[1][figure]}
    assert seen <= {Figure(0, None), Figure(None, 0), Figure(None, None)}
    assert all((before[figure] + 2) // 5 != (after[figure] + 2) // 5 for figure in seen)


@given(st.integers(0, 10_000), st.integers(1, 10))
def test_a_rounded_count_is_a_multiple_half_a_step_away_at_most(value: int, step: int) -> None:
    assert rounded(value, step) % step == 0
    assert abs(rounded(value, step) - value) * 2 <= step
