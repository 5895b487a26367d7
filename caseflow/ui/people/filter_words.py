"""The words of filters: on a chip, in a menu, in a dialog."""

from collections.abc import Mapping
from datetime import date

from caseflow.domain.barrier import Theme
from caseflow.domain.civility import Civility
from caseflow.domain.labels import label, scheme_acronym, scheme_label
from caseflow.domain.person import FactKind
from caseflow.domain.scheme import Scheme
from caseflow.i18n import N_, _, current
from caseflow.services.people_filters import NOBODY, Filter, FilterKind

KINDS = {
    FilterKind.AGE: N_("Age"),
    FilterKind.COMMUNE: N_("Commune"),
    FilterKind.REFERENT: N_("Referent"),
    FilterKind.SCHEME: N_("Scheme under way"),
    FilterKind.FACT: N_("Situation"),
    FilterKind.BARRIER: N_("Open barrier"),
    FilterKind.NEXT_DATE: N_("Next date"),
    FilterKind.ENTERED: N_("Entered on"),
    FilterKind.CIVILITY: N_("Civility"),
    FilterKind.WITH_PHONE: N_("Has a phone"),
    FilterKind.WITHOUT_PHONE: N_("Has no phone"),
    FilterKind.WITHOUT_NOTICE: N_("Information notice not given"),
    FilterKind.WITHOUT_ANSWER: N_("Referral without answer"),
}
"""What each kind of filter is called, in the order in which they are offered."""

_NONE = {
    FilterKind.COMMUNE: N_("Commune unknown"),
    FilterKind.REFERENT: N_("No referent"),
    FilterKind.CIVILITY: N_("Civility unknown"),
}
_MOST = 3
"""Values named on a chip."""


def words(each: Filter, counsellors: Mapping[str, str]) -> str:
    """Return what a filter says: « Âge : de 18 à 25 ans »; `counsellors` names them by key."""
    kind = _(KINDS[each.kind])
    said = _said(each, counsellors)
    return _("{kind}: {values}").format(kind=kind, values=said) if said else kind


def value_words(kind: FilterKind, value: str, counsellors: Mapping[str, str]) -> str:
    """Return what one of the values to choose from says."""
    if value == NOBODY:
        return _(_NONE[kind])
    if kind is FilterKind.SCHEME:
        return scheme_label(Scheme(value))
    if kind is FilterKind.FACT:
        return label(FactKind(value))
    if kind is FilterKind.CIVILITY:
        return label(Civility(value))
    if kind is FilterKind.BARRIER:
        return label(Theme(value))
    return counsellors.get(value, _("Unknown")) if kind is FilterKind.REFERENT else value


def _said(each: Filter, counsellors: Mapping[str, str]) -> str:
    if each.kind is FilterKind.AGE:
        return _ages(*each.values)
    if each.kind is FilterKind.ENTERED:
        return _days(*(current().date(date.fromisoformat(text)) if text else "" for text in each.values))
    if each.kind is FilterKind.NEXT_DATE:
        return _("within {count} days").format(count=each.values[0])
    if each.kind is FilterKind.SCHEME and len(each.values) > 1:
        named = [scheme_acronym(Scheme(value)) for value in each.values]
    else:
        named = [value_words(each.kind, value, counsellors) for value in each.values]
    more = len(named) - _MOST
    said = ", ".join(named[:_MOST])
    return _("{values} and {count} more").format(values=said, count=more) if more > 0 else said


def _ages(least: str, most: str) -> str:
    if not most:
        return _("{least} and over").format(least=least)
    if not least:
        return _("{most} and under").format(most=most)
    return _("{least} to {most}").format(least=least, most=most)


def _days(since: str, until: str) -> str:
    if not until:
        return _("from {day} on").format(day=since)
    if not since:
        return _("until {day}").format(day=until)
    return _("from {since} to {until}").format(since=since, until=until)
