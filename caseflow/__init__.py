"""CaseFlow: pathways, barriers and mass recruitments for PLIE counsellors, offline and encrypted."""

__version__ = "0.1.0"

APPLICATION_NAME = "CaseFlow"
