"""Professions, and whether the law binds them to secrecy."""

from enum import StrEnum


class Secrecy(StrEnum):
    """How somebody is bound to secrecy (Code pénal, 226-13)."""

    PROFESSION = "profession"  # by the profession itself: social workers (CASF L411-3), doctors
    MISSION = "mission"  # by what they are charged with: child protection (CASF L221-6)…
    NONE = "none"  # bound to discretion only, or to nothing


class Profession(StrEnum):
    """A profession met on board and in centres; its secrecy and fields are in professions.yml."""

    SOCIAL_WORKER = "social_worker"  # assistant de service social
    SPECIALISED_EDUCATOR = "specialised_educator"
    FAMILY_ADVISER = "family_adviser"  # conseiller en économie sociale familiale
    PREVENTION_EDUCATOR = "prevention_educator"  # prévention spécialisée
    CHILD_PROTECTION = "child_protection"  # agent de l'aide sociale à l'enfance
    DOCTOR = "doctor"
    NURSE = "nurse"
    MIDWIFE = "midwife"
    PSYCHOLOGIST = "psychologist"
    INSERTION_ADVISER = "insertion_adviser"  # département, RSA
    MISSION_LOCALE_ADVISER = "mission_locale_adviser"
    BENEFIT_OFFICER = "benefit_officer"  # CAF, CPAM, CNAV, MDPH
    RECEPTIONIST = "receptionist"
    MEDIATOR = "mediator"  # médiateur social, adulte-relais
    DIGITAL_HELPER = "digital_helper"  # conseiller numérique
    TEACHER = "teacher"
    POLICE = "police"
    MAGISTRATE = "magistrate"  # procureur, juge des enfants
    LANDLORD = "landlord"  # bailleur
    ELECTED = "elected"  # maire, adjoint
    VOLUNTEER = "volunteer"
