"""The questions on the people, the home, the benefits, in plain French."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allervers.rights.wording.choices import ACTIVITIES, BENEFITS, YEARS, YES_NO, Wording

PEOPLE: Final[dict[str, Wording]] = {
    "age": Wording(
        _("Quel âge avez-vous ?"),
        _("Plusieurs droits dépendent de l'âge : 25 ans, 60 ans, 65 ans."),
        _("votre âge"),
        unit=YEARS,
    ),
    "couple": Wording(
        _("Vivez-vous en couple ?"),
        _("Mariés, pacsés ou non : la caisse compte les revenus des deux."),
        _("la vie en couple"),
        YES_NO,
    ),
    "partner_age": Wording(
        _("Quel âge a la personne avec qui vous vivez en couple ?"),
        _("Son âge peut ouvrir un droit pour vous deux."),
        _("l'âge du conjoint"),
        unit=YEARS,
    ),
    "children": Wording(
        _("Combien d'enfants sont à votre charge ?"),
        _("Comptez aussi ceux de plus de 18 ans que vous aidez, jusqu'à 20 ans. 0 si aucun."),
        _("le nombre d'enfants"),
    ),
    "children_ages": Wording(
        _("Quel âge a chaque enfant ?"),
        _("Les aides changent à 3, 6, 11, 15, 18 et 20 ans. Écrivez 0 avant le premier "
          "anniversaire. Séparez les âges par un espace : 2 7 12."),
        _("l'âge des enfants"),
    ),
    "shared_custody": Wording(
        _("Quels enfants sont en garde alternée ?"),
        _("Un enfant qui vit une semaine sur deux chez chaque parent. Ne cochez rien si aucun."),
        _("la garde alternée"),
    ),
    "other_parent": Wording(
        _("L'autre parent verse-t-il de l'argent pour les enfants ?"),
        _("Sans pension, une allocation peut la remplacer."),
        _("la pension de l'autre parent"),
        {
            "pays": _("Oui, chaque mois"),
            "does_not_pay": _("Non, ou pas tous les mois"),
            "gone": _("Il est décédé, ou inconnu"),
        },
    ),
    "separated_recently": Wording(
        _("Êtes-vous seul(e) depuis moins de 18 mois ?"),
        _("Après une séparation ou un décès, le RSA est plus élevé."),
        _("la date de séparation"),
        YES_NO,
    ),
    "pregnant": Wording(
        _("Y a-t-il une grossesse en cours dans le couple ou pour vous ?"),
        _("Elle peut ouvrir ou augmenter un droit. Vous pouvez ne pas répondre."),
        _("la réponse sur une grossesse"),
        YES_NO,
    ),
    "nationality": Wording(
        _("Quelle est votre situation en France ?"),
        _("Certains droits demandent une durée de titre de séjour. Nous ne demandons aucun "
          "papier et n'écrivons pas votre pays."),
        _("la situation en France"),
        {
            "french": _("Français(e)"),
            "european": _("Citoyen(ne) d'un pays d'Europe (UE, EEE, Suisse)"),
            "refugee": _("Réfugié(e), protection subsidiaire, apatride"),
            "resident": _("Autre pays, avec une carte de résident de 10 ans"),
            "other": _("Autre pays, autre titre ou pas de titre"),
        },
    ),
    "permit_years": Wording(
        _("Depuis combien d'années avez-vous un titre de séjour qui permet de travailler ?"),
        _("Le RSA demande 5 ans, l'ASPA 10 ans. Écrivez 0 sans titre."),
        _("la durée du titre de séjour"),
        unit=YEARS,
    ),
    "activity": Wording(
        _("Que faites-vous en ce moment ?"),
        _("Un étudiant ou un retraité n'a pas les mêmes droits qu'un salarié."),
        _("votre activité"),
        ACTIVITIES,
    ),
    "partner_activity": Wording(
        _("Que fait la personne avec qui vous vivez en couple ?"),
        _("Son activité compte pour le calcul."),
        _("l'activité du conjoint"),
        ACTIVITIES,
    ),
    "disability": Wording(
        _("La maison du handicap (MDPH) a-t-elle reconnu un taux d'incapacité ?"),
        _("L'AAH en dépend. Le taux est écrit sur la décision de la MDPH."),
        _("le taux d'incapacité"),
        {
            "none": _("Non, rien de reconnu"),
            "under_50": _("Oui, moins de 50 %"),
            "from_50": _("Oui, de 50 à 79 %"),
            "from_50_rsdae": _("Oui, de 50 à 79 % avec difficulté durable à trouver un emploi"),
            "from_80": _("Oui, 80 % ou plus"),
        },
    ),
    "unfit": Wording(
        _("Êtes-vous reconnu(e) inapte au travail ?"),
        _("Avant 65 ans, l'ASPA est ouverte aux personnes inaptes."),
        _("l'inaptitude au travail"),
        YES_NO,
    ),
}  # fmt: skip
LIVING: Final[dict[str, Wording]] = {
    "housing": Wording(
        _("Où habitez-vous ?"),
        _("L'aide au logement et le RSA en dépendent."),
        _("le logement"),
        {
            "tenant": _("Je loue un logement vide"),
            "social_tenant": _("Je loue un logement social (HLM)"),
            "furnished": _("Je loue un meublé ou une chambre d'hôtel"),
            "owner": _("Je suis propriétaire, sans crédit"),
            "owner_loan": _("Je suis propriétaire et je rembourse un crédit"),
            "hosted": _("Je suis logé(e) gratuitement (famille, amis, employeur)"),
            "homeless": _("Je n'ai pas de logement stable"),
            "institution": _("Un foyer, une résidence, une maison de retraite"),
        },
    ),
    "rent": Wording(
        _("Quel est votre loyer, sans les charges ?"),
        _("L'aide au logement en dépend. En colocation : votre part."),
        _("le loyer"),
        unit=_("€ par mois"),
    ),
    "flat_share": Wording(
        _("Habitez-vous en colocation ?"),
        _("Le loyer compté pour l'aide est plus bas en colocation."),
        _("la colocation"),
        YES_NO,
    ),
    "commune": Wording(
        _("Dans quelle commune est ce logement ?"),
        _("L'aide est plus élevée en région parisienne et dans les grandes villes."),
        _("la commune du logement"),
    ),
}
PAST: Final[dict[str, Wording]] = {
    "taxed_income": Wording(
        _("Quel est votre revenu fiscal de référence d'il y a deux ans ?"),
        _("Il est écrit sur l'avis d'impôt reçu l'an dernier. Les aides pour les enfants en "
          "dépendent, le chèque énergie aussi."),
        _("le revenu fiscal de référence"),
        unit=_("€ par an"),
    ),
    "two_incomes": Wording(
        _("Il y a deux ans, aviez-vous tous les deux un travail payé toute l'année ?"),
        _("Le plafond des aides est plus haut quand les deux parents travaillaient."),
        _("le travail des deux parents"),
        YES_NO,
    ),
    "benefits": Wording(
        _("Quelles aides recevez-vous, vous ou votre foyer, depuis un an ?"),
        _("Une aide déjà reçue change le calcul des autres."),
        _("les aides déjà reçues"),
        BENEFITS,
    ),
}  # fmt: skip
