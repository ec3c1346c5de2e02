"""Seasons: where units should go, computed with its proof, chosen and published by people."""
