"""Every kind of row is known to whoever opens a store, whichever services were used so far."""

import importlib
import pkgutil
import subprocess
import sys

from caseflow import domain
from caseflow.domain.base import Entity
from caseflow.domain.kinds import KINDS


def test_every_entity_of_the_domain_is_listed() -> None:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    of_domain = {
        mapper.class_ for mapper in Entity.registry.mappers if mapper.class_.__module__.startswith("caseflow.")
    }
    assert set(KINDS) == of_domain


def test_a_desk_knows_all_of_them_before_any_of_its_drawers_is_opened() -> None:
    asked = (
        "import caseflow.services.desk; from caseflow.domain.base import Entity; print(len(Entity.registry.mappers))"
    )
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert int(told.stdout) == len(KINDS)
