"""A recruitment is read from its file whole, or refused with the key to mend."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.errors import CaseFlowError, Invalid
from caseflow.domain.pathway import Contract
from caseflow.domain.recruitment import CriterionWeight, RecruitmentMethod
from caseflow.exchange.recruitment_file import read_recruitment

WAREHOUSE = """
code = "ENTREPOT-2027"
title = "Ouverture de l’entrepôt Nord"
employer = "Logis Sud"
method = "mrs"
starts_on = 2027-01-04

[[jobs]]
title = "Préparateur de commandes"
posts = 80
contract = "cdi"

[[criteria]]
question = "Disponible en 3 × 8 ?"
weight = "wished"

[[prescribers]]
name = "Mission locale de Marseille"
quota = 40
deadline = 2026-12-11
mail_domains = ["missionlocale.fr"]
"""


def read(tmp_path: Path, text: str | bytes):
    path = tmp_path / "recrutement.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_recruitment(path)


def test_everything_that_the_file_says_is_read(tmp_path: Path) -> None:
    draft = read(tmp_path, WAREHOUSE)
    assert (draft.code, draft.details["method"]) == ("ENTREPOT-2027", RecruitmentMethod.MRS)
    assert draft.details["starts_on"] == date(2027, 1, 4)
    assert (draft.jobs[0].posts, draft.jobs[0].details) == (80, {"contract": Contract.CDI})
    assert draft.criteria[0].weight is CriterionWeight.WISHED
    assert (draft.invitations[0].quota, draft.invitations[0].mail_domains) == (40, ("missionlocale.fr",))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('methode = "mrs"', "methode"),
        ('method = "troc"', "method"),
        ("clause_hours = true", "clause_hours"),
        ("starts_on = 2027-01-04T10:00:00", "starts_on"),
        ('jobs = "80 postes"', "jobs"),
        ("[[jobs]]\nposts = 3", "title"),
        ('[[prescribers]]\nname = "CCAS"\nmail_domains = "ccas.fr"', "mail_domains"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, line: str, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(tmp_path, f'code = "A"\ntitle = "B"\n{line}\n')
    assert caught.value.field == key
    assert key in caught.value.message or key == "file"


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_but_our_own_refusal_comes_out(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    with pytest.raises(CaseFlowError):
        read_recruitment(path)
