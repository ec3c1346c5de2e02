"""The legal grounds on which a part of a file may be known by somebody else."""

from enum import StrEnum


class Ground(StrEnum):
    """Where the right to share comes from: letter for letter, the article.

    The conditions of each are in `sharing.yml`, with their source.
    """

    CASF_L226_2_2 = "CASF L226-2-2"  # child protection, both bound to secrecy
    CASF_L121_6_2 = "CASF L121-6-2"  # social action, coordinator named by the mayor
    CSP_L1110_4_II = "CSP L1110-4 II"  # identified professionals all taking part in care
    CSP_L1110_4_III_TEAM = "CSP L1110-4 III équipe"
    CSP_L1110_4_III_CONSENT = "CSP L1110-4 III consentement"
    CASF_L226_2_1 = "CASF L226-2-1"  # information préoccupante, to the CRIP
    CONSENT = "consentement"  # the person's own, outside of the texts above
    CPP_40 = "CPP 40"  # public officials, to the prosecutor


class Purpose(StrEnum):
    """Why a file is opened: said once per visit, written with each read."""

    FOLLOW_UP = "follow_up"  # suivi
    WELCOME = "welcome"  # accueil du jour
    RIGHTS = "rights"  # ouvrir un droit
    CHILD_PROTECTION = "child_protection"
    CARE = "care"
    COORDINATION = "coordination"
    EMERGENCY = "emergency"  # bris de glace
    PERSON_REQUEST = "person_request"  # la personne demande son dossier
    CONTROL = "control"  # contrôle interne, DPO
