"""Bring directories of partners in, keep them up to date, and hand them out."""

from caseflow.services.directory.incoming import Incoming, IncomingDirectory, Refusal
from caseflow.services.directory.outgoing import OutgoingDirectory
from caseflow.services.directory.report import Report
from caseflow.services.directory.service import Directory, Progress
from caseflow.services.directory.staging import Staging

__all__ = [
    "Directory",
    "Incoming",
    "IncomingDirectory",
    "OutgoingDirectory",
    "Progress",
    "Refusal",
    "Report",
    "Staging",
]
