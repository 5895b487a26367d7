"""The section « Échanges »: what comes in, what goes out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseflow.i18n import _
from caseflow.ui import icons, theme
from caseflow.ui.context import Context


class ExchangePage(QWidget):
    """Two cards: import a file, export the people."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._import = QPushButton(icons.icon("import"), _("Import a file…"))
        self._export = QPushButton(icons.icon("export"), _("Export everybody…"))
        self._arrange()
        self._import.clicked.connect(self._on_import_clicked)
        self._export.clicked.connect(self._on_export_clicked)

    def _arrange(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(theme.SPACE_L)
        cards.addWidget(
            _card(
                _("Import people"),
                _(
                    "Drop a file anywhere on this window, or paste rows copied from a spreadsheet (Ctrl+V). Excel,"
                    " LibreOffice and text files are read; every row is shown before anything is written, and the"
                    " whole import can be undone."
                ),
                self._import,
            )
        )
        cards.addWidget(
            _card(
                _("Export people"),
                _(
                    "A workbook, a text file or JSON with the list of everybody. To export some people only, select"
                    " them in the list first. The file is not encrypted: keep it only as long as you need it."
                ),
                self._export,
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_L)
        column.addWidget(theme.title(_("Exchanges")))
        column.addLayout(cards)
        column.addStretch(1)

    def _on_import_clicked(self) -> None:
        self._context.navigator.open_import()

    def _on_export_clicked(self) -> None:
        self._context.navigator.export_people()


def _card(title: str, text: str, button: QPushButton) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
    column.setSpacing(theme.SPACE_M)
    column.addWidget(theme.title(title, 1.2))
    column.addWidget(theme.quiet(text))
    column.addStretch(1)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card
