"""Every action of the window, once: menus, palette, shortcuts sheet and tool tips all read it here.

A page in front that can do some of them says so: see `Acting`. Keys work on AZERTY keyboards: letters, function keys,
Tab and arrows only, for digits and « / » need Shift there, and Ctrl+Alt is AltGr on Windows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from caseflow.i18n import N_

_A_RECORD = N_("Open a record first.")
_A_LIST = N_("Open the list of people first.")


@dataclass(frozen=True)
class Command:
    """One action; `key` names what does it, in the window or in the page in front."""

    key: str
    text: str
    keys: tuple[str, ...] = ()
    """Its shortcuts; the first is the one shown."""
    icon: str = ""
    needs: str = ""
    """The sentence told where the page in front cannot do it."""
    also: str = ""
    """Other words by which somebody may look for it."""

    @property
    def shortcut(self) -> str:
        """Return the key shown beside it."""
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True)
class Act:
    """What a command would do now."""

    do: Callable[[], object]
    hindrance: str = ""
    """Why it cannot be done now, in a sentence."""
    words: str = ""
    """What it is called now, when that is not its usual name."""


@runtime_checkable
class Acting(Protocol):
    """A page that does some of the commands, by key, while it is in front."""

    def acts(self) -> Mapping[str, Act]:
        """Return what can be done here, as things are now.

        A key that is no command's is an action that only this page has: it is found in the search window, by its words.
        """
        ...


SEPARATOR = Command("", "")

MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        N_("&File"),
        (
            Command("import", N_("&Import a file…"), icon="import", also=N_("Excel spreadsheet list")),
            Command("paste", N_("&Paste rows of a spreadsheet"), ("Ctrl+V",)),
            Command("export", N_("&Export everybody…"), icon="export", also=N_("Excel spreadsheet list")),
            SEPARATOR,
            Command("save", N_("&Save"), ("Ctrl+S", "Ctrl+Return"), "save", also=N_("confirm continue")),
            Command("preview", N_("Pre&view and print…"), ("Ctrl+P",), "print", also=N_("paper sheet")),
            SEPARATOR,
            Command("backup", N_("&Back up now"), icon="save"),
            Command("training", N_("Open the &training store"), icon="book"),
            SEPARATOR,
            Command("close_tab", N_("&Close the tab"), ("Ctrl+W",), "close"),
            Command("lock", N_("&Lock"), ("Ctrl+L",), "lock", also=N_("leave the desk")),
            Command("quit", N_("&Quit"), ("Ctrl+Q",)),
        ),
    ),
    (
        N_("&Edit"),
        (
            Command("undo", N_("&Undo"), ("Ctrl+Z",), "undo"),
            Command("redo", N_("&Redo"), ("Ctrl+Y",), "redo"),
            Command("history", N_("H&istory…"), icon="history", also=N_("who did what, before and after")),
            SEPARATOR,
            Command("palette", N_("&Search a person or an action…"), ("Ctrl+K",), "search"),
            Command("find", N_("&Filter this list"), ("Ctrl+F",), "search"),
            Command("next_result", N_("&Next line of the list"), ("F3",), needs=_A_LIST),
            Command("previous_result", N_("Previous &line of the list"), ("Shift+F3",), needs=_A_LIST),
            SEPARATOR,
            Command(
                "edit_people",
                N_("&Change the chosen people…"),
                icon="edit",
                needs=_A_LIST,
                also=N_("change several together"),
            ),
            Command("assign_people", N_("Assign &the chosen people to a referent…"), needs=_A_LIST),
            Command("archive", N_("&Archive the chosen people"), icon="archive", needs=_A_LIST),
            Command("print_people", N_("&Print the chosen people…"), icon="print", needs=_A_LIST),
            Command("export_people", N_("&Export the chosen people…"), icon="export", needs=_A_LIST),
            Command("export_list", N_("Export the list as it is sho&wn…"), icon="export", needs=_A_LIST),
        ),
    ),
    (
        N_("&View"),
        (
            Command("back", N_("&Back"), ("Alt+Left",), "back", N_("Nothing was shown before.")),
            Command("forward", N_("F&orward"), ("Alt+Right",), "forward", N_("Nothing was shown after.")),
            SEPARATOR,
            Command("home", N_("&Home"), ("Alt+Home",), "home"),
            Command("people", N_("&Beneficiaries"), icon="people", also=N_("list of people")),
            Command("resources", N_("&Resources of partners"), icon="compass", also=N_("directory partners services")),
            Command("recruitments", N_("Recr&uitments"), icon="megaphone", also=N_("hiring candidates employer")),
            Command("reports", N_("Repor&ts"), icon="chart", also=N_("figures statistics needs committee")),
            Command("exchange", N_("&Imports and exports"), icon="exchange"),
            Command("administration", N_("&Administration"), icon="administration", also=N_("settings")),
            SEPARATOR,
            Command("next_tab", N_("&Next tab"), ("Ctrl+Tab",)),
            Command("previous_tab", N_("&Previous tab"), ("Ctrl+Shift+Tab",)),
            Command("next_part", N_("Next part of the &record"), ("Ctrl+PgDown",), needs=_A_RECORD),
            Command("previous_part", N_("Previous part of the re&cord"), ("Ctrl+PgUp",), needs=_A_RECORD),
            Command("next_pane", N_("Next p&ane"), ("F6",)),
            Command("previous_pane", N_("Previous pan&e"), ("Shift+F6",)),
            SEPARATOR,
            Command("columns", N_("Co&lumns of the list…"), icon="edit", needs=_A_LIST),
            Command("preview_pane", N_("Preview of the &person"), ("F9",), "eye", _A_LIST),
            SEPARATOR,
            Command("refresh", N_("&Refresh"), ("F5",), "refresh"),
            Command("discretion", N_("&Shared-screen mode"), ("Ctrl+Shift+H",), "eye", also=N_("hide names mask")),
        ),
    ),
    (
        N_("&Beneficiary"),
        (
            Command("new", N_("Ne&w, as the screen has it…"), ("Ctrl+N",), "plus", also=N_("add create")),
            Command("new_person", N_("&New beneficiary…"), ("Ctrl+Shift+N",), "person-add", also=N_("add create")),
            SEPARATOR,
            Command("quick_log", N_("Note an int&erview"), ("Ctrl+E",), "edit", _A_RECORD, N_("quick log meeting new")),
            Command("call", N_("Note a phone ca&ll…"), ("Ctrl+Shift+A",), "phone", also=N_("phone interruption new")),
            SEPARATOR,
            Command("add_step", N_("&Add a step…"), icon="plus", needs=_A_RECORD, also=N_("new create")),
            Command("edit_step", N_("&Edit the chosen step…"), icon="edit", needs=_A_RECORD),
            Command("begin_step", N_("The chosen step has &begun…"), needs=_A_RECORD),
            Command("complete_step", N_("The chosen step is &done…"), needs=_A_RECORD, also=N_("complete close")),
            Command("abandon_step", N_("&Give up the chosen step…"), needs=_A_RECORD),
            Command("reopen_step", N_("Re&open the chosen step"), needs=_A_RECORD),
            Command("remove_step", N_("&Remove the chosen step"), needs=_A_RECORD, also=N_("delete")),
            SEPARATOR,
            Command(
                "add_barrier", N_("Add a &barrier…"), ("Ctrl+B",), "plus", _A_RECORD, N_("new difficulty obstacle")
            ),
            Command(
                "import_diagnostic",
                N_("Import a France Travail diagnostic…"),
                icon="import",
                needs=_A_RECORD,
                also=N_("constraints needs json"),
            ),
            Command("refer", N_("Refer to a partner…"), ("Ctrl+R",), "forward", _A_RECORD, N_("prescribe resource")),
            SEPARATOR,
            Command("add_fact", N_("Add a fac&t of the situation…"), icon="plus", needs=_A_RECORD),
            SEPARATOR,
            Command("part_summary", N_("Go to the s&ummary"), needs=_A_RECORD),
            Command("part_pathway", N_("Go to the pathwa&y"), needs=_A_RECORD),
            Command("part_barriers", N_("Go to the barriers and actions"), needs=_A_RECORD),
            Command("part_referrals", N_("Go to the referrals"), needs=_A_RECORD),
            Command("part_contacts", N_("Go to the conta&cts"), needs=_A_RECORD, also=N_("interviews appointments")),
            Command("part_identity", N_("Go to the &identity"), needs=_A_RECORD),
            Command("part_history", N_("Go to the &history"), needs=_A_RECORD),
            SEPARATOR,
            Command("summary", N_("&Pathway summary, printed at once"), ("Ctrl+Shift+P",), "print"),
        ),
    ),
    (
        N_("&Help"),
        (
            Command("help", N_("&Help on this screen"), ("F1",), "book", also=N_("guide manual how to")),
            Command("help_contents", N_("&Contents of the help"), icon="book", also=N_("guide manual how to")),
            Command("explain", N_("&What is this?"), ("Shift+F1",)),
            Command("news", N_("What is &new"), icon="info", also=N_("version update")),
            SEPARATOR,
            Command("shortcuts", N_("&Keyboard shortcuts…"), icon="keyboard", also=N_("paper sheet keys")),
            SEPARATOR,
            Command("diagnostics", N_("Prepare a &diagnostic folder…"), icon="shield", also=N_("support bug log")),
            Command("about", N_("&About CaseFlow"), icon="info"),
        ),
    ),
)

NEW = ("new_person", "add_step", "add_fact", "import")
"""What the button « Nouveau » offers."""


def every_command() -> tuple[tuple[str, Command], ...]:
    """Return each command with the title of its menu, in the order of the menus."""
    return tuple((title, command) for title, commands in MENUS for command in commands if command is not SEPARATOR)


@dataclass(frozen=True)
class Gesture:
    """A key that a part of the screen answers to by itself; only the shortcuts sheet tells of it."""

    keys: tuple[str, ...]
    text: str


GESTURES: tuple[tuple[str, tuple[Gesture, ...]], ...] = (
    (
        N_("In the search window"),
        (
            Gesture(("Up", "Down"), N_("Choose a person or an action")),
            Gesture(("Return",), N_("Open the person, do the action")),
            Gesture(("Escape",), N_("Go back to where you were")),
        ),
    ),
    (
        N_("In a list or a table"),
        (
            Gesture(("Up", "Down"), N_("Go from line to line")),
            Gesture(("Shift+Up", "Shift+Down"), N_("Select several lines")),
            Gesture(("Ctrl+A",), N_("Select all lines")),
            Gesture(("Return",), N_("Open the line")),
            Gesture(("F2",), N_("Change the cell, where it can be changed")),
            Gesture(("Del",), N_("Remove the line, where it can be removed")),
            Gesture(("Space",), N_("Tick or untick")),
            Gesture(tuple("ADNRSC"), N_("Referral: accepted, declined, no-show, done, dropped, chase up")),
        ),
    ),
    (
        N_("On the timeline"),
        (
            Gesture(("Left", "Right"), N_("Go from step to step")),
            Gesture(("Return",), N_("Open the step")),
            Gesture(("Ctrl+Left", "Ctrl+Right"), N_("Move the step by a day")),
            Gesture(("Shift+Left", "Shift+Right"), N_("Move its end by a day")),
            Gesture(("Ctrl+Shift+Left", "Ctrl+Shift+Right"), N_("Move its start by a day")),
            Gesture(("Ctrl+Up", "Ctrl+Down"), N_("Move the step by a month")),
            Gesture(("Del",), N_("Remove the step")),
        ),
    ),
    (
        N_("In the barriers of a record"),
        (
            Gesture(("Space",), N_("Next level of the barrier, next state of the objective")),
            Gesture(("Return",), N_("Open the barrier, the objective or the action")),
            Gesture(("Ins",), N_("Add an objective or an action")),
            Gesture(("Del",), N_("Remove the line")),
        ),
    ),
    (
        N_("On an appointment"),
        (
            Gesture(("H",), N_("Honoured")),
            Gesture(("E",), N_("Cancelled by the person")),
            Gesture(("A",), N_("Absent")),
            Gesture(("N",), N_("Cancelled by the service")),
        ),
    ),
    (
        N_("In a form"),
        (
            Gesture(("Tab", "Shift+Tab"), N_("Next field, previous field")),
            Gesture(("Ctrl+S", "Ctrl+Return"), N_("Save and close the form")),
            Gesture(("Escape",), N_("Close the form")),
        ),
    ),
)
