"""Laws of the directory's files, whatever they hold: imported twice is once, exported comes back the same."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.exchange.services_directory import export_directory, read_directory
from caseflow.services.directory import Directory
from caseflow.store.store import Store
from tests.conftest import TODAY

NUMBERS = itertools.count()
TEXTS = st.one_of(
    st.sampled_from(("=1+1", "-12", "+33 4", "@a;b|c", '"cité"', "l’été\nà deux", "07:30", "1e5", "  au bord  ")),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn")), max_size=30),
)
LISTED = {
    "thematiques": ("mobilite--preparer-un-permis", "numerique--acquerir-un-equipement", "famille--garde-denfants"),
    "publics": ("jeunes", "femmes", "seniors"),
    "modes_accueil": ("a-distance", "en-presentiel"),
    "mobilisable_par": ("professionnels", "usagers"),
    "zone_eligibilite": ("13055", "13", "200054807", "france"),
}
ROWS = st.fixed_dictionaries(
    {"nom": TEXTS.map(lambda words: f"Aide {words}"), "description": TEXTS.map(lambda words: f"Pour qui veut {words}")},
    optional={
        **{name: st.lists(st.sampled_from(values), unique=True) for name, values in LISTED.items()},
        **dict.fromkeys(("conditions_acces", "frais_precisions", "adresse", "contact_nom_prenom"), TEXTS),
        "frais": st.sampled_from(("gratuit", "payant")),
        "code_insee": st.sampled_from(("13055", "01004")),
        "code_postal": st.sampled_from(("13001", "01500")),
        "latitude": st.floats(41, 51, allow_nan=False),
        "longitude": st.floats(-5, 9, allow_nan=False),
        "nombre_semaines": st.integers(1, 52),
        "volume_horaire_hebdomadaire": st.floats(0, 35, allow_nan=False),
    },
)


def _file(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as one directory, of a source of its own: none closes what another example brought."""
    source = f"x{next(NUMBERS)}"
    same = {"source": source, "date_maj": "2026-02-01"}
    structure = {**same, "id": f"{source}--s", "nom": "Garage solidaire"}
    services = [
        {**row, **same, "id": f"{source}--{number}", "structure_id": structure["id"]} for number, row in enumerate(rows)
    ]
    path = folder / f"{source}.json"
    path.write_text(json.dumps({"structures": [structure], "services": services}), encoding="utf-8")
    return path


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=4), ending=st.sampled_from((".json", ".csv")))
def test_imported_twice_is_once_and_exported_comes_back_the_same(
    store: Store, tmp_path: Path, rows: list[dict[str, Any]], ending: str
) -> None:
    directory = Directory(store)
    path = _file(tmp_path, rows)
    first = directory.apply(directory.stage(read_directory(path), TODAY))
    assert (first.services, first.created) == (len(rows), len(rows) + 1)
    given_out = tmp_path / f"export{ending}"
    assert not export_directory(given_out, directory.outgoing()).adjusted
    for again in (path, given_out):
        staging = directory.stage(read_directory(again), TODAY)
        assert (staging.structures.is_empty, staging.services.is_empty) == (True, True), staging.services


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_581_real_services_come_back_whole_from_an_export(
    shared: Path, store: Store, tmp_path: Path, ending: str
) -> None:
    directory = Directory(store)
    directory.apply(directory.stage(read_directory(shared / "fluo-proto/data_inclusion_services.json"), TODAY))
    export_directory(tmp_path / f"annuaire{ending}", directory.outgoing())
    found = read_directory(tmp_path / f"annuaire{ending}")
    assert (len(found.structures), len(found.services), found.refusals) == (432, 581, ())
    kept = {service["source_id"]: service for service in directory.outgoing().services}
    for source_id, row in found.services.items():
        padded = {"updated_on", "description"}
        different = {
            name for name, value in row.values.items() if name in kept[source_id] and kept[source_id][name] != value
        }
        assert different <= padded, different
