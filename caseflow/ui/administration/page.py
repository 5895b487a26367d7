"""The section « Administration »: rules, lexicon, backups, counsellors, the structure, the lock, the display."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from caseflow.i18n import _
from caseflow.ui import theme
from caseflow.ui.administration.appearance import AppearanceTab
from caseflow.ui.administration.backups import BackupsTab
from caseflow.ui.administration.lexicon import LexiconTab
from caseflow.ui.administration.rules import RulesTab
from caseflow.ui.administration.security import SecurityTab
from caseflow.ui.administration.staff import StaffTab
from caseflow.ui.context import Context


class AdministrationPage(QWidget):
    """One tab for each matter."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        tabs = QTabWidget()
        tabs.setAccessibleName(_("Administration"))
        tabs.addTab(RulesTab(context), _("Rules"))
        tabs.addTab(LexiconTab(context), _("Lexicon"))
        tabs.addTab(BackupsTab(context), _("Backups"))
        tabs.addTab(StaffTab(context), _("Counsellors and structure"))
        tabs.addTab(SecurityTab(context), _("Security"))
        tabs.addTab(AppearanceTab(context), _("Display"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.addWidget(theme.title(_("Administration")))
        column.addWidget(tabs, 1)
