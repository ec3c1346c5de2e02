"""What a verification of the journal found, in French."""

from typing import Final

from allervers.people.domain.sealing import Fault, Wrong

SAID: Final = {
    Wrong.EDITED: "modifiée ou déplacée depuis son scellement",
    Wrong.LINE_GONE: "supprimée du journal, son sceau reste",
    Wrong.SEAL_GONE: "sceau supprimé",
    Wrong.NOT_SEALED: "sans sceau depuis une heure : ajoutée en cachette, ou scelleur arrêté",
    Wrong.TAIL_CUT: "un sceau extérieur la nomme, elle n’est plus là : fin du journal coupée",
    Wrong.REWRITTEN: "un sceau extérieur en donne un autre : chaîne refaite",
    Wrong.LET_GO_EARLY: "effacée avant le temps que dit la règle",
}


def fault_sentence(fault: Fault) -> str:
    """Say what is wrong and where."""
    where = f"position {fault.position}" if fault.position is not None else "hors de la chaîne"
    line = f", ligne {fault.read_id}" if fault.read_id is not None else ""
    return f"{where}{line} : {SAID[fault.what]}"
