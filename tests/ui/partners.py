"""A partner written by hand, whose sheet has something under every heading."""

from uuid import UUID

from caseflow.ui.context import Context

GARAGE = {
    "name": "Garage solidaire",
    "structure_name": "Roues libres",
    "kind": "aide-materielle",
    "themes": ("mobilite--entretenir-reparer-son-vehicule",),
    "description": "Réparer sa voiture à petit prix",
    "publics": ("jeunes",),
    "publics_details": "Habiter un quartier prioritaire",
    "fee": "payant",
    "fee_details": "5 € d’adhésion",
    "access_conditions": "Être orienté par un référent",
    "phone": "0491000000",
    "email": "contact@garage.exemple.fr",
    "contact_name": "Sophie",
    "website": "https://garage.exemple.fr",
    "mobilisation_link": "https://garage.exemple.fr/rdv",
    "mobilisation_modes": ("telephoner",),
    "mobilisable_by": ("professionnels",),
    "mobilisation_details": "Appeler le matin",
    "address_line": "12 rue du Moulin",
    "post_code": "13100",
    "commune": "Aix-en-Provence",
    "opening_hours": "Mo-Fr 08:30-12:30; PH off",
    "reception_modes": ("en-presentiel",),
    "zones": ("13",),
}


def add_garage(context: Context) -> UUID:
    """Add it, with a note of the team."""
    key = context.desk.resources.create(GARAGE, context.today())
    context.desk.resources.write_note(key, "Demander Sophie")
    return key
