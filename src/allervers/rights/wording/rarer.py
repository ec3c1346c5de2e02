"""Reasons and assumptions of the rights that the rules follow only in part (rarer_doubts.py)."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: Final[dict[str, str | Promise]] = {
    "ass_first": _(
        "L'ASS se demande d'abord à France Travail : le RSA peut seulement la compléter."
    ),
    "asi_first": _(
        "L'ASI se demande d'abord à la caisse qui paie la pension : elle compte dans le RSA."
    ),
    "asi_early": _(
        "Une retraite avant l'âge pour handicap ou carrière longue peut ouvrir l'ASI : la caisse "
        "de retraite regarde l'invalidité."
    ),
    "asi_ceiling": _(
        "Les ressources sont près du plafond d'avril 2025, ou comptées en couple : seule la "
        "caisse peut dire."
    ),
    "asi_or_aah": _(
        "L'ASI et l'AAH ne s'ajoutent pas : ensemble, elles ne dépassent pas l'AAH. Demandez à la "
        "caisse et à la CAF par laquelle commencer."
    ),
    "aspa_or_aah": _(
        "L'ASPA et l'AAH ne s'ajoutent pas. À 80 % ou plus, on peut garder l'AAH, qui n'est pas "
        "reprise sur la succession : demandez avant de choisir."
    ),
    "mva_whole_aah": _(
        "Il faut toucher l'AAH entière, ou l'AAH qui complète une pension : à vérifier à la CAF."
    ),
    "not_seeking": _("Il faut être inscrit à France Travail et chercher un emploi."),
    "energy_residence": _(
        "En foyer ou en résidence, une autre aide peut être donnée par le gestionnaire."
    ),
    "student_alone": _(
        "Un étudiant avec des enfants ou marié n'est pas toujours compté avec ses parents : "
        "le Crous décide."
    ),
    "student_age": _(
        "Une première demande se fait avant 28 ans, comptés au 1er septembre : après, le Crous "
        "décide."
    ),
    "student_exception": _(
        "Un étudiant étranger, même européen, ou handicapé a d'autres conditions d'âge ou de "
        "séjour : le Crous décide."
    ),
    "apa_institution": _("En établissement, l'APA se calcule avec le tarif de l'établissement."),
    "apa_evaluation": _(
        "Le département doit d'abord évaluer la perte d'autonomie (GIR 1 à 4). La visite est "
        "gratuite."
    ),
    "cej_engagement": _(
        "Il faut signer un contrat avec la mission locale ou France Travail et suivre 15 à 20 "
        "heures d'activités par semaine."
    ),
    "more_shares": _(
        "Le plafond peut être plus haut (parent seul, invalidité) : la banque regarde l'avis "
        "d'impôt."
    ),
    "parents_taxes": _(
        "Il faut sa propre déclaration d'impôt : pas de livret pour qui est sur celle de ses "
        "parents."
    ),
    "higher_ceilings": _(
        "Les ressources dépassent le plafond des logements les plus sociaux. D'autres logements "
        "HLM ont un plafond plus haut."
    ),
    # Why not, whatever the other answers.
    "no_invalidity_pension": _("Il faut toucher une pension d'invalidité ou une retraite."),
    "no_own_home": _(
        "Il faut un taux d'incapacité d'au moins 80 % et un logement à soi avec une aide au "
        "logement."
    ),
    "no_disabled_child": _("Il faut un enfant de moins de 20 ans avec un handicap reconnu."),
    "are_not_ended": _(
        "Il faut avoir fini ses droits au chômage et avoir travaillé 5 ans sur les 10 années "
        "d'avant."
    ),
    "no_energy_contract": _("Il faut un logement à soi, avec un contrat d'électricité."),
    "no_college_pupil": _("Il faut un enfant au collège."),
    "no_lycee_pupil": _("Il faut un enfant au lycée."),
    "no_higher_study": _("Il faut être étudiant après le bac, à temps plein."),
    "autonomous": _(
        "Il faut avoir 60 ans et besoin d'aide pour les gestes de tous les jours (GIR 1 à 4)."
    ),
    "not_young": _("Il faut avoir de 16 à 25 ans (29 ans avec un handicap), sans études."),
    "already_social": _("Vous louez déjà un logement social."),
}
SUPPOSED: Final[dict[str, str | Promise]] = {
    "asi_2025": _("Plafond d'avril 2025, le dernier que nous connaissons."),
    "mva_home": _("Le logement est supposé à soi, et l'aide au logement demandée aussi."),
    "children_entry": _(
        "Les enfants sont supposés nés en France ou venus par le regroupement familial : sinon, "
        "la caisse vérifie leurs papiers."
    ),
    "aeeh_base": _(
        "Allocation de base, sans complément : la MDPH peut en ajouter un selon les frais et le "
        "temps passé."
    ),
    "are_history": _(
        "Les 5 ans de travail sont supposés se compter sur les 10 ans avant la fin du contrat."
    ),
    "energy_contract": _("Le contrat d'électricité est supposé au nom de la personne."),
    "school_year_income": _(
        "Calculé avec le revenu fiscal d'il y a deux ans : l'établissement regarde le dernier "
        "avis d'impôt."
    ),
    "grant_months": _("Payée chaque mois pendant 10 mois, de septembre à juin."),
    "grant_scale": _(
        "Barème et montants publiés en 2023 ; le Crous peut en avoir de plus récents."
    ),
    "apa_plan": _(
        "Le montant dépend du plan d'aide et des ressources : le département le calcule."
    ),
    "cej_2025": _("Montants d'avril 2025, les derniers que nous connaissons."),
    "own_taxes": _("La personne est supposée faire sa propre déclaration d'impôt."),
    "ceiling_plai": _("Comparé au plus bas des plafonds (PLAI), celui de 2022."),
    "legal_stay": _("Il faut un séjour régulier. L'attente est souvent longue."),
}
