"""Recognise who sent a list: by its file name, by the address it came from, by headings met before."""

import json
import re
from collections.abc import Sequence
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.recruitment import CandidateFile, Prescriber
from caseflow.i18n import fold
from caseflow.store.store import Store

_COMMON = frozenset(
    "liste candidats candidat candidatures recrutement fichier tableau envoi copie final version "
    "de du des la le les l d et a au aux pour".split()
)
"""Words of file names and of organisations that tell nobody apart."""


def sender_of(store: Store, file_name: str, fingerprint: str, address: str = "") -> str:
    """Return the name of the prescriber who sent a list; empty when nobody, or several, may have.

    Args:
        store: where the prescribers are.
        file_name: of the list: « 2026-11 Liste mission locale.xlsx ».
        fingerprint: of its headings, as `mappings.fingerprint` makes it.
        address: the e-mail address it came from, where that is known.
    """
    with store.reading() as session:
        prescribers = session.scalars(select(Prescriber).where(Prescriber.is_active)).all()
        ways = (
            _by_address(prescribers, address),
            _by_name(prescribers, file_name),
            _by_headings(session, fingerprint),
        )
    return next((found[0] for found in ways if len(found) == 1), "")


def _by_address(prescribers: Sequence[Prescriber], address: str) -> list[str]:
    domain = fold(address.rpartition("@")[2])
    return [each.name for each in prescribers if domain and domain in _listed(each.mail_domains)]


def _by_name(prescribers: Sequence[Prescriber], file_name: str) -> list[str]:
    """Return those whose every word, or one of whose own words, stands in the file name; the longest name wins.

    « Cap emploi 13 » and « Cap emploi » have the same words: the one that stands there whole wins.
    """
    stem = file_name.rpartition(".")[0] or file_name
    words = _words(stem)
    named = [each for each in prescribers if (own := _words(each.name)) and own <= words]
    longest = max((len(_words(each.name)) for each in named), default=0)
    best = [each.name for each in named if len(_words(each.name)) == longest]
    whole = [name for name in best if fold(name) in fold(stem)]
    if whole:
        return [name for name in whole if len(name) == max(map(len, whole))]
    return best or [each.name for each in prescribers if _listed(each.file_words) & words]


def _by_headings(session: Session, fingerprint: str) -> list[str]:
    """Return all who sent such headings before: what several send, the template for instance, tells nobody."""
    query = (
        select(Prescriber.name)
        .join(CandidateFile, CandidateFile.prescriber_id == Prescriber.id)
        .where(CandidateFile.fingerprint == fingerprint, CandidateFile.fingerprint != "", Prescriber.is_active)
    )
    return list(session.scalars(query.distinct()))


def _listed(text: str) -> set[str]:
    return {fold(each) for each in cast("list[str]", json.loads(text))}


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", fold(text)) if word not in _COMMON}
