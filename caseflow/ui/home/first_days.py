"""What a new store still needs, each thing ticked once it is really done; and the way to what a new version brings."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from caseflow import __version__
from caseflow.i18n import N_, _
from caseflow.services.desk import Desk
from caseflow.services.people_list import PeopleColumn, PeopleQuery, Scope
from caseflow.ui import icons, theme
from caseflow.ui.context import Context
from caseflow.ui.help_pages import NEWS
from caseflow.ui.navigation import Navigator

KINDS = frozenset({"person", "step", "enrolment", "agency", "counsellor"})
COLUMNS = 2


@dataclass(frozen=True)
class Need:
    """One thing to do, and the section where it is done; without one, the import."""

    key: str
    words: str
    section: str = ""


NEEDS = (
    Need("structure", N_("Name your structure"), "administration"),
    Need("counsellor", N_("Add the counsellors"), "administration"),
    Need("backup", N_("Choose a second folder for the backups"), "administration"),
    Need("people", N_("Import your file, or add a person")),
    Need("entered", N_("Note somebody’s entry into the PLIE"), "people"),
    Need("step", N_("Add a first step under way"), "people"),
)


def read_done(desk: Desk, on: date) -> frozenset[str]:
    """Return what is already done in the store, by the key of its need."""

    def count(scope: Scope) -> int:
        return desk.people.count(PeopleQuery(on=on, scope=scope))

    latest = desk.people.ids(PeopleQuery(on=on, scope=Scope.ALL, sort=PeopleColumn.ENTERED, descending=True), 1)
    done = {
        "structure": bool(desk.enrolments.agency().name),
        "counsellor": bool(desk.enrolments.counsellors()),
        "people": count(Scope.ALL) > 0,
        "entered": any(row.entered_on for row in desk.people.rows(latest, on)),
        "step": count(Scope.ACTIVE) > count(Scope.WITHOUT_STEP),
    }
    return frozenset(key for key, is_done in done.items() if is_done)


class FirstDays(QFrame):
    """Shown until all is done, or until it is hidden; never in a training store."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._buttons = {need.key: QPushButton(_(need.words)) for need in NEEDS}
        self._hide = QPushButton(icons.icon("close"), _("Hide this list"))
        self._arrange()
        for need in NEEDS:
            self._buttons[need.key].clicked.connect(partial(_go, context.navigator, need))
        self._hide.clicked.connect(self._on_hide)
        context.changes.changed.connect(self._on_changed)
        self.setVisible(self._is_wanted())

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is done."""
        if self._is_wanted():
            work = partial(read_done, self._context.desk, self._context.today())
            self._context.tasks.run(self, work, self._on_read, only_latest="first days")

    def done(self) -> set[str]:
        """Return what is ticked."""
        return {key for key, button in self._buttons.items() if button.property("done")}

    def _is_wanted(self) -> bool:
        store = self._context.desk.store
        return not (self._context.settings.hides_first_days or store.is_training or store.read_only)

    def _arrange(self) -> None:
        self.setProperty("role", "card")
        top = QHBoxLayout()
        top.addWidget(theme.title(_("To begin well"), theme.SUBTITLE), 1)
        top.addWidget(self._hide)
        grid = QGridLayout()
        for place, button in enumerate(self._buttons.values()):
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addLayout(grid)

    def _on_read(self, done: frozenset[str]) -> None:
        if self._context.settings.second_backup_folder:
            done |= {"backup"}
        for need in NEEDS:
            button, is_done = self._buttons[need.key], need.key in done
            button.setProperty("done", is_done)
            button.setIcon(icons.icon("check" if is_done else "forward"))
            button.setAccessibleDescription(_("Done") if is_done else _("To be done"))
            button.setToolTip(button.accessibleDescription())
        if len(done) == len(NEEDS):
            self._on_hide()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & KINDS:
            self.refresh()

    def _on_hide(self) -> None:
        self._context.settings.hides_first_days = True
        self._context.settings.save()
        self.hide()


class NewsLine(QFrame):
    """Says once that this version is newer than the last one seen here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        seen = context.settings.seen_version
        see = QPushButton(icons.icon("info"), _("See what is new"))
        later = QPushButton(_("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(_("CaseFlow is now version {version}.").format(version=__version__)))
        row.addWidget(see)
        row.addWidget(later)
        row.addStretch(1)
        see.clicked.connect(self._on_see)
        later.clicked.connect(self._on_seen)
        self.setVisible(seen not in ("", __version__))
        if not seen:  # the first start of all: nothing is new to somebody who knows nothing yet
            self._on_seen()

    def _on_see(self) -> None:
        self._context.navigator.open_help(NEWS)
        self._on_seen()

    def _on_seen(self) -> None:
        self._context.settings.seen_version = __version__
        self._context.settings.save()
        self.hide()


def _go(navigator: Navigator, need: Need, _checked: bool = False) -> None:
    if need.section:
        navigator.open_page(need.section)
    else:
        navigator.open_import()
