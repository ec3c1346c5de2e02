"""Old vocabularies brought to v1: data·inclusion v0, and the médiation numérique's.

Only obvious readings: what has no counterpart is told as a reserve and left out. Source: the lists
of both versions of the schema, compared by hand (Licence Ouverte); values are checked by a test
against the enumerations of `data_inclusion.schema.v1`.
"""

from typing import Final

# Words of v0 and of the médiation numérique → thematiques of v1.
THEMATIQUES: Final = {
    "acces-aux-droits-et-citoyennete": (
        "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
    ),
    "creation-activite--definir-son-projet-de-creation-dentreprise": (
        "creer-une-entreprise--definir-son-projet-de-creation-dentreprise",
    ),
    "creation-activite--structurer-son-projet-de-creation-dentreprise": (
        "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise",
    ),
    "creation-activite--developper-son-entreprise": (
        "creer-une-entreprise--developper-son-entreprise",
    ),
    "creation-activite--financer-son-projet": (
        "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise",
    ),
    "creation-activite--reseautage-pour-createurs-dentreprise": (
        "creer-une-entreprise--developper-son-entreprise",
    ),
    "equipement-et-alimentation--habillement-couture": ("equipement-et-alimentation--habillement",),
    "numerique--acceder-a-du-materiel": ("numerique--acquerir-un-equipement",),
    "numerique--sequiper-en-materiel-informatique": ("numerique--acquerir-un-equipement",),
    "numerique--acceder-a-une-connexion-internet": ("numerique--acceder-a-une-connexion-internet",),
    "numerique--prendre-en-main-un-smartphone-ou-une-tablette": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
    ),
    "numerique--prendre-en-main-un-ordinateur": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
    ),
    "numerique--utiliser-le-numerique-au-quotidien": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
    ),
    "numerique--approfondir-ma-culture-numerique": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
    ),
    "numerique--favoriser-mon-insertion-professionnelle": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
        "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi",
    ),
    "numerique--devenir-autonome-dans-les-demarches-administratives": (
        "numerique--acceder-a-des-services-en-ligne",
    ),
    "numerique--realiser-des-demarches-administratives-avec-un-accompagnement": (
        "numerique--acceder-a-des-services-en-ligne",
        "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
    ),
    "numerique--accompagner-les-demarches-de-sante": (
        "numerique--acceder-a-des-services-en-ligne",
        "sante--acces-aux-soins",
    ),
    "numerique--promouvoir-la-citoyennete-numerique": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
    ),
    "numerique--soutenir-la-parentalite-et-leducation-avec-le-numerique": (
        "numerique--maitriser-les-fondamentaux-du-numerique",
        "famille--soutien-a-la-parentalite-et-a-leducation",
    ),
    "numerique--creer-avec-le-numerique": ("numerique--maitriser-les-fondamentaux-du-numerique",),
    "numerique--creer-et-developper-mon-entreprise": (
        "creer-une-entreprise--developper-son-entreprise",
    ),
    "remobilisation--bien-etre": ("remobilisation--bien-etre-confiance-en-soi",),
    "remobilisation--participer-a-des-actions-solidaires-ou-de-benevolat": (
        "remobilisation--benevolat-action-citoyenne",
    ),
}

