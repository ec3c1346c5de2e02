"""Each reason and each assumption of a finding, in one French sentence.

Names between %( )s are the details that the reason carries (domain/finding.py).
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allervers.rights.wording import rarer
from allervers.rights.wording.local import LOCAL_WHY

WHY: Final[dict[str, str | Promise]] = {
    **rarer.WHY,
    # What the amount is.
    "between": _("Entre %(low)s et %(high)s, selon ce qui n'est pas connu."),
    "css_free": _("Gratuite : aucune participation à payer."),
    "css_paid": _("Une participation de %(euros)s par mois est à payer pour le foyer."),
    "css_free_or_paid": _("Gratuite ou avec participation : il faut vérifier."),
    # Why nobody can say for sure.
    "near_ceiling": _(
        "Les ressources sont près du plafond d'avril 2025, le dernier que nous connaissons : "
        "seule la caisse peut dire si vous y avez droit."
    ),
    "self_employed": _(
        "Il y a un revenu d'indépendant : la caisse le compte d'une façon que nous ne savons "
        "pas refaire."
    ),
    "other_income": _("Il y a un autre revenu, que nous ne savons pas compter."),
    "other_benefit": _("Une autre aide est reçue, que nous ne savons pas compter."),
    "owner_loan": _("Le logement s'achète à crédit : seuls certains prêts anciens donnent droit."),
    "institution": _("Pour un foyer ou une résidence, le calcul dépend du contrat : voyez la CAF."),
    "young": _(
        "Avant 25 ans et sans enfant, il faut avoir travaillé 2 ans sur les 3 dernières années."
    ),
    "permit": _("La durée du titre de séjour peut compter autrement : il faut vérifier."),
    "european": _("Pour un citoyen européen, la caisse vérifie le droit au séjour."),
    "rate_under_80": _(
        "Entre 50 et 79 %, la maison du handicap doit reconnaître une difficulté "
        "durable à trouver un emploi."
    ),
    "overseas": _("Outre-mer, certaines règles sont différentes."),
    "early": _("Entre 62 et 65 ans, la caisse de retraite regarde l'inaptitude au travail."),
    "not_together": _("Il ne s'ajoute pas à l'AAH : il peut seulement être versé en l'attendant."),
    "minor": _("Avant 18 ans, on dépend en général de la carte de ses parents : il faut vérifier."),
    "parent_pays": _("L'autre parent verse une pension : l'allocation peut la compléter."),
    "parent_shares": _("Avec une garde alternée, l'allocation est rarement ouverte."),
    # Why not, whatever the other answers.
    "too_young": _("Il faut avoir 65 ans, ou 62 ans et être inapte au travail."),
    "rate_too_low": _("Il faut un taux d'incapacité d'au moins 50 %, reconnu par la MDPH."),
    "no_rent": _("Il faut payer un loyer."),
    "fewer_than_two": _("Il faut au moins deux enfants à charge, en métropole."),
    "fewer_than_three": _("Il faut au moins trois enfants à charge, en métropole."),
    "not_alone_with_children": _("Il faut élever seul(e) au moins un enfant."),
    "no_baby": _("Il faut un enfant de moins de 3 ans."),
    "no_pupil": _("Il faut un enfant de 6 à 18 ans."),
}
# Assumptions: what was taken as true without asking.
SUPPOSED: Final[dict[str, str | Promise]] = {
    **rarer.SUPPOSED,
    "savings": _("L'épargne et les biens non loués ne sont pas comptés ici."),
    "steady": _("Les revenus sont supposés les mêmes chaque mois d'une même période."),
    "older_benefits": _("Avant 12 mois, les aides sont supposées les mêmes qu'il y a un an."),
    "birthdays": _("Les anniversaires sont supposés à mi-chemin de l'année."),
    "with_others": _(
        "Le calcul suppose que les autres droits trouvés (logement, famille) sont ouverts aussi."
    ),
    "stable_stay": _("La personne est supposée vivre en métropole de façon stable et régulière."),
    "partner_nationality": _("Le titre de séjour du conjoint est supposé donner les mêmes droits."),
    "base_from_rfr": _(
        "Les ressources d'il y a deux ans sont prises égales au revenu fiscal de référence."
    ),
    "own_right": _("Calculé pour la personne reçue ; faites un autre bilan pour son conjoint."),
    "disability_pending": _("Il faut que la maison du handicap (MDPH) ait reconnu ce taux."),
    "ceiling_2025": _("Plafond d'avril 2025, non vérifié depuis."),
    "student": _("Sans bourse : avec une bourse, le montant peut être plus élevé."),
    "children_schooled": _("Les enfants de 6 à 18 ans sont supposés scolarisés."),
    "rent_registered": _(
        "Le logement est supposé décent et loué à quelqu'un d'autre qu'un parent."
    ),
}
REASONS: Final[dict[str, str | Promise]] = {**WHY, **SUPPOSED, **LOCAL_WHY}
