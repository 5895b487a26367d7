"""The columns a caseload file may hold: their headings, and how their cells are read.

A new column is one entry of `CASELOAD_COLUMNS`. Headings are compared by their telling words (`words.py`): accents, case, line breaks,
articles and « bénéficiaire », « candidat »… do not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from caseflow.exchange import cells, choices, contacts, dates, names, places
from caseflow.exchange.cells import Reader
from caseflow.i18n import N_, _


@dataclass(frozen=True)
class ImportColumn:
    """A column of a file: what it is called here, by which headings it is recognised, how its cells are read."""

    key: str
    label: str  # an English message, translated by `title`
    read: Reader
    headings: tuple[str, ...] = ()
    several: bool = False  # several columns of a file may hold it: two phones, five address lines

    @property
    def title(self) -> str:
        """Return the label in the reader's language."""
        return _(self.label)


CASELOAD_COLUMNS: tuple[ImportColumn, ...] = (
    ImportColumn("file_number", N_("File number"), cells.identifier("file_number"),
                 ("Identifiant dans le SI", "N° dossier", "Numéro de dossier", "N° de participant", "Identifiant participant", "Code participant",
                  "Identifiant PLIE", "N° PLIE", "ID participant", "Référence dossier", "ID dossier", "Identifiant interne")),
    ImportColumn("civility", N_("Civility"), names.read_civility,
                 ("Civilité", "Civ", "Titre", "Type personne", "Sexe", "Genre", "Civilité candidat", "M/Mme", "H/F")),
    ImportColumn("last_name", N_("Last name"), names.read_last_name,
                 ("Nom", "Nom de famille", "Nom d'usage", "Nom usuel", "Nom marital", "Nom responsable dossier", "Nom d'épouse", "Nom du bénéficiaire")),
    ImportColumn("birth_name", N_("Birth name"), names.name("birth_name"),
                 ("Nom de naissance", "Nom de jeune fille", "Nom patronymique", "Nom naissance", "NJF")),
    ImportColumn("first_name", N_("First name"), names.name("first_name"),
                 ("Prénom", "Prénoms", "Prénom(s)", "Prénom responsable dossier", "Prénom usuel")),
    ImportColumn("full_name", N_("Last and first name"), names.both_names(last_first=True),
                 ("Nom Prénom", "Nom et prénom", "Nom/Prénom", "NOM Prénom(s)", "Noms et prénoms", "Identité", "Nom prénoms", "Bénéficiaire", "Participant",
                  "Candidat", "Nom complet")),
    ImportColumn("first_last_name", N_("First and last name"), names.both_names(last_first=False),
                 ("Prénom Nom", "Prénom et nom", "Prénom/Nom")),
    ImportColumn("birth_date", N_("Birth date"), dates.birth_date,
                 ("Date de naissance", "Date naissance", "Né le", "Née le", "Né(e) le", "DDN", "D.D.N.", "Naissance", "Date naiss", "Dt naissance",
                  "Date nais")),
    ImportColumn("birth_place", N_("Birth place"), cells.text("birth_place"),
                 ("Lieu de naissance", "Commune de naissance", "Ville de naissance", "Né à", "Né(e) à")),
    ImportColumn("phones", N_("Phones"), contacts.read_phones,
                 ("Téléphone", "Téléphones", "N° téléphone", "N° Téléphones", "N° de téléphone", "Numéro téléphone dossier", "Numéro de tél",
                  "Numéro téléphone 2 dossier", "Tél", "Tel.", "Tél portable", "Tél fixe", "Téléphone portable", "Téléphone mobile", "Téléphone fixe",
                  "Téléphone 1", "Téléphone 2", "Tél 1", "Tél 2", "Portable", "Mobile", "GSM", "Fixe", "Coordonnées téléphoniques",
                  "Numéro de portable", "Téléphone domicile"), several=True),
    ImportColumn("emails", N_("E-mail addresses"), contacts.read_emails,
                 ("Email", "E-mail", "Mail", "Mails", "Courriel", "Adresse mail", "Adresses mails", "Adresse e-mail", "Adresse email",
                  "Adresse électronique", "Adresse électronique dossier", "Adresse courriel", "Messagerie", "Mél", "Mel", "Email 2"), several=True),
    ImportColumn("address_line", N_("Address"), places.read_address,
                 ("Adresse", "Adresse postale", "Adresse complète", "Rue", "Voie", "Adresse 1", "Adresse ligne 1", "N° et voie", "Numéro et voie",
                  "Adresse ligne4", "Adresse_ligne4", "Champ adresse 1", "Domicile", "N° et nom de la voie")),
    ImportColumn("address_extra", N_("Address (continued)"), cells.text("address_extra"),
                 ("Complément adresse", "Complément d'adresse", "Adresse (complément)", "Adresse complément", "Adresse 2", "Adresse ligne 2",
                  "Adresse_ligne2", "Adresse_ligne3", "Adresse_ligne5", "Bâtiment", "Résidence", "Lieu-dit", "Étage", "Appartement", "Champ adresse 2"),
                 several=True),
    ImportColumn("post_code", N_("Post code"), places.read_post_code, ("Code postal", "CP", "C.P.", "Code post", "CP domicile")),
    ImportColumn("commune", N_("Commune"), places.read_place,
                 ("Ville", "Commune", "Localité", "Ville candidat", "Commune de résidence", "Ville de résidence", "Ville d'habitation", "Lieu de résidence")),
    ImportColumn("post_code_commune", N_("Post code and commune"), places.read_place,
                 ("CP Ville", "CP/Ville", "CP - Ville", "Code postal Ville", "Code postal et ville", "CP Commune", "CP et commune", "Ville CP",
                  "Adresse_ligne6", "Code postal / Commune")),
    ImportColumn("france_travail_id", N_("France Travail number"), cells.read_france_travail_id,
                 ("Identifiant France Travail", "Identifiant Pôle emploi", "ID pôle emploi", "ID France Travail", "N° France Travail", "N° Pôle emploi",
                  "N° PE", "N° FT", "Identifiant PE", "Identifiant FT", "ID PE", "ID FT", "N° DE", "N° demandeur d'emploi", "IDE",
                  "Identifiant demandeur d'emploi", "Identifiant Pôle Emploi / France Travail")),
    ImportColumn("france_travail_uid", N_("France Travail technical identifier"), cells.text("france_travail_uid"),
                 ("identifiant_unique_de", "Identifiant unique DE")),
    ImportColumn("caf_number", N_("CAF or MSA number"), cells.identifier("caf_number"),
                 ("Numéro allocataire CAF/MSA", "N° CAF", "N° Allocataire", "Numéro allocataire", "N° allocataire CAF", "Matricule", "Matricule CAF", "N° MSA",
                  "N° CAF/MSA", "Numéro allocataire CAF", "Numéro CAF")),
    ImportColumn("department_id", N_("Department identifier"), cells.identifier("department_id"),
                 ("ID Iodas", "IODAS", "N° IODAS", "ID département", "ID interne au département", "Identifiant département", "ID bénéficiaire département",
                  "N° département", "ID editeur", "N° GENESIS", "ID Solis", "N° Solis", "Identifiant départemental")),
    ImportColumn("role", N_("Role in the household"), cells.text("role"), ("Rôle", "Role personne", "Rôle dans le foyer", "Qualité")),
    ImportColumn("referent", N_("Referent"), choices.read_referent,
                 ("Référent", "Référent de parcours", "Référent PLIE", "Accompagnateurs", "Accompagnateur", "Conseiller", "Conseiller référent", "Référente",
                  "Référent unique", "Nom du référent", "CIP", "Accompagnateur emploi", "Référent emploi")),
    ImportColumn("referent_email", N_("Referent's e-mail address"), cells.text("referent_email"),
                 ("referent_mail", "Email de l'agent référent", "Mail référent", "Email référent", "Courriel référent", "Email agent référent")),
    ImportColumn("referent_last_name", N_("Referent's last name"), cells.text("referent_last_name"), ("referent_nom",)),
    ImportColumn("referent_first_name", N_("Referent's first name"), cells.text("referent_first_name"), ("referent_prenom",)),
    ImportColumn("prescriber", N_("Prescriber"), cells.text("prescriber"),
                 ("Structure", "Prescripteur", "Structure référente", "Structure prescriptrice", "Structure d'origine", "Orienteur", "Orienté par",
                  "Organisme prescripteur", "Nom organisation prescripteur", "struct_principale", "Structure de suivi")),
    ImportColumn("territory", N_("Territory"), cells.text("territory"), ("Territoire", "Secteur", "Conseil de territoire", "Antenne")),
    ImportColumn("project", N_("Professional project"), choices.read_project,
                 ("Projet professionnel", "Projet", "Emploi recherché", "Emploi recherché (code ROME)", "Métier recherché", "Métier", "Métiers", "Métier visé",
                  "appelation_rome_1", "Appellation ROME", "Objectif professionnel", "Projet pro")),
    ImportColumn("project_rome", N_("ROME code of the project"), choices.read_rome, ("Code ROME", "ROME", "rome_1", "ROME 1", "Code ROME 1")),
    ImportColumn("education_level", N_("Education level"), choices.read_education,
                 ("Niveau de formation", "Niveau d'études", "Niveau formation", "Niveau", "Niveau scolaire", "Niveau de diplôme", "Diplôme", "Niveau d'étude",
                  "Niveau de qualification", "Formation initiale")),
    ImportColumn("work_situation", N_("Work situation"), choices.read_work_situation,
                 ("Situation", "Situation professionnelle", "Statut professionnel", "Situation emploi", "Situation actuelle")),
    ImportColumn("rqth", N_("RQTH"), cells.yes_no("rqth"),
                 ("RQTH", "Travailleur handicapé", "TH", "Reconnaissance TH", "Reconnaissance travailleur handicapé", "BOETH", "DOETH")),
    ImportColumn("rsa", N_("RSA"), choices.read_rsa,
                 ("RSA", "Droits RSA", "BRSA", "Bénéficiaire du RSA", "Allocataire RSA", "RSA socle", "Bénéficiaire RSA", "État du droit RSA")),
    ImportColumn("rsa_since", N_("RSA since"), dates.day("rsa_since"),
                 ("Date début droits - devoirs", "Date d'ouverture du droit", "Date ouverture droits", "Date ouverture droit RSA", "Date d'ouverture des droits",
                  "RSA depuis", "Date entrée RSA", "Date d'entrée flux")),
    ImportColumn("ass", N_("ASS"), cells.yes_no("ass"), ("ASS", "Droits ASS", "Bénéficiaire ASS")),
    ImportColumn("are", N_("ARE"), cells.yes_no("are"), ("ARE", "Droits ARE", "Indemnisation ARE")),
    ImportColumn("aah", N_("AAH"), cells.yes_no("aah"), ("AAH", "Droits AAH", "Bénéficiaire AAH")),
    ImportColumn("activity_bonus", N_("Activity bonus"), cells.yes_no("activity_bonus"), ("Prime d'activité", "Prime activité")),
    ImportColumn("qpv", N_("QPV"), cells.yes_no("qpv"), ("QPV", "Résident QPV", "Habite en QPV", "Quartier prioritaire", "Adresse QPV", "QPV (O/N)")),
    ImportColumn("lone_parent", N_("Lone parent"), cells.yes_no("lone_parent"), ("Parent isolé", "Famille monoparentale", "Monoparental")),
    ImportColumn("children", N_("Children"), cells.whole_number("children", unit=r"enfants?", most=20),
                 ("Nombre d'enfants", "Enfants à charge", "Nb enfants", "Nombre d'enfants à charge", "Enfants", "Nb enfants à charge")),
    ImportColumn("driving_licence", N_("Driving licence"), cells.yes_no("driving_licence"), ("Permis B", "Permis", "Permis de conduire", "Permis (O/N)")),
    ImportColumn("mobility_km", N_("Mobility (km)"), cells.whole_number("mobility_km", unit=r"km|kms|kilom[eè]tres?"),
                 ("Zone de mobilité", "Mobilité", "Mobilité (km)", "Rayon de mobilité", "Mobilité géographique")),
    ImportColumn("ft_registered_on", N_("Registered with France Travail on"), dates.day("ft_registered_on"),
                 ("Date d'inscription Pôle emploi", "Date d'inscription France Travail", "Date inscription PE", "Date inscription FT", "Inscription",
                  "Date d'inscription", "Inscrit depuis", "Inscrit depuis le", "Date inscription France Travail", "Date inscription DE",
                  "Date d'inscription à France Travail")),
    ImportColumn("ft_category", N_("France Travail category"), choices.read_ft_category,
                 ("Catégorie", "Catégorie d'inscription", "categorie_inscription", "Catégorie FT", "Catégorie PE", "Catégorie France Travail", "Cat")),
    ImportColumn("plie_entry_on", N_("Entry in the PLIE"), dates.day("plie_entry_on"),
                 ("Date d'entrée PLIE", "Date entrée", "Date d'entrée", "Entrée PLIE", "Date d'entrée dans le PLIE", "Entré le", "Entrée le",
                  "Date d'intégration", "Date intégration PLIE", "Date entrée parcours")),
    ImportColumn("plie_exit_on", N_("Exit from the PLIE"), dates.day("plie_exit_on"),
                 ("Date de sortie PLIE", "Date sortie", "Date de sortie", "Sortie PLIE", "Sorti le", "Date sortie parcours")),
    ImportColumn("last_contact_on", N_("Last contact"), dates.day("last_contact_on"),
                 ("Dernier contact", "Dernier entretien", "Date dernier entretien", "Date du dernier entretien", "Dernier RDV", "der_entretien")),
    ImportColumn("pass_number", N_("PASS IAE number"), cells.identifier("pass_number"), ("Numéro PASS IAE", "PASS IAE", "N° agrément", "N° PASS")),
    ImportColumn("pass_start", N_("PASS IAE from"), dates.day("pass_start"), ("Début PASS IAE", "Date début PASS IAE", "Date de début PASS")),
    ImportColumn("pass_end", N_("PASS IAE until"), dates.day("pass_end"), ("Fin PASS IAE", "Date fin PASS IAE", "Date de fin PASS")),
    ImportColumn("tags", N_("Tags"), cells.words_list("tags"), ("Tags", "Étiquettes", "Mots-clés"), several=True),
    ImportColumn("note", N_("Note"), cells.long_text("note"),
                 ("Observations", "Observation", "Commentaire", "Commentaires", "Remarques", "Remarque", "Notes", "Note", "Divers"), several=True),
)


@cache
def columns_by_key() -> Mapping[str, ImportColumn]:
    """Return the columns by their keys."""
    return {column.key: column for column in CASELOAD_COLUMNS}
