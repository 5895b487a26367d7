"""Laws of directories: written then read, they are the same; read twice, they are there once; columns in any order."""

import csv
import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from data_inclusion.schema import v1
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from caseflow.domain.resource import Service, Structure
from caseflow.exchange.services_directory import export_directory, read_directory
from caseflow.services.directory import Directory, OutgoingDirectory
from caseflow.store.store import Store
from tests.conftest import TODAY
from tests.laws.stores import new_store

_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\u2028\u2029\x85"
)
_TEXT = st.text(_LETTERS | st.just("\n"), max_size=40).map(lambda text: text.strip() or None)
_NAME = st.text(_LETTERS, min_size=3, max_size=60).map(lambda text: f"N {text} 1")
_AWKWARD = st.sampled_from(["=1+1", "'=1", "+33 6", "-", "a|b,c", "[1]", "NULL", '"', "01000", "1e5", "@x", "{a}"])
_DAY = st.dates(date(2000, 1, 1), date(2026, 7, 1))
_CODES = st.sampled_from(["13055", "59350", "2A004", "97411"])
_LINK = st.sampled_from([None, "https://example.org/a?b=1,2", "http://a.example.org"])


def _some(values: list[str]) -> st.SearchStrategy[str]:
    return st.sets(st.sampled_from(values), max_size=4).map(lambda some: json.dumps(sorted(some)))


def _listed(kind: Any) -> st.SearchStrategy[str]:
    return _some([str(value) for value in kind])


_PLACE: dict[str, st.SearchStrategy[Any]] = {
    "description": st.text(_LETTERS, min_size=5, max_size=60).map(lambda text: f"D{text}."),
    "updated_on": _DAY,
    "link": _LINK,
    "address_line": _TEXT | _AWKWARD,
    "address_extra": _TEXT,
    "post_code": st.sampled_from([None, "13001", "01000", "97400"]),
    "commune": _TEXT,
    "insee_code": _CODES,
    "latitude": st.floats(0.001, 90).map(lambda number: round(number, 6)),
    "longitude": st.floats(-180, 180).map(lambda number: round(number, 6)),
    "phone": st.sampled_from([None, "+33465712001", "3646", "04 65 71 20 01"]),
    "email": st.sampled_from([None, "a.b@example.org"]),
    "opening_hours": st.sampled_from([None, "Mo-Fr 08:30-12:30; PH off"]),
}
_STRUCTURES = st.fixed_dictionaries(
    _PLACE
    | {
        "name": _NAME,
        "siret": st.sampled_from([None, "01300301330001"]),
        "website": _LINK,
        "accessibility_link": _LINK,
        "networks": _listed(v1.ReseauPorteur),
    }
)
_SERVICES = st.fixed_dictionaries(
    _PLACE
    | {
        "name": _NAME,
        "kind": st.sampled_from([None, *(str(value) for value in v1.TypeService)]),
        "themes": _listed(v1.Thematique),
        "fee": st.sampled_from([None, "gratuit", "payant"]),
        "fee_details": _TEXT | _AWKWARD,
        "publics": _some([str(value) for value in v1.Public if value != "tous-publics"]),
        "publics_details": _TEXT,
        "access_conditions": _TEXT | _AWKWARD,
        "reception_modes": _listed(v1.ModeAccueil),
        "zones": _some(["13", "01", "2A", "13055", "200054807", "france"]),
        "contact_name": _TEXT,
        "mobilisation_link": _LINK,
        "mobilisation_modes": _listed(v1.ModeMobilisation),
        "mobilisable_by": _listed(v1.PersonneMobilisatrice),
        "mobilisation_details": _TEXT,
        "weekly_hours": st.none() | st.sampled_from([0.5, 26.0]),
        "weeks": st.none() | st.integers(1, 52),
    }
)


