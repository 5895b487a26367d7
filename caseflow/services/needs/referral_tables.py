"""Set referrals in tables: what came of them, and how services answer."""

from caseflow.domain.barrier import SENSITIVE_THEMES, Theme
from caseflow.domain.labels import label
from caseflow.domain.masking import Figure, Masked
from caseflow.domain.referral import ReferralState
from caseflow.i18n import N_, _
from caseflow.services.figures.masker import Masker, shown
from caseflow.services.figures.model import HIDDEN, FigureLine, FigureTable, Value
from caseflow.services.needs.questions import Figures

_RESULTS = (
    (N_("Waiting"), (ReferralState.PROPOSED, ReferralState.SENT)),
    (N_("Accepted"), (ReferralState.ACCEPTED,)),
    (N_("Declined"), (ReferralState.REFUSED,)),
    (N_("Did not go"), (ReferralState.NO_SHOW,)),
    (N_("Carried out"), (ReferralState.DONE,)),
    (N_("No answer"), (ReferralState.NO_FOLLOW_UP, ReferralState.EXPIRED)),
)
"""What came of referrals: those not yet settled first, those left without an answer last."""


def referrals(figures: Figures, masker: Masker) -> FigureTable:
    """Cross the themes of the barriers to be lifted and what came of the referrals."""
    asked = figures.referrals
    themes = [theme for theme in (*Theme, None) if theme not in SENSITIVE_THEMES]
    themes = [theme for theme in themes if any((theme, state) in asked for state in ReferralState)]
    counted = [[[asked.get((t, state), (0, 0)) for state in states] for _word, states in _RESULTS] for t in themes]
    few = [
        Figure(line, column)
        for line, cells in enumerate(counted)
        for column, pairs in enumerate(cells)
        if sum(people for _count, people in pairs) < masker.threshold
    ]
    masked = masker.masked([[sum(count for count, _p in pairs) for pairs in cells] for cells in counted], also=few)
    names = [label(theme) if theme else _("No barrier named") for theme in themes]
    lines = [
        FigureLine((name, *_results(masked, line)), is_total=line is None)
        for line, name in [*enumerate(names), (None, _("Total"))]
    ]
    return FigureTable(
        "referrals",
        _("Referrals and their results"),
        _("Proposed in the period, by the theme of the barrier to be lifted. Answer rate: among those settled."),
        (_("Theme"), *(_(word) for word, _states in _RESULTS), _("Total"), _("Answer rate")),
        tuple(lines) if themes else (),
        is_percent=frozenset({len(_RESULTS) + 2}),
    )


def services(figures: Figures, masker: Masker) -> FigureTable:
    """List the services to which most people were sent."""
    asked = figures.services
    cells = [[each.answered, each.sent - each.answered] for each in asked]
    totals = {Figure(None, 0), Figure(None, 1), Figure(None, None)}
    masked = masker.masked(cells, unpublished=totals)
    lines = list[FigureLine]()
    for line, each in enumerate(asked):
        if masked[Figure(line, None)] is None:
            continue
        answered, silent = masked[Figure(line, 0)], masked[Figure(line, 1)]
        rate = days = HIDDEN
        if answered is not None and silent is not None:
            rate = round(100 * answered / max(answered + silent, 1))
            days = masker.delay(masked, Figure(line, 0), each.median_days)
        lines.append(FigureLine((each.name, shown(masked[Figure(line, None)]), rate, days)))
    return FigureTable(
        "services",
        _("Services most asked, and how they answer"),
        _("People sent within the period. Services about health or justice alone are left out."),
        (_("Service"), _("People sent"), _("Answer rate"), _("Median days to answer")),
        tuple(lines),
        is_percent=frozenset({2}),
    )


def _results(masked: Masked, line: int | None) -> list[Value]:
    """Return the counts of one line of referrals, their total and the share of answers among those settled."""
    counts = [masked[Figure(line, column)] for column in range(len(_RESULTS))]
    settled = [count for count in counts[1:] if count is not None]
    rate: Value = None
    if len(settled) < len(counts) - 1:
        rate = HIDDEN
    elif sum(settled):
        rate = round(100 * sum(settled[:-1]) / sum(settled))
    return [*map(shown, counts), shown(masked[Figure(line, None)]), rate]
