"""Laws of import and export: the same people, whatever the file they come in, and never twice."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.domain.person import Civility
from caseflow.exchange.caseloads import Caseload, read_caseload
from caseflow.exchange.limits import LIMITS
from caseflow.exchange.listings import ListingColumn, write_listing
from caseflow.exchange.parse_child import parse
from caseflow.exchange.recognition import known_headings, recognise_table
from caseflow.exchange.tables import _table
from caseflow.services.caseloads import Caseloads, Choice, Decision, Report, RowStatus
from caseflow.services.desk import Desk
from caseflow.services.people import PersonDraft
from caseflow.services.people_export import PeopleExport, field_names
from caseflow.store.store import Store
from tests.conftest import TODAY
from tests.hostile.test_encodings import ENCODINGS
from tests.laws.stores import everything, new_store

HEADINGS = ("Nom", "Prénom", "Date de naissance", "Téléphone", "Email", "Ville", "N° CAF", "RQTH")
LAST = "Lefèvre Gonçalves Müller Hébert Béranger Châtelain Benoît Dupont N'Guessan De-La-Croix Çelik Günther".split()
FIRST = "Zoé Élodie François Aïcha Jérôme Kévin Anaïs Noël Gaëlle Maël Saïd Hélène".split()
TOWNS = ["Évry", "Créteil", "Saint-Étienne", "Nîmes", "Besançon", "Mâcon", "Béziers"]


def people(least: int = 5) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Return lists that every encoding can write, some people looking alike."""
    person = st.tuples(
        st.sampled_from(LAST),
        st.sampled_from(FIRST),
        st.dates(date(1950, 1, 1), date(2007, 1, 1)).map(lambda day: f"{day:%d/%m/%Y}"),
        st.sampled_from(["0612345678", "07 81 22 33 44", "", "+33 4 91 00 00 01", "12"]),
        st.sampled_from(["a@exemple.fr", "b@exemple.fr", "", "b@"]),
        st.sampled_from(TOWNS),
        st.integers(1_000_000, 9_999_999).map(str),
        st.sampled_from(["Oui", "Non", ""]),
    )
    return st.lists(person, min_size=least, max_size=12)


def written(lines: Sequence[Sequence[str]], order: Sequence[int], separator: str, encoding: str) -> bytes:
    ordered = [[line[place] for place in order] for line in (HEADINGS, *lines)]
    return "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in ordered).encode(encoding)


def read(content: bytes) -> Caseload:
    table = _table("liste", parse(content, sheet=None, known=known_headings(), limits=LIMITS))
    return read_caseload(table, recognise_table(table), on=TODAY)


def bring_in(store: Store, caseload: Caseload, *, whoever: bool = False) -> Report:
    caseloads = Caseloads(store)
    staging = caseloads.stage(caseload.rows, TODAY)
    doubtful = [row.number for row in staging.rows if row.status is RowStatus.POSSIBLE] if whoever else []
    return caseloads.apply(staging, dict.fromkeys(doubtful, Decision(Choice.CREATE)))


def exported(store: Store) -> list[dict[str, Any]]:
    rows = PeopleExport(store).rows(TODAY, with_sensitive=True)
    return sorted(
        ({key: value for key, value in row.items() if value} for row in rows), key=lambda row: row["file_number"]
    )


