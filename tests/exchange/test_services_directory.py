"""Directories of partners: every kind of file, real and hostile, with exact counts and reasons."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from caseflow.domain.errors import Refused
from caseflow.exchange.services_directory import read_directory, survey, write_rejected
from caseflow.exchange.services_directory.json_stream import LONGEST, PIECE
from caseflow.exchange.workbook_out import Sheet, workbook_of
from caseflow.services.directory import Directory, IncomingDirectory
from caseflow.store.store import Store
from tests.conftest import TODAY
from tests.hostile.corpus import ALL

STRUCTURE = {"source": "dora", "id": "dora--s", "nom": "Garage solidaire", "date_maj": "2026-01-05"}
SERVICE = {
    "source": "dora",
    "structure_id": "dora--s",
    "id": "dora--1",
    "nom": "Réparer sa voiture",
    "description": "Un mécanicien aide à réparer.",
    "date_maj": "2026-02-01",
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file: JSON of what is given, or text as it is."""

    def write_it(content: object, name: str = "annuaire.json", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes((content if isinstance(content, str) else json.dumps(content)).encode(encoding))
        return path

    return write_it


def _told(found: IncomingDirectory) -> list[tuple[int, str, str, bool]]:
    return [(each.line, each.row_id, each.field, each.leaves_out) for each in found.refusals]


def _service(found: IncomingDirectory) -> dict[str, Any]:
    (row,) = found.services.values()
    return dict(row.values)


def test_the_581_real_services_are_all_taken(shared: Path) -> None:
    found = read_directory(shared / "fluo-proto/data_inclusion_services.json")
    assert (len(found.structures), len(found.services), found.refusals) == (432, 581, ())
    assert found.is_complete
    assert all(row.structure in found.structures for row in found.services.values())
    first = next(
        row.values for row in found.services.values() if row.values["name"].startswith("Accompagnement Caisse")
    )
    assert json.loads(first["themes"]) == [
        "famille--soutien-a-la-parentalite-et-a-leducation",
        "sante--acces-aux-soins",
        "sante--sante-sexuelle",
    ]
    assert (first["insee_code"], first["latitude"]) == ("59350", 50.623096)
    assert any("581" in note for note in found.notes)


def test_the_581_real_services_imported_twice_are_there_once(shared: Path, store: Store) -> None:
    directory = Directory(store)
    for counts in ((1013, 0, 0, 0), (0, 0, 1013, 0)):
        incoming = read_directory(shared / "fluo-proto/data_inclusion_services.json")
        report = directory.apply(directory.stage(incoming, TODAY))
        assert (report.created, report.updated, report.identical, report.closed) == counts


def test_the_581_real_services_have_the_same_ids_whatever_their_order(shared: Path, write: Write) -> None:
    lists = json.loads((shared / "fluo-proto/data_inclusion_services.json").read_text("utf-8"))
    turned = {name: [dict(reversed(row.items())) for row in reversed(rows)] for name, rows in lists.items()}
    one, other = read_directory(shared / "fluo-proto/data_inclusion_services.json"), read_directory(write(turned))
    assert dict(one.services) == dict(other.services)
    assert dict(one.structures) == dict(other.structures)


@pytest.mark.parametrize(
    ("name", "structures", "services", "told"),
    [
        ("services.json", 5, 6, [(2, "emplois-de-linclusion--empty", "nom", True)]),
        (
            "structures.json",
            5,
            0,
            [
                (2, "emplois-de-linclusion--empty", "nom", True),
                (5, "dora--blacklisted-siren-structure", "siret", False),
            ],
        ),
    ],
)
def test_null_and_empty_variants_are_counted_exactly(
    shared: Path, name: str, structures: int, services: int, told: list[tuple[int, str, str, bool]]
) -> None:
    found = read_directory(shared / "les-emplois/api_mocks/data_inclusion" / name)
    assert (len(found.structures), len(found.services), _told(found)) == (structures, services, told)


def test_a_list_of_professionals_is_no_directory(shared: Path) -> None:
    with pytest.raises(Refused):
        read_directory(shared / "carnet-de-bord/import_professionnels.csv")


def test_a_caseload_is_never_taken_for_a_directory(write: Write) -> None:
    with pytest.raises(Refused):
        read_directory(write("Nom;Prénom;Téléphone\nBENALI;Amina;0639980001\n", "liste.csv"))


def test_people_in_json_are_never_taken_for_partners(write: Write) -> None:
    with pytest.raises(Refused):
        read_directory(write([{"nom": "BENALI", "prenom": "Amina", "telephone": "0639980001"}]))


@pytest.mark.parametrize(
    "name",
    [
        "decoupage-administratif/communes_france_2026_slim.csv",
        "data-inclusion-schema/v1/service.json",
        "data-inclusion-schema/v1/extra/publics.json",
        "les-emplois/administrative_criteria.json",
        "les-emplois/approvals__approval.json",
    ],
)
def test_another_real_list_is_refused_whole(shared: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"part(ners|enaires)"):
        survey(shared / name)


@pytest.mark.parametrize(
    "content",
    [
        "nom;code\nBoulanger;D1102\n",
        "code_insee;nom;codes_postaux\n13055;Marseille;13001\n",
        [{"nom": "Boulanger", "type": "métier"}],
        [{"foo": 1}],
        {"structures": [], "services": []},
    ],
)
def test_a_list_of_anything_else_is_refused_before_it_is_foreseen(write: Write, content: object) -> None:
    for read in (survey, read_directory):
        with pytest.raises(Refused, match=r"part(ners|enaires)"):
            read(write(content, "liste.csv" if isinstance(content, str) else "liste.json"))


def test_a_short_list_made_by_hand_is_a_directory(write: Write) -> None:
    found = read_directory(write("Nom;Ville;Téléphone\nGarage solidaire;Marseille;0491000000\n", "liste.csv"))
    assert [each.values["name"] for each in found.structures.values()] == ["Garage solidaire"]
    (note,) = found.notes
    assert "service" in note


@pytest.mark.parametrize(
    "content",
    [
        {"structures": [STRUCTURE], "services": [SERVICE]},
        {"data": {"services": [SERVICE], "structures": [STRUCTURE]}},
        [SERVICE, STRUCTURE],
        [{**SERVICE, "structure": STRUCTURE}],
        json.dumps(SERVICE) + "\n" + json.dumps(STRUCTURE) + "\n",
        "\ufeff" + json.dumps({"lille": [SERVICE], "auteuil": [STRUCTURE]}, indent=2),
    ],
    ids=["two lists", "nested lists", "one list", "structure inside", "one object per line", "other keys and a mark"],
)
def test_json_is_read_however_it_is_laid_out(write: Write, content: object) -> None:
    found = read_directory(write(content))
    assert (list(found.structures), list(found.services), found.refusals) == (["dora--s"], ["dora--1"], ())
    assert found.structures["dora--s"].values["name"] == "Garage solidaire"
    assert not found.structures["dora--s"].is_stub


def test_a_json_longer_than_one_piece_is_read_whole(write: Write) -> None:
    many = [{**SERVICE, "id": f"dora--{number}", "description": "é" * 900} for number in range(PIECE // 800)]
    assert len(read_directory(write(json.dumps(many, ensure_ascii=False))).services) == len(many)


TEXT = (
    "id;nom;structure_name;Thématiques;Code postal;commune;zone_eligibilite;date_maj;publics\r\n"
    'x--1;Aide au permis;Auto-école;"[""mobilite--preparer-un-permis""]";13001;Marseille;13|200054807;'
    "01/02/2026;femmes,jeunes\r\n"
    "x--2;Café des parents;Le Figuier;famille--garde-denfants;;;;2026-02-01;{familles}\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_whatever_its_letters_and_how_its_lists_are_cut(write: Write, encoding: str) -> None:
    found = read_directory(write(TEXT, "liste.csv", encoding))
    one, two = found.services["x--1"].values, found.services["x--2"].values
    assert found.refusals == ()
    assert json.loads(one["themes"]) == ["mobilite--preparer-un-permis"]
    assert json.loads(one["zones"]) == ["13", "200054807"]
    assert json.loads(one["publics"]) == ["femmes", "jeunes"]
    assert one["updated_on"] == two["updated_on"]
    assert (two["name"], json.loads(two["publics"])) == ("Café des parents", ["familles"])
    assert {row.values["name"] for row in found.structures.values()} == {"Auto-école", "Le Figuier"}


def test_a_spreadsheet_does_not_take_the_zeros_off(tmp_path: Path) -> None:
    sheets = [
        Sheet(
            "services", ["id", "nom", "structure_id", "code_postal", "latitude"], [["x--1", "Permis", "x--s", 1000, 46]]
        ),
        Sheet("structures", ["id", "nom", "siret"], [["x--s", "Garage", 13003013300016]]),
        Sheet("Notes", ["nom"], [["ceci n’est pas une structure"]]),
    ]
    path = tmp_path / "annuaire.xlsx"
    path.write_bytes(workbook_of(sheets))
    found = read_directory(path)
    assert _service(found)["post_code"] == "01000"
    assert found.structures["x--s"].values["siret"] == "13003013300016"
    assert len(found.structures) == 1


def test_an_export_of_the_former_schema_is_converted(write: Write) -> None:
    structure = {
        "id": "s",
        "source": "dora",
        "nom": "PLIE du Vallon",
        "typologie": "PLIE",
        "labels_nationaux": ["Autre"],
    }
    structure |= {
        "presentation_resume": "Accompagner vers…",
        "presentation_detail": "Accompagner vers l’emploi.",
        "siret": "",
    }
    service = {
        "id": "dora--1",
        "source": "dora",
        "structure_id": "s",
        "nom": "Permis",
        "presentation_resume": "Résumé du service",
        "types": ["numerique"],
        "thematiques": ["mobilite", "mobilite--preparer-un-permis-de-conduire"],
        "profils": ["adultes", "beneficiaires-rsa", "locataires"],
        "frais": ["gratuit-sous-conditions"],
        "pre_requis": ["Avoir 18 ans"],
        "justificatifs": ["Carte d’identité"],
        "zone_diffusion_type": "region",
        "zone_diffusion_code": "93",
        "modes_orientation_accompagnateur": ["envoyer-un-mail", "telephoner"],
    }
    found = read_directory(write({"structures": [structure], "services": [service]}))
    values = _service(found)
    assert found.refusals == ()
    assert json.loads(found.structures["s"].values["networks"]) == ["plie"]
    assert found.structures["s"].values["description"] == "Accompagner vers l’emploi."
    assert json.loads(values["themes"]) == ["mobilite--preparer-un-permis"]
    assert json.loads(values["publics"]) == ["beneficiaires-des-minimas-sociaux"]
    assert json.loads(values["zones"]) == ["04", "05", "06", "13", "83", "84"]
    assert json.loads(values["mobilisation_modes"]) == ["envoyer-un-courriel", "telephoner"]
    assert json.loads(values["mobilisable_by"]) == ["professionnels"]
    assert (values["kind"], values["fee"], values["fee_details"]) == ("atelier", None, "Gratuit sous conditions")
    assert set(values["access_conditions"].split("\n")) == {"Avoir 18 ans", "Carte d’identité"}
    assert "mobilite (1)" in found.notes[1]
    assert "locataires (1)" in found.notes[1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("courriel", "pas une adresse"),
        ("lien_source", "www.example.org"),
        ("code_postal", "1300"),
        ("frais", "cher"),
        ("date_maj", "2999-01-01"),
        ("date_maj", "hier"),
        ("latitude", 1043.2),
        ("nombre_semaines", -3),
        ("volume_horaire_hebdomadaire", "beaucoup"),
        ("description", "Oui"),
    ],
)
def test_a_value_that_the_schema_refuses_is_set_aside_and_told(write: Write, field: str, value: object) -> None:
    found = read_directory(write([{**SERVICE, field: value}]))
    assert _told(found) == [(1, "dora--1", field, False)]
    assert _service(found)["name"] == SERVICE["nom"]


def test_one_wrong_value_of_a_list_goes_alone(write: Write) -> None:
    wrong = {"thematiques": ["mobilite--preparer-un-permis", "voler"], "zone_eligibilite": ["13", "Marseille", "99100"]}
    found = read_directory(write([{**SERVICE, **wrong}]))
    assert _told(found) == [(1, "dora--1", "thematiques", False), (1, "dora--1", "zone_eligibilite", False)]
    assert json.loads(_service(found)["themes"]) == ["mobilite--preparer-un-permis"]
    assert json.loads(_service(found)["zones"]) == ["13", "france"]


def test_a_row_without_a_name_and_a_repeated_id_are_left_out_and_told(write: Write, tmp_path: Path) -> None:
    rows = [SERVICE, {**SERVICE, "id": "dora--2", "nom": " "}, {**SERVICE, "nom": "Autre chose"}, "texte", 3]
    found = read_directory(write(rows))
    assert list(found.services) == ["dora--1"]
    assert _told(found) == [
        (2, "dora--2", "nom", True),
        (3, "dora--1", "id", True),
        (4, "", "", True),
        (5, "", "", True),
    ]
    assert "dora--2" in found.seen
    write_rejected(tmp_path / "refus.csv", found.refusals)
    assert len((tmp_path / "refus.csv").read_text("utf-8-sig").splitlines()) == 5


def test_departements_are_chosen_while_reading(write: Write) -> None:
    elsewhere = {**STRUCTURE, "id": "dora--lille", "code_postal": "59000"}
    rows = [
        {**SERVICE, "id": "dora--here", "code_postal": "13001", "structure_id": "dora--lille"},
        {**SERVICE, "id": "dora--there", "code_insee": "59350"},
        {**SERVICE, "id": "dora--far", "zone_eligibilite": ["france"]},
        {**SERVICE, "id": "dora--metropole", "zone_eligibilite": ["200054807"]},
        {**SERVICE, "id": "dora--corsica", "code_postal": "20200"},
        {**SERVICE, "id": "dora--nowhere"},
        {**SERVICE, "id": "dora--not", "zone_eligibilite": ["59"]},
    ]
    path = write({"services": rows, "structures": [elsewhere, {**STRUCTURE, "code_postal": "13002"}]})
    assert survey(path).departments == {"13": 1, "59": 1, "": 4, "2B": 1}
    found = read_directory(path, departments=["13"])
    assert set(found.services) == {"dora--here", "dora--far", "dora--metropole", "dora--nowhere"}
    assert set(found.structures) == {"dora--lille", "dora--s"}
    assert not any(row.is_stub for row in found.structures.values())


def test_one_page_of_many_says_so(write: Write) -> None:
    page = {"items": [SERVICE], "total": 70, "page": 1, "size": 1, "pages": 70}
    assert not read_directory(write(page)).is_complete


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        '{"services": [{"nom": "x"',
        '{"services" 3}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '[{"nom": "' + "x" * (LONGEST + PIECE) + '"}]',
        '{"a": ' + "9" * 5_000 + "}",
        '{"total": 3}',
        "<html><table><tr><td>nom</td></tr></table></html>",
        "%PDF-1.7",
        "a;b;c\r\n1;2;3\r\n",
        'nom;id\r\n"jamais fermé;1\r\n' + "x;1\r\n" * 400_000,
        "nom;" + "x" * 2_000_000,
        "\x00\x01\x02\x03",
    ],
    ids=lambda content: content[:12],
)
def test_a_hostile_or_broken_file_is_refused_in_a_sentence(write: Write, content: str) -> None:
    for name in ("fichier.json", "fichier.csv"):
        with pytest.raises(Refused) as refused:
            read_directory(write(content, name))
        assert refused.value.message.endswith((".", "?"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_letters_without_their_mark_are_refused_in_a_sentence(write: Write, encoding: str) -> None:
    with pytest.raises(Refused) as refused:
        read_directory(write("nom;prénom\nZoé;Élève\n", "liste.csv", encoding))
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("disguise")])
def test_what_is_disguised_as_a_list_is_refused_or_every_row_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(ALL[name].make())
    with suppress(Refused):
        assert read_directory(path).refusals


@pytest.mark.parametrize(
    "value", ["=1+1", "a\x00b\x1fc", "\ud800", "<script>", "x" * 50_000, {"a": 1}, [1], True, 1e400]
)
def test_a_hostile_value_never_stops_the_others(write: Write, value: object) -> None:
    rows = [
        {**SERVICE, "conditions_acces": value, "telephone": value, "thematiques": value},
        {**SERVICE, "id": "dora--2"},
    ]
    found = read_directory(write(rows))
    assert set(found.services) == {"dora--1", "dora--2"}
    for text in found.services["dora--1"].values.values():
        str(text).encode()
        assert "\x00" not in str(text)


def test_reading_stops_when_asked(write: Write) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_directory(write([SERVICE]), progress=stop)
