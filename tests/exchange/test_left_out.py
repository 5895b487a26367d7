"""Lines left out are kept as the sender wrote them, and read again the same."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.left_out import kept_lines, read_again
from caseflow.exchange.mappings import Mapping
from caseflow.exchange.rows import Cell, Row, Table
from tests.conftest import TODAY

_MAPPING = Mapping({0: "last_name", 1: "first_name", 2: "birth_date", 4: "phones"})
_cells: st.SearchStrategy[Cell] = (
    st.none()
    | st.text(max_size=12)
    | st.booleans()
    | st.integers(-9, 99_999)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(1900, 1, 1), date(2100, 1, 1))
    | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
)


@given(lines=st.lists(st.tuples(_cells, _cells, _cells, _cells, _cells), max_size=5))
def test_lines_read_again_say_the_same(lines: list[tuple[Cell, ...]]) -> None:
    rows = tuple(Row(number, cells) for number, cells in enumerate(lines, 2))
    masked = tuple((row.number, 3) for row in rows[::2])
    table = Table("liste.csv", (), "", ("Nom", "Prénom", "Né le", "", "Tél."), 1, rows, masked=masked)
    before = read_caseload(table, _MAPPING, on=TODAY)
    wrong = [row for row in before.rows if row.needs_correction]
    again = read_again(kept_lines(before), "liste.csv", TODAY)
    assert [*(again.rows if again else ())] == wrong


def test_what_another_version_kept_is_no_line() -> None:
    for text in ("", "{}", "[]", '{"headings": 3}', "null"):
        assert read_again(text, "liste.csv", TODAY) is None
