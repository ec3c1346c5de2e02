"""Words of the table: who gets what, said in one line."""

from tests.access.asking import STRANGER

MEMBERS = "aicha bruno chloe denis elodie farid gaelle hugo jeanne"
ALL = f"{STRANGER} ines {MEMBERS}"


def everyone(outcome: str = "open") -> dict[str, str]:
    """Give the same answer to all."""
    return dict.fromkeys(ALL.split(), outcome)


def team(opens: str, *, missing: str = "", led: str = "") -> dict[str, str]:
    """Open to some members, refuse the others, ask strangers to sign in."""
    return {
        STRANGER: "sign-in",
        "ines": "no-organisation",
        **dict.fromkeys(MEMBERS.split(), "refused"),
        **dict.fromkeys(opens.split(), "open"),
        **dict.fromkeys(missing.split(), "missing"),
        **dict.fromkeys(led.split(), "led-elsewhere"),
    }


def mixed(said: dict[str, str]) -> dict[str, str]:
    """Say what everybody gets."""
    return {who: outcome for outcome, names in said.items() for who in names.split()}
