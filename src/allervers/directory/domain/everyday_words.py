"""What people say, and the thematiques of data·inclusion it stands for.

A thematique stands at the beginning of its line; those that may help too follow, after a "+".
A pattern is made of words that must all be said, in any order: `mang*` is any word that begins
so, `rue` that very word. Words are folded: no accents, lower case. Labels stay
those of data·inclusion; a test checks that each value exists.
"""

from typing import Final

EVERYDAY: Final = """
equipement-et-alimentation--alimentation
  mang* | faim | nourri* | bouff* | repas | aliment* | frigo vide | epicerie | courses | colis
  | panier | cantine | soupe | ventre | restos | lait bebe | banque alimentaire
equipement-et-alimentation--habillement
  vetement* | habit* froid | habits | habiller | chaussure* | manteau* | fringue* | vestiaire
  | sape* | doudoune
equipement-et-alimentation--electromenager
  frigo | frigidaire | lave linge | machine laver | electromenager | four | gaziniere |
  meuble* | lit | matelas | canape
equipement-et-alimentation--aide-menagere
  menage | menagere | aide domicile | nettoy* maison
logement-hebergement--rechercher-une-solution-dhebergement-temporaire
  dor* rue | dor* voiture | dor* dehors | dorm* rue | dorm* voiture | dorm* dehors | rue
  dehors | a la rue | sdf | sans abri | sans domicile | heberg* | nulle part dorm* | nuit
  dehors | 115 | toit | mis* dehors | mis* porte | squat* | foyer urgence | ou dormir | chez
  amis
logement-hebergement--se-maintenir-dans-le-logement
+ logement-hebergement--reduire-les-impayes-de-loyer
  expuls* | huissier* | commissaire justice | coup* electricite | coup* courant | coup*
  lumiere | coup* gaz | coup* eau | edf | facture* electricite | electricite | facture*
  energie | facture* gaz
  | facture* eau | moisi* | insalubr* | punaise* | chauff* | proprietaire vir* | bail
logement-hebergement--reduire-les-impayes-de-loyer
+ logement-hebergement--se-maintenir-dans-le-logement
  loyer* | impaye* | retard loyer | fsl
logement-hebergement--louer-un-logement
+ logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement
  cherch* appartement | cherch* logement | trouv* appartement | trouv* logement | hlm |
  logement social | appartement | louer | caution | dalo | location
logement-hebergement--changer-de-logement
  demenag* | logement petit | appartement petit | chang* logement | chang* appartement
logement-hebergement--acheter-un-logement
  achet* maison | achet* appartement | achet* logement | pret immobilier
difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives
+ numerique--acceder-a-des-services-en-ligne
  papier* | paperass* | dossier* | demarche* | formulaire* | courrier* | administra* | caf |
  prefecture | france services | ecrivain public | compren* lettre | remplir
difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits
+ difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives
  droits | rsa | apl | prime activite | allocation* | aspa | minimum vieillesse | retraite |
  assistante sociale | assistant social | avocat* | divorc* | juridi* | carte sejour | titre
  sejour | sans papier* | regularis* | plainte | juge | tribunal
difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete
  nationalite | naturalis* | vote* | voter | carte identite | titre sejour | asile | refugi*
difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination
  discrimin* | racis*
difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire
  prison | detention | bracelet | sort* prison | condamn* | casier
difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte
+ difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere
  tutelle | curatelle | tuteur
difficultes-financieres--situation-dendettement-surendettement
+ difficultes-financieres--ameliorer-sa-gestion-budgetaire
  dette* | surendett* | endett* | credit* | banque de france | doit argent | huissier*
difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere
+ difficultes-financieres--ameliorer-sa-gestion-budgetaire
  argent | thune* | fric | fin mois | fins mois | decouvert | a sec | galere* | secours | sous
  compte | interdit bancaire | banque
difficultes-financieres--ameliorer-sa-gestion-budgetaire
+ difficultes-financieres--acquerir-une-autonomie-budgetaire
  budget* | gerer argent | gerer compte*
famille--surmonter-conflits-separation-violence
  frapp* | tape* | tabass* | violen* | cogn* | menac* | mari peur | conjoint peur | separ* |
  divorc* | peur lui | bat | battu* | battre | insult* | ex harcel*
famille--garde-denfants
  creche* | nounou* | garder enfant* | garde enfant* | faire garder | assistante maternelle |
  garder fil* | garder bebe | garderie | periscolaire | halte garderie
famille--soutien-a-la-parentalite-et-a-leducation
  parent* | education | elever enfant* | enfant ecoute | ado crise | fils crise | fille crise
  | enfant ecole | ecole | college | lycee | absent* ecole | decroch* | bebe | maman seule |
  mere seule | papa seul
se-former--trouver-sa-formation
+ famille--soutien-a-la-parentalite-et-a-leducation
+ remobilisation--bien-etre-confiance-en-soi
  quitt* ecole | arret* ecole | lach* ecole | decroch* | quitt* lycee | arret* lycee | quitt*
  college | veut plus ecole | va plus ecole | veut plus lycee | va plus
  lycee | veut plus college | va plus college | plus cours | descolaris* | sort* ecole
famille--prise-en-charge-personne-dependante
+ famille--soutien-aidants
  ehpad | maison retraite | dependan* | mere alzheimer | pere alzheimer | alzheimer | perte
  autonomie | apa | vieux | vieille mere | aide domicile | perd tete
famille--soutien-aidants
  aidant* | occup* mere | occup* pere | occup* mari | occup* malade | occup* femme | epuis*
  aidant | repit
lecture-ecriture-calcul--maitriser-le-francais
  parl* francais | apprend* francais | cours francais | fle | alphabetis* | lire ecrire | sait
  lire | sais lire | illettr* | analphab* | lire | ecrire | langue francaise
lecture-ecriture-calcul--maitriser-le-calcul
  calcul* | compter | maths
mobilite--preparer-un-permis
+ mobilite--financer-ma-mobilite
  permis | code route | auto ecole | conduire
mobilite--acceder-a-un-vehicule
  lou* voiture | voiture pas chere | achet* voiture | besoin voiture | scooter | trouv*
  voiture
mobilite--entretenir-reparer-son-vehicule
  repar* voiture | garage solidaire | garage | panne | controle technique | voiture marche
mobilite--mobilite-douce-partagee-collective
+ mobilite--acceder-a-un-vehicule
+ mobilite--etre-accompagne-dans-son-parcours-mobilite
  bus | velo* | covoitur* | transport* | deplac* | navette | pas voiture | plus voiture |
  sans voiture |
  aller medecin | emmen* | moyen locomotion | loin tout
mobilite--financer-ma-mobilite
  payer essence | essence | billet train | carte transport | pass navigo
numerique--maitriser-les-fondamentaux-du-numerique
+ numerique--acceder-a-des-services-en-ligne
  ordinateur | ordi | informatique | numerique | souris | clavier | tablette | smartphone |
  mail* | email* | mot passe | internet | mediat* numerique | servir telephone | utilis*
  telephone
numerique--acceder-a-des-services-en-ligne
+ difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives
  en ligne | franceconnect | ameli | scann* | imprim* | photocopi* | declar* impot* | impot*
numerique--acceder-a-une-connexion-internet
  wifi | connexion | box | plus internet | pas internet
numerique--acquerir-un-equipement
  achet* ordinateur | ordinateur pas cher | achet* telephone | besoin ordinateur | pc occasion
preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation
  cv | curriculum | lettre motivation
preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi
+ trouver-un-emploi--repondre-a-des-offres-demploi
  travail* | boulot | taf | emploi* | job | chomage | chomeu* | embauch* | france travail |
  pole emploi | interim | bosser | licenci* | vire travail
trouver-un-emploi--convaincre-un-recruteur-en-entretien
  entretien embauche | entretien | recruteur
choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite
+ choisir-un-metier--confirmer-son-choix-de-metier
  quel metier | metier* | orientation | stage* | reconver* | chang* metier
creer-une-entreprise--definir-son-projet-de-creation-dentreprise
+ creer-une-entreprise--structurer-son-projet-de-creation-dentreprise
  mont* entreprise | cre* entreprise | auto entrepreneur | micro entreprise | mon compte
  entreprise | lanc* entreprise | mont* boite | cre* boite | patron
se-former--trouver-sa-formation
+ se-former--monter-son-dossier-de-formation
  formation* | diplome* | apprentissage | alternance | apprenti | cap
sante--acces-aux-soins
  medecin* | docteur* | toubib | soign* | soin* | secu | css | mutuelle* | dent* | dentiste |
  malade* | hopital | ordonnance* | lunettes | carte vitale | ame | infirmi* | vaccin* | sage
  femme | pmi | sante | mal jambe* | mal dos | couverture maladie | cmu
sante--addictions
  alcool* | drogue* | boi* trop | boire | cannabis | shit | joint* | heroine | addict* | fum*
  trop | arret* fumer | jeux argent | crack | tabac
sante--constituer-un-dossier-mdph-invalidite
  mdph | handicap* | aah | invalid* | fauteuil roulant | aeeh | autis* | rqth
sante--sante-mentale
  depress* | deprim* | psy | psycho* | psychi* | suicid* | angoiss* | moral | craqu* | envie
  mourir | envie rien | idees noires | plus vivre | pleur* | bout nerfs | burn out | mal etre
  | tete va
sante--sante-sexuelle
  pilule | contracep* | ivg | avort* | ist | vih | sida | preservatif* | depistage | planning
  familial | regles
sante--sante-sexuelle
+ famille--soutien-a-la-parentalite-et-a-leducation
  enceinte | grossesse
remobilisation--lien-social
  seul | seule | isol* | solitude | parle personne | voi* personne | connai* personne |
  rencontr* | conviv* | compagnie | discuter
remobilisation--activites-sportives-et-culturelles
  sport* | foot | piscine | culture* | theatre | vacances | loisir* | activite*
remobilisation--benevolat-action-citoyenne
  benevol* | service civique
remobilisation--bien-etre-confiance-en-soi
  confiance | bien etre | estime soi | coiffeur
logement-hebergement--rechercher-une-solution-dhebergement-temporaire
+ remobilisation--bien-etre-confiance-en-soi
  douche* | lav* | hygiene | laverie
souvrir-a-linternational--connaitre-les-opportunites-demploi-a-letranger
  etranger travail* | travail* etranger | partir etranger
"""
