"""Which parameters are cited beside what a right turns on: the texts behind each threshold.

A threshold said for a household (« 651 € ») is computed; these are the figures it comes from.
tests/rights/explaining/test_cited.py checks that the rules read each of them.
"""

from collections.abc import Mapping
from typing import Final

from allervers.rights.domain.explanation import Topic
from allervers.rights.domain.freshness import Register
from allervers.rights.domain.right import Right

MINIMA: Final = "prestations_sociales.solidarite_insertion.minima_sociaux"
OLD_AGE: Final = "prestations_sociales.solidarite_insertion.minimum_vieillesse.aspa"
UNABLE: Final = "prestations_sociales.prestations_etat_de_sante.invalidite"
FAMILY: Final = "prestations_sociales.prestations_familiales"
GENERAL: Final = f"{FAMILY}.prestations_generales"
SCHOOL: Final = f"{FAMILY}.education_presence_parentale"
BABY: Final = f"{FAMILY}.petite_enfance.paje"
HOUSING: Final = "prestations_sociales.aides_logement.allocations_logement.locatif"
STAY_RSA: Final = f"{MINIMA}.rsa.rsa_cond.duree_min_titre_sejour.non_eee"
ENERGY: Final = "prestations_sociales.solidarite_insertion.autre_solidarite.cheque_energie.baremes"
YOUTH: Final = "prestations_sociales.education.contrat_engagement_jeune"
HIGHER: Final = "prestations_sociales.education.bourses.enseignement_superieur.criteres_sociaux"
AUTONOMY: Final = "prestations_sociales.prestations_etat_de_sante.perte_autonomie_personnes_agees"
FLATS: Final = "prestations_sociales.aides_logement.logement_social.plai"
BMAF: Final = f"{FAMILY}.bmaf.bmaf"

