"""Say what acronyms stand for: the tool tip of any label, button or box that holds one and has none of its own."""

import re

from caseflow.domain.labels import SCHEME_ACRONYMS, scheme_label
from caseflow.i18n import N_, _

_WORDS = {
    "PLIE": N_("PLIE: local plan for inclusion and employment"),
    "IAE": N_("IAE: insertion through economic activity"),
    "POE": N_("POE: operational preparation for employment"),
    "CDDI": N_("CDDI: fixed-term insertion contract"),
    "RQTH": N_("RQTH: recognition as a disabled worker"),
    "QPV": N_("QPV: priority neighbourhood of urban policy"),
    "RSA": N_("RSA: active solidarity income"),
    "ROME": N_("ROME: directory of trades of France Travail"),
    "INSEE": N_("INSEE: national institute of statistics; its code names a commune"),
    "CAF": N_("CAF: family allowances office"),
    "MSA": N_("MSA: social insurance of farming"),
    "CCAS": N_("CCAS: social office of a commune"),
}
_ACRONYM = re.compile(r"\b[A-Z]{3,5}\b")


def explained(text: str) -> str:
    """Return what the acronyms of a text stand for, one a line; empty when it holds none that is known."""
    schemes = {short: scheme for scheme, short in SCHEME_ACRONYMS.items() if _ACRONYM.fullmatch(short)}
    lines: list[str] = []
    for found in dict.fromkeys(_ACRONYM.findall(text)):
        if found in _WORDS:
            lines.append(_(_WORDS[found]))
        elif found in schemes and scheme_label(schemes[found]) not in text:
            lines.append(scheme_label(schemes[found]))
    return "\n".join(lines)
