"""The candidates of a recruitment: lists in, one clean list, everybody who sent somebody credited."""

from caseflow.services.candidates.intake import FileReport, Intake, ReceivedFile
from caseflow.services.candidates.pairs import Pair, Pairs

__all__ = ["FileReport", "Intake", "Pair", "Pairs", "ReceivedFile"]
