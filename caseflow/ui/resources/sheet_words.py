"""Say in words what is known of a service, heading by heading."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain.labels import label
from caseflow.domain.opening_hours import hours_in_words
from caseflow.domain.resource import LOCAL
from caseflow.domain.resource_words import (
    FEES,
    KINDS,
    MOBILISABLE_BY,
    MOBILISATION,
    MODES,
    NETWORKS,
    PUBLICS,
    THEMATIQUES,
    word,
)
from caseflow.i18n import N_, Catalog, _, current
from caseflow.services.place_search import zone_words
from caseflow.services.resource_rows import Freshness, ServiceSheet, freshness
from caseflow.ui.widgets.service_columns import age_words, observed_words

FRESHNESS = {
    Freshness.FRESH: (N_("✔ Up to date, {age} ago"), "success"),
    Freshness.TO_CHECK: (N_("⚠ To check, {age} ago"), "warning"),
    Freshness.OLD: (N_("⚠ Old, {age} ago"), "danger"),
}
"""What the badge says, and its tone."""


def badge(sheet: ServiceSheet, on: date) -> tuple[str, str]:
    """Return how fresh a sheet is, in words, and the tone in which to say it."""
    told = max((day for day in (sheet.verified_on, sheet.updated_on) if day is not None), default=None)
    if told is None:
        return _("⚠ Nobody knows when this was checked"), "danger"
    words, tone = FRESHNESS[freshness(sheet.verified_on, sheet.updated_on, on)]
    if told == on:
        return _("✔ Checked today"), tone
    return _(words).format(age=age_words(told, on)), tone


def parts(sheet: ServiceSheet) -> Iterator[tuple[str, str]]:
    """Yield each heading with what is said under it; what is not known has no heading."""
    catalog = current()
    for heading, lines in (
        (_("What"), _what(sheet)),
        (_("For whom"), _for_whom(sheet)),
        (_("How to mobilise it"), _how(sheet)),
        (_("Conditions, what to bring"), (sheet.access_conditions, _fee(sheet))),
        (_("Where and when"), (*sheet.address, _listed(MODES, sheet.reception_modes), _hours(sheet, catalog))),
    ):
        text = "\n".join(line for line in lines if line)
        if text:
            yield heading, text


def history(sheet: ServiceSheet) -> str:
    """Return what was observed of it here: answers, and our referrals by state."""
    states = [
        _("{state}: {count}").format(state=label(state), count=number) for state, number in sheet.referrals.items()
    ]
    return "\n".join(line for line in (observed_words(sheet.observed), " · ".join(states)) if line)


def provenance(sheet: ServiceSheet) -> str:
    """Return where a sheet comes from, and when it was last changed and checked."""
    catalog = current()
    came = _("Written by hand here") if sheet.source == LOCAL else _("Directory: {source}").format(source=sheet.source)
    days = (
        (_("changed on {day}"), sheet.updated_on),
        (_("checked here on {day}"), sheet.verified_on),
        (_("closed on {day}"), sheet.closed_on),
    )
    networks = ", ".join(word(NETWORKS, each) for each in sheet.networks)
    told = " · ".join([came, *(words.format(day=catalog.date(day)) for words, day in days if day)])
    return "\n".join(line for line in (told, networks, sheet.source_id if not sheet.is_local else "") if line)


def _what(sheet: ServiceSheet) -> Iterator[str]:
    subjects = [word(THEMATIQUES, each) for each in sheet.thematiques]
    yield " · ".join(part for part in (word(KINDS, sheet.kind) if sheet.kind else "", *subjects) if part)
    yield sheet.description
    if sheet.weeks or sheet.weekly_hours:
        hours = _("{hours} h a week").format(hours=current().number(sheet.weekly_hours)) if sheet.weekly_hours else ""
        weeks = _("for {weeks} weeks").format(weeks=sheet.weeks) if sheet.weeks else ""
        yield " ".join(part for part in (hours, weeks) if part)


def _for_whom(sheet: ServiceSheet) -> Iterator[str]:
    yield _listed(PUBLICS, sheet.publics)
    yield sheet.publics_details
    if sheet.zones:
        yield _("Where they live: {zones}").format(zones=", ".join(map(zone_words, sheet.zones)))


def _how(sheet: ServiceSheet) -> Iterator[str]:
    yield _listed(MOBILISATION, sheet.mobilisation_modes)
    if sheet.mobilisable_by:
        yield _("By: {whom}").format(whom=_listed(MOBILISABLE_BY, sheet.mobilisable_by))
    yield sheet.mobilisation_details
    if sheet.contact_name:
        yield _("Ask for: {name}").format(name=sheet.contact_name)


def _fee(sheet: ServiceSheet) -> str:
    return " – ".join(part for part in (word(FEES, sheet.fee) if sheet.fee else "", sheet.fee_details) if part)


def _hours(sheet: ServiceSheet, catalog: Catalog) -> str:
    return hours_in_words(sheet.opening_hours, catalog)


def _listed(family: str, values: tuple[str, ...]) -> str:
    return ", ".join(word(family, each) for each in values)
