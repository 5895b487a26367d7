"""What a line says of a service: where, how far, how it answers, when somebody last checked that it still holds."""

from datetime import date

from caseflow.i18n import NARROW_NBSP, NBSP, _, current, ngettext
from caseflow.services.observed import Observed
from caseflow.services.resources import ServiceRow


def distance_words(kilometres: float | None) -> str:
    """Say how far: « 1,2 km »; under ten kilometres the hundred metres count."""
    if kilometres is None:
        return ""
    return f"{current().number(kilometres, 1 if kilometres < 10 else 0)}{NBSP}km"


def rate_words(seen: Observed | None) -> str:
    """Say how often it answers: « 80 % »."""
    return "" if seen is None or seen.rate is None else f"{current().number(100 * seen.rate)}{NARROW_NBSP}%"


def delay_words(seen: Observed | None) -> str:
    """Say how long it takes to answer: « 3 jours »."""
    if seen is None or seen.median_days is None:
        return ""
    return ngettext("{count} day", "{count} days", seen.median_days).format(count=seen.median_days)


def observed_words(seen: Observed | None) -> str:
    """Say in a sentence how it answers those who are referred to it; empty when nobody ever was."""
    if seen is None:
        return ""
    sent = ngettext("{count} referral sent", "{count} referrals sent", seen.sent).format(count=seen.sent)
    if seen.rate is None:
        return _("{referrals}, answer awaited").format(referrals=sent)
    answered = _("{rate} answered").format(rate=rate_words(seen))
    delay = _("in {days} (median)").format(days=delay_words(seen)) if seen.median_days is not None else ""
    return ", ".join(part for part in (sent, " ".join(each for each in (answered, delay) if each)) if part)


def age_words(day: date | None, on: date) -> str:
    """Say how long ago somebody told that it holds: « 3 mois »."""
    if day is None:
        return _("never")
    months = (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day)
    if months < 1:
        days = max(0, (on - day).days)
        return ngettext("{count} day", "{count} days", days).format(count=days) if days else _("today")
    if months < 24:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    years = months // 12
    return ngettext("{count} year", "{count} years", years).format(count=years)


def told_on(row: ServiceRow) -> date | None:
    """Return the last day on which somebody, here or its owner, said that it holds."""
    return max((day for day in (row.verified_on, row.updated_on) if day is not None), default=None)
