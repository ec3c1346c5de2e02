"""The regular expressions of the lexer, on folded text (lower case, no accent)."""

import re
from typing import Final

from allervers.tours.domain.free_text.lexicon import MONTHS, WEEKDAYS

DAY: Final = f"(?:{'|'.join(WEEKDAYS)})s?"
MONTH: Final = f"(?:(?:{'|'.join(MONTHS)})\\b|(?:janv|fevr|avr|juil|sept|oct|nov|dec)\\b\\.?)"
_RANK: Final = (
    r"(?:[1-5] ?(?:ers?|res?|eres?|emes?|iemes?|nde?s?|es?|o)\b|premi(?:er|ere)s?|deuxiemes?"
    r"|seconde?s?|troisiemes?|quatriemes?|cinquiemes?|derni(?:er|ere)s?|avant-derni(?:er|ere)s?)"
)
RANKS: Final = rf"{_RANK}(?: ?(?:,|/|&|\bet\b|\bou\b|-) ?(?:les? |la )?{_RANK}){{0,4}}"
OF_MONTH: Final = r"(?: ?(?:du|de chaque|par|de tous les|dans le) mois)"
_CLOCK: Final = r"(?:[01]?\d|2[0-4]) ?(?:h|heures?\b|:) ?(?:[0-5]\d(?!\d))?(?: ?(?:mn|min)\b)?"
CLOCK: Final = rf"(?<!\d)(?:{_CLOCK}|midi\b)"
_BARE: Final = r"(?<![\d/])(?:[01]?\d|2[0-4])"
_TO: Final = r"(?:/| ?(?:-|\ba\b|jusqu'a|>) ?)"
WEEK: Final = r"(?:semaines?|sem\b\.?)"
_TWO: Final = r"(?:deux|2|trois|3|quatre|4|cinq|5|six|6)"
_RDV: Final = r"(?:rendez[- ]?vous|r\.? ?d\.? ?v\b\.?|r\.?v\b\.?)"
_NUMBER: Final = r"\d{1,2}"
_LEAD: Final = r"\b(?:le |les |l'|en )?"
_END: Final = r"(?![\w'-])"


def _any(*patterns: str) -> str:
    return "|".join(patterns)


