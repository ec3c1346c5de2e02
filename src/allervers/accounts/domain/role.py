"""What a member of an organisation may be asked to do."""

from enum import StrEnum


class Role(StrEnum):
    """A member holds one or more of these in each organisation they belong to."""

    COORDINATOR = "coordinator"
    FIELD_WORKER = "field_worker"
    RECEPTIONIST = "receptionist"
    PARTNER = "partner"
    ADMINISTRATOR = "administrator"
    DPO = "dpo"
