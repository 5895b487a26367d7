"""The headings by which each column of a caseload file is recognised.

They are compared by their telling words (`words.py`): accents, case, line breaks, articles and « bénéficiaire » or
« candidat » do not count. The column's own key and label are recognised too.
"""


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


HEADINGS: dict[str, tuple[str, ...]] = {
    "file_number": _names(
        "Identifiant dans le SI | N° dossier | Numéro de dossier | N° de participant | Identifiant "
        "participant | Code participant | Identifiant PLIE | N° PLIE | ID participant | Référence dossier | "
        "ID dossier | Identifiant interne | N° dossier PLIE | Num dossier PLIE"
    ),
    "civility": _names("Civilité | Civ | Titre | Type personne | Sexe | Genre | Civilité candidat | M/Mme | H/F"),
    "last_name": _names(
        "Nom | Nom de famille | Nom d'usage | Nom usuel | Nom marital | Nom responsable dossier | Nom d'épouse | "
        "Nom du bénéficiaire"
    ),
    "birth_name": _names("Nom de naissance | Nom de jeune fille | Nom patronymique | Nom naissance | NJF"),
    "first_name": _names("Prénom | Prénoms | Prénom(s) | Prénom responsable dossier | Prénom usuel"),
    "full_name": _names(
        "Nom Prénom | Nom et prénom | Nom/Prénom | NOM Prénom(s) | Noms et prénoms | Identité | Nom prénoms | "
        "Bénéficiaire | Participant | Candidat | Nom complet"
    ),
    "first_last_name": _names("Prénom Nom | Prénom et nom | Prénom/Nom"),
    "birth_date": _names(
        "Date de naissance | Date naissance | Né le | Née le | Né(e) le | DDN | D.D.N. | Naissance | Date "
        "naiss | Dt naissance | Date nais | Date de naissance (JJ/MM/AAAA)"
    ),
    "birth_place": _names("Lieu de naissance | Commune de naissance | Ville de naissance"),
    "phones": _names(
        "Téléphone | Téléphones | N° téléphone | N° Téléphones | N° de téléphone | Numéro téléphone dossier | "
        "Numéro de tél | Numéro téléphone 2 dossier | Tél | Tel. | Tél portable | Tél fixe | Téléphone "
        "portable | Téléphone mobile | Téléphone fixe | Téléphone 1 | Téléphone 2 | Tél 1 | Tél 2 | Portable "
        "| Mobile | GSM | Fixe | Coordonnées téléphoniques | Numéro de portable | Téléphone domicile | Tél "
        "mobile | Tel mobile | Téléphone perso"
    ),
    "emails": _names(
        "Email | E-mail | Mail | Mails | Courriel | Adresse mail | Adresses mails | Adresse e-mail | Adresse "
        "email | Adresse électronique | Adresse électronique dossier | Adresse courriel | Messagerie | Mél | "
        "Mel | Email 2 | Mail perso | Mail personnel | Email 1 | Mail 1 | Mail 2 | Email perso"
    ),
    "address_line": _names(
        "Adresse | Adresse postale | Adresse complète | Rue | Voie | Adresse 1 | Adresse ligne 1 | N° et voie "
        "| Numéro et voie | Adresse ligne4 | Adresse_ligne4 | Champ adresse 1 | Domicile | N° et nom de la "
        "voie | Adresse postale complète"
    ),
    "address_extra": _names(
        "Complément adresse | Complément d'adresse | Adresse (complément) | Adresse complément | Adresse 2 | "
        "Adresse ligne 2 | Adresse_ligne2 | Adresse_ligne3 | Adresse_ligne5 | Bâtiment | Résidence | Lieu-dit "
        "| Étage | Appartement | Champ adresse 2 | Complément"
    ),
    "post_code": _names("Code postal | CP | C.P. | Code post | CP domicile | Code postal de résidence"),
    "commune": _names(
        "Ville | Commune | Localité | Ville candidat | Commune de résidence | Ville de résidence | Ville "
        "d'habitation | Lieu de résidence"
    ),
    "post_code_commune": _names(
        "CP Ville | CP/Ville | CP - Ville | Code postal Ville | Code postal et ville | CP Commune | CP et commune "
        "| Ville CP | Adresse_ligne6 | Code postal / Commune"
    ),
    "france_travail_id": _names(
        "Identifiant France Travail | Identifiant Pôle emploi | ID pôle emploi | ID France Travail | N° "
        "France Travail | N° Pôle emploi | N° PE | N° FT | Identifiant PE | Identifiant FT | ID PE | ID FT | "
        "N° demandeur d'emploi | IDE | Identifiant demandeur d'emploi | Identifiant Pôle Emploi / France "
        "Travail | N° identifiant PE | N° identifiant FT | N° identifiant France Travail | N° identifiant "
        "Pôle emploi"
    ),
    "france_travail_uid": _names("identifiant_unique_de | Identifiant unique DE"),
    "caf_number": _names(
        "Numéro allocataire CAF/MSA | N° CAF | N° Allocataire | Numéro allocataire | N° allocataire CAF | "
        "Matricule | Matricule CAF | N° MSA | N° CAF/MSA | Numéro allocataire CAF | Numéro CAF"
    ),
    "department_id": _names(
        "ID Iodas | IODAS | N° IODAS | ID département | ID interne au département | Identifiant département | ID "
        "bénéficiaire département | N° département | ID editeur | N° GENESIS | ID Solis | N° Solis | Identifiant "
        "départemental"
    ),
    "role": _names("Rôle | Role personne | Rôle dans le foyer | Qualité"),
    "referent": _names(
        "Référent | Référent de parcours | Référent PLIE | Accompagnateurs | Accompagnateur | Conseiller | "
        "Conseiller référent | Référente | Référent unique | CIP | Accompagnateur emploi | Référent emploi | "
        "Nom référent PLIE"
    ),
    "referent_email": _names(
        "referent_mail | Email de l'agent référent | Mail référent | Email référent | Courriel référent | Email "
        "agent référent"
    ),
    "referent_last_name": _names("referent_nom"),
    "referent_first_name": _names("referent_prenom"),
    "prescriber": _names(
        "Structure | Prescripteur | Structure référente | Structure prescriptrice | Structure d'origine | "
        "Orienteur | Orienté par | Organisme prescripteur | Nom organisation prescripteur | struct_principale "
        "| Structure de suivi | Prescrit par"
    ),
    "territory": _names("Territoire | Secteur | Conseil de territoire | Antenne"),
    "project": _names(
        "Projet professionnel | Projet | Emploi recherché | Emploi recherché (code ROME) | Métier recherché | "
        "Métier | Métiers | Métier visé | appelation_rome_1 | Appellation ROME | Objectif professionnel | Projet "
        "pro"
    ),
    "project_rome": _names("Code ROME | ROME | rome_1 | ROME 1 | Code ROME 1"),
    "education_level": _names(
        "Niveau de formation | Niveau d'études | Niveau formation | Niveau | Niveau scolaire | Niveau de "
        "diplôme | Diplôme | Niveau d'étude | Niveau de qualification | Formation initiale | Diplôme obtenu | "
        "Niveau de formation initiale | Dernier diplôme obtenu | Niv. formation | Niv. scolaire | Niv. études"
    ),
    "work_situation": _names(
        "Situation | Situation professionnelle | Statut professionnel | Situation emploi | Situation actuelle"
    ),
    "rqth": _names(
        "RQTH | Travailleur handicapé | TH | Reconnaissance TH | Reconnaissance travailleur handicapé | BOETH | DOETH"
    ),
    "rsa": _names(
        "RSA | Droits RSA | BRSA | Bénéficiaire du RSA | Allocataire RSA | RSA socle | Bénéficiaire RSA | État du "
        "droit RSA"
    ),
    "rsa_since": _names(
        "Date début droits - devoirs | Date d'ouverture du droit | Date ouverture droits | Date ouverture droit "
        "RSA | Date d'ouverture des droits | RSA depuis | Date entrée RSA | Date d'entrée flux"
    ),
    "ass": _names("ASS | Droits ASS | Bénéficiaire ASS"),
    "are": _names("ARE | Droits ARE | Indemnisation ARE"),
    "aah": _names("AAH | Droits AAH | Bénéficiaire AAH"),
    "activity_bonus": _names("Prime d'activité | Prime activité"),
    "qpv": _names("QPV | Résident QPV | Habite en QPV | Quartier prioritaire | Adresse QPV | QPV (O/N)"),
    "lone_parent": _names("Parent isolé | Famille monoparentale | Monoparental"),
    "children": _names(
        "Nombre d'enfants | Enfants à charge | Nb enfants | Nombre d'enfants à charge | Enfants | Nb enfants à charge"
    ),
    "driving_licence": _names("Permis B | Permis | Permis de conduire | Permis (O/N) | Permis VL"),
    "mobility_radius_km": _names(
        "Zone de mobilité | Mobilité | Mobilité (km) | Rayon de mobilité | Mobilité géographique"
    ),
    "ft_registered_on": _names(
        "Date d'inscription Pôle emploi | Date d'inscription France Travail | Date inscription PE | Date "
        "inscription FT | Inscription | Date d'inscription | Inscrit depuis | Inscrit depuis le | Date "
        "inscription France Travail | Date inscription DE | Date d'inscription à France Travail"
    ),
    "ft_category": _names(
        "Catégorie | Catégorie d'inscription | categorie_inscription | Catégorie FT | Catégorie PE | Catégorie "
        "France Travail | Cat"
    ),
    "plie_entry_on": _names(
        "Date d'entrée PLIE | Date entrée | Date d'entrée | Entrée PLIE | Date d'entrée dans le PLIE | Entré "
        "le | Entrée le | Date d'intégration | Date intégration PLIE | Date entrée parcours | Date d'entrée "
        "dans le dispositif | Date entrée dispositif | Date d'entrée en accompagnement"
    ),
    "plie_exit_on": _names(
        "Date de sortie PLIE | Date sortie | Date de sortie | Sortie PLIE | Sorti le | Date sortie parcours | "
        "Date de sortie du dispositif | Date sortie dispositif"
    ),
    "last_contact_on": _names(
        "Dernier contact | Dernier entretien | Date dernier entretien | Date du dernier entretien | Dernier "
        "RDV | der_entretien | Date dernier RDV | Date du dernier RDV | Date dernier contact"
    ),
    "pass_number": _names("Numéro PASS IAE | PASS IAE | N° agrément | N° PASS"),
    "pass_start": _names("Début PASS IAE | Date début PASS IAE | Date de début PASS"),
    "pass_end": _names("Fin PASS IAE | Date fin PASS IAE | Date de fin PASS"),
    "tags": _names("Tags | Étiquettes | Mots-clés"),
    "note": _names(
        "Observations | Observation | Commentaire | Commentaires | Remarques | Remarque | Notes | Note | "
        "Divers | Commentaires / suivi | Suivi / observations | Suivi | Commentaire suivi"
    ),
}
