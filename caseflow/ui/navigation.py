"""Go from one place to another: pages ask the navigator, the window answers, and no page knows another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class ImportSource:
    """What is to be imported: a file, or cells pasted from a spreadsheet; neither when the wizard asks for it."""

    path: Path | None = None
    text: str = field(default="", repr=False)
    others: tuple[Path, ...] = ()
    """Files that come after this one."""


class Navigator(QObject):
    """Carries the wishes of pages to the window. Tests listen to its signals in place of a window."""

    person_asked = Signal(object)
    """A record is to be opened: its `UUID`."""
    part_asked = Signal(object, str)
    """A part of a record is to be opened: the person's `UUID`, then the key of the tab."""
    page_asked = Signal(str)
    """A section is to be shown: its key in the list of sections."""
    list_asked = Signal(str)
    """The list of people is to be shown, in one of its views: the value of a `Scope`."""
    import_asked = Signal(object)
    """The import wizard is to be opened, on an `ImportSource`."""
    tab_close_asked = Signal(object)
    """The tab that shows this widget is to be closed."""
    language_asked = Signal(str)
    """The window is to be made anew in another language, as it was left: « fr » or « en »."""
    training_asked = Signal()
    """The training store is to be opened, in a window of its own."""
    print_asked = Signal(object)
    """The pathway summaries of these people are to be printed: `tuple[UUID, ...]`."""
    export_asked = Signal(object)
    """These people, or everybody when there is none, are to be written to a file: `tuple[UUID, ...]`."""
    recruitment_asked = Signal(object)
    """A recruitment is to be opened: its `UUID`."""
    restore_asked = Signal()
    """The store is to be closed, and one of its backups put in its place."""
    welcome_asked = Signal()
    """The training store is to be left for the choice of how to begin."""
    lock_asked = Signal()
    """The store is to be closed until its passphrase is typed again."""
    backup_made = Signal()
    """A backup of the store was just made."""
    help_asked = Signal(str)
    """A page of the guide is to be shown: its key in `help_pages`."""
    draft_left = Signal(object)
    """A form was closed with something typed in it: its `DraftOf`."""
    draft_asked = Signal(object)
    """A form is to be opened again on its draft: its `Draft`."""
    draft_thrown = Signal(object)
    """A person throws away a `Draft`."""
    drafts_changed = Signal()
    """A draft appeared, or went."""
    referral_asked = Signal(object, object)
    """A person is to be referred to a partner: its `UUID`, then that of the barrier it is for, or None."""
    service_asked = Signal(object, object)
    """A service is to be prescribed: its `UUID`, then that of the person, or None for whoever is to be chosen."""
    call_asked = Signal()
    """A phone call is to be noted, over whatever is open."""
    message_posted = Signal(str)
    """A sentence to show for a few seconds, at the foot of the window."""

    def open_person(self, person_id: UUID) -> None:
        """Show the record of a person, in its tab."""
        self.person_asked.emit(person_id)

    def open_part(self, person_id: UUID, key: str) -> None:
        """Show one part of the record of a person: the key of its tab, as « referrals »."""
        self.part_asked.emit(person_id, key)

    def open_page(self, key: str) -> None:
        """Show a section: « home », « people », « resources », « reports », « exchange » or « administration »."""
        self.page_asked.emit(key)

    def open_list(self, scope: str) -> None:
        """Show the list of people in one of its views: the value of a `Scope`."""
        self.list_asked.emit(scope)

    def open_import(self, source: ImportSource | None = None) -> None:
        """Open the import wizard, on a file or pasted cells if there are any."""
        self.import_asked.emit(source or ImportSource())

    def open_recruitment(self, recruitment_id: UUID) -> None:
        """Show a recruitment, in its tab."""
        self.recruitment_asked.emit(recruitment_id)

    def open_training(self) -> None:
        """Open the training store beside this one."""
        self.training_asked.emit()

    def print_summaries(self, person_ids: Sequence[UUID]) -> None:
        """Show the pathway summaries of some people as they will be printed."""
        self.print_asked.emit(tuple(person_ids))

    def export_people(self, person_ids: Sequence[UUID] = ()) -> None:
        """Write some people, or everybody, to a file."""
        self.export_asked.emit(tuple(person_ids))

    def open_help(self, key: str) -> None:
        """Show a page of the guide."""
        self.help_asked.emit(key)

    def refer(self, person_id: UUID, barrier_id: UUID | None = None) -> None:
        """Refer a person to a partner, for one of the person’s barriers if it is known."""
        self.referral_asked.emit(person_id, barrier_id)

    def refer_to(self, service_id: UUID, person_id: UUID | None = None) -> None:
        """Refer somebody to a service: the person given, or one to be chosen first."""
        self.service_asked.emit(service_id, person_id)

    def close_tab(self, page: QObject) -> None:
        """Close the tab of a page."""
        self.tab_close_asked.emit(page)

    def show_message(self, text: str) -> None:
        """Tell something that asks for no answer."""
        self.message_posted.emit(text)
