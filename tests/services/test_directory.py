"""The directory of partners: imported once however often, kept up to date, undone, what is ours left alone."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from caseflow.domain.errors import StorageTrouble
from caseflow.domain.resource import Service, Structure, department_of
from caseflow.i18n import _
from caseflow.services.desk import Desk
from caseflow.services.directory import Directory, Incoming, IncomingDirectory, Refusal, Report
from caseflow.services.training.directory import invent_directory
from caseflow.store.store import Store
from tests.conftest import TODAY

LATER = date(2027, 1, 10)

Apply = Callable[..., Report]


def _structure(number: str = "1", **values: Any) -> Incoming:
    return Incoming(
        f"dora--s{number}", {"source": "dora", "name": f"Structure {number}", "post_code": "13001", **values}
    )


def _service(number: str = "1", structure: str = "1", **values: Any) -> Incoming:
    told = {"source": "dora", "name": f"Service {number}", "post_code": "13001", "email": "a@example.org", **values}
    return Incoming(f"dora--{number}", told, f"dora--s{structure}")


def _file(structures: Iterable[Incoming], services: Iterable[Incoming], **more: Any) -> IncomingDirectory:
    return IncomingDirectory(
        {each.source_id: each for each in structures}, {each.source_id: each for each in services}, **more
    )


ONE = _file([_structure()], [_service()])
TWO = _file([_structure(), _structure("2")], [_service(), _service("2", "2")])


@pytest.fixture
def apply(desk: Desk) -> Apply:
    """Imports a file on a day."""

    def import_it(incoming: IncomingDirectory, on: date = TODAY) -> Report:
        return desk.directory.apply(desk.directory.stage(incoming, on))

    return import_it


def _counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.identical, report.closed


def _held(store: Store, source_id: str = "dora--1", kind: type[Service | Structure] = Service) -> Mapping[str, Any]:
    with store.reading() as session:
        table = kind.__table__
        return dict(session.execute(table.select().where(table.c.source_id == source_id)).mappings().one())


def test_importing_twice_is_importing_once(apply: Apply, store: Store) -> None:
    assert _counts(apply(TWO)) == (4, 0, 0, 0)
    before = _held(store)
    again = apply(TWO)
    assert (_counts(again), again.action_id) == ((0, 0, 4, 0), None)
    assert _held(store) == before


def test_foreseeing_writes_nothing_and_says_what_will_be(desk: Desk, store: Store) -> None:
    staging = desk.directory.stage(TWO, TODAY)
    assert _counts(desk.directory.foresee(staging)) == (4, 0, 0, 0)
    with store.reading() as session:
        assert session.query(Service).count() == 0


def test_an_update_never_touches_what_is_ours(apply: Apply, desk: Desk, store: Store) -> None:
    apply(ONE)
    row_id = _held(store)["id"]
    with store.writing("note") as writing:
        writing.update_row(Service, row_id, {"local_note": "Demander Samira", "verified_on": TODAY})
    assert _counts(apply(_file([_structure()], [_service(name="Autre nom")]), LATER)) == (0, 1, 1, 0)
    row = _held(store)
    assert (row["name"], row["local_note"], row["verified_on"], row["id"]) == (
        "Autre nom",
        "Demander Samira",
        TODAY,
        row_id,
    )


def test_a_file_that_does_not_speak_of_a_field_erases_none(apply: Apply, store: Store) -> None:
    apply(ONE)
    values = {name: value for name, value in ONE.services["dora--1"].values.items() if name != "email"}
    assert apply(_file([_structure()], [Incoming("dora--1", values, "dora--s1")])).updated == 0
    assert _held(store)["email"] == "a@example.org"


def test_a_service_written_by_hand_is_never_touched(apply: Apply, store: Store) -> None:
    ours = Structure(source_id="caseflow--s", name="La nôtre")
    with store.writing("by hand") as writing:
        writing.add(ours)
        writing.add(Service(source_id="caseflow--1", name="Le nôtre", structure_id=ours.id, structure_name="La nôtre"))
    theirs = Incoming("caseflow--1", {"source": "caseflow", "name": "Changé"}, "caseflow--s")
    structure = Incoming("caseflow--s", {"source": "caseflow", "name": "Changée"})
    report = apply(_file([structure], [theirs]))
    assert (_counts(report), len(report.notes)) == ((0, 0, 2, 0), 1)
    assert _held(store, "caseflow--1")["name"] == "Le nôtre"


def test_what_a_source_no_longer_names_is_closed_and_reopened_when_it_comes_back(apply: Apply, store: Store) -> None:
    apply(TWO)
    gone = apply(ONE, LATER)
    assert (_counts(gone), gone.closed_names) == ((0, 0, 2, 2), ("Service 2",))
    assert _held(store, "dora--2")["closed_on"] == LATER
    assert _counts(apply(ONE, LATER)) == (0, 0, 2, 0)
    back = apply(TWO, LATER)
    assert (_counts(back), back.reopened) == ((0, 2, 2, 0), 2)
    assert _held(store, "dora--2")["closed_on"] is None


@pytest.mark.parametrize(
    "incoming",
    [
        _file([_structure()], [_service()], is_complete=False),
        _file([_structure()], [_service()], seen=frozenset({"dora--2", "dora--s2"})),
        _file([_structure(post_code="59000")], [_service(post_code="59000")]),
        _file([_structure()], [_service()], departments=frozenset({"59"})),
        _file(
            [Incoming("x--s", {"source": "x", "name": "X"})], [Incoming("x--1", {"source": "x", "name": "X"}, "x--s")]
        ),
    ],
    ids=["one page", "named, but refused", "another département", "filtered to another", "another source"],
)
def test_what_a_file_says_nothing_about_stays_open(apply: Apply, store: Store, incoming: IncomingDirectory) -> None:
    apply(TWO)
    assert apply(incoming, LATER).closed == 0
    assert _held(store, "dora--2")["closed_on"] is None


def test_structures_and_services_may_come_in_two_files_in_either_order(apply: Apply, store: Store) -> None:
    stub = Incoming("dora--s1", {"source": "dora", "name": "dora--s1"}, is_stub=True)
    services = _file([stub], [_service()])
    assert _counts(apply(services)) == (2, 0, 0, 0)
    assert _counts(apply(_file([_structure()], []))) == (0, 1, 0, 0)
    assert _held(store)["structure_name"] == "Structure 1"
    assert _counts(apply(services)) == (0, 0, 2, 0)
    assert _held(store, "dora--s1", Structure)["name"] == "Structure 1"


def test_an_import_is_one_action_and_one_undo_takes_it_back(apply: Apply, desk: Desk, store: Store) -> None:
    apply(ONE)
    before = _held(store)
    report = apply(_file([_structure(name="Autre")], [_service(name="Neuf"), _service("3")]), LATER)
    assert report.action_id is not None
    assert _held(store)["structure_name"] == "Autre"
    desk.undo.undo(report.action_id)
    assert _held(store) == before
    with store.reading() as session:
        assert session.query(Service).count() == 1


def test_an_import_that_is_stopped_writes_nothing(desk: Desk, store: Store) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.directory.apply(desk.directory.stage(TWO, TODAY), progress=stop)
    with store.reading() as session:
        assert session.query(Structure).count() == 0


def test_a_copy_is_made_before_an_import_writes(store: Store) -> None:
    copies: list[str] = []
    directory = Directory(store, lambda: copies.append("copy"))
    directory.apply(directory.stage(ONE, TODAY))
    directory.apply(directory.stage(ONE, TODAY))
    assert copies == ["copy"]

    def fail() -> None:
        raise StorageTrouble("full")

    with pytest.raises(StorageTrouble):
        Directory(store, fail).apply(directory.stage(TWO, TODAY))


def test_a_report_tells_exactly_what_was_agreed(apply: Apply) -> None:
    refusals = (Refusal(3, "dora--9", "nom", "absent"), Refusal(4, "", "courriel", "faux", leaves_out=False))
    report = apply(_file([_structure()], [_service()], refusals=refusals))
    assert report.as_dict() == {
        "structures": 1,
        "services": 1,
        "created": 2,
        "updated": 0,
        "identical": 0,
        "closed": 0,
        "rejected": [
            {"id": "dora--9", "field": "nom", "reason": "absent"},
            {"id": _("line {line}").format(line=4), "field": "courriel", "reason": "faux"},
        ],
    }
    assert report.left_out == 1


def test_the_invented_directory_is_the_same_each_time_and_answers_every_theme() -> None:
    rows = invent_directory(60, 7, TODAY)
    assert rows == invent_directory(60, 7, TODAY)
    assert len(rows[Service]) == 60
    assert len({row["source_id"] for row in rows[Service]}) == 60
    assert {row["structure_id"] for row in rows[Service]} == {row["id"] for row in rows[Structure]}
    groups = {row["themes"].split("--")[0].strip('["') for row in rows[Service]}
    assert {"mobilite", "famille", "numerique", "logement-hebergement", "sante", "difficultes-financieres"} <= groups


def test_the_invented_directory_is_in_the_national_schema(store: Store, tmp_path: Any) -> None:
    from caseflow.exchange.services_directory import export_directory

    with store.writing("invented") as writing:
        for kind, rows in invent_directory(60, 1, TODAY).items():
            writing.insert_rows(kind, rows)
    made = export_directory(tmp_path / "annuaire.json", Directory(store).outgoing())
    assert (made.services, made.adjusted) == (60, ())


BY_HAND: tuple[dict[str, Any], ...] = (
    {"name": "Prêt de scooters", "structure_name": "Wimoov"},
    {
        "name": "Réparer sa voiture",
        "structure_name": "Garage",
        "description": "Non",
        "themes": ("mobilite--entretenir-reparer-son-vehicule",),
        "publics": ("jeunes", "tous-publics"),
        "reception_modes": ("en-presentiel",),
        "zones": ("13055", "93"),
        "phone": "04 91 00 00 00",
        "email": "contact@example.org",
        "website": "garage.example.org",
        "link": "garage.example.org/service",
        "mobilisation_link": "example.org",
        "opening_hours": "du lundi au vendredi",
        "post_code": "13001",
        "commune": "Marseille",
        "weekly_hours": 3.5,
        "weeks": 4,
    },
)


@pytest.mark.parametrize("name", ["annuaire.json", "annuaire.csv", "annuaire.xlsx"])
def test_what_was_written_by_hand_leaves_as_the_national_schema_has_it(desk: Desk, tmp_path: Any, name: str) -> None:
    from data_inclusion.schema import v1

    from caseflow.exchange.services_directory import export_directory, read_directory

    for values in BY_HAND:
        desk.resources.create(values, TODAY)
    made = export_directory(tmp_path / name, desk.directory.outgoing())
    assert (made.services, made.left_out) == (len(BY_HAND), ())
    if name.endswith(".json"):
        written = json.loads((tmp_path / name).read_text("utf-8"))
        for row in written["services"]:
            v1.Service.model_validate(row)
        for row in written["structures"]:
            v1.Structure.model_validate(row)
    assert not read_directory(tmp_path / name).refusals


@pytest.mark.parametrize(
    ("code", "department"),
    [
        ("13001", "13"),
        ("2A004", "2A"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("97411", "974"),
        ("98800", "988"),
    ],
)
def test_a_code_tells_its_departement_even_in_corsica(code: str, department: str) -> None:
    assert department_of(code) == department


def test_what_disappears_in_corsica_is_closed_too(apply: Apply, store: Store) -> None:
    ajaccio = _structure(post_code="20000")
    both = [_service(number, "1", post_code="20000") for number in "12"]
    apply(_file([ajaccio], both))
    assert apply(_file([ajaccio], both[:1], departments=frozenset({"2A"})), LATER).closed_names == ("Service 2",)
