"""A cell made to exhaust a reader costs what its length costs; one made to break a reader is told, or kept as typed."""

import time
from datetime import date

import pytest

from caseflow.domain.nir import MASK, mask_nir
from caseflow.exchange.caseloads import read_caseload
from caseflow.exchange.columns import CASELOAD_COLUMNS
from caseflow.exchange.contacts import read_phones
from caseflow.exchange.mappings import Mapping
from caseflow.exchange.readings import ProblemKind, ReadContext
from caseflow.exchange.recognition import recognise_table
from caseflow.exchange.tables import read_pasted
from caseflow.services.people import PersonDraft
from caseflow.services.people_list import PeopleQuery, Scope
from tests.conftest import TODAY
from tests.laws.stores import new_store

CONTEXT = ReadContext(date(2026, 11, 22))
LONG = 32_767
ENDLESS = {
    repeated: (repeated * LONG)[:LONG]
    for repeated in [
        *"a-,@(.1/é+<",
        "a ",
        "0 ",
        "a@",
        "<@",
        " née a",
        "06 12 34 56 78 ",
        "1-",
        "+33",
        "Ã©",
        "12345 ",
        "(o/n",
    ]
}


@pytest.mark.parametrize("repeated", ENDLESS)
def test_an_endless_cell_is_read_in_no_time_in_every_column(repeated: str) -> None:
    """Before bounds were set, some took a minute and a half each, the window waiting."""
    cell = ENDLESS[repeated].replace("\t", " ")
    began = time.process_time()
    keys = [column.key for column in CASELOAD_COLUMNS]
    table = read_pasted("\t".join(keys) + "\n" + "\t".join([cell] * len(keys)))
    read = read_caseload(table, Mapping(dict(enumerate(keys))), on=CONTEXT.on)
    recognise_table(read_pasted("\t".join([cell] * 3) + "\nDurand\tZoé\tx"))
    assert time.process_time() - began < 10
    told = {problem.key: problem.kind for problem in read.rows[0].problems}
    assert told["emails"] is ProblemKind.TOO_LONG
    assert "note" not in told


@pytest.mark.parametrize("typed", ["+33 ; 0612345678", "+12abc, 0612345678", "+ / +"])
def test_what_only_begins_like_a_phone_is_kept_as_typed(typed: str) -> None:
    reading = read_phones(typed, CONTEXT)
    assert reading.problems == (ProblemKind.BAD_PHONE,)


@pytest.mark.parametrize("key", ["children", "mobility_radius_km"])
def test_a_number_without_end_is_no_number(key: str) -> None:
    column = next(column for column in CASELOAD_COLUMNS if column.key == key)
    assert column.read("9" * 5_000, CONTEXT).problems == (ProblemKind.BAD_NUMBER,)


def test_a_social_security_number_is_found_after_other_digits() -> None:
    assert mask_nir("06 12 34 56 78 1 80 05 77 505 612 94") == f"06 12 34 56 78 {MASK}"
    assert mask_nir("12/03/1985 180057750561294") == f"12/03/1985 {MASK}"


@pytest.mark.parametrize("number", ["B-RETOUR", "B-999999", "B-ABCDEF", "B-000002", "b-000009", "B-٩٩٩٩٩٩"])
def test_people_are_still_numbered_whatever_number_was_typed_before(number: str) -> None:
    from caseflow.services.desk import Desk

    with new_store() as store:
        desk = Desk(store)
        first = desk.people.create(PersonDraft(last_name="Benali"))
        desk.people.edit(first, file_number=number)
        for _time in range(4):
            desk.people.create(PersonDraft(last_name="Diallo"))
        assert desk.people.count(PeopleQuery(on=TODAY, scope=Scope.ALL)) == 5
        desk.close()
