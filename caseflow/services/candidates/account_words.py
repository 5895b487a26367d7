"""The words around the account of a recruitment, the same on screen, on paper and in a workbook."""

from caseflow.i18n import N_, Catalog
from caseflow.services.candidates.account import Account
from caseflow.services.figures.model import RELEASES, Release
from caseflow.services.figures.words import shown

TITLE = N_("Account of the recruitment")


def facts(account: Account, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Return what the recruitment is about, each fact with its name; what is not known is left out."""
    hours = catalog.number(account.clause_hours) if account.clause_hours else ""
    common = catalog.gettext("yes, open to all prescribers") if account.is_common_prescription else ""
    found = (
        (catalog.gettext("Employer:"), account.employer),
        (catalog.gettext("Posts to fill:"), catalog.number(account.posts) if account.posts else ""),
        (catalog.gettext("People sent:"), shown(account.candidates, catalog)),
        (catalog.gettext("People hired:"), shown(account.hired, catalog)),
        (catalog.gettext("Hours of social clauses:"), hours),
        (catalog.gettext("Common prescription:"), common),
    )
    return tuple((name, value) for name, value in found if value)


def audience(account: Account, catalog: Catalog) -> str:
    """Say for whom the figures are."""
    return catalog.gettext(RELEASES[account.release])


def masking_note(account: Account, catalog: Catalog) -> str:
    """Say what is hidden, and why."""
    if account.release is Release.INTERNAL:
        return catalog.gettext(
            "Figures for the team alone, not to be handed on. What is printed or written to a workbook is masked:"
            " “s.” stands for fewer than {threshold} people."
        ).format(threshold=account.threshold)
    return catalog.gettext(
        "“s.” (statistical secrecy) stands for fewer than {threshold} people, or for a figure that would let such a"
        " number be worked out. Communes with few people are told together."
    ).format(threshold=account.threshold)


def sources(catalog: Catalog) -> str:
    """Say where the figures come from."""
    return catalog.gettext(
        "Source: candidacies noted in CaseFlow. Whoever was sent by several prescribers counts for each."
    )