# Repetitions are bounded: a long text must never make a pattern look ahead to its end.
_SOURCES: Final = {
    "link": _any(
        r"t?t?h?ttps?://\S+",
        r"\bttps?://\S+",
        r"\bwww[. ]\S+(?: \w+/\S*)?",
        r"[\w./-]{1,120}\.(?:fr|com|org|net|eu|bzh|info)\b(?:/\S*)?",
    ),
    "mail": r"[\w.+-]{1,64}@[\w.-]+",
    "phone": r"(?:\+33 ?|\b0)[1-9](?:[ ./-]?\d{2}){4}\b",
    "drop": r"\bpas (?:sur|a|au|aux|en|dans) [^.;\n]{1,40}?\bmais\b",
    "no_appointment": _any(rf"(?:avec (?:et|ou) )?sans {_RDV}", r"acces libre", r"entree libre"),
    "advice": (
        r"(?:prise de |prendre |sans |avec |de )?(?:rendez[- ]vous|rdv) (?:est |vivement )*"
        r"(?:conseille|recommande|possible|souhait)\w*"
    ),
    "appointment": (
        rf"(?:uniquement |seulement |exclusivement )?(?:sur?|avec) {_RDV}"
        r"(?: (?:uniquement|seulement|exclusivement|obligatoire|prealable))?"
    ),
    "skip_term": _any(
        r"(?:hors|sauf|excepte|pas (?:de permanence )?pendant|en dehors des?)"
        r"(?: (?:pendant|durant|les|des|periodes? de)){0,4}"
        r" (?:vacances(?: scolaires)?|conges scolaires)",
        r"(?:en|pendant la|durant la|uniquement en) periode scolaire",
    ),
    "skip_holidays": _any(
        r"(?:pendant|durant|uniquement)(?: pendant)? les (?:vacances|conges)(?: scolaires)?",
        r"en periode de vacances(?: scolaires)?",
    ),
    "skip_public": r"(?:hors|sauf|excepte)(?: les)? jours? feries?",
    "except": r"\b(?:sauf|excepte|hormis|hors|a l'exception|a part)\b",
    "closed_word": (
        r"\bfermetures?\b|\bferme(?:e|s|es)\b|\bsuspendue?s?\b|\bannulee?s?\b|\babsente?s?\b"
        r"|\bsupprimee?s?\b|\breporte(?:e|s|es)?\b|\bexceptionnellement\b"
        r"|\bpas de (?:bus|passage|permanence|tournee|camion|visite)s?\b"
        r"|\bn(?:e |')(?:passe|circule|vient|stationne|s'arrete|est|sera|aura) (?:pas|plus)\b"
    ),
    "closed_maybe": r"\bferme\b",
    "day_range": (
        rf"\b(?:(?:du|de|des) )?({DAY})(?: (?:matin|midi))? ?(?:\bau\b|\ba\b|jusqu'au) ?({DAY})\b"
    ),
    "dated_day": (
        rf"\b{DAY} {_NUMBER}(?:er)?(?:(?: ?,| et|/| &){{1,2}} ?{_NUMBER}(?:er)?){{0,11}}"
        rf"(?: {MONTH}(?: \d{{4}})?|/{_NUMBER}(?:/\d{{2,4}})?|(?=\s*(?:$|[.;,)\n]|:(?! ?\d))))"
    ),
    "next_day": rf"\b{DAY} prochains?\b",
    "date_range": (
        rf"\b(?:du |entre le )?{_NUMBER}(?:er)? {MONTH}(?: (?:19|20)\d\d)?"
        rf" (?:au|jusqu'au|et le) {_NUMBER}(?:er)? {MONTH}(?: (?:19|20)\d\d)?"
    ),
    "some_months": _any(
        r"\b(?:les |des |aux? )?mois (?:im)?pairs?\b",
        rf"\btous les {_TWO} mois\b",
        rf"\b(?:une?|1) mois (?:sur|/) ?{_TWO}\b",
        r"\b(?:bimestriel|trimestriel|semestriel)(?:le)?s?\b",
        r"\b(?:chaque|par) (?:trimestre|semestre)\b",
    ),
    "one_in_k_day": rf"\b(?:les? )?(?:une?|1) ({DAY}) ?(?:sur|/) ?({_TWO})\b",
    "day_in_month": rf"\b(?:une?|1|deux|2) ({DAY}) (?:par|dans le) mois\b",
    "every_k_days": rf"\btous les (deux|2|trois|3|quatre|4) ({DAY})",
    "rank_day": rf"\b(?:les? )?({RANKS}) ({DAY})\b",
    "rank_week_month": rf"\b(?:les? |la )?({RANKS}) {WEEK}{OF_MONTH}",
    "rank_week": rf"\b(?:les? |la )?({RANKS}) {WEEK}(?! (?:im)?paire)",
    "both_weeks": rf"{WEEK} (?:im)?paires? et (?:im)?paires?",
    "parity": _any(
        rf"\b(?:en |les |la |des |de )?(?:{WEEK} ?|\bs\.? ?)(?:im)?pai?r(?:e|es|s|ie|ies)?\b",
        r"\b(?:im)?paires?\b",
    ),
    "one_in_k": _any(
        rf"\b(?:une?|1) (?:{WEEK} |fois )?(?:sur|/) ?({_TWO})\b", rf"\b(?:une?|1) {WEEK}/({_TWO})"
    ),
    "every_k": rf"\btou(?:s|tes) les ({_TWO}) (?:semaines?|sem\b)",
    "fortnight": (
        r"\b(?:(?:une?|1) fois )?(?:tous les (?:15|quinze|14|quatorze) ?jours?"
        r"|par quinzaine|chaque quinzaine)\b"
    ),
    "week_numbers": (
        rf"\b(?:les? |la |en )?(?:{WEEK} ?(?:n ?o ?)?|\bs ?(?=\d)){_NUMBER}"
        rf"(?: ?(?:,|et|/|-|&) ?s?{_NUMBER}(?! ?h|:\d)){{0,11}}(?! ?h|:\d|\d)"
    ),
    "week_letter": rf"\b{WEEK} [a-d]\b(?!')",
    "per_month": _any(
        r"\b(?:une?|1|deux|2|trois|3) (?:fois|jours?|journees?|jounees?|demi-journees?|semaines?)"
        r" (?:par|dans le) mois\b",
        r"\bmensuel(?:le)?(?:ment)?s?\b",
        r"\bbi-?mensuel(?:le)?s?\b",
    ),
    "ranks_of_month": rf"\b(?:les? )?({RANKS}){OF_MONTH}",
    "every_week": r"\b(?:chaque semaine|tous les jours|toutes les semaines"
    r"|(?:du|de chaque|par|dans le) mois)",
    "dates": _any(
        rf"\b(?:le |du |au )?{_NUMBER}(?:er)?(?:(?: ?,| et| &) ?{_NUMBER}){{0,11}}"
        rf" {MONTH}(?: (?:19|20)\d\d)?",
        rf"\b{_NUMBER}/{_NUMBER}(?:/\d{{2,4}})?\b(?!h)",
    ),
    "period": _any(
        rf"\b(?:de |en |d'|du mois de |a partir de |jusqu'en |jusqu'a |courant |depuis )?"
        rf"{MONTH}(?: (?:a|et|jusqu'a) | ?[-/] ?){MONTH}",
        r"\b(?:en|courant|d'|depuis|jusqu'en|jusqu'a|fin|debut|mi) ?-?"
        rf"{MONTH}(?: (?:19|20)\d\d)?",
        r"\b(?:en|l'|pendant l'|durant l') ?(?:ete|hiver|automne)\b",
        r"\b(?:au|le) printemps\b",
    ),
    "range": rf"(?:\b(?:de|entre) )?({CLOCK}|{_BARE}){_TO}({CLOCK})",
    "range_short": rf"(?:\bde )?({CLOCK}){_TO}({_BARE})(?![\d/]|\w)",
    "range_et": rf"\bentre ({CLOCK}|{_BARE}) et ({CLOCK})",
    "lone": CLOCK,
    "half_am": rf"{_LEAD}(?:matins?|matinees?|mat\b\.?|avant[- ]midi){_END}",
    "half_pm": (rf"{_LEAD}(?:apres[- ]midis?|apresmidi|aprem|aps?[ .-]?mi\b|aps?[ .-]?m\b){_END}"),
    "half_unsure": r"\b[ap]m\b",
    "half_whole": rf"\b(?:toute? )?(?:la |en )?journees?(?: entieres?| complete)?{_END}",
    "half_evening": rf"\b(?:le |en )?(?:soirs?|soirees?){_END}",
    "day": rf"\b{DAY}\b(?!-(?!(?:{'|'.join(WEEKDAYS)})|[ \d]))",
    "day_short": _any(
        r"\b(?:vend|vendr|merc|mercr)\b\.?",
        r"\b(?:lun|mar|mer|jeu|ven|sam|dim)"
        r"(?:\.(?! ?\w+\.)|(?= ?:)|(?= (?:matin|apres|\d{1,2} ?[h:])))",
    ),
    "break": r"//+|;|•|\||[\n\t][\n\t ]*| \+ | _ ",
    "slash_break": r" /+ ?|/+ | ?/\n",
    "slash": r"/",
    "open": r"[(\[]",
    "close": r"[)\]]",
    "colon": r" ?(?:=>|->|[:=→>])",
    "stop": r"[.!?]+(?=\s|$|[a-z]{3})",
    "comma": r",",
    "dash": r" ?-+ ?",
    "and": r"\bet\b|&|\+",
    "or": r"\bou\b",
    "word": r"(?:d|l|qu|s|n|c|j)'(?=\w)|[^\W_]+(?:['-]+[^\W_]+)*",
}
# In order: the first that matches at a position wins.
PATTERNS: Final = tuple((name, re.compile(source)) for name, source in _SOURCES.items())

# A date after one of these names a street, not a day.
STREET_BEFORE: Final = re.compile(
    r"(?:rue|place|pl|avenue|av|bd|boulevard|square|cours|quai|allee|esplanade|salle|impasse"
    r"|parking|parc)\.? (?:du|des|de la|de l'|d'|le)? ?$"
)
# A full stop after one of these is an abbreviation.
ABBREVIATION: Final = re.compile(
    r"(?:^|[\s('-])(?:st|ste|av|bd|dr|pl|sem|tel|mr|mme|m|j|rdv|gal|no|bis)$"
)
