"""Read and write directories of partners in the national schema data·inclusion v1."""

from caseflow.exchange.services_directory.reading import Survey, read_directory, survey
from caseflow.exchange.services_directory.rejected import write_rejected
from caseflow.exchange.services_directory.writing import Exported, export_directory

__all__ = ["Exported", "Survey", "export_directory", "read_directory", "survey", "write_rejected"]
