"""Bring a caseload file in: compare its rows with the people of the store, decide each, write all as one action."""

from caseflow.services.caseloads.incoming import IncomingPerson
from caseflow.services.caseloads.plan import WITHOUT_PLACE
from caseflow.services.caseloads.report import Duplicate, Mended, Rejection, Report
from caseflow.services.caseloads.service import Caseloads, RememberedMapping
from caseflow.services.caseloads.staging import Candidate, Choice, Decision, RowStatus, StagedRow, Staging

__all__ = [
    "WITHOUT_PLACE",
    "Candidate",
    "Caseloads",
    "Choice",
    "Decision",
    "Duplicate",
    "IncomingPerson",
    "Mended",
    "Rejection",
    "RememberedMapping",
    "Report",
    "RowStatus",
    "StagedRow",
    "Staging",
]