CITED: Final[Mapping[str, Mapping[Topic, tuple[str, ...]]]] = {
    "rsa": {
        Topic.AGE: (f"{MINIMA}.rsa.rsa_cond.age_max_rsa_jeune",),
        Topic.INCOME: (f"{MINIMA}.rsa.rsa_m.montant_de_base_du_rsa",
                       f"{MINIMA}.rsa.rsa_maj.montant_minimum_verse"),
        Topic.RENT: (f"{MINIMA}.rsa.rsa_fl.forfait_logement.taux_1_personne",
                     f"{MINIMA}.rsa.rsa_fl.forfait_logement.taux_2_personnes",
                     f"{MINIMA}.rsa.rsa_fl.forfait_logement.taux_3_personnes_ou_plus"),
        Topic.STAY: (STAY_RSA,),
    },
    "ppa": {
        Topic.AGE: (f"{MINIMA}.ppa.pa_cond.age_min",),
        Topic.INCOME: (f"{MINIMA}.ppa.pa_m.montant_de_base",
                       f"{MINIMA}.ppa.pa_m.majoration_ressources_revenus_activite",
                       f"{MINIMA}.ppa.pa_m.montant_minimum_verse"),
        Topic.STAY: (STAY_RSA,),
    },
    "aide_logement": {
        Topic.INCOME: (f"{HOUSING}.formule.pp_particip_perso.p0_particip_min.p0_forfait",),
        Topic.RENT: (f"{HOUSING}.formule.l_plafonds_loyers.par_zone",
                     f"{HOUSING}.formule.c_forfait_charges.cas_general.cas_general",
                     f"{HOUSING}.seuils_minimum_versement"),
    },
    "css": {
        Topic.INCOME: (f"{MINIMA}.cs.cmu.plafond_base", f"{MINIMA}.cs.acs.majoration_plafond_acs"),
        Topic.RENT: (f"{MINIMA}.cs.css.forfait_logement_avec_al.taux_1p",),
        Topic.AGE: (f"{MINIMA}.cs.cmu.age_limite_pac",),
    },
    "aspa": {
        Topic.AGE: (f"{OLD_AGE}.age_min",),
        Topic.INCOME: (f"{OLD_AGE}.plafond_ressources.personnes_seules",
                       f"{OLD_AGE}.plafond_ressources.couples"),
        Topic.STAY: (f"{OLD_AGE}.duree_min_titre_sejour",),
        Topic.DISABILITY: (f"{OLD_AGE}.taux_incapacite_aspa_anticipe",),
    },
    "asi": {
        Topic.INCOME: (f"{UNABLE}.asi.plafond_ressource_seul",
                       f"{UNABLE}.asi.plafond_ressource_couple"),
    },
    "aah": {
        Topic.AGE: (f"{UNABLE}.aah.age_minimal",),
        Topic.INCOME: (f"{UNABLE}.aah.montant",),
        Topic.DISABILITY: (f"{UNABLE}.aah.taux_capacite.taux_incapacite",
                           f"{UNABLE}.aah.taux_capacite.taux_incapacite_rsdae"),
    },
    "af": {
        Topic.AGE: (f"{GENERAL}.af.af_cm.age2",
                    f"{GENERAL}.af.af_maj.maj_age_deux_enfants.age1"),
        Topic.PAST: (f"{GENERAL}.af.af_cond_ress.plafond_tranche_1_base",
                     f"{GENERAL}.af.af_cond_ress.plafond_tranche_2_base", BMAF),
    },
    "cf": {
        Topic.AGE: (f"{GENERAL}.cf.cf_cm.age_min", f"{GENERAL}.cf.cf_cm.age_max"),
        Topic.PAST: (f"{GENERAL}.cf.cf_plaf.plafond_ressources_0_enfant",),
    },
    "asf": {
        Topic.INCOME: (f"{SCHOOL}.asf.montant_asf.orphelin_assimile_seul_parent", BMAF),
    },
    "paje_base": {
        Topic.AGE: (f"{BABY}.paje_cm.age_limite_enfant_adopte_non",),
        Topic.PAST: (
            f"{BABY}.paje_plaf.ne_adopte_apres_04_2018.taux_partiel.plafond_ressources_0_enfant",
        ),
    },
    "ars": {
        Topic.AGE: (f"{SCHOOL}.ars.ars_cond.age_entree_primaire",
                    f"{SCHOOL}.ars.ars_cond.age_sortie_lycee"),
        Topic.PAST: (f"{SCHOOL}.ars.ars_plaf.plafond_ressources",),
    },
    "ass": {
        Topic.INCOME: ("chomage.allocations_assurance_chomage.ass.montant_plein",
                       "chomage.allocations_assurance_chomage.ass.plaf_seul",
                       "chomage.allocations_assurance_chomage.ass.plaf_coup"),
    },
    "mva": {
        Topic.INCOME: (f"{UNABLE}.caah.majoration_vie_autonome",),
        Topic.DISABILITY: (f"{UNABLE}.aah.taux_capacite.taux_incapacite",),
    },
    "aeeh": {
        Topic.AGE: (f"{SCHOOL}.aeeh.age_maximum_enfant",),
        Topic.INCOME: (f"{SCHOOL}.aeeh.base", BMAF),
    },
    "cheque_energie": {
        Topic.PAST: (f"{ENERGY}.une_uc", f"{ENERGY}.une_uc_a_deux_uc",
                     f"{ENERGY}.plus_de_deux_ucs"),
    },
    "contrat_engagement_jeune": {
        Topic.AGE: (f"{YOUTH}.critere_age.minimum", f"{YOUTH}.critere_age.maximum"),
        Topic.INCOME: (f"{YOUTH}.montants.montant_majeurs_non_imposables",
                       f"{YOUTH}.degressivite.abattement_deductibilite_partielle"),
    },
    "bourse_criteres_sociaux": {
        Topic.AGE: (f"{HIGHER}.age_maximum",),
        Topic.PAST: (f"{HIGHER}.plafond_ressources.echelon_0bis", f"{HIGHER}.montants"),
    },
    "apa_domicile": {
        Topic.AGE: (f"{AUTONOMY}.apa_domicile.condition_age",),
    },
    "livret_epargne_populaire": {
        Topic.PAST: ("taxation_capital.epargne.livret_epargne_populaire.baremes",),
    },
    "logement_social_eligible": {
        Topic.PAST: (f"{FLATS}.plafond_ressources.par_categorie_de_menage",),
    },
}  # fmt: skip


def cited(right: Right, register: Register) -> dict[Topic, tuple[str, ...]]:
    """Return, for each topic, the names of the parameters to cite that the register knows."""
    found = CITED.get(str(right), {})
    return {
        topic: tuple(name for name in names if name in register.parameters)
        for topic, names in found.items()
    }
