"""What we add to OpenFisca-France: figures and periods that it has not released, and a register.

Importing this package loads nothing: the rules (130 MB, 4 to 8 s) are loaded by who asks for them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openfisca_allervers.corrected import Applied


def corrected_system() -> "tuple[Any, tuple[Applied, ...]]":
    """Return OpenFisca-France's system with the corrections it still needs, and which ones."""
    from openfisca_allervers import system  # noqa: PLC0415 - loads the rules

    return system.corrected_system()


def overlay() -> str:
    """Return what changes whenever a correction does: a part of the key of any prepared image."""
    from openfisca_allervers import system  # noqa: PLC0415 - loads the rules

    return system.overlay()