# What the médiation numérique calls a place's services, by words that their labels contain.
# Labels of 2022 ("Accéder à du matériel") and of 2024 ("Accès internet et matériel informatique").
DIGITAL_WORDS: Final = (
    ("acceder a du materiel", "numerique--acquerir-un-equipement"),
    ("acces internet et materiel", "numerique--acceder-a-une-connexion-internet"),
    ("acces internet et materiel", "numerique--acquerir-un-equipement"),
    ("s'equiper en materiel", "numerique--acquerir-un-equipement"),
    ("acquisition de materiel", "numerique--acquerir-un-equipement"),
    ("connexion internet", "numerique--acceder-a-une-connexion-internet"),
    ("ordinateur fixe", "numerique--acquerir-un-equipement"),
    ("prendre en main", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("utiliser le numerique", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("outils numeriques", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("culture numerique", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("citoyennete numerique", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("monde numerique", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("utilisation securisee", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("creations numeriques", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("creer avec le numerique", "numerique--maitriser-les-fondamentaux-du-numerique"),
    ("demarches administratives", "numerique--acceder-a-des-services-en-ligne"),
    (
        "demarches administratives avec",
        "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
    ),
    (
        "acces aux droits",
        "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
    ),
    ("demarches de sante", "sante--acces-aux-soins"),
    (
        "insertion professionnelle",
        "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi",
    ),
    ("mon entreprise", "creer-une-entreprise--developper-son-entreprise"),
    ("parentalite", "famille--soutien-a-la-parentalite-et-a-leducation"),
)

# Profils of v0, and publics of the médiation numérique, → publics of v1.
PUBLICS: Final = {
    "adultes": (),
    "alternants": ("etudiants",),
    "beneficiaires-rsa": ("beneficiaires-des-minimas-sociaux",),
    "deficience-visuelle": ("personnes-en-situation-de-handicap",),
    "demandeurs-asile": ("personnes-exilees",),
    "demandeurs-demploi": ("demandeurs-emploi",),
    "demandeur-demploi": ("demandeurs-emploi",),
    "familles-enfants": ("familles",),
    "handicaps-mentaux": ("personnes-en-situation-de-handicap",),
    "handicaps-psychiques": ("personnes-en-situation-de-handicap",),
    "jeunes-16-26": ("jeunes",),
    "locataires": (),
    "personnes-de-nationalite-etrangere": ("personnes-exilees",),
    "personnes-en-situation-illettrisme": (),
    "personnes-handicapees": ("personnes-en-situation-de-handicap",),
    "proches-aidants": ("familles",),
    "public-langues-etrangeres": ("personnes-exilees",),
    "publics-langues-etrangeres": ("personnes-exilees",),
    "residents-zrr": ("residents-qpv-frr",),
    "retraites": ("seniors",),
    "salaries": ("actifs",),
    "sans-domicile-fixe": ("personnes-en-situation-durgence",),
    "seniors-65": ("seniors",),
    "sortants-ase": ("jeunes",),
    "sortants-de-detention": ("personnes-en-situation-juridique-specifique",),
    "surdite": ("personnes-en-situation-de-handicap",),
    "victimes": ("personnes-en-situation-durgence",),
}
PUBLIC_WORDS: Final = (
    ("jeunes", "jeunes"),
    ("famille", "familles"),
    ("senior", "seniors"),
    ("surdite", "personnes-en-situation-de-handicap"),
    ("handicap", "personnes-en-situation-de-handicap"),
    ("deficience", "personnes-en-situation-de-handicap"),
    ("deficiance", "personnes-en-situation-de-handicap"),
    ("langues etrangeres", "personnes-exilees"),
    ("femmes", "femmes"),
    ("etudiants", "etudiants"),
)

# Frais of v0 → frais of v1, and the words that say what v1 no longer can.
FEES: Final = {
    "gratuit": ("gratuit", ""),
    "gratuit-sous-conditions": ("gratuit", "Gratuit sous conditions."),
    "pass-numerique": ("payant", "Le pass numérique est accepté."),
    "payant": ("payant", ""),
    "adhesion": ("payant", "Une adhésion est demandée."),
}
TYPES: Final = {
    "accueil": "information",
    "aide-financiere": "aide-financiere",
    "autonomie": "",
    "delegation": "accompagnement",
    "financement": "aide-financiere",
    "numerique": "",
    "support": "accompagnement",
}
# Modes by which a person (usagers) or a professional reaches a service.
REACHING: Final = {
    "telephoner": "telephoner",
    "envoyer-un-mail": "envoyer-un-courriel",
    "envoyer-un-courriel": "envoyer-un-courriel",
    "envoyer-un-mail-avec-une-fiche-de-prescription": "envoyer-un-courriel",
    "envoyer-courriel": "envoyer-un-courriel",
    "se-presenter": "se-presenter",
    "completer-le-formulaire-dadhesion": "utiliser-lien-mobilisation",
    "prendre-rdv": "utiliser-lien-mobilisation",
    "autre": "",
}
# Typologies and labels of v0 and of the médiation numérique → réseaux porteurs.
NETWORKS: Final = {
    "afpa": "afpa",
    "ai": "ai",
    "aidants connect": "aidants-connect",
    "caf": "caf",
    "cada": "cada",
    "ccas": "ccas-cias",
    "cias": "ccas-cias",
    "chrs": "chrs",
    "chu": "chu",
    "cidff": "cidff",
    "cms": "cms",
    "cnfs": "conseillers-numeriques",
    "conseillers numeriques": "conseillers-numeriques",
    "conseiller numerique": "conseillers-numeriques",
    "cpam": "cpam",
    "cs": "fcsf",
    "ei": "ei",
    "eiti": "eiti",
    "enm": "espaces-publics-numeriques",
    "epn": "espaces-publics-numeriques",
    "espace public numerique": "espaces-publics-numeriques",
    "etti": "etti",
    "ft": "france-travail",
    "pe": "france-travail",
    "france service": "france-service",
    "france services": "france-service",
    "rfs": "france-service",
    "mdph": "mdph",
    "mission locale": "mission-locale",
    "ml": "mission-locale",
    "mjc": "mjc",
    "muni": "communes",
    "mairie": "communes",
    "collectivite": "communes",
    "pimms": "pimms-mediation",
    "plie": "plie",
    "rs_fjt": "residences-fjt",
    "siao": "siao",
    "udaf": "unaf",
}
