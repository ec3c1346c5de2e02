"""Languages that people speak: two letters of ISO 639 if any, else three; most met first."""

from typing import Final

FRENCH_NAMES: Final = {
    "fr": "français",
    "ar": "arabe",
    "en": "anglais",
    "pt": "portugais",
    "tr": "turc",
    "uk": "ukrainien",
    "sq": "albanais",
    "hy": "arménien",
    "bm": "bambara",
    "bn": "bengali",
    "ber": "berbère (kabyle, chleuh, rifain)",
    "bg": "bulgare",
    "zh": "chinois",
    "zdj": "comorien",
    "ht": "créole haïtien",
    "rcf": "créole réunionnais",
    "dyu": "dioula",
    "es": "espagnol",
    "ka": "géorgien",
    "ku": "kurde",
    "ln": "lingala",
    "man": "mandingue",
    "ur": "ourdou",
    "ps": "pachto",
    "fa": "persan, dari",
    "ff": "peul",
    "pl": "polonais",
    "rom": "romani",
    "ro": "roumain",
    "ru": "russe",
    "sr": "serbe",
    "so": "somali",
    "snk": "soninké",
    "sw": "swahili",
    "ta": "tamoul",
    "ti": "tigrigna",
    "vi": "vietnamien",
    "wo": "wolof",
    "fsl": "langue des signes française",
    "und": "autre langue",
}


def language_name(code: str) -> str:
    """Return the French name of a language; nothing when it was not said."""
    return FRENCH_NAMES.get(code, code)