@st.composite
def _directories(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    structures = [
        {"source": "dora", "source_id": f"dora--s{number}", **values}
        for number, values in enumerate(draw(st.lists(_STRUCTURES, min_size=1, max_size=3)))
    ]
    services = [
        {"source": "soliguide", "source_id": f"soliguide--{number}", **values, "of": draw(st.sampled_from(structures))}
        for number, values in enumerate(draw(st.lists(_SERVICES, max_size=4)))
    ]
    return structures, services


DIRECTORIES = _directories()


def _write(store: Store, structures: list[dict[str, Any]], services: list[dict[str, Any]]) -> None:
    with store.writing("directory") as writing:
        for values in structures:
            writing.add(Structure(**values))
        writing.session.flush()
        ids = {row.source_id: row.id for row in writing.session.query(Structure)}
        for values in services:
            structure = values["of"]
            told = {name: value for name, value in values.items() if name != "of"}
            named = {"structure_id": ids[structure["source_id"]], "structure_name": structure["name"]}
            writing.add(Service(**told, **named, local_note="À nous seuls"))


def _held(directory: OutgoingDirectory) -> list[dict[str, Any]]:
    own = {"id", "structure_id"}
    rows = [*directory.structures, *directory.services]
    return [{name: value for name, value in row.items() if name not in own} for row in rows]


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx"])
def test_a_directory_written_then_read_is_the_same_and_read_twice_is_there_once(
    ending: str, times: Callable[[int, int], int]
) -> None:
    @settings(
        max_examples=times(2 if ending == ".xlsx" else 5, 300),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(DIRECTORIES)
    def holds(made: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> None:
        with new_store() as ours, new_store() as theirs, tempfile.TemporaryDirectory() as folder:
            _write(ours, *made)
            told = Directory(ours).outgoing()
            file = Path(folder, f"annuaire{ending}")
            assert export_directory(file, told).adjusted == ()
            assert all("À nous seuls".encode() not in each.read_bytes() for each in Path(folder).iterdir())
            directory = Directory(theirs)
            incoming = read_directory(file)
            assert incoming.refusals == ()
            directory.apply(directory.stage(incoming, TODAY))
            assert _held(directory.outgoing()) == _held(told)
            again = directory.apply(directory.stage(read_directory(file), TODAY))
            assert (again.created, again.updated, again.closed) == (0, 0, 0)
            assert again.identical == len(made[0]) + len(made[1])

    holds()


def test_what_is_written_is_accepted_by_the_schemas_own_package(times: Callable[[int, int], int]) -> None:
    wild = st.none() | st.text(max_size=8)

    @settings(max_examples=times(8, 500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DIRECTORIES, wild, wild, wild)
    def holds(
        made: tuple[list[dict[str, Any]], list[dict[str, Any]]], text: str | None, email: str | None, name: str | None
    ) -> None:
        structures, services = made
        for row in (*structures, *services):
            row |= {"description": text, "email": email, "updated_on": None, "link": text, "name": name or "X"}
        with new_store() as store, tempfile.TemporaryDirectory() as folder:
            _write(store, structures, services)
            file = Path(folder, "annuaire.json")
            made_of = export_directory(file, Directory(store).outgoing())
            written = json.loads(file.read_text("utf-8"))
            for row in written["structures"]:
                v1.Structure(**row)
            for row in written["services"]:
                v1.Service(**row)
            left_out = len(structures) + len(services) - made_of.structures - made_of.services
            assert len({id(each) for each in made_of.left_out}) >= left_out
            assert {row["structure_id"] for row in written["services"]} <= {row["id"] for row in written["structures"]}

    holds()


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    @settings(max_examples=3, deadline=None)
    @given(DIRECTORIES, st.randoms(use_true_random=False))
    def holds(made: tuple[list[dict[str, Any]], list[dict[str, Any]]], random: Any) -> None:
        assume(made[1])
        file, other = tmp_path / "annuaire.csv", tmp_path / "autre.csv"
        with new_store() as store:
            _write(store, *made)
            export_directory(file, Directory(store).outgoing())
        with file.open(encoding="utf-8-sig", newline="") as one, other.open("w", encoding="utf-8", newline="") as two:
            rows = list(csv.reader(one, delimiter=";"))
            order = list(range(len(rows[0])))
            random.shuffle(order)
            csv.writer(two, delimiter=",").writerows([row[place] for place in order] for row in rows)
        assert dict(read_directory(other).services) == dict(read_directory(file).services)

    holds()
