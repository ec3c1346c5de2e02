"""The short note of a claim: free, so what would say who the person is has no place in it."""

from typing import Final

LONGEST: Final = 200
