"""Partners to refer people to: a garage, and whatever a test adds."""

from typing import Any
from uuid import UUID

from caseflow.domain.resource import Service, Structure
from caseflow.services.desk import Desk


def partner(desk: Desk, name: str = "Garage solidaire", **values: Any) -> UUID:
    """Add a structure with one service and return the service’s key."""
    key = f"caseflow--{name}{values.get('commune', '')}"
    with desk.store.writing("Partner added") as writing:
        structure = writing.add(Structure(source_id=key, name=f"{name} d’Aubagne"))
        writing.session.flush()
        defaults: dict[str, Any] = {
            "name": name,
            "structure_name": structure.name,
            "phone": "0465710002",
            "email": "garage@example.org",
        }
        service = Service(structure_id=structure.id, source_id=f"{key}-1", **(defaults | values))
        return writing.add(service).id
