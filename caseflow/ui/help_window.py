"""A page of the guide beside the window one works in: links, search in every page, printing; all by keys too."""

from PySide6.QtCore import QEvent, QRect, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseflow.i18n import _, ngettext
from caseflow.ui import icons, theme
from caseflow.ui.help_pages import CONTENTS, Hit, found, page_text, title_of
from caseflow.ui.key_names import with_key
from caseflow.ui.widgets.room import room

_WIDTH = 560
_LONGEST = 60
"""Letters of a sentence that are enough to find it in its page."""


class HelpWindow(QWidget):
    """Stays open while one works; Escape leaves the search, then the window."""

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._visited: list[str] = []
        self._printer: QPrinter | None = None
        self._create()
        self._arrange()
        self._connect()

    def show_page(self, key: str) -> None:
        """Show a page from its beginning; the one before is a step back."""
        if self._key not in ("", key):
            self._visited.append(self._key)
        self._open(key)

    def page(self) -> str:
        """Return the key of the page shown."""
        return self._key

    def show_sentence(self, sentence: str) -> None:
        """Scroll to a sentence of the page, and select its beginning."""
        start = sentence.partition(" – ")[0][:_LONGEST]  # a dash may stand for the border of a cell
        self._browser.find(start.replace("\u00a0", " "))  # as the document itself does before it looks

    def stand_beside(self, other: QRect) -> None:
        """Stand at the right of another window, or over its right edge where the screen ends."""
        screen = QGuiApplication.screenAt(other.center()) or QGuiApplication.primaryScreen()
        space = screen.availableGeometry()
        around = other if other.isValid() else space
        width = min(_WIDTH, space.width() // 2)
        left = min(around.right() + 1, space.right() - width)
        self.setGeometry(left, max(around.top(), space.top()), width, min(around.height(), room(self).height()))

    def print_to(self, printer: QPrinter) -> None:
        """Print the page shown."""
        self._browser.document().print_(printer)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self._field.clear()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._key:
            self._browser.setMarkdown(page_text(self._key))  # links were written in the colours of before

    def _create(self) -> None:
        self._back = QToolButton()
        self._home = QToolButton()
        self._print = QPushButton(icons.icon("print"), _("Print…"))
        self._field = QLineEdit()
        self._browser = QTextBrowser()
        self._hits = QListWidget()
        self._count = theme.quiet("")
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)  # the program neither ends nor stays for it
        for button, name, icon in (
            (self._back, with_key(_("Previous page of the help"), "Alt+Left"), "back"),
            (self._home, with_key(_("Contents of the help"), "Alt+Home"), "home"),
        ):
            button.setIcon(icons.icon(icon))
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._print.setToolTip(with_key(_("Print this page"), "Ctrl+P"))
        words = _("Search in every page of the help")
        self._field.setPlaceholderText(words)
        self._field.setAccessibleName(words)
        self._field.setToolTip(with_key(words, "Ctrl+F"))
        self._field.setClearButtonEnabled(True)
        self._browser.setOpenLinks(False)
        self._browser.setAccessibleName(_("Page of the help"))
        self._browser.document().setDocumentMargin(theme.SPACE_M)
        self._hits.setAccessibleName(_("Sentences found"))
        self._hits.setWordWrap(True)
        self._arrange_parts()

    def _arrange_parts(self) -> None:
        top = QHBoxLayout()
        for button in (self._back, self._home):
            top.addWidget(button)
        top.addWidget(self._field, 1)
        top.addWidget(self._print)
        results = QWidget()
        inside = QVBoxLayout(results)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._count)
        inside.addWidget(self._hits, 1)
        for part in (self._browser, results):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._home.clicked.connect(self._on_home)
        self._print.clicked.connect(self._on_print)
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_entered)
        self._browser.anchorClicked.connect(self._on_link)
        self._hits.itemActivated.connect(self._on_chosen)
        self._hits.itemClicked.connect(self._on_chosen)
        for keys, does in (
            ("Ctrl+F", self._field.setFocus),
            ("Ctrl+P", self._on_print),
            ("Alt+Left", self._on_back),
            ("Alt+Home", self._on_home),
            ("Escape", self._on_escape),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _open(self, key: str) -> None:
        self._key = key
        text = page_text(key)
        self._field.clear()
        self._browser.setMarkdown(text)
        self._browser.verticalScrollBar().setValue(0)
        self.setWindowTitle(_("{page} – Help of CaseFlow").format(page=title_of(text)))
        self._back.setEnabled(bool(self._visited))
        self._browser.setFocus()

    def _on_back(self) -> None:
        if self._visited:
            self._open(self._visited.pop())

    def _on_home(self) -> None:
        self.show_page(CONTENTS)

    def _on_link(self, url: QUrl) -> None:
        self.show_page(url.path().removesuffix(".md"))

    def _on_typed(self, typed: str) -> None:
        """List the sentences that hold what is typed; a single letter is in all of them."""
        is_searching = len(typed.strip()) > 1
        self._stack.setCurrentIndex(int(is_searching))
        self._hits.clear()
        hits = found(typed) if is_searching else []
        for hit in hits:
            item = QListWidgetItem(icons.icon("book"), hit.title if hit.is_title else f"{hit.title}\n{hit.sentence}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._hits.addItem(item)
        self._hits.setCurrentRow(0)
        words = ngettext("{count} place in the help", "{count} places in the help", len(hits))
        self._count.setText(words.format(count=len(hits)) if hits else _("The help does not speak of this."))

    def _on_entered(self) -> None:
        if self._hits.count():
            self._on_chosen(self._hits.currentItem())

    def _on_chosen(self, item: QListWidgetItem) -> None:
        hit: Hit = item.data(Qt.ItemDataRole.UserRole)
        self.show_page(hit.key)
        if not hit.is_title:
            self.show_sentence(hit.sentence)

    def _on_escape(self) -> None:
        if self._field.text():
            self._field.clear()
            self._browser.setFocus()
        else:
            self.close()

    def _on_print(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # a dialog does not keep the one it is given
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print_to)
        dialog.setModal(True)
        dialog.show()
