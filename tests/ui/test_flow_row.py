"""Controls that wrap from line to line: what each line keeps."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseflow.ui.widgets.flow_row import FlowRow


def row_of(qtbot: QtBot, width: int, *heights: int) -> tuple[QWidget, list[QWidget]]:
    row, flow = QWidget(), FlowRow(8)
    qtbot.addWidget(row)
    row.setLayout(flow)
    held: list[QWidget] = [QLabel("Freins") if place == 0 else QPushButton() for place in range(len(heights))]
    for widget, height in zip(held, heights, strict=True):
        widget.setFixedSize(100, height)
        flow.addWidget(widget)
    row.resize(width, flow.heightForWidth(width))
    row.show()
    return row, held


def test_words_and_buttons_of_one_line_stand_on_one_middle(qtbot: QtBot) -> None:
    row, held = row_of(qtbot, 400, 16, 26, 32)
    assert row.height() == 32
    assert {widget.geometry().center().y() for widget in held} == {15}


def test_a_control_without_room_begins_the_next_line_below_the_tallest(qtbot: QtBot) -> None:
    row, held = row_of(qtbot, 216, 16, 30, 20)
    assert [(widget.x(), widget.y()) for widget in held] == [(0, 7), (108, 0), (0, 38)]
    assert row.height() == 58


def test_an_empty_row_takes_no_room(qtbot: QtBot) -> None:
    row, _held = row_of(qtbot, 200)
    assert row.height() == 0
