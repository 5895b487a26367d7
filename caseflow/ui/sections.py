"""The sections of the window; the page of each is loaded when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from caseflow.i18n import N_
from caseflow.ui.context import Context

PageFactory: TypeAlias = Callable[[Context], QWidget]


@dataclass(frozen=True)
class Section:
    """One entry of the sidebar."""

    key: str
    title: str
    icon: str
    load: Callable[[], PageFactory]

    @property
    def factory(self) -> PageFactory:
        """Return what makes its page."""
        return self.load()


def _home() -> PageFactory:
    from caseflow.ui.home.page import HomePage

    return HomePage


def _people() -> PageFactory:
    from caseflow.ui.people.list_page import ListPage

    return ListPage


def _resources() -> PageFactory:
    from caseflow.ui.resources.page import ResourcesPage

    return ResourcesPage


def _recruitments() -> PageFactory:
    from caseflow.ui.recruitments.page import RecruitmentsPage

    return RecruitmentsPage


def _reports() -> PageFactory:
    from caseflow.ui.reports.page import ReportsPage

    return ReportsPage


def _exchange() -> PageFactory:
    from caseflow.ui.exchange.page import ExchangePage

    return ExchangePage


def _administration() -> PageFactory:
    from caseflow.ui.administration.page import AdministrationPage

    return AdministrationPage


SECTIONS = (
    Section("home", N_("Home"), "home", _home),
    Section("people", N_("Beneficiaries"), "people", _people),
    Section("resources", N_("Resources"), "compass", _resources),
    Section("recruitments", N_("Recruitments"), "megaphone", _recruitments),
    Section("reports", N_("Reports"), "chart", _reports),
    Section("exchange", N_("Exchanges"), "exchange", _exchange),
    Section("administration", N_("Administration"), "administration", _administration),
)
