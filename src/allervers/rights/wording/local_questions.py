"""The questions that only local rights need, in plain French."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from allervers.rights.wording.choices import A_MONTH, YEARS, YES_NO, Wording

LOCAL: Final[dict[str, Wording]] = {
    "local_commune": Wording(
        _("Dans quelle commune vivez-vous ?"),
        _("Le département, la région et la commune ont leurs propres aides."),
        _("la commune où vous vivez"),
    ),
    "local_benefits": Wording(
        _("Recevez-vous aussi l'une de ces aides ?"),
        _("Elles ouvrent des réductions dans votre région ou votre département."),
        _("les autres aides reçues"),
        {
            "css_free": _("Complémentaire santé solidaire, sans rien payer"),
            "ame": _("AME (aide médicale de l'État)"),
            "none": _("Aucune de ces aides"),
        },
    ),
    "local_situations": Wording(
        _("Êtes-vous dans l'une de ces situations ?"),
        _("Votre département en tient compte. Vous pouvez ne pas répondre."),
        _("votre situation particulière"),
        {
            "veteran": _("Ancien combattant ou ancienne combattante"),
            "veteran_spouse": _("Veuve ou veuf d'un ancien combattant"),
            "deported": _("Déporté(e)"),
            "family_medal": _("Médaille de la famille"),
            "retired_unfit": _("À la retraite pour inaptitude au travail"),
            "none": _("Aucune de ces situations"),
        },
    ),
    "local_grant": Wording(
        _("Un de vos enfants a-t-il une bourse de collège ou de lycée ?"),
        _("Certaines aides sont plus élevées pour les boursiers."),
        _("la bourse de collège ou de lycée"),
        YES_NO,
    ),
    "local_quotient": Wording(
        _("Quel est votre quotient familial à la CAF ?"),
        _("Il est écrit sur l'attestation de la CAF. Plusieurs aides locales en dépendent."),
        _("le quotient familial"),
        unit=A_MONTH,
    ),
    "local_years": Wording(
        _("Depuis combien d'années vivez-vous dans ce département ?"),
        _("Certaines aides demandent d'y vivre depuis un an ou plus. 0 si moins d'un an."),
        _("la durée dans le département"),
        unit=YEARS,
    ),
    "local_years_commune": Wording(
        _("Depuis combien d'années vivez-vous dans cette commune ?"),
        _("Certaines aides demandent d'y vivre depuis un an ou plus. 0 si moins d'un an."),
        _("la durée dans la commune"),
        unit=YEARS,
    ),
    "local_tax": Wording(
        _("Quel est votre impôt sur le revenu, avant les réductions ?"),
        _("Il est écrit sur l'avis d'impôt. 0 si vous n'êtes pas imposable."),
        _("l'impôt sur le revenu"),
        unit=_("€ par an"),
    ),
}  # fmt: skip
