"""What a file is called before a name is given: a thing, what it is like, a number.

All are things of nature that say nothing of anybody. Nouns and adjectives are all masculine.
"""

from typing import Final

_NOUNS: Final = """
    Abricotier Amandier Aneth Bambou Basilic Bleuet Bouleau Buis Camélia Cerfeuil Cerisier
    Châtaignier Chêne Citronnier Coquelicot Cormier Coteau Cyprès Cèdre Dahlia Estragon Estuaire
    Fenouil Figuier Frêne Fusain Galet Genêt Glaïeul Glacier Horizon Hortensia Houx Hêtre Iris
    Jasmin Jonc Lac Laurier Lierre Lilas Lin Marais Mélèze Mimosa Muguet Mûrier Narcisse
    Noisetier Noyer Nuage Nénuphar Olivier Oranger Orme Palmier Persil Peuplier Pin Plateau
    Platane Poirier Pommier Prunier Rivage Rocher Romarin Roseau Ruisseau Safran Sapin Saule
    Sentier Serpolet Sorbier Sureau Thym Tilleul Torrent Tournesol Trèfle Troène Vallon Verger
    Étang Érable
"""
_ADJECTIVES: Final = """
    alpin ambré argenté austral automnal azuré bleu boréal bruissant champêtre clair cuivré
    côtier doré enneigé ensoleillé estival feuillu fleuri forestier hivernal insulaire lointain
    lumineux marin matinal mauve moiré moussu nacré ocre ombragé orangé perché printanier rayé
    rose sonore tacheté vermeil vert étoilé
"""
NOUNS: Final = tuple(_NOUNS.split())
ADJECTIVES: Final = tuple(_ADJECTIVES.split())
FIRST_NUMBER: Final = 100
LAST_NUMBER: Final = 999


def pseudonym(noun: str, adjective: str, number: int) -> str:
    """Return « Cèdre-clair 417 »."""
    return f"{noun}-{adjective} {number}"
