"""The questions on work ended, studies, school, autonomy, in plain French."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allervers.rights.wording.choices import YES_NO, Wording

SITUATION: Final[dict[str, Wording]] = {
    "disabled_children": Wording(
        _("Quels enfants ont un handicap reconnu par la maison du handicap (MDPH) ?"),
        _("Une allocation peut aider à payer les soins. Ne cochez rien si aucun."),
        _("le handicap des enfants"),
    ),
    "disabled_rate": Wording(
        _("Le taux est-il de 80 % ou plus, ou la MDPH a-t-elle décidé des soins ou une école "
          "adaptée ?"),
        _("De 50 à 79 %, il faut des soins ou une école adaptée. C'est écrit sur la décision."),
        _("le taux de handicap des enfants"),
        YES_NO,
    ),
    "college_children": Wording(
        _("Quels enfants sont au collège ?"),
        _("De la 6e à la 3e : une bourse existe. Ne cochez rien si aucun."),
        _("les enfants au collège"),
    ),
    "lycee_children": Wording(
        _("Quels enfants sont au lycée ?"),
        _("Général, technologique ou professionnel : une bourse existe. Ne cochez rien si aucun."),
        _("les enfants au lycée"),
    ),
    "are_ended": Wording(
        _("Avez-vous fini vos droits à l'allocation chômage (ARE) ?"),
        _("L'ASS peut prendre la suite. Répondez non si vous n'y avez jamais eu droit, ou si "
          "vous la touchez encore."),
        _("la fin des droits au chômage"),
        YES_NO,
    ),
    "worked_five_years": Wording(
        _("Aviez-vous travaillé 5 ans en tout, dans les 10 ans avant de perdre votre emploi ?"),
        _("L'ASS le demande. Un arrêt pour élever un enfant peut réduire cette durée."),
        _("les 5 ans de travail"),
        YES_NO,
    ),
    "help_needed": Wording(
        _("Avez-vous besoin d'aide pour vous laver, vous habiller, manger ou vous déplacer ?"),
        _("Dès 60 ans, l'APA peut payer une aide à la maison."),
        _("le besoin d'aide"),
        YES_NO,
    ),
    "gir": Wording(
        _("Le département a-t-il évalué votre perte d'autonomie (GIR) ?"),
        _("Le GIR est écrit sur la lettre du département, de 1 à 6."),
        _("le GIR"),
        {
            "not_evaluated": _("Non, pas encore"),
            "gir_1": _("Oui, GIR 1"),
            "gir_2": _("Oui, GIR 2"),
            "gir_3": _("Oui, GIR 3"),
            "gir_4": _("Oui, GIR 4"),
            "gir_5_6": _("Oui, GIR 5 ou 6"),
        },
    ),
    "income_tax": Wording(
        _("Payez-vous l'impôt sur le revenu, vous ou vos parents si vous êtes sur leur "
          "déclaration ?"),
        _("Le contrat d'engagement jeune en dépend. Le taux est écrit sur l'avis d'impôt."),
        _("l'impôt sur le revenu"),
        {
            "none": _("Non"),
            "first": _("Oui, au taux de 11 %"),
            "more": _("Oui, au taux de 30 % ou plus"),
        },
    ),
    "higher_study": Wording(
        _("Faites-vous des études après le bac, à temps plein ?"),
        _("Pour la bourse du Crous. Répondez non en alternance ou en doctorat."),
        _("les études après le bac"),
        YES_NO,
    ),
    "parents_income": Wording(
        _("Quel est le revenu brut global de vos parents, il y a deux ans ?"),
        _("Il est écrit sur leur avis d'impôt. La bourse du Crous en dépend."),
        _("le revenu des parents"),
        unit=_("€ par an"),
    ),
    "parents_children": Wording(
        _("Combien d'enfants sont à la charge de vos parents, vous compris ?"),
        _("Ceux de leur déclaration d'impôt."),
        _("les enfants à charge des parents"),
    ),
    "parents_students": Wording(
        _("Combien de ces enfants font des études après le bac, vous compris ?"),
        _("Chacun augmente la bourse."),
        _("les étudiants de la famille"),
    ),
    "study_distance": Wording(
        _("Étudiez-vous loin de chez vos parents ?"),
        _("La bourse augmente à partir de 30 km, puis de 250 km."),
        _("la distance des études"),
        {
            "under_30": _("Non, à moins de 30 km"),
            "from_30": _("De 30 à 249 km"),
            "from_250": _("À 250 km ou plus"),
        },
    ),
}  # fmt: skip
