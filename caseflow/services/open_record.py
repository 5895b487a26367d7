"""Open a record: the person, her pathway, what comes next and whom to call, all from one reading."""

from dataclasses import dataclass
from datetime import date

from caseflow.domain.rules import Rules
from caseflow.services.dossier import Dossier
from caseflow.services.pathway_view import PathwayView, view_of
from caseflow.services.records import PersonRecord, record_of
from caseflow.services.summaries import ContactLine, NextStep
from caseflow.services.summary_reading import contacts, next_steps, referent_line


@dataclass(frozen=True)
class OpenedRecord:
    """Everything an open record shows, as seen from a day."""

    person: PersonRecord
    pathway: PathwayView
    next_steps: tuple[NextStep, ...]
    contacts: tuple[ContactLine, ...]


def opened(dossier: Dossier, rules: Rules, on: date) -> OpenedRecord:
    """Return what is shown of a dossier already read."""
    steps = dossier.pathway.steps
    return OpenedRecord(
        record_of(dossier, rules, on),
        view_of(dossier, rules, on),
        next_steps(steps, on),
        contacts(referent_line(dossier, on), steps),
    )
