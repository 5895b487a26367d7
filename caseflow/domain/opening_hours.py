"""Say in words the opening hours that OpenStreetMap writes `Mo-Fr 08:30-12:30; PH off`.

The part of https://wiki.openstreetmap.org/wiki/Key:opening_hours that directories of services use: days, spans of days,
spans of hours, public and school holidays. What is written otherwise is shown as it is.
"""

import re

from caseflow.i18n import N_, NARROW_NBSP, NBSP, Catalog

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
_HOLIDAYS = {"PH": N_("on public holidays"), "SH": N_("in school holidays")}
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_RULE = re.compile(r"(?P<days>(?:[A-Z][a-z]|PH|SH)(?:\s*[-,]\s*(?:[A-Z][a-z]|PH|SH))*)?:?\s*(?P<hours>.*)", re.DOTALL)


def hours_in_words(written: str, catalog: Catalog) -> str:
    """Return the hours in words, rule after rule; as they are written where one of the rules is not understood."""
    rules = [rule.strip() for rule in written.split(";") if rule.strip()]
    said = [_rule(rule, catalog) for rule in rules]
    if not said or None in said:
        return written.strip()
    semicolon = f"{NARROW_NBSP}; " if catalog.language == "fr" else "; "
    return semicolon.join(filter(None, said))


def _rule(rule: str, catalog: Catalog) -> str | None:
    if rule == "24/7":
        return catalog.gettext("day and night, every day")
    match = _RULE.fullmatch(rule)
    if match is None:
        return None
    days = _days(match["days"], catalog) if match["days"] else ""
    hours = match["hours"].strip().strip('"')
    if days is None or not (days or hours):
        return None
    if hours in ("off", "closed"):
        return catalog.gettext("closed {days}").format(days=days).strip()
    spans = _spans(hours, catalog) if hours else ""
    return None if spans is None else " ".join(part for part in (days, spans) if part)


def _spans(hours: str, catalog: Catalog) -> str | None:
    parts = [part.strip() for part in hours.split(",")]
    found = [_HOURS.fullmatch(part) for part in parts]
    if any(match is None or int(match[1]) > 24 or int(match[3]) > 26 for match in found):
        return None
    said = [
        f"{catalog.hour(int(match[1]) * 60 + int(match[2]))} – {catalog.hour(int(match[3]) * 60 + int(match[4]))}"
        for match in found
        if match
    ]
    return _listed([each.replace(" – ", f"{NBSP}–{NBSP}") for each in said], catalog)


def _days(written: str, catalog: Catalog) -> str | None:
    groups = [_group(group.strip(), catalog) for group in written.split(",")]
    if None in groups:
        return None
    return _listed([group for group in groups if group], catalog)


def _group(group: str, catalog: Catalog) -> str | None:
    if group in _HOLIDAYS:
        return catalog.gettext(_HOLIDAYS[group])
    ends = [part.strip() for part in group.split("-")]
    if len(ends) > 2 or any(end not in _DAYS for end in ends):
        return None
    names = [catalog.gettext(_NAMES[_DAYS.index(end)]) for end in ends]
    if len(names) == 1:
        return catalog.gettext("on {day}").format(day=names[0])
    return catalog.gettext("from {first} to {last}").format(first=names[0], last=names[1])


def _listed(parts: list[str], catalog: Catalog) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return catalog.gettext("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])
