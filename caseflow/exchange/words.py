"""Reduce a heading or a choice to the words that matter, so that variants of the same thing meet."""

import re

from caseflow.i18n import fold

_NUMBER = re.compile(r"\bn(?:um|umeros?)?\s*[°º]\s*|^\s*(?:num|no|nb|n)\b[.:]?\s*", re.IGNORECASE)
_MARKS = re.compile(r"[^a-z0-9+]+")
_SMALL = frozenset("a au aux d de des du e en l la le les ou et par un une the of".split())
# A heading says it of whom: a candidate's export and a caseload call the same things by the same words.
_WHOM = frozenset(
    "beneficiaire beneficiaires candidat candidats participant participants usager usagers salarie personne "
    "allocataire demandeur demandeurs adherent stagiaire jeune".split()
)
# … unless nothing telling would be left: « N° allocataire » and « N° participant » are two things.
_VAGUE = frozenset("numero identifiant id code reference ref".split())


def plain_words(text: str) -> str:
    """Return lower-case words without accents, marks or line breaks: « N° Téléphones » gives « numero telephones »."""
    numbered = _NUMBER.sub(" numero ", text.replace("\u2116", "n°"))
    return " ".join(_MARKS.sub(" ", fold(numbered)).split())


def heading_words(heading: str) -> str:
    """Return the words that tell a heading apart, without articles nor « bénéficiaire » or « candidat »."""
    words = [word for word in plain_words(heading).split() if word not in _SMALL]
    telling = [word for word in words if word not in _WHOM]
    return " ".join(words if _VAGUE.issuperset(telling) else telling)
