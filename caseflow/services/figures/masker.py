"""Hide what may not be shown of counts, for whom they are meant."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from caseflow.domain.masking import STEP, Counts, Figure, Masked, mask, rounded
from caseflow.services.figures.model import HIDDEN, Release, Value


@dataclass(frozen=True)
class Masker:
    """What a report hides: under which number, and for whom."""

    threshold: int
    release: Release

    @property
    def is_internal(self) -> bool:
        """Whether the figures stay in the team."""
        return self.release is Release.INTERNAL

    @property
    def step(self) -> int:
        """What counts are rounded to."""
        return STEP if self.release is Release.PUBLISHED else 1

    def people(self, count: int) -> Value:
        """Return a lone number of people, as it may be shown."""
        return HIDDEN if not self.is_internal and 0 < count < self.threshold else rounded(count, self.step)

    def masked(
        self,
        cells: Sequence[Sequence[int]],
        *,
        groups: Sequence[int] = (),
        also: Iterable[Figure] = (),
        unpublished: Collection[Figure] = (),
        keeps_columns: bool = False,
        kept: Collection[Figure] = (),
        always: bool = False,
    ) -> Masked:
        """Mask counts; see `mask`. `always`: for the team too."""
        counts = Counts(cells, groups)
        if self.is_internal and not always:
            return Masked(counts, frozenset())
        return mask(
            counts,
            self.threshold,
            also=also,
            unpublished=unpublished,
            keeps_columns=keeps_columns,
            kept=kept,
            step=self.step,
        )

    def delay(self, masked: Masked, figure: Figure, days: int | None) -> Value:
        """Return a median, told where those it is of, whom a figure counts, may be counted."""
        count = masked.counts[figure]
        if not count:
            return None
        is_told = masked[figure] is not None and (self.is_internal or count >= self.threshold)
        return days if is_told else HIDDEN


def shown(count: int | None) -> Value:
    """Return a figure of a masked table as a cell."""
    return HIDDEN if count is None else count
