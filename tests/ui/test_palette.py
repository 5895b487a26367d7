"""The search window: people first, then every action with its key; it answers at once and never to old letters."""

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from caseflow.domain.pathway import StepState
from caseflow.domain.scheme import Scheme
from caseflow.i18n import _, fold
from caseflow.services.finder import FoundPerson
from caseflow.services.pathways import StepDraft
from caseflow.ui import actions
from caseflow.ui.actions import Act
from caseflow.ui.context import Context
from caseflow.ui.form_dialog import FormDialog
from caseflow.ui.key_names import shown_key
from caseflow.ui.main_window import MainWindow
from caseflow.ui.menus import command_of, plain
from caseflow.ui.palette import panel
from caseflow.ui.palette.entries import Entry, Kind, Offer, action_entry, is_meant, listed, matching
from caseflow.ui.palette.panel import Palette
from caseflow.ui.widgets.top_bar import TopBar

Settle = Callable[[], None]
AddPerson = Callable[..., UUID]


@pytest.fixture
def window(context: Context, qtbot: QtBot, settle: Settle) -> Iterator[MainWindow]:
    context.desk.store.is_training = True  # its file has no keys, without which there is no backup
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    yield made
    made.close()


def press(key: Qt.Key, qtbot: QtBot, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def open_palette(window: MainWindow, qtbot: QtBot, settle: Settle, typed: str = "") -> Palette:
    press(Qt.Key.Key_K, qtbot, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette)
    qtbot.keyClicks(QApplication.focusWidget(), typed)
    settle()
    return palette


def lines(palette: Palette, kind: Kind) -> list[Entry]:
    return [entry for entry in palette.entries() if entry.kind is kind]


def found(name: str, **values: object) -> FoundPerson:
    known = {"birth_year": None, "commune": "", "referent": "", "file_number": "", "phone": "", "is_archived": False}
    return FoundPerson(uuid4(), name, **{**known, **values})


def test_people_come_first_with_what_tells_them_apart(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    amina = add_person("BENALI", "Amina", birth_date=date(1985, 3, 2), commune="Arles")
    referent = context.desk.enrolments.add_counsellor("Claire Martin")
    context.desk.enrolments.enter(context.desk.enrolments.refer(amina, None), date(2026, 1, 5), referent)
    add_person("IMPOLI", "Zoé")
    settle()
    palette = open_palette(window, qtbot, settle, "benali")
    first = palette.chosen()
    assert first.target == amina
    for words in ("1985", "Arles", "Claire Martin"):
        assert words in first.detail
    palette.close_up()
    palette = open_palette(window, qtbot, settle, "imp")
    kinds = [entry.kind for entry in palette.entries() if entry.kind is not Kind.HEADING]
    assert kinds[0] is Kind.PERSON
    assert Kind.ACTION in kinds[1:]


def test_the_next_deadline_is_read_without_a_click_and_without_opening(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    amina = add_person("BENALI", "Amina", phones=["0639981234"])
    for draft in (
        StepDraft(scheme=Scheme.ACI, title="Espaces verts", state=StepState.IN_PROGRESS, started_on=date(2026, 9, 1)),
        StepDraft(scheme=Scheme.TRAINING, title="Permis B", planned_start=date(2026, 12, 7)),
    ):
        context.desk.pathways.add_step(amina, draft)
    settle()
    palette = open_palette(window, qtbot, settle, "benali")  # 7 keys: Ctrl+K and the six letters
    for words in ("Espaces verts", "07/12/2026", "Permis B", "06 39 98 12 34"):
        assert words in palette.glance_words().replace("\xa0", " ")
    assert window.workspace.current_key() == "home"
    shown = palette._glance.mapTo(window, palette._glance.rect().bottomRight())
    assert window.rect().contains(shown)


def test_every_action_of_the_window_is_found_by_its_words_and_shows_its_key(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    palette = open_palette(window, qtbot, settle)
    shown = {entry.target: entry for entry in lines(palette, Kind.ACTION)}
    for menu, command in actions.every_command():
        if command.key == "palette":
            continue  # it is this window
        entry = shown[command.key]
        assert entry.text == plain(_(command.text))
        assert entry.key == (shown_key(command.shortcut) if command.shortcut else "")
        offer = Offer(action_entry(menu, command, Act(lambda: None)))
        assert matching([offer], plain(_(command.text)).upper()) == [offer]
    assert all(offer.entry.can_be_chosen or offer.entry.detail for offer in palette._offers)


def test_what_cannot_be_done_says_why_and_is_passed_over(
    window: MainWindow, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    add_person("BENALI", "Amina")
    settle()
    words = plain(_(command_of("add_step").text))
    palette = open_palette(window, qtbot, settle, fold(words).split()[0])
    step = next(entry for entry in palette.entries() if entry.target == "add_step")
    assert step.detail == _("Open a record first.")
    for _line in range(len(palette.entries())):
        press(Qt.Key.Key_Down, qtbot)
        assert palette.chosen().can_be_chosen
    palette._choose(step)
    assert palette.isVisible()


def test_arrows_go_round_enter_opens_and_escape_gives_the_keyboard_back(
    window: MainWindow, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    first, second = add_person("BENALI", "Amina"), add_person("BENALI", "Yanis")
    settle()
    before = window.workspace.tab_bar()
    before.setFocus()
    palette = open_palette(window, qtbot, settle, "benali")
    assert palette.chosen().target == first
    press(Qt.Key.Key_Down, qtbot)
    assert palette.chosen().target == second
    press(Qt.Key.Key_Up, qtbot)
    press(Qt.Key.Key_Up, qtbot)
    assert palette.chosen() is [entry for entry in palette.entries() if entry.can_be_chosen][-1]
    press(Qt.Key.Key_Escape, qtbot)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before
    open_palette(window, qtbot, settle, "benali")
    press(Qt.Key.Key_Return, qtbot)
    settle()
    assert window.workspace.current_key() == first
    assert QApplication.focusWidget() is window.workspace.tab_bar()  # a second Enter there does nothing


def test_enter_pressed_before_the_answer_opens_who_was_typed(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    amina = add_person("BENALI", "Amina")
    settle()
    press(Qt.Key.Key_K, qtbot, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "benali")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert window.workspace.current_key() == amina


def test_a_late_answer_to_earlier_letters_is_dropped(
    window: MainWindow, context: Context, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Event()

    def find(typed: str, _limit: int, _on: date) -> tuple[FoundPerson, ...]:
        if typed == "b":
            answered.wait(5)
        return (found(f"BENALI {typed}"),)

    monkeypatch.setattr(context.desk.finder, "find", find)
    palette = open_palette(window, qtbot, settle)
    qtbot.keyClicks(QApplication.focusWidget(), "be")
    qtbot.waitUntil(lambda: [entry.text for entry in lines(palette, Kind.PERSON)] == ["BENALI be"])
    answered.set()
    settle()
    assert [entry.text for entry in lines(palette, Kind.PERSON)] == ["BENALI be"]


def test_people_seen_lately_are_offered_before_anything_is_typed(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    seen = [add_person("BENALI", "Amina"), add_person("DIALLO", "Ibrahima"), add_person("ZAMORA", "Luc")]
    for person in seen:
        context.navigator.open_person(person)
        settle()
    palette = open_palette(window, qtbot, settle)
    assert [entry.target for entry in lines(palette, Kind.PERSON)] == [seen[1], seen[0]]  # not the one in front
    press(Qt.Key.Key_Return, qtbot)
    settle()
    assert window.workspace.current_key() == seen[1]


def test_the_search_button_opens_it_and_a_click_elsewhere_closes_it(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.mouseClick(window.findChild(TopBar).search_button, Qt.MouseButton.LeftButton)
    settle()
    palette = window.findChild(Palette)
    assert palette.isVisible()
    window.workspace.tab_bar().setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.isVisible()


def test_it_has_names_and_stays_within_a_small_window(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    palette = open_palette(window, qtbot, settle)
    window.resize(1024, 640)
    assert window.rect().contains(palette.geometry())
    for kind in (QLineEdit, QListView):
        interface = QAccessible.queryAccessibleInterface(palette.findChild(kind))
        assert interface.text(QAccessible.Text.Name)
    for row, entry in enumerate(palette.entries()):
        index = palette._lines.index(row)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == entry.said()


def test_pages_of_the_guide_come_last_and_are_asked_of_the_window(
    window: MainWindow, context: Context, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "help_pages", lambda: (("importer", "Importer un fichier Excel"),))
    palette = open_palette(window, qtbot, settle, "importer")
    assert palette.entries()[-1].kind is Kind.HELP
    press(Qt.Key.Key_Up, qtbot)
    with qtbot.waitSignal(context.navigator.help_asked) as asked:
        press(Qt.Key.Key_Return, qtbot)
    assert asked.args == ["importer"]


def test_what_only_the_record_can_do_is_found_by_its_words(
    window: MainWindow, context: Context, add_person: AddPerson, qtbot: QtBot, settle: Settle
) -> None:
    context.navigator.open_person(add_person("BENALI", "Amina"))
    settle()
    palette = open_palette(window, qtbot, settle, fold(plain(_("Entry into the PLIE…"))))
    assert palette.chosen().text == plain(_("Entry into the PLIE…"))
    press(Qt.Key.Key_Return, qtbot)
    assert window.findChild(FormDialog).isVisible()
    press(Qt.Key.Key_Escape, qtbot)
    settle()


def test_people_only_guessed_at_come_after_an_action_that_is_named() -> None:
    export = Offer(Entry(Kind.ACTION, "Exporter tout le monde", target="export"))
    guessed, named = found("ESPORTO Lina"), found("EXPORT Jean")
    assert [entry.kind for entry in listed([guessed], [export], [], "export", "")] == [
        Kind.HEADING, Kind.ACTION, Kind.HEADING, Kind.PERSON,
    ]  # fmt: skip
    assert listed([named], [export], [], "export", "")[1].kind is Kind.PERSON
    assert listed([guessed], [], [], "export", "")[1].kind is Kind.PERSON


@pytest.mark.parametrize("typed", ["elodie", "D’HAUTE", "haute-rive", "1985", "0639", "B-17", "arles", "clai"])
def test_somebody_is_meant_by_any_of_her_words(typed: str) -> None:
    person = found(
        "D'HAUTE-RIVE Élodie",
        birth_year=1985,
        commune="Arles",
        referent="Claire Martin",
        file_number="B-17",
        phone="06 39 98 12 34",
    )
    assert is_meant(person, typed)
    assert not is_meant(person, typed + "x")


def test_actions_are_found_by_words_in_any_order_without_accents_best_first() -> None:
    offers = [
        Offer(Entry(Kind.ACTION, "Aller à l’historique")),
        Offer(Entry(Kind.ACTION, "Ajouter une étape", hindrance="Ouvrez un dossier.")),
        Offer(Entry(Kind.ACTION, "L’étape choisie est terminée"), also="clore"),
        Offer(Entry(Kind.ACTION, "Étape suivante")),
    ]

    def texts(typed: str) -> list[str]:
        return [offer.entry.text for offer in matching(offers, typed)]

    assert texts("etape") == ["Étape suivante", "L’étape choisie est terminée", "Ajouter une étape"]
    assert texts("une aj") == ["Ajouter une étape"]
    assert texts("clore") == ["L’étape choisie est terminée"]
    assert texts("l'hist") == ["Aller à l’historique"]
    assert texts("xyz") == []
