"""What is seen can be seen: contrast of the three looks, rings of focus, icons, and longer words than ours."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QIcon, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caseflow.settings import Settings, load
from caseflow.ui import icons, theme
from caseflow.ui.administration.appearance import AppearanceTab
from caseflow.ui.context import Context
from caseflow.ui.glossary import explained
from caseflow.ui.painting import colours
from caseflow.ui.theme.shades import LIGHT, SHADES, Look, Shades, palette_of, shades_of
from caseflow.ui.theme.wearing import shades_for
from caseflow.ui.widgets.focus_ring import FocusRing
from caseflow.ui.widgets.input_guard import InputGuard

READ = 4.5
"""WCAG 2.2, 1.4.3: letters on their ground."""
TOLD = 3.0
"""WCAG 2.2, 1.4.11: the edge of a field, the tick of a box, the ring of focus, an icon, on what is around them."""

GROUNDS = ("window", "base", "alternate", "raised")
TEXTS = {
    **dict.fromkeys(product(("text", "muted"), (*GROUNDS, "hover", "pressed", "chosen")), READ),
    **dict.fromkeys(product(("warning", "danger", "success", "accent", "disabled"), GROUNDS), READ),
    ("on_selected", "selected"): READ,
    ("on_accent", "accent"): READ,
    ("on_tip", "tip"): READ,
}
SHAPES = dict.fromkeys(
    product(("accent", "border"), (*GROUNDS, "hover")),
    TOLD,
) | {("accent", "chosen"): TOLD, ("selected", "base"): TOLD, ("border", "chosen"): 1.0}


def contrast(first: QColor, second: QColor) -> float:
    """The ratio of WCAG 2.2."""
    lights = sorted((luminance(first), luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: QColor) -> float:
    parts = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (color.redF(), color.greenF(), color.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.fixture
def wear(qapp: QApplication) -> Iterator[Callable[[Look], None]]:
    """Puts a look on the application, and takes everything off afterwards."""
    palette, sheet = qapp.palette(), qapp.styleSheet()

    def put_on(look: Look) -> None:
        theme.install(qapp, look.value)

    yield put_on
    theme.choose(qapp, Look.SYSTEM)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.mark.parametrize("look", SHADES)
def test_every_text_of_every_look_is_read_and_every_shape_is_told_from_its_ground(look: Look) -> None:
    shades = SHADES[look]
    too_faint = {
        pair: round(ratio, 2)
        for pair, least in (TEXTS | SHAPES).items()
        if (ratio := contrast(*(QColor(getattr(shades, name)) for name in pair))) < least
    }
    assert too_faint == {}


@pytest.mark.parametrize("look", SHADES)
def test_what_the_style_of_qt_draws_by_itself_is_read_too(look: Look) -> None:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = palette_of(SHADES[look])
    pairs = (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.Link, role.Window),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
        (role.ToolTipText, role.ToolTipBase),
    )
    for each in (group.Active, group.Inactive, group.Disabled):
        for ink, ground in pairs:
            assert contrast(palette.color(each, ink), palette.color(each, ground)) >= READ, (each, ink, ground)
    for each in (group.Active, group.Inactive):
        assert contrast(palette.color(each, role.HighlightedText), palette.color(each, role.Highlight)) >= READ


@pytest.mark.parametrize("look", SHADES)
def test_the_words_of_a_timeline_are_read_in_every_look(look: Look) -> None:
    drawn = colours(palette_of(SHADES[look]))
    for role, ink in drawn.roles.items():
        if role.name not in ("PAPER", "GRID"):
            assert contrast(ink, drawn.paper) >= READ, role


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "check box": lambda: QCheckBox("Une case"),
    "radio button": lambda: QRadioButton("Un choix"),
    "field": QLineEdit,
    "text": QPlainTextEdit,
    "rich text": QTextEdit,
    "list of choices": QComboBox,
    "button": lambda: QPushButton("Un bouton"),
    "number": QSpinBox,
    "list": QListWidget,
    "table": lambda: QTableWidget(2, 2),
    "tool button": lambda: QToolButton(text="Un outil"),
}
BARE = ("tool button",)
"""What has no edge: its words tell it."""


@pytest.mark.parametrize("look", SHADES)
def test_the_edge_of_a_control_is_seen_and_a_ring_of_two_pixels_says_that_it_has_the_keyboard(
    look: Look, wear: Callable[[Look], None], qtbot: QtBot
) -> None:
    wear(look)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    elsewhere = QPushButton("ailleurs")
    made = {name: make() for name, make in CONTROLS.items()}
    for widget in (elsewhere, *made.values()):
        widget.setMaximumWidth(200)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(widget)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for name, widget in made.items():
        elsewhere.setFocus()
        resting = widget.grab().toImage()
        around = QColor(SHADES[look].window)
        if name not in BARE:
            edge = max(contrast(color, around) for color in column_of(resting, resting.height() // 2, 6))
            assert edge >= TOLD, f"the edge of a {name}"
        widget.setFocus()
        ringed = widget.grab().toImage()
        accent = QColor(SHADES[look].accent)
        sides = (column_of(ringed, ringed.height() // 2, 2), row_of(ringed, ringed.width() // 2, 2))
        assert all(color.name() == accent.name() for side in sides for color in side), f"the ring of a {name}"


def column_of(image: QImage, y: int, count: int) -> list[QColor]:
    """The first pixels of a line, from the left."""
    return [image.pixelColor(x, y) for x in range(count)]


def row_of(image: QImage, x: int, count: int) -> list[QColor]:
    """The first pixels of a column, from the top."""
    return [image.pixelColor(x, y) for y in range(count)]


@pytest.mark.parametrize("look", SHADES)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_ticked_box_is_told_from_an_empty_one(
    kind: type[QCheckBox | QRadioButton], look: Look, wear: Callable[[Look], None], qtbot: QtBot
) -> None:
    wear(look)
    box = kind("")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    empty = box.grab().toImage()
    box.setChecked(True)
    ticked = box.grab().toImage()
    middle = QPoint(11, empty.height() // 2)  # of the box: a ring and some air of 3 pixels, then 17
    around = [QPoint(x, y) for x in range(-4, 5) for y in range(-4, 5)]
    base = QColor(SHADES[look].base)
    assert all(empty.pixelColor(middle + step) == base for step in around)
    assert max(contrast(ticked.pixelColor(middle + step), base) for step in around) >= TOLD


def test_a_ring_goes_around_what_paints_itself_and_around_the_chosen_tab(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    page = QWidget()
    column = QVBoxLayout(page)
    own, bar = QWidget(), QTabBar()
    own.setMinimumSize(90, 40)
    own.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bar.addTab("Résumé")
    bar.setCurrentIndex(bar.addTab("Parcours"))
    for widget in (own, bar):
        column.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for widget in (own, bar):
        widget.setFocus()
        frame = ring._frame
        assert frame is not None
        assert frame.isVisible()
        assert frame.widget() is widget
        assert frame.geometry().contains(widget.geometry())
    chosen = frame._ringed().translated(frame.pos() - bar.pos())
    assert chosen == bar.tabRect(1)
    qapp.focusChanged.disconnect(ring._on_focus_changed)


def test_the_look_follows_the_system_or_the_choice() -> None:
    light, dark = Qt.ColorScheme.Light, Qt.ColorScheme.Dark
    usual, strong = Qt.ContrastPreference.NoPreference, Qt.ContrastPreference.HighContrast
    assert shades_for(Look.SYSTEM, light, usual) is SHADES[Look.LIGHT]
    assert shades_for(Look.SYSTEM, Qt.ColorScheme.Unknown, usual) is SHADES[Look.LIGHT]
    assert shades_for(Look.SYSTEM, dark, usual) is SHADES[Look.DARK]
    assert shades_for(Look.SYSTEM, light, strong) is SHADES[Look.CONTRAST]
    assert shades_for(Look.LIGHT, dark, strong) is SHADES[Look.LIGHT]
    assert shades_for(Look.DARK, light, usual) is SHADES[Look.DARK]
    assert shades_for(Look.CONTRAST, light, usual) is SHADES[Look.CONTRAST]


def test_a_system_that_turns_dark_takes_the_windows_along(
    qapp: QApplication, wear: Callable[[Look], None], qtbot: QtBot
) -> None:
    wear(Look.SYSTEM)
    page = QPushButton(icons.icon("home"), "Accueil")
    qtbot.addWidget(page)
    assert shades_of(page.palette()) is LIGHT
    assert ink_of(page.icon()) == QColor(LIGHT.text)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)  # as the system does at nightfall
    if qapp.styleHints().colorScheme() != Qt.ColorScheme.Dark:
        theme.choose(qapp, Look.DARK)  # this platform cannot pretend
    dark = SHADES[Look.DARK]
    qtbot.waitUntil(lambda: shades_of(page.palette()) is dark)
    assert dark.accent in qapp.styleSheet()
    assert ink_of(page.icon()) == QColor(dark.text), "an icon made before is drawn in the new colour"


def ink_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
    """The colour of the strokes: that of the pixel drawn most strongly."""
    image = icon.pixmap(32, mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    color = max(pixels, key=QColor.alpha)
    return QColor(color.red(), color.green(), color.blue())


@pytest.mark.parametrize("look", SHADES)
def test_every_icon_is_drawn_in_the_colour_of_the_words_beside_it(look: Look, wear: Callable[[Look], None]) -> None:
    wear(look)
    shades: Shades = SHADES[look]
    icon = icons.icon("warning")
    assert ink_of(icon) == QColor(shades.text)
    assert ink_of(icon, QIcon.Mode.Selected) == QColor(shades.on_selected)
    assert contrast(ink_of(icon, QIcon.Mode.Disabled), QColor(shades.window)) >= TOLD


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_as_sharp_as_the_screen(scale: float) -> None:
    drawn = icons.icon("home").pixmap(QRect(0, 0, 20, 20).size(), scale)
    assert drawn.width() == round(20 * scale)
    assert drawn.deviceIndependentSize().width() == pytest.approx(20, abs=0.5)


def test_the_choice_is_kept_and_a_damaged_one_is_the_systems(tmp_path: Path, qapp: QApplication) -> None:
    settings = Settings(path=tmp_path / "settings.json")
    settings.look = Look.DARK.value
    settings.save()
    assert load(tmp_path / "settings.json").look == "dark"
    palette, sheet = qapp.palette(), qapp.styleSheet()
    theme.install(qapp, "mauve")
    assert shades_of(qapp.palette()) in (SHADES[Look.LIGHT], SHADES[Look.DARK])
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


def test_a_look_is_chosen_in_administration_worn_at_once_and_kept(
    context: Context, wear: Callable[[Look], None], qapp: QApplication, qtbot: QtBot
) -> None:
    wear(Look.LIGHT)
    tab = AppearanceTab(context)
    qtbot.addWidget(tab)
    assert tab.button(Look.SYSTEM).isChecked()
    tab.button(Look.CONTRAST).click()
    qtbot.waitUntil(lambda: shades_of(qapp.palette()) is SHADES[Look.CONTRAST])
    assert context.settings.look == "contrast"
    assert AppearanceTab(context).button(Look.CONTRAST).isChecked()


def test_an_acronym_says_what_it_stands_for_when_the_pointer_rests_on_it(qapp: QApplication, qtbot: QtBot) -> None:
    guard = InputGuard(qapp)
    label = QLabel("PASS IAE, PMSMP")
    qtbot.addWidget(label)
    label.show()
    place = QPoint(3, 3)
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, place, label.mapToGlobal(place)))
    assert QToolTip.text() == explained("PASS IAE, PMSMP")
    assert "insertion par l’activité économique" in QToolTip.text()
    assert "Immersion" in QToolTip.text()
    assert explained("Nom, Prénom") == ""
    QToolTip.hideText()
    qapp.removeEventFilter(guard)


def test_no_window_asks_its_widget_for_the_screen() -> None:
    """PySide makes the answer a child of the widget, frees it with it, and the next window made ends the program."""
    sources = Path(theme.__file__).parents[1].rglob("*.py")
    asking = [path.name for path in sources if ".screen()" in path.read_text(encoding="utf-8").replace("`widget.s", "")]
    assert asking == []
