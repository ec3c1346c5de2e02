"""The words of French timetables: kinds of places, empty words, words that are not a place."""

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(text.split())


WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS: Final = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
    "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip

# Words that name a kind of place rather than a place: what follows or precedes says where.
PLACE_KINDS: Final = word_set("""
    social sociale sociaux culturel culturelle municipal municipale communal communale
    intercommunal intercommunale polyvalente
    abribus agence allee annexe antenne av avenue bar batiment bd bibliotheque boulangerie
    boulevard bourg bureau cabinet caf cafe camping carrefour ccas centre chateau chemin cias
    cinema clinique cms college commerce communaute complexe cour cours csf derriere devant
    dispensaire ecole ecoles eglise ehpad epicerie espace esplanade face fontaine foyer gare
    gymnase halle halles hameau hopital hotel immeuble impasse intermarche jardin kiosque lavoir
    lieu-dit local locaux ludotheque lycee mairie mairies maison maison-medicale maison-relais
    maisons marche marches mds mediatheque msa office parc parking parvis patronage pharmacie
    piscine place placette plaine point pole poste prefecture pres presbytere quai quartier
    residence route rue salle salles siege sous-prefecture square stade superette supermarche
    syndicat terrain theatre tiers-lieu tresorerie village-vacances za zi zone
""")

# Pieces that complete the place before them ("Vicq, salle des fêtes"), never a second place.
ADDRESS_KINDS: Final = PLACE_KINDS | word_set("""
    bis cedex rdc rez-de-chaussee ter
""")

# Said around places and times without naming either.
FILLER: Final = word_set("""
    arrete arretent structure antennes deux trois quatre cinq six sept huit dix a accueil
    accueille accueillent accueils ainsi alentours an annee antennes apres arret arrets assure
    assuree assurees assures attention au aussi aux avant avec bus calendrier camion camionnette
    ce ces cette chaque chez circuit commune communes compter contact continu courriel d dans de
    decentralisee decentralisees delocalisee delocalisees demi-journee depuis deroule deroulent
    des du effectue effectuees egalement elle en enfin entre environ environs est et
    exclusivement exterieure exterieures fait fois france h halte haltes hebdomadaire
    hebdomadairement heure heures horaire horaires il itinerance itinerances itinerant
    itinerante jour jours jusqu l la le les leur lieu lieu-permanence lieux mail mails mobile
    mois multi-site multisite multisites non-stop nos notre nous numerique on ou ouvert ouverte
    ouverts ouverture ouvertures par passage passages passe passent permanence permanences
    planning possible pour presence present presente puis que qui rdv rendez-vous s sa sans se
    semaine semaines sera seront service services ses seulement sir site sites son sont
    stationne stationnement sur tel telephone tenue tenues tiennent tient tournee tournees tous
    tout toute toutes un une uniquement unite van vehicule vers ville villes vos votre vous y
""")

# A run of words holding one of these is prose, not the name of a place.
PROSE: Final = word_set("""
    accompagnement accueillir actualise actualises afin agenda agents aide alternance animatrice
    attente attention autres avons circulant circule conseille conseillee conseiller conseillere
    conseilles consultable consulter contactez coordonnees courriel demande demarches
    departement dessert dessertes desservies differentes differents disponible disponibles
    divers diverses email ensemble est facebook habitants information informations inscription
    internet joignable joignables joignez ligne liste mail mails merci nos nota notre nous
    numero parcourt peuvent plusieurs pouvez prendre prise propose proposent public
    quasi-totalite recevons recommande renseignement renseignements reservation retrouver role
    selon sera seront sont suivant suivante suivantes suivants tel telephone telephoner
    territoire tour trajet usagers variable variables vos votre vous
""")

# Words that make the hours near them something else than a visit.
NOT_A_VISIT: Final = word_set("""
    absence absent absente annule annulee appel appels contact contactez demande ferme fermee
    fermes fermeture fermetures inscription inscriptions joignable joignables prendre prise
    renseignement renseignements reservation reservations secretariat standard suspendu
    suspendue telephone telephoner telephonique telephoniques trajet trajets
""")

# Wherever they stand, the place is not said.
SOMEWHERE: Final = word_set("""
    autres certaines certains differentes differents divers diverses plusieurs
""")

# Too vague to be a place one can go to.
VAGUE: Final = word_set("""
    autres communes differentes differents divers diverses ensemble lieux mairies marche marches
    plusieurs quartiers secteur secteurs sites territoire villages
""")
