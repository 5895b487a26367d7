"""Read a list of candidates that a partner sent: who sent it, what its columns are, which people it holds."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseflow.domain.errors import Invalid
from caseflow.exchange.caseloads import Caseload, read_caseload, read_row
from caseflow.exchange.columns import columns_by_key
from caseflow.exchange.left_out import kept_lines
from caseflow.exchange.mails import Attached
from caseflow.exchange.mappings import Mapping, fingerprint, missing_columns
from caseflow.exchange.readings import ReadContext
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.rows import Row
from caseflow.exchange.tables import Table, read_pasted, read_table
from caseflow.services.candidates import ReceivedFile
from caseflow.services.candidates.intake import mapping_key
from caseflow.services.candidates.senders import sender_of
from caseflow.services.desk import Desk

TEMPLATE_HEADINGS: tuple[tuple[str, str], ...] = (
    ("prescriber", "Prescripteur"),
    ("civility", "Civilité"),
    ("last_name", "Nom"),
    ("birth_name", "Nom de naissance"),
    ("first_name", "Prénom"),
    ("birth_date", "Date de naissance (JJ/MM/AAAA)"),
    ("phones", "Téléphone"),
    ("emails", "E-mail"),
    ("post_code", "Code postal"),
    ("commune", "Commune"),
    ("france_travail_id", "Identifiant France Travail"),
    ("rsa", "Bénéficiaire du RSA (oui/non)"),
    ("rqth", "RQTH (oui/non)"),
    ("qpv", "Résident QPV (oui/non)"),
    ("driving_licence", "Permis B (oui/non)"),
    ("project", "Métier recherché"),
    ("referent", "Référent"),
)
"""The template sent to partners, always in French: its fields and their headings, which nobody else may change."""

EMPLOIS_HEADINGS: tuple[str, ...] = (
    "Civilité candidat", "Nom candidat", "Prénom candidat", "Email candidat", "Téléphone candidat",
    "Date de naissance candidat", "Ville candidat", "Département candidat", "Nom structure employeur",
    "Type employeur", "Métiers", "Source de la candidature", "Nom organisation prescripteur",
    "Nom utilisateur prescripteur", "Date de la candidature", "Statut de la candidature",
    "Dates de début d’embauche", "Dates de fin d’embauche", "Motifs de refus", "Éligibilité IAE validée",
    "Eligible au contrôle", "Numéro PASS IAE", "Début PASS IAE", "Fin PASS IAE", "Statut PASS IAE",
)  # fmt: skip
"""The export of applications of les emplois de l’inclusion: its 25 columns, in order."""


@dataclass(frozen=True)
class CandidateList:
    """A list as it was read. Nothing of it is written yet."""

    table: Table = field(repr=False)
    mapping: Mapping
    sender: str
    """Empty when nobody knows, or when each line says its own: see `names_senders`."""
    is_known: bool
    """Its columns were understood before, or are those of the template or of les-emplois: nothing is to be asked."""
    caseload: Caseload = field(repr=False)

    @property
    def name(self) -> str:
        """Return what the list is called."""
        return self.table.name

    @property
    def names_senders(self) -> bool:
        """Tell whether its lines say themselves who sent them."""
        return not self.sender and any(row.values.get("prescriber") for row in self.caseload.rows)

    @property
    def is_sure(self) -> bool:
        """Tell whether it can be taken in without asking anything."""
        is_understood = not missing_columns(self.mapping) and (
            self.is_known or not (self.mapping.guessed or self.caseload.unread)
        )
        return is_understood and bool(self.sender or self.names_senders)

    def understood(self, mapping: Mapping, sender: str, on: date) -> "CandidateList":
        """Return the list with its columns and its sender as somebody confirmed them."""
        caseload = self.caseload if mapping == self.mapping else read_caseload(self.table, mapping, on=on)
        return replace(self, mapping=mapping, sender=sender.strip(), is_known=True, caseload=caseload)

    def received(self) -> ReceivedFile:
        """Return what the service takes in."""
        headings = self.table.headings
        return ReceivedFile(
            name=self.name,
            rows=self.caseload.rows,
            sender=self.sender,
            fingerprint=fingerprint(headings) if any(headings) else "",
            columns=self.mapping.to_json(headings),
            line_senders={row.number: str(row.values.get("prescriber") or "") for row in self.caseload.rows},
            left_out=kept_lines(self.caseload),
        )


def read_list(
    source: Path | Attached | str, desk: Desk, on: date, *, cancel: Callable[[], bool] | None = None
) -> CandidateList:
    """Read a file, a list attached to a message, or cells that were pasted.

    Raises:
        Refused: it is hostile, broken, protected, too large or empty, or the reading was cancelled.
        StorageTrouble: it cannot be read from the disk.
    """
    table = _table(source, cancel)
    print_of_headings = fingerprint(table.headings)
    is_shared = print_of_headings in _shared()
    found = recognise_table(table)
    by_lines = is_shared and found.columns_of("prescriber")
    named = "" if isinstance(source, str) else table.name
    address = (isinstance(source, Attached) and source.address) or _address(table, found)
    sender = "" if by_lines else sender_of(desk.store, named, print_of_headings, address)
    remembered = _remembered(desk, table, print_of_headings, sender)
    mapping = found if is_shared or remembered is None else remembered
    caseload = read_caseload(table, mapping, on=on)
    read = CandidateList(table, mapping, sender, is_shared or remembered is not None, caseload)
    if by_lines and not read.names_senders:  # the column is there, and was left empty
        read = replace(read, sender=sender_of(desk.store, named, "", address))
    return read


def _table(source: Path | Attached | str, cancel: Callable[[], bool] | None) -> Table:
    if isinstance(source, str):
        return read_pasted(source)
    content = source if isinstance(source, Path) else source.content
    return read_table(content, name=source.name, cancel=cancel)


def _shared() -> frozenset[str]:
    """Return the fingerprints of layouts that many senders use."""
    return frozenset({fingerprint([words for _key, words in TEMPLATE_HEADINGS]), fingerprint(EMPLOIS_HEADINGS)})


def _remembered(desk: Desk, table: Table, print_of_headings: str, sender: str) -> Mapping | None:
    for key in (mapping_key(print_of_headings, sender), print_of_headings):
        known = desk.caseloads.mapping(key)
        if known is not None:
            try:
                return Mapping.from_json(known.columns, table.headings)
            except ValueError:  # written by another version: recognised again
                continue
    return None


def _address(table: Table, mapping: Mapping) -> str:
    """Return the address that most lines give for the referent: its domain is the sender’s."""
    cells = Counter(
        str(row.cells[column]).strip()
        for column in mapping.columns_of("referent_email")
        for row in table.rows
        if row.cells[column]
    )
    return cells.most_common(1)[0][0] if cells else ""


_ENTRY = ("last_name", "first_name", "birth_date", "phones", "commune")
"""What is asked of somebody on the phone."""


def entry_of(values: AnyMapping[str, Any], sender: str, on: date) -> ReceivedFile:
    """Return one candidate told on the phone, as a list of one line that has no name.

    Raises:
        Invalid: a value is missing or cannot be read.
    """
    headings = [columns_by_key()[key].title for key in _ENTRY]
    cells = tuple(values[key] for key in _ENTRY)
    row = read_row(Row(1, cells), Mapping(dict(enumerate(_ENTRY))), headings, ReadContext(on))
    for problem in row.problems:
        raise Invalid(problem.key, problem.reason)
    return ReceivedFile("", (row,), sender)
