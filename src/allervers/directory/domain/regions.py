"""The regions of France (Insee codes, since 2016) and their départements."""

from typing import Final

REGIONS: Final = {
    ("84", "auvergne-rhone-alpes"): "01 03 07 15 26 38 42 43 63 69 73 74",
    ("27", "bourgogne-franche-comte"): "21 25 39 58 70 71 89 90",
    ("53", "bretagne"): "22 29 35 56",
    ("24", "centre-val-de-loire"): "18 28 36 37 41 45",
    ("94", "corse"): "2A 2B",
    ("44", "grand-est"): "08 10 51 52 54 55 57 67 68 88",
    ("01", "guadeloupe"): "971",
    ("03", "guyane"): "973",
    ("32", "hauts-de-france"): "02 59 60 62 80",
    ("11", "ile-de-france"): "75 77 78 91 92 93 94 95",
    ("04", "la-reunion"): "974",
    ("02", "martinique"): "972",
    ("06", "mayotte"): "976",
    ("28", "normandie"): "14 27 50 61 76",
    ("75", "nouvelle-aquitaine"): "16 17 19 23 24 33 40 47 64 79 86 87",
    ("76", "occitanie"): "09 11 12 30 31 32 34 46 48 65 66 81 82",
    ("52", "pays-de-la-loire"): "44 49 53 72 85",
    ("93", "provence-alpes-cote-d-azur"): "04 05 06 13 83 84",
}
BY_CODE: Final = {code: tuple(held.split()) for (code, _slug), held in REGIONS.items()}
BY_SLUG: Final = {slug: tuple(held.split()) for (_code, slug), held in REGIONS.items()}
