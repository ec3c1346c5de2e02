"""What codes are called on screens."""

from django.utils.translation import gettext_lazy as _

from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.profession import Profession
from allervers.people.domain.section import Section

SECTION_NAMES = [
    (Section.IDENTITY.value, _("identité")),
    (Section.CONTACT.value, _("moyens de contact")),
    (Section.SITUATION.value, _("situation")),
    (Section.CHILDREN.value, _("enfants")),
    (Section.HOUSING.value, _("logement")),
    (Section.RESOURCES.value, _("ressources")),
    (Section.RIGHTS.value, _("droits et démarches")),
    (Section.HEALTH.value, _("santé")),
    (Section.VIOLENCE.value, _("violences")),
    (Section.PROTECTION.value, _("protection")),
]
PURPOSE_NAMES = [
    (Purpose.FOLLOW_UP.value, _("suivi")),
    (Purpose.WELCOME.value, _("accueil du jour")),
    (Purpose.RIGHTS.value, _("ouverture d’un droit")),
    (Purpose.CHILD_PROTECTION.value, _("protection de l’enfance")),
    (Purpose.CARE.value, _("soins et accompagnement")),
    (Purpose.COORDINATION.value, _("coordination")),
    (Purpose.EMERGENCY.value, _("danger immédiat")),
    (Purpose.PERSON_REQUEST.value, _("demande de la personne")),
    (Purpose.CONTROL.value, _("contrôle")),
]
PROFESSION_NAMES = [
    (Profession.SOCIAL_WORKER.value, _("assistant·e de service social")),
    (Profession.SPECIALISED_EDUCATOR.value, _("éducateur·rice spécialisé·e")),
    (Profession.FAMILY_ADVISER.value, _("conseiller·ère en économie sociale familiale")),
    (Profession.PREVENTION_EDUCATOR.value, _("éducateur·rice de prévention spécialisée")),
    (Profession.CHILD_PROTECTION.value, _("agent de l’aide sociale à l’enfance")),
    (Profession.DOCTOR.value, _("médecin")),
    (Profession.NURSE.value, _("infirmier·ère")),
    (Profession.MIDWIFE.value, _("sage-femme")),
    (Profession.PSYCHOLOGIST.value, _("psychologue")),
    (Profession.INSERTION_ADVISER.value, _("conseiller·ère d’insertion")),
    (Profession.MISSION_LOCALE_ADVISER.value, _("conseiller·ère de mission locale")),
    (Profession.BENEFIT_OFFICER.value, _("agent d’un organisme social (CAF, CPAM, MDPH…)")),
    (Profession.RECEPTIONIST.value, _("agent d’accueil")),
    (Profession.MEDIATOR.value, _("médiateur·rice social·e")),
    (Profession.DIGITAL_HELPER.value, _("conseiller·ère numérique")),
    (Profession.TEACHER.value, _("enseignant·e")),
    (Profession.POLICE.value, _("police ou gendarmerie")),
    (Profession.MAGISTRATE.value, _("magistrat·e (parquet, juge des enfants)")),
    (Profession.LANDLORD.value, _("bailleur")),
    (Profession.ELECTED.value, _("élu·e")),
    (Profession.VOLUNTEER.value, _("bénévole")),
]
GROUND_NAMES = [(one.value, one.value) for one in Ground]
