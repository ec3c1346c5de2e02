"""The code on a person's sheet: ten letters and digits that open one encounter.

Crockford's base 32, which leaves out I, L, O and U so that a code can be read aloud and copied by
hand: 10 × 5 = 50 bits. Nobody draws or keeps a code: it is computed from a secret and the
encounter, so that a sheet can be printed again; the table holds a keyed digest only, so that a
stolen table opens nothing. How likely a guess is: docs/why/code.md.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final
from uuid import UUID

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 10
BITS: Final = 50
FORGIVEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
LEFT_OUT: Final = " \t\r\n\u00a0\u202f\u2009-\u2010\u2011\u2012\u2013\u2014\u2212_."
LONGEST_TYPED: Final = 40  # what people add between letters is short

# Wrong codes that one origin may type before a pause; and how many, all origins together, make
# the pause begin at the first wrong code.
WRONG_PER_ORIGIN: Final = 10
ORIGIN_WINDOW: Final = timedelta(minutes=15)
WRONG_OVER_ALL: Final = 600
BRAKE_WINDOW: Final = timedelta(hours=1)
ATTEMPT_KEPT: Final = timedelta(days=1)


def normalise(text: str) -> str | None:
    """Return the ten characters of a code however people write it; None for what is no code.

    Case, spaces and dashes are forgiven; O is read 0, I and L are read 1.
    """
    if len(text) > LONGEST_TYPED:
        return None
    bare = "".join(one for one in text if one not in LEFT_OUT).upper().translate(FORGIVEN)
    if len(bare) != LENGTH or any(one not in ALPHABET for one in bare):
        return None
    return bare


def shown(code: str) -> str:
    """Return a code as printed: K7QF2-M9X4T."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def derive(secret: str, encounter_id: UUID, serial: int) -> str:
    """Compute the code of an encounter; another serial gives a code without any link to it."""
    said = keyed(secret, "code", encounter_id.bytes + serial.to_bytes(4))
    number = int.from_bytes(said[:8]) >> (64 - BITS)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))


def digest(secret: str, code: str) -> str:
    """Return what the table keeps of a code: 64 hexadecimal digits, nothing without the secret."""
    return keyed(secret, "digest", code.encode()).hex()


def origin_digest(secret: str, origin: str) -> str:
    """Return what is kept of where a wrong code came from: counted, never read back.

    `origin` is an IP address, or any name given to a member or a device. One subscriber of IPv6
    holds a whole /64: its addresses are one origin.
    """
    return keyed(secret, "origin", network(origin).encode()).hex()


def network(origin: str) -> str:
    """Return the network of an IPv6 address; anything else unchanged."""
    try:
        address = ip_address(origin)
    except ValueError:
        return origin
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)


def keyed(secret: str, purpose: str, said: bytes) -> bytes:
    """Return the HMAC-SHA-256 of bytes for one purpose, which no other purpose can give."""
    key = hashlib.sha256(f"allervers.reception.{purpose}:{secret}".encode()).digest()
    return hmac.new(key, said, hashlib.sha256).digest()


def is_paused(*, wrong_here: int, wrong_here_in_brake: int, wrong_over_all: int) -> bool:
    """Whether an origin must wait, by its wrong codes in `ORIGIN_WINDOW` and in `BRAKE_WINDOW`.

    An origin that typed no wrong code is never made to wait: nobody can shut the others out.
    """
    is_braked = wrong_over_all >= WRONG_OVER_ALL and wrong_here_in_brake > 0
    return wrong_here >= WRONG_PER_ORIGIN or is_braked


def guess_probability(*, tries: int, open_codes: int) -> float:
    """Return an upper bound of the chance that one of these tries opens one of these codes."""
    return min(1.0, tries * open_codes / (1 << BITS))


def is_over(*, expires_at: datetime, closed_at: datetime | None, now: datetime) -> bool:
    """Whether a code opens nothing any more."""
    return closed_at is not None or now >= expires_at