def law(times: Callable[[int, int], int], ci: int, release: int) -> Any:
    return settings(
        max_examples=times(ci, release), deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


def test_columns_encoding_and_separator_change_nobody(times: Callable[[int, int], int]) -> None:
    @law(times, 12, 500)
    @given(
        people(),
        st.permutations(range(len(HEADINGS))),
        st.sampled_from([";", ",", "\t", "|"]),
        st.sampled_from(ENCODINGS),
    )
    def same(lines: list[tuple[str, ...]], order: list[int], separator: str, encoding: str) -> None:
        found: list[list[dict[str, Any]]] = []
        for content in (
            written(lines, range(len(HEADINGS)), "\t", "utf-8-sig"),
            written(lines, order, separator, encoding),
        ):
            with new_store() as store:
                bring_in(store, read(content))
                found.append(exported(store))
        for one, other in zip_longest(*found):
            assert {**one, "phones": set(one.get("phones", ()))} == {**other, "phones": set(other.get("phones", ()))}

    same()


def test_the_same_file_again_and_again_creates_and_changes_nobody(times: Callable[[int, int], int]) -> None:
    @law(times, 12, 500)
    @given(people(1), st.permutations(range(len(HEADINGS))), st.booleans())
    def same(lines: list[tuple[str, ...]], order: list[int], whoever: bool) -> None:
        with new_store() as store:
            bring_in(store, read(written(lines, range(len(HEADINGS)), ";", "utf-8")), whoever=whoever)
            before = everything(store)
            for content in (
                written(lines, range(len(HEADINGS)), ";", "utf-8"),
                written(lines, order, "\t", "cp1252"),
            ):
                report = bring_in(store, read(content))
                assert (report.created, report.updated) == (0, 0)
                assert everything(store) == before

    same()


NAMES = st.sampled_from([*LAST, "DE LA CRUZ", "d'Arc", "Œuvrard", "Đặng", "O’Brien", "Ben Ali", "Ñuñez", "李", "Жуков"])
WORDS = st.sampled_from(
    [
        "=1+1",
        "+33",
        "-",
        "@x",
        "'=1",
        "\u202eabc",
        "a;b,c\td",
        'dit "X"',
        "ligne 1\nligne 2",
        "« été »",
        "é" * 400,
        "1e5",
        "🙂",
    ]
)
FIELDS = st.fixed_dictionaries(
    {
        "last_name": NAMES,
        "first_name": st.sampled_from(FIRST),
        "birth_date": st.dates(date(1950, 1, 1), date(2007, 1, 1)),
    },
    optional={
        "civility": st.sampled_from(Civility),
        "birth_name": NAMES,
        "birth_place": st.sampled_from(TOWNS),
        "address_line": st.sampled_from(["12 bis rue d’Aubagne", "1, bd Gérard", "=1+1", "Chez M. X"]),
        "post_code": st.sampled_from(["13001", "04000", "97400"]),
        "commune": st.sampled_from(TOWNS),
        "france_travail_id": st.sampled_from(["1234567A", "01234567", "01234567890"]),
        "caf_number": st.sampled_from(["0012345", "1234567", "0000001", "12345678901234"]),
        "department_id": st.sampled_from(["007", "A-7", "8383"]),
        "project": st.sampled_from(["Agent d’entretien", "=HYPERLINK(1)", "Cuisine"]),
        "project_rome": st.sampled_from(["N1104", "K2204"]),
        "mobility_radius_km": st.integers(0, 200),
        "note": WORDS,
        "phones": st.lists(st.sampled_from(["0612345678", "0491000001", "0692123456"]), unique=True, max_size=3),
        "emails": st.lists(st.sampled_from(["a@x.fr", "é@x.fr", "b.c+d@y.fr"]), unique=True, max_size=2),
    },
)
IDENTITY = (
    "file_number civility last_name birth_name first_name birth_date birth_place address_line post_code commune "
    "france_travail_id caf_number department_id project project_rome mobility_radius_km note phones emails"
).split()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_people_exported_then_imported_are_the_same_people(
    suffix: str, times: Callable[[int, int], int], tmp_path: Path
) -> None:
    path = tmp_path / f"people{suffix}"

    @law(times, 12, 400)
    @given(st.lists(FIELDS, min_size=1, max_size=6))
    def same(everybody: list[dict[str, Any]]) -> None:
        with new_store() as store, new_store() as other:
            desk = Desk(store)
            for values in everybody:
                desk.people.create(PersonDraft(**values))
            told = exported(store)
            columns = [ListingColumn(name, name) for name in field_names(with_sensitive=True)]
            write_listing(path, columns, PeopleExport(store).rows(TODAY, with_sensitive=True))
            bring_in(other, read(path.read_bytes()), whoever=True)
            again = exported(other)
            desk.close()
        assert [{key: row.get(key) for key in IDENTITY} for row in again] == [
            {key: row.get(key) for key in IDENTITY} for row in told
        ]

    same()
