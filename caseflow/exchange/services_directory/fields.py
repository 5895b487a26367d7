"""Which field of the national schema is which of ours, and how each is written in a cell."""

from enum import StrEnum
from functools import lru_cache

from caseflow.i18n import fold


class Kind(StrEnum):
    """The two tables of the schema."""

    STRUCTURE = "structure"
    SERVICE = "service"


_PLACE = {
    "commune": "commune",
    "code_postal": "post_code",
    "code_insee": "insee_code",
    "adresse": "address_line",
    "complement_adresse": "address_extra",
    "longitude": "longitude",
    "latitude": "latitude",
    "telephone": "phone",
    "courriel": "email",
}

STRUCTURE_FIELDS = {
    "source": "source",
    "id": "source_id",
    "nom": "name",
    "date_maj": "updated_on",
    "description": "description",
    "lien_source": "link",
    "siret": "siret",
    **_PLACE,
    "site_web": "website",
    "horaires_accueil": "opening_hours",
    "accessibilite_lieu": "accessibility_link",
    "reseaux_porteurs": "networks",
}

SERVICE_FIELDS = {
    "source": "source",
    "structure_id": "structure_source_id",
    "id": "source_id",
    "nom": "name",
    "description": "description",
    "lien_source": "link",
    "date_maj": "updated_on",
    "type": "kind",
    "thematiques": "themes",
    "frais": "fee",
    "frais_precisions": "fee_details",
    "publics": "publics",
    "publics_precisions": "publics_details",
    "conditions_acces": "access_conditions",
    **_PLACE,
    "modes_accueil": "reception_modes",
    "zone_eligibilite": "zones",
    "contact_nom_prenom": "contact_name",
    "lien_mobilisation": "mobilisation_link",
    "modes_mobilisation": "mobilisation_modes",
    "mobilisable_par": "mobilisable_by",
    "mobilisation_precisions": "mobilisation_details",
    "volume_horaire_hebdomadaire": "weekly_hours",
    "nombre_semaines": "weeks",
    "horaires_accueil": "opening_hours",
}

FIELDS = {Kind.STRUCTURE: STRUCTURE_FIELDS, Kind.SERVICE: SERVICE_FIELDS}

LISTS = frozenset(
    (
        "thematiques publics modes_accueil zone_eligibilite modes_mobilisation mobilisable_par reseaux_porteurs"
        # v0
        " profils types zone_diffusion_codes modes_orientation_accompagnateur modes_orientation_beneficiaire"
        " labels_nationaux justificatifs pre_requis"
    ).split()
)
"""Fields that hold several values."""

NUMBERS = frozenset({"longitude", "latitude", "volume_horaire_hebdomadaire", "nombre_semaines"})

TOLD_OF_SERVICES = frozenset(SERVICE_FIELDS.keys() - STRUCTURE_FIELDS.keys()) | frozenset(
    "structure_name profils types zone_diffusion_type zone_diffusion_code modes_orientation_accompagnateur"
    " modes_orientation_beneficiaire".split()
)
"""A row that has one of these fields is a service."""

_ALSO = {
    "structure": "structure_name",
    "structure_nom": "structure_name",
    "nom_structure": "structure_name",
    "nom_de_la_structure": "structure_name",
    "nom_du_service": "nom",
    "name": "nom",
    "email": "courriel",
    "e_mail": "courriel",
    "mail": "courriel",
    "tel": "telephone",
    "ville": "commune",
    "cp": "code_postal",
    "themes": "thematiques",
    "site_internet": "site_web",
}
"""What lists made by hand call the same things."""

KNOWN = frozenset(STRUCTURE_FIELDS) | frozenset(SERVICE_FIELDS) | LISTS | TOLD_OF_SERVICES | frozenset(_ALSO)

_OF_ANY_LIST = frozenset(
    "id nom name type types description commune ville code_postal cp code_insee latitude longitude".split()
)
"""What a list of communes, of trades or of anything else has too."""

TOLD_OF_PARTNERS = KNOWN - _OF_ANY_LIST
"""Without one of these, no list is a directory."""


@lru_cache(maxsize=1_000)
def field_named(heading: str) -> str:
    """Return the field that a heading names: « Code postal » is `code_postal`; an unknown one is as it is written."""
    name = "_".join(fold(heading).replace("-", " ").replace("_", " ").split())
    return _ALSO.get(name, name)
